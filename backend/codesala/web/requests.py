"""uvicorn's HTTP protocol with limits of bytes and seconds, which it has for nothing that a client does not finish.

Named with `http=`. What a body may be is checked in before_body.py, once there is a request. A line on which the server
is at work is never cut for that.
"""

import sys
import time
from asyncio import TimerHandle, Transport
from collections.abc import Callable
from fcntl import ioctl
from termios import TIOCOUTQ
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

from codesala.errors import RateLimited
from codesala.web.shares import REFUSED_AFTER_S, Lines
from codesala.web.socket.connection import Connection

HEAD_BYTES = 32 * 1024
HEAD_S = 10.0
"""From the connection, or the first byte of a request, to the end of its headers."""
BODY_BYTES_PER_S = 1024
LOOK_EVERY_S = 10.0
"""At what is still to come of a body."""
READ_EVERY_S = 30.0
"""Something of an answer must have been read."""
CHUNK_BYTES = 256 * 1024
"""Sizes of chunks, and what stands beside and behind them, may be so much more than eight times the body."""
LEFT_OVER_BYTES = 4 * 1024 * 1024
"""Of a body may come, and be thrown away, after the answer to its request."""
PROXY_IDLE_S = 75
"""A proxy keeps lines for its next visitors, nginx for 60 s: one that is closed here in the moment in which a request
comes is an error 502 for its visitor. Others ask again by themselves."""
REFUSED_S = 0.004
"""Of computing: what it takes to refuse what was read; most of it takes the system, which throws away the rest."""
UNCOUNTED_S = 0.0002
"""Reading a request that anybody sends takes less: it is part of what every request takes (shares.py)."""


class Requests(HttpToolsProtocol):
    """One connection until it is closed or becomes a WebSocket."""

    def __init__(self, *args: Any, lines: Lines | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._lines = lines
        self._is_in_head = True
        self._head_bytes = 0
        self._raw_bytes = self._body_bytes = 0
        """Since the headers, as it came and without what makes chunks of it."""
        self._seen_bytes = 0
        self._unread_bytes = 0
        self._has_read = False
        """Since the last look, so much that more was written: with the slow and steady as much waits as before."""
        self._address: str | None = None
        """Of a line that counts for it."""
        self._early: bytes | None = None
        """What came before it was to be read; None from then on."""
        self._timer: TimerHandle | None = None
        self._reader_timer: TimerHandle | None = None

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        if self._lines is None or self.client is None:
            self._wait_for_head()
        elif self._lines.is_proxy(self.client[0]):
            self.timeout_keep_alive = PROXY_IDLE_S
            self._wait_for_head()
        else:
            self._open(self._lines, self.client[0])

    def _open(self, lines: Lines, address: str) -> None:
        then = self._begin
        try:
            wait_s = lines.open(address)
        except RateLimited:
            wait_s, then = REFUSED_AFTER_S, self.transport.abort
        if wait_s is None:
            self.transport.abort()
            return
        self._address = address
        if wait_s:
            self._early = b""
            self.flow.pause_reading()
            self._set_timer(wait_s, then)
        else:
            self._wait_for_head()

    def _close(self) -> None:
        if self._address is not None and self._lines is not None:
            self._lines.close(self._address)
            self._address = None

    def _begin(self) -> None:
        early, self._early = self._early, None
        self.flow.resume_reading()
        self._wait_for_head()
        if early:
            self.data_received(early)

    def _keep_early(self, data: bytes) -> None:
        """It is read once, whatever is said while the connection is made: so does uvloop."""
        self.transport.pause_reading()
        self._early = (self._early or b"") + data
        if len(self._early) > HEAD_BYTES:
            self.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        self._stop_timers()
        self._close()

    # Bytes

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        if self._early is not None:
            self._keep_early(data)
            return
        if not self._is_in_head:
            self._raw_bytes += len(data)
            self._read(data)
            self._check_body()
            return
        space = HEAD_BYTES - self._head_bytes
        if space == 0:
            self._refuse(b"431 Request Header Fields Too Large")
            return
        head, rest = data[:space], data[space:]
        self._head_bytes += len(head)
        self._read(head)
        if self.transport.get_protocol() is not self:
            return
        if rest:
            self.data_received(rest)
        elif self._timer is None:
            self._watch_rest()

    def _read(self, data: bytes) -> None:
        address = self._address
        if address is None or self._lines is None:
            super().data_received(data)
            return
        began = time.thread_time()
        super().data_received(data)
        took_s = time.thread_time() - began
        if took_s > UNCOUNTED_S:
            self._lines.settle(address, took_s)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._is_in_head = True

    def on_header(self, name: bytes, value: bytes) -> None:
        if self._is_in_head:  # nobody needs what comes behind a body
            super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._is_in_head = False
        self._raw_bytes = self._body_bytes = self._seen_bytes = 0
        self._set_timer(None)
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._body_bytes += len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._is_in_head = True
        self._head_bytes = 0
        self._set_timer(None)
        super().on_message_complete()

    def _check_body(self) -> None:
        most = CHUNK_BYTES + 8 * self._body_bytes if self._is_at_work else LEFT_OVER_BYTES
        if not self._is_in_head and self._raw_bytes > most:
            self.transport.abort()

    @property
    def _is_at_work(self) -> bool:
        cycle: RequestResponseCycle | None = self.cycle  # None before the first request
        return cycle is not None and not cycle.response_complete

    # Seconds

    def _watch_rest(self) -> None:
        """Of a request that did not come in one piece, as nearly all of them do."""
        if not self._is_in_head:
            self._set_timer(LOOK_EVERY_S, self._look_at_body)
        elif self._head_bytes:
            self._wait_for_head()

    def _wait_for_head(self) -> None:
        self._set_timer(HEAD_S, self._head_is_late)

    def _head_is_late(self) -> None:
        if self._is_at_work:
            self._wait_for_head()
        else:
            self._refuse(b"408 Request Timeout")

    def _look_at_body(self) -> None:
        came = self._raw_bytes - self._seen_bytes
        self._seen_bytes = self._raw_bytes
        if came < BODY_BYTES_PER_S * LOOK_EVERY_S and not self.flow.read_paused:
            self.transport.abort()
        else:
            self._set_timer(LOOK_EVERY_S, self._look_at_body)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._watch_reader()

    def resume_writing(self) -> None:
        super().resume_writing()
        self._has_read = True

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if self.transport.is_closing():
            self._watch_reader()

    def timeout_keep_alive_handler(self) -> None:
        super().timeout_keep_alive_handler()
        self._watch_reader()

    def _watch_reader(self) -> None:
        """Whoever reads nothing of an answer is cut, also after a polite close, which would wait for ever."""
        if self._reader_timer is None:
            self._has_read = False
            self._unread_bytes = self._unread()
            self._reader_timer = self.loop.call_later(READ_EVERY_S, self._look_at_reader)

    def _look_at_reader(self) -> None:
        self._reader_timer = None
        if not self.transport.get_write_buffer_size():
            return
        if self._unread() >= self._unread_bytes and not self._has_read:
            self.transport.abort()
        else:
            self._watch_reader()

    def _unread(self) -> int:
        """Bytes that wait here and, where it says so, in the system: it takes megabytes, and asks for more only when a
        third of them is gone, which takes a slow line minutes."""
        size: int = self.transport.get_write_buffer_size()
        try:
            waiting = ioctl(self.transport.get_extra_info("socket").fileno(), TIOCOUTQ, bytes(4))
        except (OSError, ValueError):  # a system that does not say it, a socket that is closed
            return size
        return size + int.from_bytes(waiting, sys.byteorder)

    # Ending

    def handle_websocket_upgrade(self) -> None:
        self._stop_timers()
        super().handle_websocket_upgrade()
        socket = self.transport.get_protocol()
        if isinstance(socket, Connection):
            socket.on_placed = self._close
        else:
            self._close()

    def send_400_response(self, msg: str) -> None:
        super().send_400_response(msg)
        self._pay_for_refusal()
        self._watch_reader()

    def _refuse(self, status: bytes) -> None:
        self.transport.write(b"HTTP/1.1 " + status + b"\r\ncontent-length: 0\r\nconnection: close\r\n\r\n")
        self.transport.close()
        self._pay_for_refusal()
        self._watch_reader()

    def _pay_for_refusal(self) -> None:
        if self._lines is not None and self._address is not None:
            self._lines.settle(self._address, REFUSED_S)

    def _set_timer(self, seconds: float | None, then: Callable[[], None] | None = None) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None if seconds is None or then is None else self.loop.call_later(seconds, then)

    def _stop_timers(self) -> None:
        self._set_timer(None)
        if self._reader_timer is not None:
            self._reader_timer.cancel()
            self._reader_timer = None
