import heapq
from collections import defaultdict, deque

edges = [("a", "b", 4), ("a", "c", 1), ("c", "b", 2), ("b", "d", 5)]
graph = defaultdict(dict)
for u, v, weight in edges:
    graph[u][v] = weight
    graph[v][u] = weight


def dijkstra(start):
    best, heap = {}, [(0, start)]
    while heap:
        distance, node = heapq.heappop(heap)
        if node in best:
            continue
        best[node] = distance
        for other, weight in graph[node].items():
            heapq.heappush(heap, (distance + weight, other))
    return best


print(dijkstra("a"))
grid = ["..#", "...", "#.."]
seen, queue = {(0, 0)}, deque([(0, 0, 0)])
while queue:
    row, column, distance = queue.popleft()
    if (row, column) == (2, 2):
        print(distance)
    for r, c in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
        if 0 <= r < 3 and 0 <= c < 3 and grid[r][c] == "." and (r, c) not in seen:
            seen.add((r, c))
            queue.append((r, c, distance + 1))
