"""The programs of a package: what candidates begin with, and the first accepted solution in each language."""

import re
from pathlib import PurePosixPath
from typing import Any

from codesala.languages import LANGUAGES
from codesala.questions.packages.problem import with_constants
from codesala.questions.packages.reading import Folder

CODES = {"python3": "python", "python2": "python"} | {language: language for language in LANGUAGES}
"""The format's names of languages → ours."""
ENDINGS = {language.ending: language.id for language in LANGUAGES.values()} | {
    "cc": "cpp",
    "cxx": "cpp",
    "mjs": "javascript",
}
PYTHON_2 = re.compile(r"#!.*\bpython2")


def read_languages(folder: Folder, problem: dict[str, Any]) -> dict[str, dict[str, dict[str, str]]]:
    languages: dict[str, dict[str, dict[str, str]]] = {}
    for name, path in folder.under("attachments/starter").items():
        code, _, inner = name.partition("/")
        text = folder.text(path) if inner and code in CODES else None
        if text is not None:
            languages.setdefault(CODES[code], {"files": {}})["files"][inner] = text
    for first, parts in _submissions(folder).items():
        language = _language(first, parts)
        if language is None or "solution" in languages.get(language, {}):
            continue
        read = {inner: text for inner, path in parts.items() if (text := folder.text(path)) is not None}
        if any(PYTHON_2.match(text) for text in read.values()):
            for path in parts.values():
                folder.note(path, "This is for Python 2, which does not run here, so it was left out.")
        elif read:
            solution = {name: with_constants(text, problem) for name, text in read.items()}
            languages.setdefault(language, {})["solution"] = _with_main(first, solution, language)
    return languages


def _submissions(folder: Folder) -> dict[str, dict[str, str]]:
    """Paths in the package by what they are called in each accepted solution, which is a file or a folder."""
    found: dict[str, dict[str, str]] = {}
    for name, path in folder.under("submissions/accepted").items():
        first, _, inner = name.partition("/")
        found.setdefault(first, {})[inner] = path
    return found


def _language(first: str, parts: dict[str, str]) -> str | None:
    if "" not in parts and first in CODES:
        return CODES[first]
    known = [language for inner in parts if (language := ENDINGS.get(_ending(inner or first)))]
    return known[0] if known else None


def _with_main(first: str, files: dict[str, str], language: str) -> dict[str, str]:
    """The only program is the main one, but in Java, where its name is that of its class."""
    own = [name for name in files if ENDINGS.get(_ending(name or first)) == language]
    if len(own) != 1 or PurePosixPath(own[0]).parent != PurePosixPath("."):
        return files
    name = own[0] or first
    ending = LANGUAGES[language].ending if language == "cpp" else _ending(name)
    main = name if language == "java" else f"main.{ending}"
    return {main if inner == own[0] else inner: text for inner, text in files.items()}


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()
