"""One who means harm, as a process of its own: `python -m tests.faults.attacker NAME PORT TOKEN SECONDS SEED`.

Goes on until the seconds are over, from 127.0.0.2, and prints how many messages, requests or connections it tried.
"""

import asyncio
import json
import random
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager, suppress
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from tests.faults import hostile
from tests.support import yjs
from tests.support.waiting import pause

ADDRESS = "127.0.0.2"
AT_ONCE = 20
"""Connections of one attack that needs many."""
MOST = 200_000
TRIES_S = 0.5

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

    @asynccontextmanager
    async def socket(self) -> AsyncIterator[ClientConnection]:
        """A place in the room."""
        url = f"ws://127.0.0.1:{self.port}/ws/{self.token}"
        async with connect(
            url, local_addr=(ADDRESS, 0), max_size=None, compression=None, ping_interval=None, proxy=None, max_queue=4
        ) as socket:
            yield socket
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


# --- In a room --------------------------------------------------------------------------------------------------------


@attack("bad frames, each on a new connection")
async def _bad_frames(attacker: Attacker) -> None:
    async def once() -> None:
        async with attacker.socket() as socket:
            await attacker.send(socket, attacker.chance.choice(hostile.FRAMES))
            async for _ in socket:
                pass

    await attacker.again_and_again(once, 4)


def _crafted(shape: hostile.Shape) -> Attack:
    """Sent until the server closes, then on a new connection; by two, as an update and as an answer."""

    async def crafted(attacker: Attacker) -> None:
        async def once() -> None:
            async with attacker.socket() as socket:
                reading = asyncio.create_task(_read(socket))
                try:
                    for message in shape(attacker.chance):
                        await attacker.send(socket, message)
                    await asyncio.wait_for(reading, TRIES_S)
                finally:
                    reading.cancel()

        await attacker.again_and_again(once, 2)

    return crafted


async def _read(socket: ClientConnection) -> None:
    async for _ in socket:
        pass


ATTACKS.update({f"updates: {name}": _crafted(shape) for name, shape in hostile.SHAPES.items()})


@attack("a flood of cursors")
async def _cursors(attacker: Attacker) -> None:
    async def once() -> None:
        async with attacker.socket() as socket:
            reading = asyncio.create_task(_read(socket))
            client = attacker.chance.randrange(2**31)
            for clock in range(1, 100_000):
                await attacker.send(socket, yjs.awareness_frame(client, clock, '{"user":{"name":"x"}}'))
            reading.cancel()

    await attacker.again_and_again(once)


@attack("a flood of pings whose answers nobody reads")
async def _pings(attacker: Attacker) -> None:
    async def once() -> None:
        async with attacker.socket() as socket:
            socket.transport.pause_reading()
            while attacker.goes_on() and not socket.transport.is_closing():
                attacker.tried += 100
                socket.transport.write(b"\x89\x80\x00\x00\x00\x00" * 100)
                await pause(0)

    await attacker.again_and_again(once)


@attack("a frame of 4 MB that comes byte by byte")
async def _dribble(attacker: Attacker) -> None:
    async def once() -> None:
        async with attacker.socket() as socket:
            size = 2**22 - 1
            socket.transport.write(b"\x82\xff" + size.to_bytes(8, "big") + bytes(4) + bytes(size - 100_000))
            while attacker.goes_on() and not socket.transport.is_closing():
                attacker.tried += 1
                socket.transport.write(b"\0")
                await pause(0.0002)

    await attacker.again_and_again(once)


@attack("slow readers who ask for all, again and again")
async def _slow_readers(attacker: Attacker) -> None:
    async def once() -> None:
        async with attacker.socket() as socket:
            socket.transport.pause_reading()
            while attacker.goes_on() and not socket.transport.is_closing():
                await attacker.send(socket, yjs.step1())
                await pause(0.001)

    await attacker.again_and_again(once, AT_ONCE)


@attack("connections that come and go")
async def _come_and_go(attacker: Attacker) -> None:
    async def once() -> None:
        attacker.tried += 1
        async with attacker.socket():
            pass

    await attacker.again_and_again(once, 4)


@attack("half-open sockets")
async def _half_open(attacker: Attacker) -> None:
    async def once() -> None:
        attacker.tried += 1
        async with attacker.socket() as socket:
            socket.transport.pause_reading()
            await pause(attacker.until_s - time.monotonic())

    await attacker.again_and_again(once, 10 * AT_ONCE)


# --- By requests ------------------------------------------------------------------------------------------------------


@attack("requests: headers that do not end")
async def _headers(attacker: Attacker) -> None:
    async def once() -> None:
        attacker.tried += 1
        async with attacker.line() as (reader, writer):
            writer.write(b"GET /health HTTP/1.1\r\n" + b"X-b: a\r\n" * 100_000)
            await reader.read()

    await attacker.again_and_again(once, 4)


@attack("requests: headers that come slowly")
async def _slowloris(attacker: Attacker) -> None:
    async def once() -> None:
        attacker.tried += 1
        async with attacker.line() as (_, writer):
            writer.write(b"GET /health HTTP/1.1\r\n")
            while attacker.goes_on() and not writer.transport.is_closing():
                writer.write(b"X-b: a\r\n")
                await pause(0.2)

    await attacker.again_and_again(once, 10 * AT_ONCE)


@attack("requests: half bodies")
async def _half_bodies(attacker: Attacker) -> None:
    async def once() -> None:
        attacker.tried += 1
        async with attacker.line() as (reader, writer):
            writer.write(b"POST /api/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n{")
            await reader.read()

    await attacker.again_and_again(once, 10 * AT_ONCE)


def _bodies(body: Callable[[random.Random], bytes]) -> Attack:
    async def bodies(attacker: Attacker) -> None:
        async def once() -> None:
            await attacker.request("POST", "/api/sessions", body(attacker.chance))

        await attacker.again_and_again(once, 4)

    return bodies


ATTACKS.update({f"requests: {name}": _bodies(body) for name, body in hostile.BODIES.items()})


@attack("requests: two questions of a megabyte, read again and again")
async def _long_questions(attacker: Attacker) -> None:
    library = await attacker.request("POST", "/api/libraries", b'{"name":"x"}')
    body = json.dumps({"content": hostile.LONG_QUESTION}).encode()
    edit = f"Authorization: Bearer {library['edit_token']}\r\n"
    place = f"/api/libraries/{library['library_id']}"
    question = await attacker.request("POST", f"{place}/questions", body, edit)
    session = await attacker.request("POST", "/api/sessions", b"{}")
    host = f"Authorization: Bearer {session['host_token']}\r\n"
    wish = {"library_id": library["library_id"], "question_id": question["summary"]["question_id"], "is_shown": True}
    copies = f"/api/sessions/{session['session_id']}/questions"
    use = f"{host}Codesala-Library: {library['use_token']}\r\n"
    for _ in range(2):
        await attacker.request("POST", copies, json.dumps(wish).encode(), use)

    async def once() -> None:
        await attacker.request("GET", copies, headers=host)

    await attacker.again_and_again(once, 4)


@attack("requests: wrong keys")
async def _wrong_keys(attacker: Attacker) -> None:
    async def once() -> None:
        key = f"{attacker.chance.getrandbits(128):x}"
        await attacker.request("GET", "/api/sessions/x/notes", headers=f"Authorization: Bearer {key}\r\n")

    await attacker.again_and_again(once, 4)


if __name__ == "__main__":
    name, port, token, seconds, seed = sys.argv[1:]
    the_attacker = Attacker(int(port), token, float(seconds), seed)
    asyncio.run(ATTACKS[name](the_attacker))
    print(the_attacker.tried)
