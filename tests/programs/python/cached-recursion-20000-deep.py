import sys
from functools import cache, lru_cache

sys.setrecursionlimit(50_000)


@cache
def depth(n):
    return 0 if n == 0 else depth(n - 1) + 1


@lru_cache
def steps(n, by=1):
    """Counts."""
    return 0 if n <= 0 else steps(n - by, by=by) + 1


print(depth(20_000), steps(10_000))
print(steps.cache_info(), steps.__doc__, steps.__name__, steps.__wrapped__(0))
steps.cache_clear()
print(steps.cache_parameters())
