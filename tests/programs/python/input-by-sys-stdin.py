import sys

first = sys.stdin.readline()
print(repr(first))
print([line.strip() for line in sys.stdin])
print(repr(sys.stdin.read()))
