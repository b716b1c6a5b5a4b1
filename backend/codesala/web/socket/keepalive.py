"""uvicorn's WebSocket protocol with fewer pings: only a client that was silent for a while is asked for a sign.

One timer looks after all connections of a server: a timer each would wake the server for each.
"""

import asyncio
from contextvars import Context
from math import ceil
from typing import Any
from weakref import WeakKeyDictionary

from uvicorn.config import Config
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

_PING_FRAME = b"\x89\x00"
_NO_CONTEXT = Context()
"""The timer would keep the context of a request."""
_ROUNDS_A_WAIT = 16
"""So much later than it should, at most, a connection is looked at: a sixteenth of the shorter wait."""


class KeptAlive(WebSocketsSansIOProtocol):
    """`heard_at`, the event loop's clock, is kept by who receives."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.heard_at = self._pinged_at = self.loop.time()
        self._round = 0
        """In which it is looked at next; 0 for never."""

    def schedule_ping(self) -> None:
        rounds = _rounds_of(self)
        rounds.add(self, self.heard_at + rounds.interval_s)

    def stop_keepalive(self) -> None:
        if self._round:
            _rounds_of(self).remove(self)

    def look(self, now: float, interval_s: float, timeout_s: float) -> float | None:
        """Ping if nothing was heard for an interval; give up if nothing was heard since the ping either. Returns when
        to look again, or None."""
        if self.close_sent or self.transport.is_closing():
            return None
        due_at = self.heard_at + interval_s
        if due_at > now:
            return due_at
        if self._pinged_at <= self.heard_at:
            self._pinged_at = now
            self.transport.write(_PING_FRAME)
            return now + timeout_s
        self.transport.abort()
        return None


class _Rounds:
    """All connections of a server by the round in which they are to be looked at."""

    def __init__(self, loop: asyncio.AbstractEventLoop, interval_s: float, timeout_s: float) -> None:
        self._loop = loop
        self.interval_s = interval_s
        self._timeout_s = timeout_s
        self._every_s = min(interval_s, timeout_s) / _ROUNDS_A_WAIT
        self._due: dict[int, set[KeptAlive]] = {}
        self._is_running = False

    def add(self, connection: KeptAlive, at: float) -> None:
        """Look at a connection soon after that moment."""
        connection._round = number = ceil(at / self._every_s)
        due = self._due.get(number)
        if due is None:
            due = self._due[number] = set()
        due.add(connection)
        if not self._is_running:
            self._is_running = True
            self._go_on()

    def remove(self, connection: KeptAlive) -> None:
        self._due.get(connection._round, set()).discard(connection)
        connection._round = 0

    def _go_on(self) -> None:
        self._loop.call_later(self._every_s, self._go_round, context=_NO_CONTEXT)

    def _go_round(self) -> None:
        now = self._loop.time()
        number = int(now / self._every_s)
        for past in [past for past in self._due if past <= number]:
            for connection in self._due.pop(past):
                connection._round = 0
                at = connection.look(now, self.interval_s, self._timeout_s)
                if at is not None:
                    self.add(connection, at)
        self._is_running = bool(self._due)
        if self._is_running:
            self._go_on()


_ROUNDS: WeakKeyDictionary[Config, _Rounds] = WeakKeyDictionary()


def _rounds_of(connection: KeptAlive) -> _Rounds:
    rounds = _ROUNDS.get(connection.config)
    if rounds is None:
        interval_s, timeout_s = connection.config.ws_ping_interval, connection.config.ws_ping_timeout
        assert interval_s is not None  # else uvicorn starts nothing
        assert timeout_s is not None
        rounds = _ROUNDS[connection.config] = _Rounds(connection.loop, interval_s, timeout_s)
    return rounds
