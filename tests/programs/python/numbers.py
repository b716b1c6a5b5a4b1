import decimal
import math
import statistics

print(2**200, -7 // 2, -7 % 3, 7 / 2, round(2.5), round(3.14159, 2), 0.1 + 0.2)
print(int("ff", 16), bin(10), f"{1234567.891:,.2f}", f"{5:03d}", f"{0.25:.0%}", 1e100, float("inf"))
print(math.gcd(12, 18), math.isqrt(99), math.comb(5, 2), math.factorial(25), math.hypot(3, 4))
print(decimal.Decimal("0.1") + decimal.Decimal("0.2"), statistics.median([3, 1, 2]), divmod(17, 5), pow(3, -1, 7))
