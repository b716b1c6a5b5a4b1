def steps(rows):
    """The smallest number of steps from the first to the last cell, or None."""
    return None


height, width = map(int, input().split())
rows = [input() for _ in range(height)]
found = steps(rows)
print("none" if found is None else found)
