"""What members of a room send again and again."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from websockets.asyncio.client import ClientConnection
from websockets.exceptions import WebSocketException
from websockets.typing import Subprotocol

from tests.faults import hostile
from tests.faults.attacks.attacker import AT_ONCE, ATTACKS, Attack, Attacker, attack
from tests.support import yjs
from tests.support.raw import SUBPROTOCOL
from tests.support.waiting import pause

TRIES_S = 0.5
READERS = 5
QUESTIONS = (
    *(yjs.step1(), b"\x03", yjs.request({"type": "digest"})),
    *(yjs.request({"type": kind, "run": "run-0001"}) for kind in ("stop", "waits", "left", "follow")),
)


@attack("bad frames, each on a new connection")
async def _bad_frames(attacker: Attacker) -> None:
    async def once() -> None:
        async with attacker.socket() as socket:
            await attacker.send(socket, attacker.chance.choice(hostile.FRAMES))
            async for _ in socket:
                pass

    await attacker.again_and_again(once, 4)


@asynccontextmanager
async def _listening(
    attacker: Attacker, *subprotocols: Subprotocol, token: str | None = None
) -> AsyncIterator[tuple[ClientConnection, asyncio.Task[None]]]:
    """A place in the room, and the reading of all that comes there, which ends with the connection."""

    async def read() -> None:
        with suppress(WebSocketException, OSError):
            async for _ in socket:
                pass

    async with attacker.socket(*subprotocols, token=token) as socket:
        reading = asyncio.create_task(read())
        try:
            yield socket, reading
        finally:
            reading.cancel()


@asynccontextmanager
async def _page(attacker: Attacker) -> AsyncIterator[ClientConnection]:
    """The same of somebody whose page speaks codesala.v1."""
    async with _listening(attacker, Subprotocol(SUBPROTOCOL)) as (socket, _):
        await attacker.send(socket, yjs.hello(f"{attacker.chance.randrange(10**20):020}", "x"))
        yield socket


async def _crowd(
    stack: AsyncExitStack, attacker: Attacker, size: int, token: str | None = None
) -> list[ClientConnection]:
    """So many who listen until the stack is left."""
    return [(await stack.enter_async_context(_listening(attacker, token=token)))[0] for _ in range(size)]


def _crafted(shape: hostile.Shape) -> Attack:
    """Sent until the server closes, then on a new connection; by two, as an update and as an answer."""

    async def crafted(attacker: Attacker) -> None:
        async def once() -> None:
            async with _listening(attacker) as (socket, reading):
                for message in shape(attacker.chance):
                    await attacker.send(socket, message)
                await asyncio.wait_for(reading, TRIES_S)

        await attacker.again_and_again(once, 2)

    return crafted


ATTACKS.update({f"updates: {name}": _crafted(shape) for name, shape in hostile.SHAPES.items()})


MESSAGES = {
    "states of thousands that say nothing": yjs.varint(1)
    + yjs.var_bytes(yjs.varint(5_000) + b"".join(yjs.varint(client) + b"\x01\x04null" for client in range(5_000))),
    "lists with half a character": yjs.request({"type": "left", "x": ["\ud800", *([],) * 60_000]}),
    "state vectors of who waits": yjs.step1(yjs.state_vector(dict.fromkeys(range(20_000), 1))),
}
"""Of which each makes the server read for milliseconds, and changes nothing."""


def _read(message: bytes) -> Attack:
    async def read(attacker: Attacker) -> None:
        session = await attacker.request("POST", "/api/sessions", b'{"has_lobby": true}')
        is_inside = message != MESSAGES["state vectors of who waits"]
        token = session["host_token"] if is_inside else session["room_id"]

        async def once() -> None:
            async with _listening(attacker, token=token) as (socket, reading):
                while attacker.goes_on() and not reading.done():
                    await attacker.send(socket, message)

        await attacker.again_and_again(once, 4)

    return read


ATTACKS.update({name: _read(message) for name, message in MESSAGES.items()})


@attack("answers with text of somebody who does not answer, and small ones between")
async def _held(attacker: Attacker) -> None:
    async def once() -> None:
        async with AsyncExitStack() as stack:
            author, small, *others = await _crowd(stack, attacker, AT_ONCE)
            first = attacker.chance.randrange(2**30)
            await attacker.send(author, yjs.update_frame(yjs.typed(first, 0, "a")))
            for client, socket in enumerate(others, first + 2):
                pieces = [yjs.text("-", origin=(client, at - 1) if at else (first, 0)) for at in range(15_000)]
                whole = yjs.update(
                    yjs.Section(client, 0, pieces),
                    yjs.Section(first, 0, [yjs.text("a"), yjs.text("b", origin=(first, 0))]),
                )
                await attacker.send(socket, yjs.step2(whole))
            for clock in attacker.numbers():
                after = (first + 1, clock - 1) if clock else None
                await attacker.send(small, yjs.step2(yjs.typed(first + 1, clock, "x", after=after)))
                await pause(0.01)

    await attacker.again_and_again(once)


@attack("a flood of cursors")
async def _cursors(attacker: Attacker) -> None:
    async def once() -> None:
        async with _listening(attacker) as (socket, _):
            client = attacker.chance.randrange(2**31)
            for clock in range(1, 100_000):
                await attacker.send(socket, yjs.awareness_frame(client, clock, '{"user":{"name":"x"}}'))

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


@attack("twenty who type without end in one room")
async def _typing(attacker: Attacker) -> None:
    async def once() -> None:
        async with _listening(attacker) as (socket, _):
            client = attacker.chance.randrange(2**31)
            for clock in attacker.numbers():
                await attacker.send(socket, yjs.update_frame(yjs.typed(client, clock, "x")))
                await pause(0.002)

    await attacker.again_and_again(once, AT_ONCE)


@attack("ten who type without end, each before five others")
async def _before_others(attacker: Attacker) -> None:
    """In rooms of their own."""

    async def once() -> None:
        session = await attacker.request("POST", "/api/sessions", b"{}")
        async with AsyncExitStack() as stack:
            writer, *_ = await _crowd(stack, attacker, READERS + 1, token=session["room_id"])
            client = attacker.chance.randrange(2**31)
            for clock in attacker.numbers():
                await attacker.send(writer, yjs.update_frame(yjs.typed(client, clock, "x")))
                await pause(0.002)

    await attacker.again_and_again(once, 10)


@attack("slow readers who ask for all, again and again")
async def _slow_readers(attacker: Attacker) -> None:
    async def once() -> None:
        async with attacker.socket() as socket:
            socket.transport.pause_reading()
            while attacker.goes_on() and not socket.transport.is_closing():
                await attacker.send(socket, yjs.step1())
                await pause(0.001)

    await attacker.again_and_again(once, AT_ONCE)


@attack("pages that ask for all kinds of things, again and again")
async def _asking(attacker: Attacker) -> None:
    async def once() -> None:
        async with _page(attacker) as socket:
            client = attacker.chance.randrange(2**31)
            for clock in attacker.numbers():
                await attacker.send(socket, yjs.update_frame(yjs.typed(client, clock, "x")))
                for question in QUESTIONS:
                    await attacker.send(socket, question)

    await attacker.again_and_again(once, AT_ONCE)


@attack("pages that tell of runs, again and again")
async def _runs(attacker: Attacker) -> None:
    async def once() -> None:
        async with _page(attacker) as socket:
            for number in attacker.numbers():
                run = {"run": f"run-{number:08}"}
                start = {"language": "python", "runtime": "x", "on": "browser"}
                await attacker.send(socket, yjs.request({"type": "run.start", "seq": 0, **run, **start}))
                output = {"type": "run.output", "seq": 1, **run, "stream": "stdout", "text": "x"}
                await attacker.send(socket, yjs.request(output))
                end = {"type": "run.end", "seq": 2, "reason": "exited", "code": 0, "duration_ms": 1, "message": None}
                await attacker.send(socket, yjs.request({**end, **run}))

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
