"""What the connections of one address write is bounded by address and day, whatever rooms they are in."""

import asyncio
import random
import sqlite3
import string
from contextlib import AsyncExitStack, closing

import pycrdt
from tests.conftest import StartNode
from tests.support import yjs
from tests.support.cluster import Node
from tests.support.raw import SUBPROTOCOL, RawClient
from tests.walk.test_outages import in_order

MIB = 2**20
ROOMS = 4


def pasting_and_deleting(times: int) -> list[bytes]:
    """Frames of one client: 100 kB come and go."""
    doc: pycrdt.Doc[pycrdt.Text] = pycrdt.Doc()
    code = doc.get("code", type=pycrdt.Text)
    frames: list[bytes] = []
    doc.observe(lambda event: frames.append(yjs.update_frame(event.update)))
    for _ in range(times):
        code += "".join(random.choices(string.ascii_letters, k=100_000))
        code.clear()
    return frames


def logged_bytes(node: Node) -> int:
    with closing(sqlite3.connect(node.folder / "data" / "codesala.db")) as db:
        return int(db.execute("SELECT sum(length(data)) FROM log_batches").fetchone()[0])


async def test_an_address_that_fills_the_disk_is_slowed_and_others_type_on_and_are_saved(
    start_node: StartNode,
) -> None:
    node = await start_node(write_bytes_a_day=MIB)
    frames = pasting_and_deleting(30)
    honest = await node.create_session(initial_code="")
    rooms = [await node.create_session(initial_code="") for _ in range(ROOMS)]
    async with AsyncExitStack() as stack:
        attackers = [
            await stack.enter_async_context(RawClient(node.ws_url, room["room_id"], address="127.0.0.2"))
            for room in rooms
        ]
        writer = await stack.enter_async_context(RawClient(node.ws_url, honest["room_id"], subprotocol=SUBPROTOCOL))

        async def fill(attacker: RawClient) -> None:
            for frame in frames:
                await attacker.send(frame)

        filling = [asyncio.create_task(fill(attacker)) for attacker in attackers]
        for at in range(60):
            await in_order(writer, at, at + 1)
            await writer.receive_saved(at + 1)
        assert logged_bytes(node) < MIB + ROOMS * MIB // 2, "what each had sent before it was counted comes on top"
        assert all(attacker.connection.close_code is None for attacker in attackers), "nobody is cut"
        for task in filling:
            task.cancel()
        await asyncio.gather(*filling, return_exceptions=True)
