"""Which of a session's files make the program that begins with one of them, for what runs on the server. Pure.

For what runs in pages the same rule is in frontend/src/runner/program.ts.
"""

from collections.abc import Mapping
from typing import NamedTuple

from codesala.languages import LANGUAGES
from codesala.paths import main_path
from codesala.records import SessionFacts
from codesala.rooms.documents.contents import file_texts

RUNS = frozenset(language.ending for language in LANGUAGES.values() if language.runs != "nowhere")


class NotStarted(Exception):
    """Why a program cannot be started, as a sentence for people."""


class Program(NamedTuple):
    """Texts by paths relative to the folder of `entry`, which is one of them."""

    files: Mapping[str, str]
    entry: str


def program_of(facts: SessionFacts, texts: Mapping[str, str], language: str, entry: str | None) -> Program:
    """The program in this language that begins with the file of the path `entry`, or with main. `texts` are by root.
    Raises NotStarted."""
    main, *others = file_texts(facts, texts)
    # Whoever has just switched the language may be ahead of this room, and means main by its new name.
    of_main = main_path(language) if entry in (None, main_path(language)) else main.path
    files = {of_main: main.text, **{file.path: file.text for file in others if not file.is_deleted}}
    entry = of_main if entry is None else entry
    if entry not in files:
        raise NotStarted("The file with which the program begins is not in this session any more.")
    known = LANGUAGES[language]
    if not entry.endswith(f".{known.ending}"):
        raise NotStarted(f"A program in {known.name} begins with a file whose name ends in .{known.ending}.")
    return program_from(files, entry)


def program_from(files: Mapping[str, str], entry: str) -> Program:
    """The files of the entry's folder and below. Folders with a main of their own are other programs."""
    folder = _folder(entry)
    own = {path: text for path, text in files.items() if _is_within(path, folder)}
    others = {_folder(path) for path in own if _is_main(path)} - {folder}
    start = len(folder) + 1 if folder else 0
    belonging = {
        path[start:]: text for path, text in own.items() if not any(_is_within(path, other) for other in others)
    }
    return Program(belonging, entry[start:])


def _folder(path: str) -> str:
    return path.rpartition("/")[0]


def _is_within(path: str, folder: str) -> bool:
    return not folder or path.startswith(f"{folder}/")


def _is_main(path: str) -> bool:
    stem, _, ending = path.rpartition("/")[2].lower().rpartition(".")
    return stem == "main" and ending in RUNS
