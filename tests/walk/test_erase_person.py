"""Erasing a person while rooms of the session are still in the memory of another node."""

from typing import Any
from urllib.parse import urlsplit

import pytest
from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.dump import dump
from tests.support.lossy_redis import LossyRedis
from tests.support.metrics import all_rooms_are_closed, everything_is_stored
from tests.support.page import Page
from tests.support.proxy import Proxy
from tests.support.pycrdt_client import PycrdtClient
from tests.support.raw import STATE, SUBPROTOCOL, RawClient
from tests.support.recording import events, read_replay
from tests.support.rest import bearer
from tests.support.waiting import eventually
from tests.support.yjs import typed, update_frame

from codesala.clock import milliseconds_now
from codesala.db.database import Database
from codesala.identity import participant_of
from codesala.recordings.rows_log import SqlSessionLog
from codesala.records import Batch
from codesala.wire.entries import Entry, EntryKind, pack

ANA, BEN = "a" * 32, "b" * 32


async def post(node: Node, session: dict[str, Any], path: str, body: object = None) -> int:
    address = f"/api/sessions/{session['session_id']}/{path}"
    return (await node.http.post(address, json=body, headers=bearer(session["host_token"]))).status_code


@pytest.mark.parametrize("keeps_text", [False, True])
async def test_what_a_node_writes_late_of_an_erased_person_is_erased_as_well(
    start_node: StartNode, database_url: str, database: Database, keeps_text: bool
) -> None:
    node = await start_node(database_url=database_url, job_interval_s=0.5, room_idle_s=0)
    session = await node.create_session(initial_code="")
    session_id, me = session["session_id"], participant_of(session["session_id"], ANA)
    async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as ana:
        await ana.hello(ANA, "Ana")
        await ana.send(update_frame(typed(7, 0, "early")))
        await ana.receive_saved(1)
    await all_rooms_are_closed(node)
    assert await post(node, session, "end") == 200
    body = {"text": "keep" if keeps_text else "remove", "preview": False}

    async def erased() -> bool:
        return await post(node, session, f"participants/{me}/erase", body) == 200

    await eventually(erased)
    # As from a room on another node, which took it before the end and could not reach the database.
    late = [
        Entry(EntryKind.UPDATE, milliseconds_now(), me, typed(7, 5, " late", after=(7, 4))),
        Entry(
            EntryKind.EVENT, milliseconds_now(), me, b'{"type":"left","participant":"%s","name":"Ana"}' % me.encode()
        ),
    ]
    await SqlSessionLog(database, timeout_s=10).append([Batch(session_id, "late", 1, 2, pack(late))])

    async def nobody_is_named() -> bool:
        record = await read_replay(node.http, session)
        assert [event["name"] for event in events(record, "left")] == [None, None]
        assert me not in str(record)
        code = await node.http.get(f"/api/sessions/{session_id}/code")
        assert code.text == ("early late" if keeps_text else "")
        return True

    await eventually(nobody_is_named, what=lambda: node.logs[-3000:])

    async def nothing_is_left_in_the_files() -> bool:  # SQLite is scrubbed soon after, and again while it is read
        data = await dump(database_url)
        assert me.encode() not in data
        assert (b" late" in data) == keeps_text
        return True

    await eventually(nothing_is_left_in_the_files)


async def test_an_erased_persons_text_comes_back_from_no_room_on_any_node(
    start_node: StartNode, postgres_url: str, redis_url: str
) -> None:
    # Few entries make a checkpoint, and rooms stay open for long after everybody left.
    urls = {"database_url": postgres_url, "redis_url": redis_url}
    first = await start_node(**urls, checkpoint_entries=10, room_idle_s=3600, job_interval_s=0.5)
    second = await start_node(**urls, checkpoint_entries=10, room_idle_s=3600, job_interval_s=0.5)
    session = await first.create_session(initial_code="")
    async with (
        RawClient(first.ws_url, session["host_token"], subprotocol=SUBPROTOCOL) as ben,
        RawClient(second.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as ana,
    ):
        await ben.hello(BEN, "Ben")
        await ana.hello(ANA, "Ana")
        await ana.receive_json(STATE)
        me = (await ana.receive_json(STATE))["participant"]
        await ben.send(update_frame(typed(8, 0, "stays ")))
        await ben.receive_saved(1)
        await ana.send(update_frame(typed(7, 0, "goes ", after=(8, 5))))
        for n in range(20):
            await ana.send(update_frame(typed(7, 5 + n, "x", after=(7, 4 + n))))
        await ana.receive_saved(21)
    await everything_is_stored(first)
    await everything_is_stored(second)

    async def they_left() -> bool:
        return len(events(await read_replay(first.http, session), "left")) == 2

    await eventually(they_left)
    assert await post(first, session, "end") == 200
    erase = f"participants/{me}/erase"

    async def erased() -> bool:  # refused while rooms still write to the log
        return await post(first, session, erase, {"text": "remove", "preview": False}) == 200

    await eventually(erased)
    for node in (first, second):

        async def only_the_rest_is_there(node: Node = node) -> bool:
            code = await node.http.get(f"/api/sessions/{session['session_id']}/code")
            assert code.text == "stays "
            return True

        await eventually(only_the_rest_is_there)
    assert await post(second, session, "reopen") == 200
    async with (
        PycrdtClient(first.ws_url, session["room_id"]) as one,
        PycrdtClient(second.ws_url, session["room_id"]) as other,
    ):
        other.insert(6, "and goes on")
        await one.sees("stays and goes on")
        await other.sees("stays and goes on")


async def test_a_node_that_heard_and_read_nothing_from_the_end_to_the_reopening_shows_nothing_of_who_was_erased(
    start_node: StartNode, postgres_url: str, redis_url: str
) -> None:
    """All that it finds is a row of which it does not know how often it was changed."""
    redis, postgres = urlsplit(redis_url).port or 0, urlsplit(postgres_url).port or 0
    async with LossyRedis(redis, loss=1, seed=1) as to_nobody, Proxy(postgres) as way:
        first = await start_node(database_url=postgres_url, redis_url=to_nobody.url)
        url_of_the_way = postgres_url.replace(f":{postgres}/", f":{way.port}/")
        second = await start_node(database_url=url_of_the_way, redis_url=redis_url, room_idle_s=3600)
        session = await first.create_session(initial_code="")
        erase = f"participants/{participant_of(session['session_id'], ANA)}/erase"
        async with Page(second.ws_url, session["host_token"]) as reader:
            async with RawClient(second.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as ana:
                await ana.hello(ANA, "Ana")
                await ana.send(update_frame(typed(7, 0, "secret")))
                await ana.receive_saved(1)
            await reader.sees("secret")
            await everything_is_stored(second)
            way.stall()
            assert await post(first, session, "end") == 200

            async def erased() -> bool:  # refused while rooms still write to the log
                return await post(first, session, erase, {"text": "remove", "preview": False}) == 200

            await eventually(erased)
            assert await post(first, session, "reopen") == 200
            way.heal()
            await reader.sees("")
            assert reader.close_codes == [1012]
        code = await second.http.get(f"/api/sessions/{session['session_id']}/code")
        assert code.text == ""
