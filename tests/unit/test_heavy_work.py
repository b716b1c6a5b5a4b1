"""Work on whole recordings has its turns, so that rooms have theirs."""

import asyncio
from threading import Event

import pytest

from codesala.errors import Unavailable
from codesala.web.heavy import Turns, in_thread
from tests.support.waiting import eventually


async def test_of_those_who_want_whole_recordings_the_third_waits_until_one_is_served() -> None:
    happened: list[str] = []
    may_end = {name: Event() for name in "abc"}

    def serve(name: str) -> None:
        happened.append(f"{name} begins")
        may_end[name].wait()
        happened.append(f"{name} ends")

    turns = Turns(at_once=2)

    async def want(name: str) -> None:
        async with turns.turn():
            await in_thread(serve, name)

    served = [asyncio.create_task(want(name)) for name in "ab"]
    try:
        await eventually(lambda: len(happened) == 2)
        served.append(asyncio.create_task(want("c")))
        for _ in range(20):
            await asyncio.to_thread(lambda: None)  # a thread that has nothing to wait for has begun by then
        may_end["a"].set()
        await eventually(lambda: len(happened) == 4)
        assert happened[2:] == ["a ends", "c begins"]
    finally:
        for one in may_end.values():
            one.set()
        await asyncio.gather(*served)


async def test_who_has_waited_for_too_long_is_told_and_takes_nobodys_place() -> None:
    turns = Turns(at_once=1, patience_s=0.01)
    async with turns.turn():
        for _ in range(2):
            with pytest.raises(Unavailable, match="Try again"):
                async with turns.turn():
                    raise AssertionError("nobody was served meanwhile")
    async with turns.turn():
        pass
