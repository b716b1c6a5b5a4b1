"""Whose turn it is to write to a database that has one writer at a time."""

import asyncio
from types import TracebackType


class WriteTurn:
    """Writers of this process queue here in their order: SQLite's own busy wait sleeps and is unfair.

    `async with turn:` waits for at most `timeout_s`, then raises TimeoutError.
    """

    def __init__(self, timeout_s: float) -> None:
        self._timeout_s = timeout_s
        self._lock = asyncio.Lock()
        self._waiting = 0

    async def __aenter__(self) -> None:
        if not self._waiting and not self._lock.locked():
            await self._lock.acquire()  # at once, so without a timer, which costs more than all the rest
            return
        self._waiting += 1
        try:
            async with asyncio.timeout(self._timeout_s):
                await self._lock.acquire()
        finally:
            self._waiting -= 1

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()
