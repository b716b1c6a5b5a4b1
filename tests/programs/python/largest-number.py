import heapq
import sys

roads = {"a": {"b": 2_000_000_000, "c": 5_000_000_000}, "b": {"c": 2_500_000_000}, "c": {}}


def distances(start):
    best = dict.fromkeys(roads, sys.maxsize)
    best[start] = 0
    queue = [(0, start)]
    while queue:
        so_far, here = heapq.heappop(queue)
        for there, length in roads[here].items():
            if so_far + length < best[there]:
                best[there] = so_far + length
                heapq.heappush(queue, (best[there], there))
    return best


print(distances("a"))
print(distances("c"))
largest = -sys.maxsize - 1
for number in (-3_000_000_000, -4_000_000_000):
    largest = max(largest, number)
print(largest, sys.maxsize == 2**63 - 1)
