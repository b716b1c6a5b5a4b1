"""The languages: their ids are one list, and each starter is a program that runs as it stands."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from codesala.errors import InvalidInput
from codesala.languages import DEFAULT_LANGUAGE, HERE, LANGUAGES, find_language

GREETING = "Hello, Ada!"


def run(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_each_language_is_found_by_its_id() -> None:
    for language_id, language in LANGUAGES.items():
        assert find_language(language_id) is language
        assert language.name
    assert DEFAULT_LANGUAGE in LANGUAGES


def test_an_unknown_language_is_refused_with_the_list_of_known_ones() -> None:
    with pytest.raises(InvalidInput, match="python, javascript, typescript, java, cpp"):
        find_language("cobol")


def test_the_python_starter_runs(tmp_path: Path) -> None:
    assert GREETING in run([sys.executable, "-c", LANGUAGES["python"].starter], tmp_path)


def test_the_javascript_starter_runs(tmp_path: Path) -> None:
    assert GREETING in run(["node", "-e", LANGUAGES["javascript"].starter], tmp_path)


@pytest.mark.skipif(shutil.which("g++") is None, reason="no C++ compiler on this machine: not needed otherwise")
def test_the_cpp_starter_compiles_and_runs(tmp_path: Path) -> None:
    (tmp_path / "main.cpp").write_text(LANGUAGES["cpp"].starter)
    run(["g++", "-std=c++17", "-Wall", "-Werror", "-o", "main", "main.cpp"], tmp_path)
    assert GREETING in run([str(tmp_path / "main")], tmp_path)


@pytest.mark.skipif(shutil.which("javac") is None, reason="no Java compiler on this machine: not needed otherwise")
def test_the_java_starter_compiles_and_runs(tmp_path: Path) -> None:
    (tmp_path / "Main.java").write_text(LANGUAGES["java"].starter)
    run(["javac", "Main.java"], tmp_path)
    assert GREETING in run(["java", "Main"], tmp_path)


def test_the_typescript_starter_without_its_types_runs_as_javascript(tmp_path: Path) -> None:
    plain = LANGUAGES["typescript"].starter.replace(": string[]", "").replace(": string", "")
    assert GREETING in run(["node", "-e", plain], tmp_path)


def test_each_starter_is_short_and_laid_out_as_people_write_it() -> None:
    for language_id, language in LANGUAGES.items():
        lines = language.starter.splitlines()
        assert 3 <= len(lines) <= 5, language_id
        assert not any(re.search(r"\) \{ .* \}$", line) for line in lines), f"{language_id}: a block on one line"


def test_starters_fit_the_editor() -> None:
    for language in LANGUAGES.values():
        assert language.starter.endswith("\n")
        assert "\t" not in language.starter
        assert max(map(len, language.starter.splitlines())) <= 110


def test_each_language_that_lies_here_is_offered() -> None:
    assert {file.stem for file in HERE.glob("*.toml")} == LANGUAGES.keys()
