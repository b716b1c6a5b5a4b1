"""The sample questions pass their own cases: each solution runs with its language's own tool, where that is here."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from codesala.questions.content.cases import Compare, IoCase
from codesala.questions.packages.icpc import read_package
from codesala.questions.samples import FOLDER, files_of, samples
from tests.programs.native import NATIVE

LANGUAGES = ("python", "javascript", "typescript", "java", "cpp")
NAMES = {"file": "Main", "main": "Main"}
SLUGS = sorted(path.name for path in FOLDER.iterdir() if path.is_dir())


@cache
def folder_with(tmp: Path, slug: str, language: str, part: str) -> Path:
    """The files of a starter or a solution, compiled."""
    folder = tmp / f"{slug}-{language}-{part}"
    for path, text in getattr(samples()[slug].languages[language], part).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)
    for command in NATIVE[language].commands[:-1]:
        words = NATIVE[language].words(command, folder, NAMES)
        subprocess.run(words, cwd=folder, check=True, capture_output=True, timeout=120)
    return folder


def run(folder: Path, language: str, stdin: str) -> str:
    native = NATIVE[language]
    command = native.words(native.commands[-1], folder, NAMES)
    environment = {**os.environ, **native.env}
    done = subprocess.run(
        command, cwd=folder, check=True, input=stdin, env=environment, capture_output=True, text=True, timeout=120
    )
    return done.stdout


def is_answer(printed: str, case: IoCase, compare: Compare) -> bool:
    texts = [text if compare.case_sensitive else text.casefold() for text in (printed, case.stdout)]
    one, other = texts if compare.space_change_sensitive else map(str.split, texts)
    return one == other


def of_this_run() -> list[tuple[str, str]]:
    """All that is quick; of what has to be compiled a third, another one by each seed. `make programs` runs all."""
    everything = os.environ.get("PROGRAMS") == "all"
    return [
        (slug, language)
        for number, slug in enumerate(SLUGS)
        for language in LANGUAGES
        if everything or not NATIVE[language].is_slow or (number + int(os.environ["TEST_SEED"])) % 3 == 0
    ]


@pytest.mark.parametrize(("slug", "language"), of_this_run())
def test_a_samples_solution_passes_its_cases_and_its_starter_fails_one(
    slug: str, language: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if not shutil.which(NATIVE[language].tool):
        pytest.skip(f"{NATIVE[language].tool} is not here")
    tmp = tmp_path_factory.getbasetemp()
    cases = [case for case in samples()[slug].tests.cases if isinstance(case, IoCase)]
    assert {case.is_visible for case in cases} == {True, False}
    solution, starter = (folder_with(tmp, slug, language, part) for part in ("solution", "files"))
    compare = samples()[slug].tests.compare
    for case in cases:
        printed = run(solution, language, case.stdin)
        assert is_answer(printed, case, compare), f"{case.id}: {printed}"
    assert not all(is_answer(run(starter, language, case.stdin), case, compare) for case in cases)


@pytest.mark.parametrize("slug", SLUGS)
def test_a_sample_is_a_package_of_which_everything_is_taken(slug: str) -> None:
    content, notes = read_package(files_of(FOLDER / slug), slug)
    assert notes == ()
    assert content.slug == slug
    assert content.statements.keys() == {"en", "es"}
    assert content.languages.keys() == set(LANGUAGES)
    assert content.license == "cc0"
    assert content.difficulty
    assert content.minutes
    assert content.guide
