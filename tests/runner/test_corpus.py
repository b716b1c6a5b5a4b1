"""The programs of tests/programs/java do in the runner what they do on a laptop: a third, another one by each seed."""

import os
from pathlib import Path

import pytest

from tests.programs.native import Outcome, clean_compiled, programs_of, texts_of
from tests.support.runner import RunnerProcess

PROGRAMS = programs_of("java")
# Not the third that tests/programs/test_native.py runs by the same seed: together they look at two thirds.
OF_THIS_RUN = PROGRAMS if os.environ.get("PROGRAMS") == "all" else PROGRAMS[(int(os.environ["TEST_SEED"]) + 1) % 3 :: 3]


@pytest.mark.parametrize("path", OF_THIS_RUN, ids=[path.stem for path in OF_THIS_RUN])
async def test_a_java_program_does_in_the_runner_what_it_does_on_a_laptop(runner: RunnerProcess, path: Path) -> None:
    program = runner.run(texts_of(path) if path.is_dir() else path.read_text())
    given = path.with_suffix(".in")
    lines = given.read_text().removesuffix("\n").split("\n") if given.exists() else []
    for line in (*lines, None):
        program.input(line)
    end = await program.end()
    outcome = Outcome(end["code"], program.stdout, clean_compiled(program.stderr))
    assert str(outcome) == path.with_suffix(".expected").read_text()
