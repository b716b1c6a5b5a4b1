"""Work on whole recordings has its turns, so that rooms have theirs."""

import asyncio
from threading import Event

import pytest

from codesala.errors import RateLimited, Unavailable
from codesala.marks import Marks
from codesala.web import heavy
from codesala.web.heavy import Turns, in_thread, in_thread_of
from codesala.web.shares import SPENT, Shares, Spent
from tests.support.waiting import eventually
from tests.unit.test_shares import ADDRESS, ANOTHER, Clock, computing


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


class Door:
    """Turns that are asked for from several addresses; each is held until it may end."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns
        self.served: list[str] = []
        self.may_end = asyncio.Semaphore(0)

    def ask(self, address: str) -> asyncio.Task[None]:
        return asyncio.create_task(self._ask(address))

    async def _ask(self, address: str) -> None:
        SPENT.set(Spent(address))
        async with self._turns.turn():
            self.served.append(address)
            await self.may_end.acquire()


async def everybody_has_asked() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


@pytest.mark.parametrize("at_once", [1, 2, 4])
async def test_whoever_asks_for_one_turn_has_it_before_who_asked_for_many(at_once: int) -> None:
    door = Door(Turns(at_once))
    asked = [door.ask(ADDRESS) for _ in range(60)]
    await everybody_has_asked()
    before = len(door.served)
    asked += [door.ask(ANOTHER), door.ask("2001:db8:1:2::1"), door.ask("2001:db8:1:3::1")]
    await everybody_has_asked()
    for _ in asked:
        door.may_end.release()
    await asyncio.gather(*asked)
    first = door.served[before : before + 4]
    assert ANOTHER in first
    assert sum(":" in address for address in first) >= 1
    assert door.served.count(ADDRESS) == 60, "and in the end all are served"


async def test_of_several_places_the_last_is_for_somebody_else() -> None:
    door = Door(Turns(at_once=2))
    asked = [door.ask(ADDRESS) for _ in range(5)]
    await everybody_has_asked()
    asked.append(door.ask(ANOTHER))
    await everybody_has_asked()
    assert door.served == [ADDRESS, ANOTHER]
    for one in asked:
        one.cancel()
    await asyncio.gather(*asked, return_exceptions=True)
    last = door.ask(ADDRESS)
    await everybody_has_asked()
    assert door.served == [ADDRESS, ANOTHER, ADDRESS], "who is gone holds no place"
    door.may_end.release()
    await last


async def test_no_more_of_one_address_wait_than_open_the_page_in_one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heavy, "MOST_WAITING", 3)
    door = Door(Turns(at_once=1))
    asked = [door.ask(ADDRESS) for _ in range(4)]
    await everybody_has_asked()
    with pytest.raises(RateLimited):
        await door.ask(ADDRESS)
    asked.append(door.ask(ANOTHER))
    for _ in asked:
        door.may_end.release()
    await asyncio.gather(*asked)
    assert len(door.served) == 5


async def test_who_has_computed_on_recordings_beyond_what_is_free_comes_again_later() -> None:
    clock = Clock()
    turns = Turns(at_once=2, budget=Shares(0.125, clock, burst_s=0.05))

    async def want(address: str) -> None:
        SPENT.set(Spent(address))
        async with turns.turn():
            await in_thread_of(Marks(), "session", 0, computing, 0.06)

    served, waited = await asyncio.gather(want(ADDRESS), want(ADDRESS), return_exceptions=True)
    assert served is None
    assert isinstance(waited, RateLimited), "also who waited meanwhile"
    with pytest.raises(RateLimited) as refusal:
        await asyncio.create_task(want(ADDRESS))
    await asyncio.create_task(want(ANOTHER))
    clock.now += refusal.value.retry_after_s
    await asyncio.create_task(want(ADDRESS))


async def test_work_that_fails_in_a_thread_counts_as_other_work_does() -> None:
    def fail() -> None:
        computing(0.02)
        raise ValueError

    spent = Spent(ADDRESS)
    SPENT.set(spent)
    with pytest.raises(ValueError):
        await in_thread(fail)
    assert spent.seconds >= 0.02
