import sys
from collections import Counter, defaultdict
import string

def clean(word):
    return word.strip(string.punctuation + "“”").lower()

text = sys.stdin.read()
print("read", len(text), "chars", repr(text[:20]))
lines = text.splitlines()
counts = Counter()
where = defaultdict(set)
for i, line in enumerate(lines, 1):
    for w in line.split():
        w = clean(w)
        if not w:
            continue
        counts[w] += 1
        where[w].add(i)

print(counts)
print(dict(list(where.items())[:2]))
print(counts.most_common(3))

print()
print(f"{'word':<12}|{'count':>6}|{'lines':^14}|{'share':>8}")
print("-" * 12 + "+" + "-" * 6 + "+" + "-" * 14 + "+" + "-" * 8)
total = sum(counts.values())
for w, c in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))[:8]:
    print(f"{w:<12}|{c:>6}|{','.join(map(str, sorted(where[w]))):^14}|{c / total:>8.2%}")

longest = max(counts, key=len)
print("longest: %s (%d)" % (longest, len(longest)))
by_first = {}
for w in sorted(counts):
    by_first.setdefault(w[0], []).append(w)
for k, v in by_first.items():
    print(k.upper(), v, sep=": ")
print(where.default_factory, where["nothing"], len(where) - len(counts))
for row in zip(*[iter(sorted(counts))] * 4):
    print("{:>8}{:>8}{:>8}{:>8}".format(*row))
print(counts.total(), counts - Counter(the=100), +Counter(a=-1))
