def shortened(line):
    """The line with each run as its letter and its length, if that is shorter."""
    parts = []
    start = 0
    for position in range(1, len(line) + 1):
        if position == len(line) or line[position] != line[start]:
            length = position - start
            parts.append(line[start] + (str(length) if length > 1 else ""))
            start = position
    short = "".join(parts)
    return short if len(short) < len(line) else line


try:
    line = input()
except EOFError:
    line = ""
print(shortened(line))
