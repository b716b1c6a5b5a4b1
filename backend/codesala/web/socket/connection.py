"""uvicorn's WebSocket protocol with a short cut: once attached to a room, whole binary frames go straight to it.

Frames are read in receiving.py; everything else stays uvicorn's. Named with
`--ws codesala.web.socket.connection:Connection`; under any other server ws.py falls back to receive and send.
"""

import logging
from collections.abc import Callable
from typing import Any

from starlette.requests import HTTPConnection
from starlette.websockets import WebSocketDisconnect
from uvicorn._types import ASGISendEvent
from uvicorn.protocols.utils import ClientDisconnected
from websockets.exceptions import InvalidState
from websockets.http11 import Request
from websockets.protocol import Protocol, State

from codesala.web.deps import parts_of
from codesala.web.socket.allowance import CLOSED_WORK_BYTES, Allowances, ConnectionLimits
from codesala.web.socket.receiving import Receiver, Receiving

library_logger = logging.getLogger("codesala.websockets")
library_logger.setLevel(logging.WARNING)  # below, libraries say again what join.py says, with links in it

EXTENSION = "codesala.connection"
CLOSE_WITHIN_S = 2.0
LAGGING_BYTES = 64 * 1024
UNPLACED_BYTES = 4 * 1024
"""So long may a message be of who has no place in a room, until more is expected of them."""


class _Nobody:
    """In place of the application's queue when there is no application any more."""

    def put_nowait(self, _message: object) -> None:
        pass


_NOBODY = _Nobody()


class Connection(Receiving):
    """Implements the port Sink of rooms/peer.py for one connection."""

    __slots__ = ("_is_lagging", "close_sent", "transport")

    _limits: ConnectionLimits
    _on_lag: Callable[[], None]
    _on_lost: Callable[[], None] | None = None
    on_placed: Callable[[], None] | None = None
    """Called once, when it has got a place in a room, which is counted by itself, or is gone without."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.logger = self.conn.logger = library_logger
        self._is_lagging = False

    # Attaching

    def handle_connect(self, event: Request) -> None:
        super().handle_connect(event)
        if not self.close_sent:
            self.scope["extensions"][EXTENSION] = {"connection": self}

    async def send(self, message: ASGISendEvent) -> None:
        """The port of applications. As uvicorn's, but whoever is let in, to whatever, has an allowance from then on."""
        if message["type"] == "websocket.accept" and not self.disconnected:
            visitor: HTTPConnection = HTTPConnection(self.scope)  # type: ignore[arg-type]
            self.limit(parts_of(visitor).allowances, visitor.client.host if visitor.client else "")
        await super().send(message)
        if self._is_slowed and not self.transport.is_closing():
            self.transport.pause_reading()  # uvicorn reads on when it has said goodbye

    def limit(self, allowances: Allowances, address: str) -> None:
        """What counts from now on."""
        self._is_limited = True
        self.expect(UNPLACED_BYTES)
        self._limits = limits = allowances.limits
        self.heard_at = self.loop.time()
        self._work = allowances.of_address(address, self.heard_at)
        self._allowance = allowances.of_connection(address, self.heard_at)
        self.transport.set_write_buffer_limits(high=min(LAGGING_BYTES, limits.outbox_bytes))
        if self._work.owed_s(self.heard_at) or self._allowance.shared_wait_s(self.heard_at):
            self._slow_down()  # coming back makes nothing cheaper

    def expect(self, max_bytes: int) -> None:
        """Longer messages are refused by their heads."""
        self._max_bytes = self.conn.max_message_size = max_bytes

    def attach(
        self,
        receiver: Receiver,
        sender: object,
        text: Callable[[], None],
        lags: Callable[[], None],
        lost: Callable[[], None],
    ) -> None:
        """From now on binary messages go to `receiver`, as from `sender`; `text` is called for a text message, `lags`
        when the other side reads too slowly, and `lost` once when the connection is gone. Call it after accepting,
        before giving up control."""
        self._receiver = receiver
        self._sender = sender
        self._on_text = text
        self._on_lag = lags
        self._on_lost = lost
        self.expect(self.config.ws_max_size)
        self._placed()

    async def run_asgi(self) -> None:
        """As uvicorn's, but a connection that was attached to a room outlives the application's task."""
        try:
            await self.app(self.scope, self.receive, self.send)
        except (ClientDisconnected, WebSocketDisconnect):
            pass  # whoever came is gone already: nobody is left to be told
        except BaseException:
            logging.getLogger("uvicorn.error").exception("Exception in ASGI application")
            self.send_500_response()
        else:
            if self._receiver is not None or self._on_lost is not None:
                self._forget_handshake()
                return
            if not self.handshake_complete:
                self.send_500_response()
        if self.close_timer is None:
            self.transport.close()

    def _forget_handshake(self) -> None:
        """Half of the memory of a connection was what only its request and the application's queue needed."""
        if self.conn.state is State.OPEN and not self.conn.reader.buffer:
            self.conn.parser = Protocol.parse(self.conn)  # uvicorn's would keep the request in its frame
            next(self.conn.parser)
        self.scope = {}  # type: ignore[typeddict-item]
        self.queue = _NOBODY  # type: ignore[assignment]
        del self.request, self.response

    def _placed(self) -> None:
        on_placed, self.on_placed = self.on_placed, None
        if on_placed is not None:
            on_placed()

    # The port Sink

    def write(self, frames: bytes) -> None:
        if self.close_sent or self.transport.is_closing():
            return
        if self._is_lagging:
            if self.transport.get_write_buffer_size() > self._most_unread:
                self.abort()
                return
            self._written += len(frames)
        self.transport.write(frames)

    def close(self, code: int, reason: str) -> None:
        self._receiver = None
        if self.close_sent or self.transport.is_closing():
            return
        self._pay_for_closing()
        try:
            self.conn.send_close(code, reason)
        except InvalidState:
            self.transport.abort()
            return
        self.transport.write(b"".join(self.conn.data_to_send()))
        self.close_sent = True
        self.stop_keepalive()
        self._abort_soon()

    def _pay_for_closing(self) -> None:
        if self._is_limited:
            self._work.spend(CLOSED_WORK_BYTES, 0, self.loop.time())

    def abort(self) -> None:
        self._receiver = None
        self.stop_keepalive()
        self.transport.abort()

    def probe(self) -> None:
        if not self.close_sent and not self.transport.is_closing():
            self.conn.send_ping(b"codesala")
            self.transport.write(b"".join(self.conn.data_to_send()))

    def check_reader(self) -> None:
        """Who asks and never reads is cut: answers to pings go out whatever waits already."""
        if self._is_lagging and self.transport.get_write_buffer_size() > self._most_unread:
            self.abort()

    def pause_writing(self) -> None:
        """More than a little is waiting for the other side to read it."""
        super().pause_writing()
        self._is_lagging = True
        self._written = self.transport.get_write_buffer_size()
        # A whole session, told to who comes on a slow line, may be more than that alone, and would be each time.
        self._most_unread = self._written + self._limits.outbox_bytes
        self._drained, self._drained_at = 0, self.loop.time()
        if self._receiver is not None:
            self._on_lag()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._is_lagging = False

    @property
    def is_behind(self) -> bool:
        return self._is_lagging

    def is_stalled(self, now: float) -> bool:
        if not self._is_lagging:
            return False
        unread = self.transport.get_write_buffer_size()
        drained = self._written - unread
        if drained > self._drained:
            self._drained, self._drained_at = drained, now
        return now - self._drained_at > self._limits.outbox_stall_s

    # Ending: a polite close waits behind unread data for ever, so each has an abort behind it

    def _abort_soon(self) -> None:
        if self.close_timer is None:
            self.close_timer = self.loop.call_later(CLOSE_WITHIN_S, self.transport.abort)

    def handle_close(self, event: Any) -> None:
        self._receiver = None
        super().handle_close(event)
        self._abort_soon()

    def handle_parser_exception(self) -> None:
        self._pay_for_closing()
        self._receiver = None
        super().handle_parser_exception()
        self._abort_soon()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._receiver = None
        self._placed()
        if self._is_limited:
            self._allowance.settle(self.loop.time())  # many short connections count like a long one
        on_lost, self._on_lost = self._on_lost, None
        if on_lost is not None:
            on_lost()

    def shutdown(self) -> None:
        self._receiver = None
        super().shutdown()


def connection_of(scope: Any) -> Connection | None:
    """The connection behind an ASGI scope, when the server runs this class."""
    extension = scope.get("extensions", {}).get(EXTENSION)
    connection = extension.get("connection") if extension else None
    assert connection is None or isinstance(connection, Connection)
    return connection
