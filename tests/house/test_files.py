"""Each file has one subject: it is short, and its first line says what it is."""

import re
from pathlib import Path

from tests.house.sources import files_under, is_generated, own_files
from tests.support.processes import ROOT

LONGEST = 300
LONGER = {"backend/codesala/rooms/room.py": 500}  # the order of things in a room, told once from top to bottom

# Not written by people, or not prose and code; nor the programs of interviews in tests/programs/<language> and samples.
SUFFIXES = {".py", ".ts", ".svelte", ".mjs", ".js", ".sh", ".css", ".html", ".toml", ".yml", ".yaml"}
SAMPLES = "backend/codesala/questions/samples"
WRITTEN = [
    name
    for name in own_files()
    if (name.parts[:2] != ("tests", "programs") or len(name.parts) == 3) and not name.is_relative_to(SAMPLES)
]
OURS = [name for name in WRITTEN if name.suffix in SUFFIXES and not is_generated(name)]
PYTHON = [name for name in WRITTEN if name.suffix == ".py" and (ROOT / name).read_text().strip()]
PAGE = [
    name
    for name in files_under("frontend/src", ".ts", ".svelte")
    if not is_generated(name) and not name.name.endswith(".test.ts")
]
TESTS = [name for name in PYTHON if name.parts[0] == "tests" and name.name != "waiting.py"]


def lines_of(name: Path) -> list[str]:
    return (ROOT / name).read_text().splitlines()


def test_a_file_is_short_enough_for_one_subject() -> None:
    long = {str(name): len(lines_of(name)) for name in OURS if len(lines_of(name)) > LONGER.get(str(name), LONGEST)}
    assert not long, "do these have two subjects?"


def test_a_python_module_says_first_what_it_is() -> None:
    firsts = {str(name): next(line for line in lines_of(name) if not line.startswith("#!")) for name in PYTHON}
    silent = {name: first for name, first in firsts.items() if not re.match(r'r?"""\S.{10,}', first)}
    assert not silent, "the first line is not a sentence about the file"


def test_a_module_of_the_page_says_first_what_it_is() -> None:
    firsts = {str(name): (ROOT / name).read_text().lstrip().splitlines()[0] for name in PAGE}
    sentence = re.compile(r"(//|/\*\*?|<!--)\s*(@component\s+)?\S.{10,}")
    silent = {name: first for name, first in firsts.items() if not sentence.match(first)}
    assert not silent, "no sentence about the file"


def test_the_names_of_tests_are_sentences() -> None:
    named = [
        f"{name}: {found}"
        for name in OURS
        if name.name.startswith("test_")
        for found in re.findall(r"^(?:async )?def (test_\w+)", (ROOT / name).read_text(), re.MULTILINE)
    ]
    assert not [found for found in named if found.rpartition(" ")[2].count("_") < 3], "say more about what is expected"


def test_nobody_sleeps_in_tests() -> None:
    sleeping = re.compile(r"\b(?:time|asyncio|anyio)\.sleep\((?!0\))[^)]*\)")
    found = {str(name): sleeping.findall((ROOT / name).read_text()) for name in TESTS}
    assert not {name: lines for name, lines in found.items() if lines}, (
        "wait for a condition instead: tests/support/waiting.py"
    )
