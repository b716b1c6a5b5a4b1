import sys


def months(lines):
    """(month, sum, balance at its end) of each month in order; amounts are in cents."""
    return []


def money(cents):
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"


found = months(sys.stdin.read().splitlines())
for month, total, balance in found:
    print(month, money(total), money(balance))
if not found:
    print("empty")
