"""The clock of background work: sweeps come again, never overtake themselves, and end before the node does."""

import asyncio
import logging

import pytest

from codesala.errors import Unavailable
from codesala.jobs.schedule import Schedule, Sweep
from tests.support.waiting import eventually

SOON_S = 0.01


async def test_a_sweep_runs_at_once_and_again() -> None:
    runs = 0

    async def sweep() -> None:
        nonlocal runs
        runs += 1

    schedule = Schedule([Sweep("quick", SOON_S, sweep)])
    schedule.start()
    await eventually(lambda: runs >= 3)
    await schedule.finish(within_s=1)
    await schedule.aclose()
    assert runs >= 3


async def test_a_sweep_that_fails_is_tried_again_and_told_once(caplog: pytest.LogCaptureFixture) -> None:
    outcomes: list[Exception | None] = [
        Unavailable("no database"),
        Unavailable("still none"),
        None,
        ValueError("a bug"),
    ]
    done: list[Exception | None] = []

    async def sweep() -> None:
        if len(done) < len(outcomes):
            done.append(outcomes[len(done)])
            if error := done[-1]:
                raise error

    def ours() -> list[str]:
        """The library warns, too, where this computer is too busy for so short an interval."""
        return [record.getMessage() for record in caplog.records if record.name == "codesala.jobs.schedule"]

    schedule = Schedule([Sweep("failing", SOON_S, sweep)])
    with caplog.at_level(logging.WARNING, logger="codesala.jobs.schedule"):
        schedule.start()
        await eventually(lambda: len(done) == len(outcomes) and len(ours()) >= 2)
        await schedule.finish(within_s=1)
    await schedule.aclose()
    assert ours() == ["sweep failed: no database", "sweep failed"]


async def test_a_slow_sweep_is_not_overtaken_and_holds_up_no_other() -> None:
    slow_runs, quick_runs, may_end = 0, 0, asyncio.Event()

    async def slow() -> None:
        nonlocal slow_runs
        slow_runs += 1
        await may_end.wait()

    async def quick() -> None:
        nonlocal quick_runs
        quick_runs += 1

    schedule = Schedule([Sweep("slow", SOON_S, slow), Sweep("quick", SOON_S, quick)])
    schedule.start()
    await eventually(lambda: quick_runs >= 5)
    assert slow_runs == 1
    may_end.set()
    await eventually(lambda: slow_runs > 1)
    await schedule.finish(within_s=1)
    await schedule.aclose()


async def test_closing_waits_for_a_sweep_that_runs_and_begins_no_other() -> None:
    ended, may_end, runs = False, asyncio.Event(), 0

    async def sweep() -> None:
        nonlocal ended, runs
        runs += 1
        await may_end.wait()
        ended = True

    schedule = Schedule([Sweep("busy", SOON_S, sweep)])
    schedule.start()
    await eventually(lambda: runs)
    closing = asyncio.create_task(schedule.finish(within_s=10))
    await asyncio.sleep(0)
    may_end.set()
    await closing
    await schedule.aclose()
    assert (ended, runs) == (True, 1)


async def test_a_sweep_that_does_not_end_is_broken_off() -> None:
    was_broken_off, has_begun = False, asyncio.Event()

    async def sweep() -> None:
        nonlocal was_broken_off
        has_begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            was_broken_off = True
            raise

    schedule = Schedule([Sweep("endless", SOON_S, sweep)])
    schedule.start()
    await has_begun.wait()
    await schedule.finish(within_s=0.01)
    await schedule.aclose()
    assert was_broken_off


async def test_a_sweep_that_takes_its_time_to_be_broken_off_holds_nobody_up() -> None:
    """A driver says goodbye for two seconds to a database that does not answer; rooms have yet to be closed then."""
    has_begun, may_end = asyncio.Event(), asyncio.Event()

    async def sweep() -> None:
        has_begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            await may_end.wait()

    schedule = Schedule([Sweep("slow to go", SOON_S, sweep)])
    schedule.start()
    await has_begun.wait()
    await schedule.finish(within_s=0.01)
    may_end.set()
    await schedule.aclose()
