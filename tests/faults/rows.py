"""Rows of the table of faults: how often each is run, and what comes out, for the report."""

import os
import random
import time
from collections.abc import Callable, Sequence

import pytest

from tests.conftest import SEED
from tests.faults.audit import Findings
from tests.faults.world import Fault, World, go_through

RUNS = int(os.environ.get("FAULT_RUNS") or 0)
"""Of each row; without it, as in `make test`, few of them are run once, and the others not at all."""

ROW_S = float(os.environ.get("FAULT_ROW_S") or 120)
"""A row that has taken so long is not run again, so that all rows have an end; the table says how often each was."""

at_length = pytest.mark.at_length

Record = Callable[[str, object], None]


def faults(*all_of_them: Fault, brief: Sequence[Fault] = ()) -> pytest.MarkDecorator:
    """A test for each; those that are `brief` belong to `make test` too."""
    named = [pytest.param(one, id=one.__name__, marks=() if one in brief else at_length) for one in all_of_them]
    return pytest.mark.parametrize("fault", named)


def as_cells(*values: object) -> str:
    return " | ".join(map(str, values))


async def run(place: str, world: World, fault: Fault, record: Record, runs: int | None = None) -> None:
    """Run a row as often as is wanted, each time with people, words and chances of its own; nothing may be wrong."""
    row = f"{place}: {fault.__name__.replace('_', ' ')}"
    whole, words = Findings(), 0
    wrong: list[str] = []
    done = 0
    until_s = time.monotonic() + ROW_S
    try:
        for number in range(runs or max(RUNS, 1)):
            if time.monotonic() > until_s:
                break
            world.chance = random.Random(f"{SEED} {row} {number}")
            found, typed = await go_through(world, fault)
            whole.add(found)
            words += typed
            done += 1
            if found:
                wrong.append(f"run {number}: {found}")
    finally:
        record("row", as_cells(row, done, words, *whole.counts))
    assert not wrong, wrong
