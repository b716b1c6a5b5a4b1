import json


class Mirror:
    def __repr__(self):
        return f"<{self!r}>"

    def __len__(self):
        return len(self)

    def __eq__(self, other):
        return other == self

    def __getattr__(self, name):
        return getattr(self, name + "_")

    def __call__(self):
        return self()


def plain(n):
    return plain(n + 1)


def mapped(n):
    return max(map(mapped, [n]))


def summed(n):
    return sum(summed(n) for _ in range(2))


def sorted_by(n):
    return sorted([n], key=sorted_by)


def yielded():
    yield from yielded()


nested = []
nested.append(nested)
mirror = Mirror()
for name, attempt in {
    "plain": lambda: plain(0),
    "mapped": lambda: mapped(0),
    "summed": lambda: summed(0),
    "sorted": lambda: sorted_by(0),
    "yielded": lambda: list(yielded()),
    "repr": lambda: repr(mirror),
    "len": lambda: len(mirror),
    "eq": lambda: mirror == Mirror(),
    "getattr": lambda: mirror.any,
    "call": lambda: mirror(),
}.items():
    try:
        attempt()
    except RecursionError:
        print(name, "RecursionError")
try:
    json.dumps(nested)
except ValueError as error:
    print(error)
print(nested)
