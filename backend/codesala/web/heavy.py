"""Work of seconds of computing, for one or two at a time: who comes later waits before anything is read for them.

So rooms get their turns of the interpreter, and what is read for many at once does not fill the memory.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, asynccontextmanager, contextmanager
from typing import Generic, ParamSpec, TypeVar

from codesala.errors import Shut, Unavailable
from codesala.marks import Marks
from codesala.records import SHUT, SHUT_FROM
from codesala.web.shares import SPENT

P = ParamSpec("P")
T = TypeVar("T")

PATIENCE_S = 30.0


class Turns:
    """For requests of one kind: around reading what they need and working on it."""

    def __init__(self, at_once: int, patience_s: float = PATIENCE_S) -> None:
        self._places = asyncio.Semaphore(at_once)
        self._patience_s = patience_s

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Who comes when all places are taken waits. A turn within a turn would wait for itself. Raises
        `errors.Unavailable` for who has waited for too long, as when the database does not answer those before."""
        with await self.take():
            yield

    async def take(self) -> AbstractContextManager[None]:
        """The same for who wants to know when it begins; it ends with the context."""
        try:
            async with asyncio.timeout(self._patience_s):
                await self._places.acquire()
        except TimeoutError:
            raise Unavailable("Too many ask for what takes long. Try again in a moment.") from None
        return self._place()

    @contextmanager
    def _place(self) -> Iterator[None]:
        try:
            yield
        finally:
            self._places.release()


class Together(Generic[T]):
    """Work whose answer is one for all who ask for the same: it is done once for all who asked before it began, in a
    turn. Who asks later is answered by the next, with whatever was written meanwhile."""

    def __init__(self, turns: Turns, work: Callable[[str], Awaitable[T]]) -> None:
        self._turns = turns
        self._work = work
        self._waiting: dict[str, asyncio.Task[T]] = {}
        self._doing: dict[str, asyncio.Task[T]] = {}

    async def of(self, key: str) -> T:
        """Raises what the work raises, and `errors.Unavailable`."""
        waiting = self._waiting.get(key)
        if waiting is None:
            waiting = self._waiting[key] = asyncio.create_task(self._do(key))
        return await asyncio.shield(waiting)

    async def _do(self, key: str) -> T:
        try:
            if doing := self._doing.get(key):
                await asyncio.wait([doing])
            turn = await self._turns.take()
        finally:
            task = self._waiting.pop(key)
        self._doing[key] = task
        try:
            with turn:
                return await self._work(key)
        finally:
            del self._doing[key]


async def in_thread(work: Callable[P, T], *arguments: P.args, **keywords: P.kwargs) -> T:
    """As `asyncio.to_thread`, and its time counts for the address that asked (shares.py)."""
    spent = SPENT.get()

    def timed() -> tuple[T, float]:
        began = time.thread_time()
        return work(*arguments, **keywords), time.thread_time() - began

    value, took_s = await asyncio.to_thread(timed)
    if spent is not None:
        spent.seconds += took_s
    return value


async def in_thread_of(
    marks: Marks, session_id: str, deaths: int, work: Callable[P, T], *arguments: P.args, **keywords: P.kwargs
) -> T:
    """As `asyncio.to_thread`, on the recording of a session, which is blamed if that ends the process. Its time counts
    for nobody: that of a long interview is more than an address has. Raises `errors.Shut` for one of which so many died
    already that it is not even opened."""
    if deaths >= SHUT_FROM:
        raise Shut(SHUT)

    def blamed() -> T:
        with marks.reading(session_id):
            return work(*arguments, **keywords)

    return await asyncio.to_thread(blamed)
