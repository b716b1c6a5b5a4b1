"""A way to Redis on which some of what is published goes missing, comes late, or comes twice, without anybody being
told."""

import asyncio
import random
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from hiredis import Reader, pack_command

from tests.support.waiting import pause

LATE_S = 0.3
"""At most. What is published meanwhile comes before it."""


class LossyRedis:
    """`async with LossyRedis(redis.port, loss=0.5, seed=1) as way:` and nodes that use `way.url`."""

    def __init__(self, port: int, seed: int, loss: float = 0, late: float = 0, twice: float = 0) -> None:
        """Shares of the PUBLISH commands: `loss` of those that never reach Redis, `late` of those that overtake each
        other on the way, `twice` of those that come again later."""
        self._port = port
        self._loss, self._late, self._twice = loss, late, twice
        self._chance = random.Random(seed)
        self._on_their_way: set[asyncio.Task[None]] = set()
        self.lost = 0
        self.passed = 0
        self.loses: Callable[[bytes, bytes], bool] = lambda channel, message: False
        """Whether what is published there is lost besides."""
        self.inbox = b""
        """The channel of its own of the node that came this way last."""
        self.addressed: set[bytes] = set()
        """Channels on which something was published."""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1")
        return self

    async def __aexit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.close()
        for task in self._on_their_way:
            task.cancel()

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self._server.sockets[0].getsockname()[1]}/0"

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_redis, to_redis = await asyncio.open_connection("127.0.0.1", self._port)
        answers = asyncio.create_task(_pass_on(from_redis, writer))
        commands = Reader()
        try:
            while data := await reader.read(65536):
                commands.feed(data)
                while (words := commands.gets()) is not False:
                    if words[0].upper() == b"SUBSCRIBE" and b"inbox:" in words[1]:
                        self.inbox = words[1]
                    if words[0].upper() == b"PUBLISH" and self._takes_aside(words):
                        writer.write(b":1\r\n")  # as if somebody had heard it
                    else:
                        self.passed += words[0].upper() == b"PUBLISH"
                        to_redis.write(pack_command(tuple(words)))
        except OSError:
            pass  # the node was killed
        finally:
            to_redis.close()
            await answers

    def _takes_aside(self, words: list[Any]) -> bool:
        """Whether what is published does not go the straight way."""
        command = pack_command(tuple(words))
        self.addressed.add(words[1])
        chance = self._chance.random
        if chance() < self._loss or self.loses(words[1], words[2]):
            self.lost += 1
            return True
        is_late = chance() < self._late
        if is_late or chance() < self._twice:
            task = asyncio.create_task(self._publish_later(command, LATE_S * chance()))
            self._on_their_way.add(task)
            task.add_done_callback(self._on_their_way.discard)
        return is_late

    async def _publish_later(self, command: bytes, after_s: float) -> None:
        await pause(after_s)
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
            writer.write(command)
            await reader.readline()
            writer.close()
        except OSError:
            self.lost += 1


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
    except OSError:
        pass
    writer.close()
