import sys

first = input()  # a line of 12,000 characters
print(len(first), sum(map(int, first.split())))
print(ascii(input()))  # a byte order mark, a space that does not break
print(repr(input()), repr(input()))  # a tab and blanks at the end, an empty line
print(len(input()), [ord(sign) for sign in "😀"])
print([line for line in sys.stdin])  # the last one has no line end
