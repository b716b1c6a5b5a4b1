import sys


def visits(lines):
    """(user, number of different pages, page opened most often) for each user, in the order that is asked for."""
    return []


for visit in visits(sys.stdin.read().splitlines()):
    print(*visit)
