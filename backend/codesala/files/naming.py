"""Who gave which file its name, in a recording. Pure functions."""

from collections.abc import Iterable, Iterator, Mapping

from codesala.recordings.order import Recorded


def paths_of(entries: Iterable[Recorded], participant: str) -> Mapping[str, frozenset[str]]:
    """File → the names that this person gave it. What somebody else called it, too, is not theirs alone."""
    own: dict[str, set[str]] = {}
    others: dict[str, set[str]] = {}
    for file, path, by in _named(entries):
        (own if by == participant else others).setdefault(file, set()).add(path)
    left = {file: frozenset(paths - others.get(file, set())) for file, paths in own.items()}
    return {file: paths for file, paths in left.items() if paths}


def called_by(entries: Iterable[Recorded], paths: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """The files whose last name is among these."""
    last = {file: path for file, path, _by in _named(entries)}
    return frozenset(file for file, path in last.items() if path in paths.get(file, ()))


def _named(entries: Iterable[Recorded]) -> Iterator[tuple[str, str, str]]:
    """File, name, and who gave it."""
    for entry in entries:
        match entry.event:
            case {"type": "file.created" | "file.renamed", "file": str(file), "path": str(path)} if path:
                yield file, path, entry.author
