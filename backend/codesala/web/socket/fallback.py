"""The way in and out of a room under ASGI servers that do not run connection.py: receive, send, and a bounded queue."""

import asyncio
import time
from collections.abc import Callable
from typing import Protocol

from starlette.types import Message
from starlette.websockets import WebSocket, WebSocketDisconnect

from codesala.web.deps import parts_of
from codesala.web.socket.allowance import CLOSED_WORK_BYTES, pause_s
from codesala.wire.frames import from_wire

LEFT_CODES = (1000, 1001, 1005, 1006)
"""What a client that left, or was lost, is said to have closed with: other codes are the server's, for bad frames."""


class Place(Protocol):
    """What is asked of ws.Place."""

    def receive(self, message: bytes) -> None: ...

    def receive_text(self) -> None: ...

    def leave(self) -> None: ...


class MessageSink:
    """Implements the port Sink of rooms/peer.py over ASGI messages."""

    def __init__(self, websocket: WebSocket) -> None:
        self._websocket = websocket
        allowances, address = parts_of(websocket).allowances, websocket.client.host if websocket.client else ""
        self._limits = allowances.limits
        self._loop = asyncio.get_running_loop()
        self._queue: list[bytes] = []
        self._queued_bytes = 0
        self._wake = asyncio.Event()
        self._goodbye: tuple[int, str] | None = None
        self._stalled_since: float | None = None
        self._allowance = allowances.of_connection(address, self._loop.time())
        self._work = allowances.of_address(address, self._loop.time())
        self.heard_at = self._loop.time()
        self.ended = asyncio.Event()

    def write(self, frames: bytes) -> None:
        if self._queued_bytes > self._limits.outbox_bytes:
            self.abort()
            return
        self._queue.append(frames)
        self._queued_bytes += len(frames)
        self._wake.set()

    def close(self, code: int, reason: str) -> None:
        if self._goodbye is None:
            self._goodbye = (code, reason)
            self._work.spend(CLOSED_WORK_BYTES, 0, self._loop.time())
        self._wake.set()

    def abort(self) -> None:
        self.ended.set()

    def probe(self) -> None:
        """ASGI has no pings: the server's own must find the dead."""

    def charge(self, size_bytes: int) -> None:
        self._allowance.charge(size_bytes, self._loop.time())

    def count(self, messages: int) -> None:
        self._allowance.spend(0, messages, self._loop.time())

    def work(self, size_bytes: int) -> None:
        self._work.spend(size_bytes, 0, self._loop.time())
        self.charge(size_bytes)

    def compute(self, size_bytes: int) -> None:
        self._work.take_turn(size_bytes, time.monotonic())
        self.work(size_bytes)

    def settle(self) -> None:
        """The connection is gone: many short ones count like a long one."""
        self._allowance.settle(self._loop.time())

    @property
    def is_behind(self) -> bool:
        return self._stalled_since is not None

    def is_stalled(self, now: float) -> bool:
        return self._stalled_since is not None and now - self._stalled_since > self._limits.outbox_stall_s

    async def next(self) -> Message:
        """The next event, paid for; too many are read more slowly."""
        held: Message | None = None
        await asyncio.sleep(pause_s(self._allowance.wait_s))  # others have their turn in any case
        while True:
            now = self._loop.time()
            if wait_s := max(self._work.owed_s(now), self._allowance.shared_wait_s(now)):
                await asyncio.sleep(pause_s(wait_s))
                continue  # others of this address may have been first
            held = held or await self._websocket.receive()
            if rest_s := self._work.rest_s(self._loop.time()):
                await asyncio.sleep(rest_s)
                continue
            self.heard_at = self._loop.time()
            said = held.get("bytes") or held.get("text") or ""
            self._allowance.spend(len(said), 1, self.heard_at)
            if held["type"] == "websocket.disconnect":
                self.settle()
            return held

    async def read(self, receive: Callable[[bytes], None], text: Callable[[], None]) -> None:
        """Pass on messages until the client is gone."""
        while (event := await self.next())["type"] != "websocket.disconnect":
            if (message := event.get("bytes")) is None:
                text()
            else:
                receive(message)
        if event["code"] not in LEFT_CODES:
            self._work.spend(CLOSED_WORK_BYTES, 0, self._loop.time())

    async def drain(self) -> None:
        """Send what is queued until told to close."""
        while self._goodbye is None or self._queue:
            await self._wake.wait()
            self._wake.clear()
            queue, self._queue, self._queued_bytes = self._queue, [], 0
            for message in from_wire(b"".join(queue)):
                self._stalled_since = self._loop.time()
                await self._websocket.send_bytes(message)
                self._stalled_since = None
        await self._websocket.close(*self._goodbye)


async def serve_by_messages(websocket: WebSocket, take_place: Callable[[MessageSink], Place | None]) -> None:
    """Keep an accepted WebSocket in its room until either side ends it."""
    sink = MessageSink(websocket)
    place = take_place(sink)
    if place is None:
        await sink.drain()
        return
    work = [
        asyncio.ensure_future(sink.read(place.receive, place.receive_text)),
        asyncio.ensure_future(sink.drain()),
        asyncio.ensure_future(sink.ended.wait()),
    ]
    try:
        await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
    finally:
        sink.settle()
        place.leave()
        for task in work:
            task.cancel()
        for result in await asyncio.gather(*work, return_exceptions=True):
            if isinstance(result, Exception) and not isinstance(result, (WebSocketDisconnect, RuntimeError)):
                raise result
