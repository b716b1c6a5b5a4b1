"""Each file has one subject: it is short, and its first line says what it is."""

import re
from pathlib import Path

import pytest

from tests.house.sources import files_under, is_generated, own_files
from tests.support.processes import ROOT

LONGEST = 300

# Not written by people, or not prose and code.
SUFFIXES = {".py", ".ts", ".svelte", ".mjs", ".js", ".sh", ".css", ".html", ".toml", ".yml", ".yaml"}
OURS = [name for name in own_files() if name.suffix in SUFFIXES and not is_generated(name)]
PYTHON = [name for name in own_files() if name.suffix == ".py" and (ROOT / name).read_text().strip()]
PAGE = [
    name
    for name in files_under("frontend/src", ".ts", ".svelte")
    if not is_generated(name) and not name.name.endswith(".test.ts")
]


def named(path: Path) -> str:
    return str(path)


@pytest.mark.parametrize("name", OURS, ids=named)
def test_a_file_is_short_enough_for_one_subject(name: Path) -> None:
    lines = len((ROOT / name).read_text().splitlines())
    assert lines <= LONGEST, f"{lines} lines: does it have two subjects?"


@pytest.mark.parametrize("name", PYTHON, ids=named)
def test_a_python_module_says_first_what_it_is(name: Path) -> None:
    first = (ROOT / name).read_text().splitlines()[0]
    if first.startswith("#!"):
        first = (ROOT / name).read_text().splitlines()[1]
    assert re.match(r'r?"""\S.{10,}', first), f"the first line is not a sentence about the file: {first!r}"


@pytest.mark.parametrize("name", PAGE, ids=named)
def test_a_module_of_the_page_says_first_what_it_is(name: Path) -> None:
    first = (ROOT / name).read_text().lstrip().splitlines()[0]
    assert re.match(r"(//|/\*\*?|<!--)\s*(@component\s+)?\S.{10,}", first), f"no sentence about the file: {first!r}"


@pytest.mark.parametrize("name", [name for name in own_files() if name.name.startswith("test_")], ids=named)
def test_the_names_of_tests_are_sentences(name: Path) -> None:
    for found in re.findall(r"^(?:async )?def (test_\w+)", (ROOT / name).read_text(), re.MULTILINE):
        assert found.count("_") >= 3, f"{found} says too little about what is expected"


@pytest.mark.parametrize(
    "name", [name for name in PYTHON if name.parts[0] == "tests" and name.name != "waiting.py"], ids=named
)
def test_nobody_sleeps_in_tests(name: Path) -> None:
    source = (ROOT / name).read_text()
    sleeping = re.findall(r"\b(?:time|asyncio|anyio)\.sleep\((?!0\))[^)]*\)", source)
    assert not sleeping, "wait for a condition instead: tests/support/waiting.py"
