import sys

read = sys.stdin.read
count, *numbers = map(int, read().split())
print(count, sum(numbers))
