import sys
from collections import Counter, defaultdict


def visits(lines):
    """(user, number of different pages, page opened most often) for each user, in the order that is asked for."""
    times = defaultdict(Counter)
    for line in lines:
        _, user, page = line.split()
        times[user][page] += 1
    users = sorted(times, key=lambda user: (-len(times[user]), user))
    return [(user, len(times[user]), favourite(times[user])) for user in users]


def favourite(times):
    return min(times, key=lambda page: (-times[page], page))


for visit in visits(sys.stdin.read().splitlines()):
    print(*visit)
