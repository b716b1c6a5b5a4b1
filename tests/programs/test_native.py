"""What is expected of the programs in the page is what they do on a laptop, but for differences that say why."""

import os
import shutil
from pathlib import Path

import pytest

from tests.programs.native import FOLDER, NATIVE, programs_of, run_natively


def of_this_run(language: str) -> list[Path]:
    """All that is quick; of what has to be compiled a third, another one by each seed. `make programs` runs all."""
    programs = programs_of(language)
    if not NATIVE[language].is_slow or os.environ.get("PROGRAMS") == "all":
        return programs
    return programs[int(os.environ["TEST_SEED"]) % 3 :: 3]


PROGRAMS = [(language, program) for language in NATIVE for program in of_this_run(language)]


@pytest.mark.parametrize(
    ("language", "program"), PROGRAMS, ids=[f"{language}-{program.stem}" for language, program in PROGRAMS]
)
def test_a_program_does_on_a_laptop_what_is_expected_of_it(language: str, program: Path) -> None:
    tool = NATIVE[language].tool
    if not shutil.which(tool):
        pytest.skip(f"{tool} is not here")
    assert str(run_natively(language, program)) == program.with_suffix(".expected").read_text()


def test_a_named_difference_says_why_and_differs_from_the_laptop() -> None:
    for differs in FOLDER.glob("*/*.page"):
        reason, _, outcome = differs.read_text().partition("\n")
        assert reason.startswith("# "), f"{differs.name} says in its first line why the page does otherwise"
        assert outcome != differs.with_suffix(".expected").read_text(), f"{differs.name} is not needed"
