import sys


def shown(files):
    """The lines of the tree. `files` are pairs of a path and a size."""
    return []


files = []
for line in sys.stdin.read().splitlines():
    path, size = line.split()
    files.append((path, int(size)))
print("\n".join(shown(files)))
