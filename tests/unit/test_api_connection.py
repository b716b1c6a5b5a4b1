"""When a reader is too slow, by the bytes that wait for it."""

import asyncio

from uvicorn import Config
from uvicorn.server import ServerState

from codesala.api.allowance import ConnectionLimits
from codesala.api.connection import Connection

LIMITS = ConnectionLimits(messages_per_s=10, bytes_per_s=1_000, outbox_bytes=1_000, outbox_stall_s=10.0)


class Line(asyncio.Transport):
    """The other side reads when it is told to."""

    unread = high = 0
    protocol: Connection

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        self.high = high or 0

    def write(self, data: bytes | bytearray | memoryview) -> None:
        was_below = self.unread <= self.high
        self.unread += len(data)
        if was_below and self.unread > self.high:
            self.protocol.pause_writing()

    def get_write_buffer_size(self) -> int:
        return self.unread

    def is_closing(self) -> bool:
        return False


async def nothing(_scope: object, _receive: object, _send: object) -> None:
    """An application that nobody calls."""


async def test_a_reader_is_stalled_when_it_has_read_nothing_for_too_long_while_much_waited() -> None:
    connection = Connection(Config(nothing, log_config=None), ServerState(), {})
    connection.transport = line = Line()
    line.protocol = connection
    connection.limit(LIMITS)
    long_calm = connection.loop.time() + 1_000
    assert not connection.is_stalled(long_calm)
    connection.write(bytes(1_001))
    now = connection.loop.time()
    assert connection.is_behind
    assert not connection.is_stalled(now + 9), "how long it was calm before does not count"
    assert connection.is_stalled(now + 11)
    line.unread = 999
    assert not connection.is_stalled(now + 12), "it reads"
    assert connection.is_stalled(now + 23)
    connection.resume_writing()
    assert not connection.is_behind
    assert not connection.is_stalled(now + 24)
