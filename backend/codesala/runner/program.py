"""A program as it comes over the socket: its files, and with which it begins. Who sent it is not trusted. No I/O."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from codesala.errors import InvalidInput
from codesala.paths import checked_path, clashes, folded
from codesala.runner.messages import MAX_FILES, MAX_SOURCE_BYTES, TOO_LONG

SOURCE = ".java"


@dataclass(frozen=True, slots=True)
class Program:
    """`files`: texts by paths relative to the folder in which it runs; `entry` is one of them."""

    files: Mapping[str, str]
    entry: str

    def laid_out(self, stem: str) -> dict[str, str]:
        """The files by the names that they need: the entry's class, `stem`, decides what its file is called."""
        named = {path: text for path, text in self.files.items() if path != self.entry}
        return {f"{stem}{SOURCE}": self.files[self.entry], **named}

    @property
    def data(self) -> list[str]:
        """What it may read."""
        return [path for path in self.files if not path.endswith(SOURCE)]


def program_in(question: dict[str, Any]) -> Program:
    """Raises InvalidInput. Older backends send one text, `source`."""
    files, entry = question.get("files"), question.get("entry")
    if isinstance(source := question.get("source"), str):
        files, entry = {"Main.java": source}, "Main.java"
    if not isinstance(files, dict) or not all(isinstance(text, str) for text in files.values()):
        raise InvalidInput("The program has no files.")
    if not isinstance(entry, str) or entry not in files or not entry.endswith(SOURCE):
        raise InvalidInput("No file of the program is the one with which it begins.")
    if len(files) > MAX_FILES:
        raise InvalidInput(f"The program has more than {MAX_FILES} files.")
    if sum(len(text.encode("utf-8", "replace")) for text in files.values()) > MAX_SOURCE_BYTES:
        raise InvalidInput(TOO_LONG)
    named = {checked_path(path): text for path, text in files.items()}
    for one, other in pairwise(sorted(named, key=lambda path: folded(path).split("/"))):
        if clashes(folded(one), folded(other)):
            raise InvalidInput(f'Both "{one}" and "{other}" cannot be there.')
    return Program(named, checked_path(entry))
