"""The texts in a document, as the engine holds them: by root, with how much more may be written."""

import zlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pycrdt import Doc, Text

from codesala.paths import MAIN_ID, MAIN_ROOT, main_path, root_of
from codesala.records import FileText, SessionFacts
from codesala.wire.screening.roots import is_file_root

WITH_DELETED_FILES = 4
"""The texts of all files, those of deleted ones included, may be so many times as long as those that are not."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A document at one moment: an update v1 that makes it anew, and what must come out of that."""

    update: bytes
    clocks: Mapping[int, int]
    """Its state vector."""
    texts: Mapping[str, str]
    """By root."""


class Digest(NamedTuple):
    """What two who hold the same document agree about. Short, and only as good as that: for faults, not for forgers."""

    clients: int
    clocks: int
    """How many have written, and the sum of their clocks: when they differ, updates are on their way."""
    crc32: int
    """See `crc32_of`."""


class Contents:
    """Keeps each text: to ask the engine for one by name takes it as long as there are others."""

    __slots__ = ("_doc", "_max_bytes", "_texts", "deleted", "main")

    def __init__(self, doc: "Doc[Text]", max_bytes: int) -> None:
        self._doc = doc
        self._max_bytes = max_bytes
        self.main = doc.get(MAIN_ROOT, type=Text)
        self._texts = {MAIN_ROOT: self.main}
        self.deleted: frozenset[str] = frozenset()
        """Roots of files that are deleted. They may be written in: somebody may be doing so, without a line."""
        for root in sorted(doc.keys()):
            if is_file_root(root.encode()):
                self.add(root)

    @property
    def roots(self) -> Collection[str]:
        """Main's first."""
        return self._texts.keys()

    def add(self, root: str) -> None:
        self._texts[root] = self._doc.get(root, type=Text)

    def read(self) -> dict[str, str]:
        """By root."""
        if len(self._texts) == 1:
            return {MAIN_ROOT: str(self.main)}
        with self._doc.transaction():
            return {root: str(text) for root, text in self._texts.items()}

    def size_bytes(self, restored: str | None = None) -> int:
        """What counts against `max_bytes`, of which as much as is left may be added: the files that are not deleted,
        or more, where the deleted ones leave less. As it would be with the file of the root `restored` back."""
        sizes = {root: len(text.encode()) for root, text in self.read().items()}
        living = sum(size for root, size in sizes.items() if root not in self.deleted or root == restored)
        return max(living, sum(sizes.values()) - (WITH_DELETED_FILES - 1) * self._max_bytes)


def file_texts(facts: SessionFacts, texts: Mapping[str, str]) -> list[FileText]:
    """The files of a session with their texts, given by root: main first, deleted ones too."""
    main = FileText(MAIN_ID, main_path(facts.language), MAIN_ROOT, texts[MAIN_ROOT])
    others = [(file, root_of(file.file_id)) for file in facts.files]
    return [
        main,
        *(FileText(file.file_id, file.path, root, texts.get(root, ""), file.is_deleted) for file, root in others),
    ]


def texts_of(doc: "Doc[Text]") -> dict[str, str]:
    """What a document holds, by root."""
    return Contents(doc, 0).read()


def crc32_of(texts: Mapping[str, str]) -> int:
    """Of main's text, as UTF-8, with those of all other roots that hold any, deleted files' too, behind it. So it is of
    the document alone: who compares may have another list of files at that moment."""
    crc32 = zlib.crc32(texts[MAIN_ROOT].encode())
    for root in sorted(texts):
        if root != MAIN_ROOT and texts[root]:
            crc32 = zlib.crc32(f"\n{root}\n{texts[root]}".encode(), crc32)
    return crc32
