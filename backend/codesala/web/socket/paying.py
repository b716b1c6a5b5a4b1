"""The half of connection.py that counts: whoever has sent too much, or made the server compute much, is not read for a
while.
"""

import asyncio
import time
from typing import Any

from codesala.web.socket.allowance import COST_A_TURN_BYTES, Allowance, pause_s
from codesala.web.socket.keepalive import KeptAlive


class Paying(KeptAlive):
    """`_allowance` and `_work` are there once `_is_limited`: from the answer to the handshake on (Connection.limit)."""

    __slots__ = ("_allowance", "_is_limited", "_is_slowed", "_turn_bytes", "_work", "loop")

    _allowance: Allowance
    _work: Allowance

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._is_limited = False
        self._is_slowed = False
        self._turn_bytes = 0
        """What was charged since others had theirs."""

    def _spend(self, size_bytes: int, messages: int) -> None:
        """Whoever has sent too much is read more slowly."""
        if not self._allowance.spend(size_bytes, messages, self.loop.time()):
            self._slow_down()

    def charge(self, size_bytes: int) -> None:
        """The port Sink: what was sent costs so much more than its size."""
        if not self._allowance.charge(size_bytes, self.loop.time()):
            self._slow_down()
        self._take_turn(size_bytes)

    def count(self, messages: int) -> None:
        """The port Sink: what was sent costs as so many messages more."""
        self._spend(0, messages)
        self._take_turn(messages * self._allowance.message_bytes)

    def work(self, size_bytes: int) -> None:
        """The port Sink: what was sent made the server work so much longer than its size."""
        if not self._work.spend(size_bytes, 0, self.loop.time()):
            self._slow_down()
        self.charge(size_bytes)

    def compute(self, size_bytes: int) -> None:
        """The port Sink: what was sent made the server compute just now."""
        self._work.take_turn(size_bytes, time.monotonic())  # where uvloop's clock stands still meanwhile
        self.work(size_bytes)

    def _take_turn(self, size_bytes: int) -> None:
        self._turn_bytes += size_bytes
        if self._turn_bytes > COST_A_TURN_BYTES:
            self._slow_down()

    def _slow_down(self) -> None:
        """Read no further until all is paid for, and others had their turn."""
        if not self._is_slowed:
            self._is_slowed = True
            self.transport.pause_reading()
            self._wait()

    def _wait(self) -> None:
        now = self.loop.time()
        owed_s = max(self._allowance.owed_s(now), self._work.owed_s(now))
        self.loop.call_later(max(pause_s(owed_s), self._work.rest_s(now)), self._read_on)

    async def _wait_for_turn(self) -> None:
        """Of the address."""
        while self._is_limited:
            rest_s = self._work.rest_s(self.loop.time())
            if not rest_s:
                return
            await asyncio.sleep(rest_s)

    def look(self, now: float, interval_s: float, timeout_s: float) -> float | None:
        """Who is not read cannot give a sign of life."""
        is_read = not (self._is_slowed or self.read_paused)
        return super().look(now, interval_s, timeout_s) if is_read else now + interval_s

    def _read_on(self) -> None:
        now = self.loop.time()
        if self._work.owed_s(now) or self._allowance.shared_wait_s(now) or self._work.rest_s(now):
            self._wait()  # others of this address were first
            return
        self._is_slowed = False
        self._turn_bytes = 0
        self._read_kept()

    def _read_kept(self) -> None:
        """Whatever kept it from being read is over."""
