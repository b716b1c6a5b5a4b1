PAIRS = {")": "(", "]": "[", "}": "{"}


def first_fault(line):
    """The position at which it is clear that the line is not balanced, or None."""
    opened = []
    for position, character in enumerate(line):
        if character in "([{":
            opened.append(character)
        elif character in PAIRS and (not opened or opened.pop() != PAIRS[character]):
            return position
    return len(line) if opened else None


try:
    line = input()
except EOFError:
    line = ""
fault = first_fault(line)
print("balanced" if fault is None else fault)
