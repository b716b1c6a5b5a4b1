def positions(numbers, target):
    """Positions of two numbers whose sum is the target, or None."""
    return None


target = int(input())
numbers = [int(word) for word in input().split()]
found = positions(numbers, target)
print(*found) if found else print("none")
