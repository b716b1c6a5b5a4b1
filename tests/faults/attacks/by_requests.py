"""What anybody asks again and again over HTTP."""

import json
import random
from collections.abc import Callable

from tests.faults import hostile
from tests.faults.attacks.attacker import AT_ONCE, ATTACKS, Attack, Attacker, attack
from tests.support.waiting import pause


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


@attack("requests: lines on which nothing is said")
async def _silence(attacker: Attacker) -> None:
    async def once() -> None:
        attacker.tried += 1
        async with attacker.line() as (reader, _):
            await reader.read()

    await attacker.again_and_again(once, 40 * AT_ONCE)


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
