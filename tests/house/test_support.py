"""The tests' own tools do what they say: nodes start, stop and die; three kinds of clients meet in one room."""

import re

import pytest

from tests.conftest import StartNode
from tests.support import traces, yjs
from tests.support.cluster import Node
from tests.support.pycrdt_client import PycrdtClient
from tests.support.raw import STATE, SUBPROTOCOL, RawClient
from tests.support.stock_client import StockClient
from tests.support.waiting import eventually


async def test_a_node_stops_and_comes_back_on_the_same_port_with_its_sessions(start_node: StartNode) -> None:
    node = await start_node()
    session = await node.create_session(title="kept")
    stopped = await node.stop()
    assert stopped in (0, -15), node.logs
    assert not node.is_running
    await node.start()
    answer = await node.http.get(f"/api/sessions/{session['session_id']}")
    assert answer.json()["title"] == "kept"
    await node.kill()
    assert not node.is_running


async def test_a_node_that_cannot_start_fails_with_its_last_words(start_node: StartNode) -> None:
    with pytest.raises(AssertionError, match=re.escape("WORKERS=2 needs REDIS_URL")):
        await start_node(workers=2)


async def test_stock_and_pycrdt_clients_meet_in_one_room(node: Node) -> None:
    session = await node.create_session(initial_code="")
    async with (
        StockClient(node.ws_url, session["room_id"]) as stock,
        PycrdtClient(node.ws_url, session["room_id"]) as python,
    ):
        await stock.synced()
        await stock.insert(0, "añadido 🎉")
        await python.sees("añadido 🎉")
        python.insert(7, " y")
        await stock.sees("añadido y 🎉")
        await stock.disconnect()
        await stock.delete(0, 8)
        python.insert(0, "> ")
        await stock.connect()
        await stock.sees("> y 🎉")
        await python.sees("> y 🎉")


async def test_two_stock_clients_see_each_others_awareness(node: Node) -> None:
    session = await node.create_session()
    async with (
        StockClient(node.ws_url, session["room_id"]) as ana,
        StockClient(node.ws_url, session["room_id"]) as ben,
    ):
        await ana.synced()
        await ben.synced()
        await ana.set_awareness({"user": {"name": "Ana"}})
        client = await ana.client_id()

        async def seen() -> bool:
            return (await ben.awareness()).get(client) == {"user": {"name": "Ana"}}

        await eventually(seen, what="Ana's state reaches Ben")


async def test_a_raw_client_types_reads_and_learns_why_it_was_closed(node: Node) -> None:
    session = await node.create_session(initial_code="")
    async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as raw:
        assert (await raw.receive_json(STATE))["can_write"] is True
        await raw.send(yjs.step1())
        await raw.send(yjs.update_frame(yjs.typed(7, 0, "hand-made")))
        assert await raw.receive_saved(1) == 1
        async with PycrdtClient(node.ws_url, session["room_id"]) as python:
            await python.sees("hand-made")
        await raw.send("a text frame")
        assert await raw.close_code() == 4400


def test_the_updates_of_the_concurrent_trace_end_with_its_text() -> None:
    from pycrdt import Doc, Text

    doc: Doc[Text] = Doc()
    for typed in traces.concurrent_updates(traces.FRIENDSFOREVER):
        doc.apply_update(typed.update)
    assert str(doc.get("code", type=Text)) == traces.end_of(traces.FRIENDSFOREVER)


def test_hand_made_updates_are_those_that_yjs_would_read() -> None:
    from pycrdt import Doc, Text

    doc: Doc[Text] = Doc()
    doc.apply_update(yjs.typed(7, 0, "ab"))
    doc.apply_update(yjs.typed(8, 0, "ñ", after=(7, 0)))
    doc.apply_update(yjs.update(deletes=[(7, [(1, 1)])]))
    assert str(doc.get("code", type=Text)) == "añ"
    assert yjs.read_varint(yjs.varint(2**40), 0) == (2**40, 6)
