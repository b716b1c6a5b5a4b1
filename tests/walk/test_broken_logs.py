"""Rooms of logs with damaged or missing rows: what can be read is there, and the log of the node says where it was."""

import json
import sqlite3
from typing import Any

from tests.conftest import StartNode
from tests.support import yjs
from tests.support.cluster import Node
from tests.support.metrics import all_rooms_are_closed
from tests.support.pycrdt_client import PycrdtClient
from tests.support.raw import SUBPROTOCOL, RawClient
from tests.support.yjs import typed, update_frame

ME = 77


def lines_of(node: Node) -> list[dict[str, Any]]:
    return [json.loads(line) for line in node.logs.splitlines() if line.startswith("{")]


async def test_a_damaged_row_makes_its_session_read_only_and_leaves_the_others_alone(start_node: StartNode) -> None:
    node = await start_node(room_idle_s=0, log_format="json")
    damaged = await node.create_session(initial_code="")
    other = await node.create_session(initial_code="other")
    for number in range(3):
        async with RawClient(node.ws_url, damaged["room_id"], subprotocol=SUBPROTOCOL) as client:
            await client.send(update_frame(typed(ME + number, 0, f"part {number} ")))
            await client.receive_saved(1)
    await node.stop()
    with sqlite3.connect(node.folder / "data" / "codesala.db") as db:
        part = "instr(data, CAST('part 0' AS BLOB)) > 0"
        damage = db.execute(f"UPDATE log_batches SET data = CAST(data || x'00' AS BLOB) WHERE {part}")
        assert damage.rowcount == 1
    await node.start()
    async with RawClient(node.ws_url, damaged["room_id"], subprotocol=SUBPROTOCOL) as client:
        state = await client.receive_json(103)
        assert (state["can_write"], state["notice"]) == (False, "damaged")
    text = (await node.http.get(f"/api/sessions/{damaged['session_id']}/code")).text
    assert sorted(text.split()) == ["1", "2", "part", "part"]
    async with PycrdtClient(node.ws_url, other["room_id"]) as client_of_other:
        assert client_of_other.text == "other"
    lines = lines_of(node)
    told = [line for line in lines if str(line["event"]).startswith("damaged log row")]
    assert {line.get("session") for line in told} == {damaged["session_id"][:8]}
    assert len({line.get("node") for line in lines} - {None}) == 2  # before and after: each process has its own
    assert [line for line in lines if "node" not in line] == []


async def test_a_room_opens_over_a_missing_row_beside_emoji_and_deleted_text(start_node: StartNode) -> None:
    """What does not stand on the missing row is there; what does is when the room is opened with it again."""
    node = await start_node(room_idle_s=0, log_format="json")
    session = await node.create_session(initial_code="")

    async def is_written(*frames: bytes) -> None:
        async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as client:
            for frame in frames:
                await client.send(frame)
            await client.receive_saved(len(frames))

    missing = typed(ME + 1, 0, "missing \N{SNAKE} ", after=(ME, 6))
    await is_written(update_frame(typed(ME, 0, "kept \N{SNAKE}")), update_frame(yjs.update(deletes=[(ME, [(0, 1)])])))
    await is_written(update_frame(missing))
    await is_written(update_frame(typed(ME + 2, 0, "stands on it", after=(ME + 1, 10))))
    await node.stop()
    with sqlite3.connect(node.folder / "data" / "codesala.db") as db:
        gone = db.execute("DELETE FROM log_batches WHERE instr(data, CAST('missing' AS BLOB)) > 0")
        assert gone.rowcount == 1
    await node.start()
    async with PycrdtClient(node.ws_url, session["room_id"]) as reader:
        await reader.sees("ept \N{SNAKE}")
        async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as writer:
            await writer.send(yjs.step2(missing))
            await reader.sees("ept \N{SNAKE}missing \N{SNAKE} ")
            await writer.receive_saved(1)
    await all_rooms_are_closed(node)
    async with PycrdtClient(node.ws_url, session["room_id"]) as reader:
        await reader.sees("ept \N{SNAKE}missing \N{SNAKE} stands on it")
    lines = lines_of(node)
    told = [line for line in lines if line["event"] == "log has gaps"]
    assert told
    assert {line["session"] for line in told} == {session["session_id"][:8]}
