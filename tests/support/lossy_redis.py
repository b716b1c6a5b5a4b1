"""A way to Redis on which some of what is published goes missing, without anybody being told."""

import asyncio
import random
from types import TracebackType
from typing import Self

from hiredis import Reader, pack_command


class LossyRedis:
    """`async with LossyRedis(redis.port, loss=0.5, seed=1) as way:` and nodes that use `way.url`."""

    def __init__(self, port: int, loss: float, seed: int) -> None:
        """`loss` is the share of PUBLISH commands that never reach Redis."""
        self._port = port
        self._loss = loss
        self._chance = random.Random(seed)
        self.lost = 0
        self.passed = 0

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1")
        return self

    async def __aexit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._server.close()

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
                    if words[0].upper() == b"PUBLISH" and self._chance.random() < self._loss:
                        self.lost += 1
                        writer.write(b":1\r\n")  # as if somebody had heard it
                    else:
                        self.passed += words[0].upper() == b"PUBLISH"
                        to_redis.write(pack_command(tuple(words)))
        except OSError:
            pass  # the node was killed
        finally:
            to_redis.close()
            await answers


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while data := await reader.read(65536):
            writer.write(data)
    except OSError:
        pass
    writer.close()
