"""Calls that come back through a generator which sum, min, max, any, all or a list takes: as deep as everywhere."""

import traceback

ROWS, COLUMNS = 16, 20


def island(row, column, seen):
    """Depth first: the whole grid becomes one path of 320 cells."""
    if not (0 <= row < ROWS and 0 <= column < COLUMNS) or (row, column) in seen:
        return 0
    seen.add((row, column))
    steps = ((0, 1), (1, 0), (0, -1), (-1, 0))
    return 1 + sum(island(row + down, column + right, seen) for down, right in steps)


def fewest_coins(amount, known):
    if amount not in known:
        known[amount] = 1 + min(fewest_coins(amount - coin, known) for coin in (1, 5, 10) if coin <= amount)
    return known[amount]


class Folder:
    def __init__(self, *inner):
        self.inner = inner

    def depth(self):
        return 1 + max((folder.depth() for folder in self.inner), default=0)

    def has(self, wanted):
        return self is wanted or any(folder.has(wanted) for folder in self.inner)

    def all_have_one_at_most(self):
        return len(self.inner) <= 1 and all(folder.all_have_one_at_most() for folder in self.inner)

    def names(self, level=0):
        return [level] + sum(list(folder.names(level + 1) for folder in self.inner), [])


def depth_by_map(folder):
    return 1 + max(map(depth_by_map, folder.inner), default=0)


innermost = folder = Folder()
for _ in range(319):
    folder = Folder(folder)

print(island(0, 0, set()))
print(fewest_coins(320, {0: 0}))
print(folder.depth(), folder.has(innermost), folder.has(None), folder.all_have_one_at_most())
print(folder.names()[-3:], depth_by_map(folder))


def first_word(text, words):
    """The first that fits ends the search: what comes after it is not asked."""
    print("asked", repr(text))
    return not text or any(first_word(text[len(word) :], words) for word in words if text.startswith(word))


print(first_word("catsand", ["cat", "cats", "and", "sand"]))


def total(values):
    return sum(total(value) if isinstance(value, list) else value for value in values)


print(total([1, [2, [3, [4]]]]))


def endless(number):
    return sum(endless(number + 1) for _ in range(2))


try:
    endless(0)
except RecursionError as error:
    print(type(error).__name__)
try:
    total([1, ["two"]])
except TypeError as error:
    print([frame.name for frame in traceback.extract_tb(error.__traceback__)])
