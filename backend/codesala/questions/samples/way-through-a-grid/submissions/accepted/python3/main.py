from collections import deque


def steps(rows):
    """The smallest number of steps from the first to the last cell, or None."""
    height, width = len(rows), len(rows[0])
    distance = {(0, 0): 0}
    queue = deque(distance)
    while queue:
        row, column = queue.popleft()
        if (row, column) == (height - 1, width - 1):
            return distance[row, column]
        for cell in ((row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)):
            is_inside = 0 <= cell[0] < height and 0 <= cell[1] < width
            if is_inside and rows[cell[0]][cell[1]] == "." and cell not in distance:
                distance[cell] = distance[row, column] + 1
                queue.append(cell)
    return None


height, width = map(int, input().split())
rows = [input() for _ in range(height)]
found = steps(rows)
print("none" if found is None else found)
