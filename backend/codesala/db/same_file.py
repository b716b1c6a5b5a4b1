"""Whether the SQLite file that this process has open is the one that stands at its path: SQLite does not look, and goes
on writing into a file that was deleted or replaced, where nobody will find what was "saved"."""

from pathlib import Path


class FileGone(OSError):
    """What is written reaches nothing that would be there after a restart."""


class SameFile:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._opened: tuple[int, int] | None = None

    def opened(self, *_connection: object) -> None:
        """A connection was opened by the path. The first one tells which file it is."""
        if self._opened is None:
            self._opened = self._at_path()

    def check(self) -> None:
        """Raises FileGone. One call of the system, about 2 µs."""
        if self._opened is not None and self._at_path() != self._opened:
            raise FileGone(
                f"{self._path} was deleted or replaced under the server: nothing is saved until it is back, "
                "or the server is started again"
            )

    def _at_path(self) -> tuple[int, int] | None:
        try:
            found = self._path.stat()
        except FileNotFoundError:
            return None
        return found.st_dev, found.st_ino
