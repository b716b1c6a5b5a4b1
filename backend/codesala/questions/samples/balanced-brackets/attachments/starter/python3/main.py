def first_fault(line):
    """The position at which it is clear that the line is not balanced, or None."""
    return None


try:
    line = input()
except EOFError:
    line = ""
fault = first_fault(line)
print("balanced" if fault is None else fault)
