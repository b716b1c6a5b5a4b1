def total(numbers):
    return numbers[0] + total(numbers[1:]) if numbers else 0


def depth(n=1):
    try:
        return depth(n + 1)
    except RecursionError:
        return n


print(total(list(range(900))))
print(depth() > 900)
