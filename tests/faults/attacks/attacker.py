"""One who means harm: what it can send, from 127.0.0.2, until its time is over."""

import asyncio
import json
import random
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, suppress
from itertools import count, takewhile
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from tests.support.waiting import pause

ADDRESS = "127.0.0.2"
AT_ONCE = 20
"""Connections of one attack that needs many."""
MOST = 200_000

Attack = Callable[["Attacker"], Coroutine[object, object, None]]
ATTACKS: dict[str, Attack] = {}


class Attacker:
    def __init__(self, port: int, token: str, seconds: float, seed: str) -> None:
        self.port = port
        self.token = token
        self.until_s = time.monotonic() + seconds
        self.chance = random.Random(seed)
        self.tried = 0

    def goes_on(self) -> bool:
        return time.monotonic() < self.until_s and self.tried < MOST

    def numbers(self) -> Iterator[int]:
        """From 0, as long as it goes on."""
        return takewhile(lambda _: self.goes_on(), count())

    @asynccontextmanager
    async def socket(self, *subprotocols: Subprotocol, token: str | None = None) -> AsyncIterator[ClientConnection]:
        """A place in the room, or in the one that `token` opens."""
        url = f"ws://127.0.0.1:{self.port}/ws/{token or self.token}"
        options: dict[str, Any] = {"max_size": None, "ping_interval": None, "proxy": None, "max_queue": 4}
        async with connect(
            url, local_addr=(ADDRESS, 0), compression=None, subprotocols=subprotocols or None, **options
        ) as socket:
            try:
                yield socket
            finally:
                socket.transport.abort()

    @asynccontextmanager
    async def line(self) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port, local_addr=(ADDRESS, 0))
        try:
            yield reader, writer
        finally:
            writer.transport.abort()

    async def again_and_again(self, once: Callable[[], Awaitable[None]], at_once: int = 1) -> None:
        """Whatever the server does about it."""

        async def keep_on() -> None:
            while self.goes_on():
                with suppress(OSError, WebSocketException, EOFError, TimeoutError):
                    await asyncio.wait_for(once(), max(0.01, self.until_s - time.monotonic()))

        await asyncio.gather(*(keep_on() for _ in range(at_once)))

    async def send(self, socket: ClientConnection, message: bytes | str) -> None:
        self.tried += 1
        await socket.send(message)

    async def request(self, method: str, path: str, body: bytes = b"", headers: str = "") -> Any:
        """One request on a line of its own, and its answer if that is JSON."""
        self.tried += 1
        told = f"Connection: close\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n{headers}"
        head = f"{method} {path} HTTP/1.1\r\nHost: x\r\n{told}\r\n"
        async with self.line() as (reader, writer):
            writer.write(head.encode() + body)
            answer = (await reader.read()).partition(b"\r\n\r\n")[2]
        with suppress(ValueError):
            return json.loads(answer)


def attack(name: str) -> Callable[[Attack], Attack]:
    def keep(one: Attack) -> Attack:
        ATTACKS[name] = one
        return one

    return keep


@attack("nobody")
async def _nobody(attacker: Attacker) -> None:
    await pause(attacker.until_s - time.monotonic())
