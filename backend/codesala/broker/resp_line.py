"""One connection to Redis on which a node hears and publishes, in RESP3, without waiting for answers.

redis-py takes a lock, a timer and a retry around every command and every message that it hears. Here what is said in
one piece is one write, and what arrives in one piece is read in one.
"""

import asyncio
from collections.abc import Callable
from typing import cast

from hiredis import HiredisError, PushNotification, Reader, ReplyError, pack_command
from redis.asyncio.connection import Connection, ConnectionPool, SSLConnection, UnixDomainSocketConnection

Hear = Callable[[bytes, bytes, bytes], None]


def command(*words: str | bytes) -> bytes:
    return cast(bytes, pack_command(words))  # type: ignore[arg-type]  # its stub takes tuples of one word


class RespLine(asyncio.Protocol):
    """A connection of the event loop. Whatever goes wrong on it ends it: `closed` is done then, and says why."""

    def __init__(self, hear: Hear) -> None:
        """`hear(kind, channel, data)` is called for each push: b"message" and its bytes, b"subscribe" and their
        number."""
        loop = asyncio.get_running_loop()
        self._hear = hear
        self._reader = Reader()
        self._greeted: asyncio.Future[None] = loop.create_future()
        self.closed: asyncio.Future[str] = loop.create_future()
        self.has_heard = False
        """Something arrived; whoever wants to know sets it back."""

    # What the event loop calls

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self.has_heard = True
        self._reader.feed(data)
        try:
            while (answer := self._reader.gets()) is not False:
                if type(answer) is PushNotification:
                    self._hear(*answer)
                elif isinstance(answer, ReplyError):
                    self.abort(str(answer))
                    return
                elif not self._greeted.done():
                    self._greeted.set_result(None)
        except HiredisError as error:
            self.abort(str(error))

    def connection_lost(self, error: Exception | None) -> None:
        self._close(repr(error) if error else "closed by Redis")

    def _close(self, reason: str) -> None:
        if not self.closed.done():
            self.closed.set_result(reason)
        if not self._greeted.done():
            self._greeted.set_exception(ConnectionError(reason))

    # What its owner calls

    async def greet(self, *words: str | bytes) -> None:
        """Say a first command and wait for its answer. Raises ConnectionError."""
        self.say(command(*words))
        await self._greeted

    def say(self, commands: bytes) -> None:
        """Any number of commands, each as `command` makes them. Once the line is closed, nothing happens."""
        if not self._transport.is_closing():
            self._transport.write(commands)

    @property
    def unsent_bytes(self) -> int:
        return self._transport.get_write_buffer_size()

    def abort(self, reason: str) -> None:
        self._close(reason)
        self._transport.abort()

    def close(self) -> None:
        """Send what is on its way, then close."""
        self._transport.close()


async def open_line(pool: ConnectionPool, hear: Hear, within_s: float) -> RespLine:
    """A line to where the connections of a pool go. Raises OSError (ConnectionError, TimeoutError)."""
    settings = pool.make_connection()  # type: ignore[no-untyped-call]
    loop = asyncio.get_running_loop()
    line = RespLine(hear)
    try:
        async with asyncio.timeout(within_s):
            if isinstance(settings, UnixDomainSocketConnection):
                await loop.create_unix_connection(lambda: line, settings.path)
            else:
                assert isinstance(settings, Connection)
                context = settings.ssl_context.get() if isinstance(settings, SSLConnection) else None
                await loop.create_connection(lambda: line, settings.host, int(settings.port), ssl=context)
            words: list[str] = ["HELLO", "3"]
            if settings.password:
                words += ["AUTH", settings.username or "default", settings.password]
            await line.greet(*words)
    except BaseException:
        if hasattr(line, "_transport"):
            line.abort("not opened")
        raise
    return line
