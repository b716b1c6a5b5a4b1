"""The limit of recursion is met at the same call as everywhere, and so the trace says the same."""

import sys
import traceback


def deepest(calls):
    try:
        return deepest(calls + 1)
    except RecursionError:
        return calls


print(sys.getrecursionlimit(), deepest(1))
sys.setrecursionlimit(3000)
print(sys.getrecursionlimit(), deepest(1))
sys.setrecursionlimit(2**31 - 1)
for wrong in (0, "many"):
    try:
        sys.setrecursionlimit(wrong)
    except (TypeError, ValueError) as error:
        print(error)
sys.setrecursionlimit(1000)


def endless(number):
    return endless(number + 1)


try:
    endless(0)
except RecursionError:
    print(*traceback.format_exc().splitlines()[-2:], sep="\n")
