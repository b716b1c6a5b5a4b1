import readline
import resource
import sys
import threading
import tracemalloc

readline.parse_and_bind("tab: complete")
readline.set_completer(lambda text, state: None)
_, hard = resource.getrlimit(resource.RLIMIT_STACK)
resource.setrlimit(resource.RLIMIT_STACK, (hard, hard))
print(resource.getrlimit(resource.RLIMIT_STACK) == (hard, hard), resource.RLIM_INFINITY, resource.RLIMIT_AS)
sys.setrecursionlimit(10**6)
threading.stack_size(2**27)


def depth(n):
    return n and 1 + depth(n - 1)


print(depth(20_000))
usage = resource.getrusage(resource.RUSAGE_SELF)
print(usage.ru_utime >= 0, usage.ru_stime >= 0, resource.getpagesize() % 4096)
tracemalloc.start()
many = [0] * 10**6
print(tracemalloc.get_traced_memory()[0] > 10**6)
print(usage.ru_maxrss > 1000)
