import sys

for line in open(0):
    print(line.rstrip("\n"), len(line))
print(sys.stdin.closed)
