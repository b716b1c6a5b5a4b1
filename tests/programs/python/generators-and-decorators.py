import functools
import time
from contextlib import contextmanager


def traced(function):
    @functools.wraps(function)
    def wrapper(*args):
        result = function(*args)
        print(f"{function.__name__}{args} = {result}")
        return result

    return wrapper


@traced
def fibonacci(n):
    return n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)


fibonacci(3)


@contextmanager
def section(name):
    print("enter", name)
    try:
        yield
    finally:
        print("leave", name)


with section("a"):
    print("inside")


def primes():
    found = []
    n = 2
    while True:
        if all(n % p for p in found):
            found.append(n)
            yield n
        n += 1


print([p for p, _ in zip(primes(), range(10))])
began = time.perf_counter()
time.sleep(0.01)
print(time.perf_counter() - began >= 0.01)
