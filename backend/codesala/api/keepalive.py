"""uvicorn's WebSocket protocol with fewer pings: only a client that was silent for a while is asked for a sign."""

from contextvars import Context
from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

_PING_FRAME = b"\x89\x00"
_NO_CONTEXT = Context()
"""Timers would keep the context of the request, one for each connection."""


class KeptAlive(WebSocketsSansIOProtocol):
    """`heard_at`, the event loop's clock, and `signs`, a count, are kept by who receives."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.signs = 0
        self.heard_at = self._pinged_at = self.loop.time()
        self._interval_s = self.config.ws_ping_interval or 0.0
        self._timeout_s = self.config.ws_ping_timeout or 0.0

    def schedule_ping(self) -> None:
        self._look_after(self._interval_s)

    def _look_after(self, delay_s: float) -> None:
        self.ping_timer = self.loop.call_later(delay_s, self.send_keepalive_ping, context=_NO_CONTEXT)

    def send_keepalive_ping(self) -> None:
        """Ping if nothing was heard for an interval; give up if nothing was heard since the ping either."""
        self.ping_timer = None
        if self.close_sent or self.transport.is_closing():
            return
        now = self.loop.time()
        early_s = self.heard_at + self._interval_s - now
        if early_s > 0:
            self._look_after(early_s)
        elif self._pinged_at <= self.heard_at:
            self._pinged_at = now
            self.transport.write(_PING_FRAME)
            self._look_after(self._timeout_s)
        else:
            self.transport.abort()
