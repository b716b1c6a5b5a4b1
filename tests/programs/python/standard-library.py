import bisect
import collections
import heapq
import itertools
import operator
import re
import string
from fractions import Fraction

words = "the quick brown fox jumps over the lazy dog the end".split()
print(collections.Counter(words).most_common(2))
heap = [5, 1, 4]
heapq.heapify(heap)
heapq.heappush(heap, 0)
print([heapq.heappop(heap) for _ in range(4)], heapq.nlargest(2, words))
print(bisect.bisect_left([1, 3, 5], 3), list(itertools.accumulate([1, 2, 3], operator.mul)))
print(["".join(p) for p in itertools.permutations("abc", 2)], list(itertools.pairwise([1, 2, 3])))
print(re.sub(r"(\w)(\w+)", r"\2\1ay", "pig latin"), string.ascii_lowercase[:3], Fraction(1, 3) + Fraction(1, 6))
grouped = collections.defaultdict(list)
for word in words:
    grouped[len(word)].append(word)
print(dict(grouped))
ordered = collections.OrderedDict(a=1, b=2)
ordered.move_to_end("a")
print(list(ordered), collections.deque([1, 2, 3], maxlen=2))
