"""Rooms of logs with damaged or missing rows: what can be read is there, and the log of the node says where it was."""

import json
import sqlite3
from typing import Any

import asyncpg
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
    """What does not stand on the missing row is there; what does comes as soon as anybody brings what the row held."""
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
            await reader.sees("ept \N{SNAKE}missing \N{SNAKE} stands on it")
            await writer.receive_saved(1)
    await all_rooms_are_closed(node)
    async with PycrdtClient(node.ws_url, session["room_id"]) as reader:
        await reader.sees("ept \N{SNAKE}missing \N{SNAKE} stands on it")
    lines = lines_of(node)
    told = [line for line in lines if line["event"] == "log has gaps"]
    assert told
    assert {line["session"] for line in told} == {session["session_id"][:8]}


OFTEN = """
from codesala.rooms.journal import missing
missing.LOOK_EVERY_S = 0.2
"""


async def test_an_open_room_shows_what_stands_on_a_missing_row_as_soon_as_it_is_in_the_database_again(
    start_node: StartNode,
) -> None:
    node = await start_node(fault=OFTEN)
    session = await node.create_session(initial_code="")
    async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as client:
        for number, (clock, part) in enumerate(((0, "kept "), (5, "missing "), (13, "too"))):
            await client.send(update_frame(typed(ME, clock, part, after=(ME, clock - 1) if clock else None)))
            await client.receive_saved(number + 1)  # so each has a row of its own
    await node.stop()
    database = node.folder / "data" / "codesala.db"
    of_the_row = "instr(data, CAST('missing' AS BLOB)) > 0"
    with sqlite3.connect(database) as db:
        [row] = db.execute(f"SELECT * FROM log_batches WHERE {of_the_row}").fetchall()
        assert db.execute(f"DELETE FROM log_batches WHERE {of_the_row}").rowcount == 1
    await node.start()
    async with PycrdtClient(node.ws_url, session["room_id"]) as reader:
        await reader.sees("kept ")
        reader.insert(0, "well ")
        with sqlite3.connect(database) as db:
            db.execute(f"INSERT INTO log_batches VALUES ({', '.join('?' * len(row))})", row)
        await reader.sees("well kept missing too")


async def test_what_somebody_brings_of_a_missing_row_completes_the_rooms_of_all_nodes(
    start_node: StartNode, postgres_url: str, redis_url: str
) -> None:
    urls = {"database_url": postgres_url, "redis_url": redis_url}
    nodes = [await start_node(**urls, room_idle_s=0), await start_node(**urls)]
    session = await nodes[0].create_session(initial_code="")
    missing = typed(ME + 1, 0, "missing ", after=(ME, 4))
    for update in (typed(ME, 0, "kept "), missing, typed(ME + 2, 0, "too", after=(ME + 1, 7))):
        async with RawClient(nodes[0].ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as client:
            await client.send(update_frame(update))
            await client.receive_saved(1)
        await all_rooms_are_closed(nodes[0])
    connection = await asyncpg.connect(postgres_url.replace("+asyncpg", ""))
    gone = await connection.execute("DELETE FROM log_batches WHERE position('missing'::bytea IN data) > 0")
    await connection.close()
    assert gone == "DELETE 1"
    async with (
        PycrdtClient(nodes[0].ws_url, session["room_id"]) as one,
        PycrdtClient(nodes[1].ws_url, session["room_id"]) as other,
        RawClient(nodes[0].ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as writer,
    ):
        await other.sees("kept ")
        await writer.send(yjs.step2(missing))
        for reader in (one, other):
            await reader.sees("kept missing too")
