"""The places of a runner, and who gets the next free one. No I/O.

*Fair:* of those who wait, whoever has fewest places gets the next, then who asked first. The last free place is for
those who have less than half of all: whatever one session or address starts, somebody else finds a place at once.
"""

import asyncio
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass


@dataclass(eq=False, slots=True)
class _Asking:
    owners: Collection[str]
    granted: asyncio.Future[None]


class Places:
    """`owners` are whoever a program counts for, by any names."""

    def __init__(self, count: int) -> None:
        self._free = count
        self._half = max(1, count // 2)
        self._held: Counter[str] = Counter()
        self._waiting: list[_Asking] = []

    async def take(self, owners: Collection[str]) -> None:
        """Wait for a place, which is given back by `leave`."""
        asking = _Asking(owners, asyncio.get_running_loop().create_future())
        self._waiting.append(asking)
        self._hand_out()
        try:
            await asking.granted
        except asyncio.CancelledError:
            if asking in self._waiting:
                self._waiting.remove(asking)
            else:
                self.leave(owners)
            raise

    def leave(self, owners: Collection[str]) -> None:
        self._free += 1
        self._held.subtract(owners)
        self._held += Counter()  # forgets whoever has none
        self._hand_out()

    @property
    def are_wanted(self) -> bool:
        """Somebody waits for one."""
        return bool(self._waiting)

    def _hand_out(self) -> None:
        while self._free and self._waiting:
            asking = min(self._waiting, key=self._held_by)
            if self._free == 1 and self._held_by(asking) >= self._half:
                return  # so have all others that wait
            self._waiting.remove(asking)
            self._free -= 1
            self._held.update(asking.owners)
            asking.granted.set_result(None)

    def _held_by(self, asking: _Asking) -> int:
        return max((self._held[owner] for owner in asking.owners), default=0)
