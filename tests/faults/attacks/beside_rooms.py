"""What is sent again and again on WebSockets that have no place in a room."""

import json
from contextlib import suppress

from websockets.exceptions import WebSocketException

from tests.faults.attacks.attacker import Attacker, attack
from tests.support.waiting import pause

AWAITED_BYTES = 500_000
LISTS = ",".join(["[]"] * 400_000)
BEGIN = {"type": "run.start", "language": "java", "entry": "Main.java", "files": {"Main.java": "class Main {}"}}


@attack("requests: pings to where questions are checked, without a right")
async def _pings(attacker: Attacker) -> None:
    async def once() -> None:
        async with attacker.socket(token="libraries/x/check") as socket:
            while attacker.goes_on() and not socket.transport.is_closing():
                if socket.transport.get_write_buffer_size() < AWAITED_BYTES:
                    attacker.tried += 100
                    socket.transport.write(b"\x89\x80\x00\x00\x00\x00" * 100)
                await pause(0)

    await attacker.again_and_again(once, 4)


@attack("checks of questions: messages of 1.2 MB of lists")
async def _lists(attacker: Attacker) -> None:
    library = await attacker.request("POST", "/api/libraries", b'{"name":"x"}')

    async def once() -> None:
        async with attacker.socket(token=f"libraries/{library['library_id']}/check") as socket:
            await attacker.send(socket, json.dumps({"type": "check", "token": library["edit_token"]}))
            await attacker.send(socket, json.dumps(BEGIN))
            with suppress(WebSocketException):
                while attacker.goes_on():
                    await attacker.send(socket, f'{{"type":"run.stop","x":[{LISTS}]}}')

    await attacker.again_and_again(once, 4)
