def positions(numbers, target):
    """Positions of two numbers whose sum is the target, or None."""
    seen = {}
    for position, number in enumerate(numbers):
        if target - number in seen:
            return seen[target - number], position
        seen.setdefault(number, position)
    return None


target = int(input())
numbers = [int(word) for word in input().split()]
found = positions(numbers, target)
print(*found) if found else print("none")
