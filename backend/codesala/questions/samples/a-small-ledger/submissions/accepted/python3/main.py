import sys


def months(lines):
    """(month, sum, balance at its end) of each month in order; amounts are in cents."""
    sums = {}
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        date, amount, *_ = line.split()
        year, month = int(date[:4]), int(date[5:7])
        number = year * 12 + month - 1
        sums[number] = sums.get(number, 0) + cents(amount)
    found = []
    balance = 0
    for number in range(min(sums, default=0), max(sums, default=-1) + 1):
        balance += sums.get(number, 0)
        found.append((f"{number // 12}-{number % 12 + 1:02}", sums.get(number, 0), balance))
    return found


def cents(amount):
    whole, _, rest = amount.lstrip("+-").partition(".")
    found = int(whole) * 100 + int(rest.ljust(2, "0"))
    return -found if amount.startswith("-") else found


def money(cents):
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02}"


found = months(sys.stdin.read().splitlines())
for month, total, balance in found:
    print(month, money(total), money(balance))
if not found:
    print("empty")
