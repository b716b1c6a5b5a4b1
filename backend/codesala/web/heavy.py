"""Work of seconds of computing, for one or two at a time: who comes later waits before anything is read for them, and
each address has its turn.

So rooms get their turns of the interpreter, and what is read for many at once does not fill the memory.
"""

import asyncio
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from functools import partial
from typing import Generic, ParamSpec, TypeVar

from codesala.errors import RateLimited, Shut, Unavailable
from codesala.marks import Marks
from codesala.records import SHUT, SHUT_FROM
from codesala.web.limits import networks_of
from codesala.web.shares import SPENT, Shares, Spent

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE_S = 30.0
MOST_WAITING = 300
"""Of one address, or one site of IPv6, for turns of one kind: so many may open the page in the same moment."""
FREE_S = 20.0
"""Of computing on recordings by one address at once, beside its share: a page of a long interview takes seconds."""


class Turns:
    """For requests of one kind: around reading what they need and working on it.

    *Fair:* of those who wait, whoever has fewest places gets the next, then each in rotation, by address or site of
    IPv6. The last free place is for those who have less than half of all: whatever one asks for, another finds a place.
    """

    def __init__(self, at_once: int, patience_s: float = PATIENCE_S, budget: Shares | None = None) -> None:
        """`budget`: how much may be computed on recordings. Without limits (LIMITS=off) nobody is told from another."""
        self._free = at_once
        self._half = max(1, at_once // 2)
        self._patience_s = patience_s
        self._budget = budget
        self._held = Counter[str]()
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}
        """Whoever is to be asked first is first."""

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Who comes when all places are taken waits. A turn within a turn would wait for itself. Raises
        `errors.Unavailable` for who has waited for too long, as when the database does not answer those before, and
        `errors.RateLimited`."""
        with await self.take():
            yield

    async def take(self) -> AbstractContextManager[None]:
        """The same for who wants to know when it begins; it ends with the context."""
        spent, who = SPENT.get(), _asking()
        self._require_budget(spent)
        queue = self._waiting.setdefault(who, deque())
        if who and len(queue) >= MOST_WAITING:
            raise RateLimited("Too many at your address ask for what takes long. Try again in a moment.", 1)
        place: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        queue.append(place)
        self._hand_out()
        try:
            async with asyncio.timeout(self._patience_s):
                await place
            self._require_budget(spent)  # others of the address may have used it
        except BaseException as error:
            self._give_up(who, place)
            if isinstance(error, TimeoutError):
                raise Unavailable("Too many ask for what takes long. Try again in a moment.") from None
            raise
        return self._place(who, spent)

    def _require_budget(self, spent: Spent | None) -> None:
        if spent and self._budget:
            self._budget.take(spent.address, 0.0, most_wait_s=0.0)

    @contextmanager
    def _place(self, who: str, spent: Spent | None) -> Iterator[None]:
        try:
            yield
        finally:
            if spent and self._budget:
                self._budget.settle(spent.address, spent.on_recordings)
                spent.on_recordings = 0.0
            self._leave(who)

    def _hand_out(self) -> None:
        while self._free and self._waiting:
            who = min(self._waiting, key=self._held.__getitem__)
            if who and self._free == 1 and self._held[who] >= self._half:
                return  # so have all others that wait
            queue = self._waiting.pop(who)
            place = queue.popleft()
            if queue:
                self._waiting[who] = queue  # behind all others
            if not place.done():
                self._free -= 1
                self._held[who] += 1
                place.set_result(None)

    def _leave(self, who: str) -> None:
        self._free += 1
        self._held[who] -= 1
        self._held += Counter()  # forgets whoever has none
        self._hand_out()

    def _give_up(self, who: str, place: "asyncio.Future[None]") -> None:
        """Who waited is gone, in the very moment of getting a place perhaps."""
        if not place.cancelled():
            self._leave(who)
        elif place in (queue := self._waiting.get(who, deque())):
            queue.remove(place)
            if not queue:
                del self._waiting[who]


def _asking() -> str:
    """The address, or site of IPv6, for which this is done; empty where nobody is told from another."""
    spent = SPENT.get()
    return networks_of(spent.address)[-1][0] if spent else ""


class Together(Generic[T]):
    """Work whose answer is one for all who ask for the same: it is done once for all of an address who asked before it
    began, in a turn. Who asks later is answered by the next, with whatever was written meanwhile."""

    def __init__(self, turns: Turns, work: Callable[[str], Awaitable[T]]) -> None:
        self._turns = turns
        self._work = work
        self._waiting: dict[tuple[str, str], asyncio.Task[T]] = {}
        self._doing: dict[tuple[str, str], asyncio.Task[T]] = {}
        """Whose, and what: nobody waits for the turns of others."""

    async def of(self, what: str) -> T:
        """Raises what the work raises, and what `Turns.turn` does."""
        key = (_asking(), what)
        waiting = self._waiting.get(key)
        if waiting is None:
            waiting = self._waiting[key] = asyncio.create_task(self._do(key))
            waiting.add_done_callback(lambda done: done.cancelled() or done.exception())  # whoever asked may be gone
        return await asyncio.shield(waiting)

    async def _do(self, key: tuple[str, str]) -> T:
        try:
            if doing := self._doing.get(key):
                await asyncio.wait([doing])
            turn = await self._turns.take()
        finally:
            task = self._waiting.pop(key)
        self._doing[key] = task
        try:
            with turn:
                return await self._work(key[1])
        finally:
            del self._doing[key]


async def in_thread(work: Callable[P, T], *arguments: P.args, **keywords: P.kwargs) -> T:
    """As `asyncio.to_thread`, and its time counts for the address that asked (shares.py)."""
    took_s: list[float] = []
    try:
        return await asyncio.to_thread(_timed, took_s, partial(work, *arguments, **keywords))
    finally:
        if spent := SPENT.get():
            spent.seconds += sum(took_s)


async def in_thread_of(
    marks: Marks, session_id: str, deaths: int, work: Callable[P, T], *arguments: P.args, **keywords: P.kwargs
) -> T:
    """As `asyncio.to_thread`, on the recording of a session, which is blamed if that ends the process. Its time counts
    for what an address may compute on recordings: that of a long interview is more than its share of all. Raises
    `errors.Shut` for one of which so many died already that it is not even opened."""
    if deaths >= SHUT_FROM:
        raise Shut(SHUT)

    def blamed() -> T:
        with marks.reading(session_id):
            return work(*arguments, **keywords)

    took_s: list[float] = []
    try:
        return await asyncio.to_thread(_timed, took_s, blamed)
    finally:
        if spent := SPENT.get():
            spent.on_recordings += sum(took_s)


def _timed(took_s: list[float], work: Callable[[], T]) -> T:
    began = time.thread_time()
    try:
        return work()
    finally:
        took_s.append(time.thread_time() - began)
