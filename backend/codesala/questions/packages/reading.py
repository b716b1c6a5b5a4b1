"""What every reader of packages needs: files as text or YAML, and notes on what was not taken."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from codesala.questions.packages.leaving import why

MAX_YAML_BYTES = 64 * 1024


class Unreadable(Exception):
    """Why a package is no question: the file, and a sentence."""

    def __init__(self, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path, self.message = path, message


@dataclass(frozen=True, slots=True)
class Note:
    """Something in a package that was not taken, or not as it stands there."""

    path: str
    message: str


@dataclass(slots=True)
class Folder:
    """The files of one package by their paths in it. Whatever nobody took gets a note at the end."""

    files: Mapping[str, bytes]
    notes: list[Note] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)
    parsed: dict[str, dict[str, Any]] = field(default_factory=dict)
    """YAML that was asked for, by path: it is asked for again for each case."""

    def note(self, path: str, message: str) -> None:
        self.taken.add(path)
        self.notes.append(Note(path, message))

    def under(self, folder: str) -> dict[str, str]:
        """Path in the package by the path below this folder, in order."""
        start = f"{folder}/"
        return {path.removeprefix(start): path for path in sorted(self.files) if path.startswith(start)}

    def text(self, path: str) -> str | None:
        """What is in a file, or None with a note when it is no text."""
        self.taken.add(path)
        try:
            text = self.files[path].decode("utf-8-sig")
        except UnicodeDecodeError:
            self.note(path, "This is no UTF-8 text, so it was left out.")
            return None
        if "\x00" in text:
            self.note(path, "This holds the character NUL, so it was left out.")
            return None
        return text.replace("\r\n", "\n")

    def yaml(self, path: str) -> dict[str, Any]:
        """What a file says, or nothing when there is none. Raises `Unreadable`."""
        if path not in self.files:
            return {}
        if path not in self.parsed:
            self.parsed[path] = self._parse(path)
        return self.parsed[path]

    def _parse(self, path: str) -> dict[str, Any]:
        text = self.text(path)
        if text is None or len(text) > MAX_YAML_BYTES:
            raise Unreadable(path, f"This is no text of {MAX_YAML_BYTES} bytes at most.")
        from codesala.questions.packages import plain_yaml  # with a library that only packages need

        try:
            found = plain_yaml.read(text)
        except (ValueError, RecursionError) as error:
            raise Unreadable(path, f"This is not the YAML that is expected: {str(error)[:200]}") from error
        if found is None:
            return {}
        if not isinstance(found, dict) or not all(isinstance(key, str) for key in found):
            raise Unreadable(path, "This has to be names with values.")
        return found

    def finish(self) -> tuple[Note, ...]:
        """All notes, with one for each file that nobody took."""
        for path in sorted(self.files):
            if path not in self.taken:
                self.note(path, why(path))
        return tuple(self.notes)


def words_of(value: Any, path: str) -> list[str]:
    """A list of texts, or one text. Raises `Unreadable`."""
    if value is None:
        return []
    values = value if isinstance(value, list) else [value]
    if not all(isinstance(one, str | int | float) for one in values):
        raise Unreadable(path, "A list of words is expected.")
    return [str(one) for one in values]
