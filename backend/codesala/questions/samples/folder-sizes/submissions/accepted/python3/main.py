import sys


class Folder:
    def __init__(self):
        self.folders = {}
        self.own_size = 0
        self.has_files = False

    def add(self, parts, size):
        """A file by the names of the folders on the way to it."""
        folder = self
        for part in parts:
            folder = folder.folders.setdefault(part, Folder())
        folder.own_size += size
        folder.has_files = True

    def size(self):
        return self.own_size + sum(folder.size() for folder in self.folders.values())

    def lines(self, indent):
        for name, folder in sorted(self.folders.items()):
            while not folder.has_files and len(folder.folders) == 1:
                [(inner, folder)] = folder.folders.items()
                name = f"{name}/{inner}"
            yield f"{indent}{name} {folder.size()}"
            yield from folder.lines(indent + "  ")


def shown(files):
    """The lines of the tree. `files` are pairs of a path and a size."""
    root = Folder()
    for path, size in files:
        root.add(path.split("/")[:-1], size)
    return [f". {root.size()}", *root.lines("  ")]


files = []
for line in sys.stdin.read().splitlines():
    path, size = line.split()
    files.append((path, int(size)))
print("\n".join(shown(files)))
