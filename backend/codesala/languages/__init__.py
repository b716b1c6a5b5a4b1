"""The languages of the editor. Each is one file beside this one, NAME.toml, and nothing else knows it:

name      for people
ending    of its files
indent    spaces that one level takes
editor    its highlighting: a key of frontend/src/editor/languages.ts
runs      where its programs run: "browser" (a key of frontend/src/runner/runtimes.ts), "server" (the runner) or
          "nowhere" (highlighting only)
starter   three lines that run as they stand
[test]    a program, the lines that it reads, and exactly what it prints: a test runs it in a real browser

People see them in the order of `ORDER`, then others by their ids.
"""

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from codesala.errors import InvalidInput

DEFAULT_LANGUAGE = "python"

ORDER = (
    "python", "javascript", "typescript", "java", "cpp", "sql", "ruby", "lua",
    "go", "rust", "csharp", "kotlin", "php", "swift", "c", "bash", "r", "scala", "markdown",
)  # fmt: skip

HERE = Path(__file__).parent

Runs = Literal["browser", "server", "nowhere"]


@dataclass(frozen=True, slots=True)
class TestProgram:
    """`output` is what it prints on standard output when it is given the lines of `input`."""

    program: str
    input: tuple[str, ...]
    output: str


@dataclass(frozen=True, slots=True)
class Language:
    """See the top of this file."""

    id: str
    name: str
    ending: str
    indent: int
    editor: str
    runs: Runs
    starter: str
    test: TestProgram | None


def _read(language_id: str) -> Language:
    content = tomllib.loads((HERE / f"{language_id}.toml").read_text(encoding="utf-8"))
    test = content.pop("test", None)
    program = TestProgram(test["program"], tuple(test.get("input", ())), test["output"]) if test else None
    return Language(id=language_id, test=program, **content)


_OTHERS = sorted({file.stem for file in HERE.glob("*.toml")} - set(ORDER))

LANGUAGES: dict[str, Language] = {language_id: _read(language_id) for language_id in (*ORDER, *_OTHERS)}


def ending_of(language_id: str) -> str:
    """Of a file with code, without the dot; also of a language that is none any more."""
    return LANGUAGES[language_id].ending if language_id in LANGUAGES else "txt"


def find_language(language_id: str) -> Language:
    """Raises `errors.InvalidInput`, whose detail names the languages there are."""
    if language_id not in LANGUAGES:
        known = ", ".join(LANGUAGES)
        raise InvalidInput(f"There is no such language here. Choose one of: {known}.", field="body.language")
    return LANGUAGES[language_id]
