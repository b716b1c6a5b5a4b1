from functools import lru_cache


@lru_cache(maxsize=None)
def stairs(n):
    if n <= 2:
        return n
    return stairs(n - 1) + stairs(n - 2)


print(len(str(stairs(400))))
print(stairs.cache_info())
