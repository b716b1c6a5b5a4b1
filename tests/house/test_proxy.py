"""The way with faults does what tests of faults count on: it delays, stands still, loses and breaks."""

import asyncio
from collections.abc import AsyncIterator
from typing import Self

import pytest

from tests.support.proxy import Direction, Proxy
from tests.support.waiting import deadline

TOO_SHORT_S = 0.2


@pytest.fixture
async def way() -> AsyncIterator[Proxy]:
    """To a server that says everything back."""

    async def echo(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while data := await reader.read(1024):
                writer.write(data)
        except OSError:
            pass
        writer.close()

    server = await asyncio.start_server(echo, "127.0.0.1")
    async with Proxy(server.sockets[0].getsockname()[1]) as proxy:
        yield proxy
    server.close()


class Caller:
    """Whoever calls through it."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    @classmethod
    async def call(cls, way: Proxy) -> Self:
        return cls(*await asyncio.open_connection("127.0.0.1", way.port))

    def say(self, word: bytes) -> None:
        self._writer.write(word)

    async def hears(self, word: bytes) -> None:
        async with deadline():
            assert await self._reader.readexactly(len(word)) == word

    async def hears_nothing(self) -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(TOO_SHORT_S):
                await self._reader.read(1)

    async def is_cut(self) -> None:
        with pytest.raises(ConnectionResetError):
            await self._reader.read(1)

    def goes(self) -> None:
        self._writer.close()


async def test_what_stood_still_arrives_afterwards(way: Proxy) -> None:
    caller = await Caller.call(way)
    way.stall()
    caller.say(b"later")
    await caller.hears_nothing()
    way.heal()
    await caller.hears(b"later")
    caller.goes()


@pytest.mark.parametrize("direction", ["up", "down"])
async def test_a_connection_that_lost_something_stays_lost_and_a_new_one_works(
    way: Proxy, direction: Direction
) -> None:
    caller = await Caller.call(way)
    caller.say(b"before")
    await caller.hears(b"before")
    way.lose(direction)
    caller.say(b"lost")
    await caller.hears_nothing()
    way.heal()
    caller.say(b"lost too")
    await caller.hears_nothing()
    another = await Caller.call(way)
    another.say(b"heard")
    await another.hears(b"heard")
    caller.goes()
    another.goes()


async def test_a_reset_cuts_whoever_is_connected(way: Proxy) -> None:
    caller = await Caller.call(way)
    caller.say(b"before")
    await caller.hears(b"before")
    way.reset()
    await caller.is_cut()
    caller.goes()
