"""A program's files: where they are, and which modules of the library they hide."""

import importlib
import sys
from pathlib import Path

HOME = Path.cwd()

# Imported wherever Python starts, before it looks beside the program: a file of that name hides none of these.
STARTED = {"__main__", "_collections_abc", "_sitebuiltins", "abc", "codecs", "encodings", "genericpath", "importlib"}
STARTED |= {"io", "ntpath", "os", "posixpath", "runpy", "site", "stat", "zipimport", *sys.builtin_module_names}


def lay_out(files):
    """`files`: texts by paths. They are in the working directory, where imports look first."""
    for path, text in files.items():
        place = HOME / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode(errors="replace"))
    sys.dont_write_bytecode = True
    if sys.path[0] != str(HOME):
        sys.path.insert(0, str(HOME))
    sys.path_importer_cache.clear()
    importlib.invalidate_caches()
    own = {path.partition("/")[0].removesuffix(".py") for path in files if path.endswith(".py")} - STARTED
    for name in list(sys.modules):
        if name.partition(".")[0] in own:
            del sys.modules[name]  # the library's, imported before there was a program


def has(name):
    """A module or package of the program's own has this name."""
    return (HOME / name).is_dir() or (HOME / f"{name}.py").exists()


def name_of(path):
    """As the program's files are called in tracebacks; None for what is not of the program."""
    place = HOME / path
    return None if path.startswith("<") or not place.is_relative_to(HOME) else str(place.relative_to(HOME))
