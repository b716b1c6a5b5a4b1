def shortened(line):
    """The line with each run as its letter and its length, if that is shorter."""
    return ""


try:
    line = input()
except EOFError:
    line = ""
print(shortened(line))
