people = [("Ana", 30), ("bo", 25), ("Cy", 30)]
print(sorted(people, key=lambda p: (-p[1], p[0].lower())))
people.sort(key=lambda p: p[0])
print(people, max(people, key=lambda p: p[1]), sorted("banana", reverse=True))


def quick(items):
    if len(items) < 2:
        return items
    pivot, *rest = items
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if x >= pivot])


def merge(items):
    if len(items) < 2:
        return items
    middle = len(items) // 2
    left, right = merge(items[:middle]), merge(items[middle:])
    result = []
    while left and right:
        result.append(left.pop(0) if left[0] <= right[0] else right.pop(0))
    return result + left + right


import random

random.seed(7)
numbers = [random.randrange(1000) for _ in range(500)]
print(quick(numbers) == merge(numbers) == sorted(numbers))
