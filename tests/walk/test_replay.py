"""The recording of real rooms: every text that ever was is in it, from all nodes, and reading it changes nothing."""

import asyncio
import json
from datetime import datetime
from typing import Any

import pytest
from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.metrics import everything_is_stored
from tests.support.pycrdt_client import PycrdtClient
from tests.support.raw import REQUEST, STATE, SUBPROTOCOL, RawClient
from tests.support.recording import events, read_replay, replayed_texts
from tests.support.stock_client import StockClient
from tests.support.traces import SVELTECOMPONENT, end_of, transactions
from tests.support.waiting import eventually
from tests.support.yjs import typed, update_frame, var_string, varint
from tests.walk.test_files import create

ANA = "a" * 16


def texts_of(trace_patches: list[list[tuple[int, int, str]]]) -> list[str]:
    """The text after each transaction that changes it."""
    text, found = "", [""]
    for patches in trace_patches:
        for at, deleted, inserted in patches:
            text = text[:at] + inserted + text[at + deleted :]
        if text != found[-1]:
            found.append(text)
    return found[1:]


@pytest.mark.slow
async def test_a_recorded_trace_steps_through_all_its_texts_exactly(start_node: StartNode) -> None:
    node = await start_node(peer_messages_per_s=100_000, checkpoint_entries=1_000)
    session = await node.create_session(initial_code="")
    expected = texts_of(list(transactions(SVELTECOMPONENT)))
    async with StockClient(node.ws_url, session["room_id"]) as author:
        await author.synced()

        async def has_arrived() -> bool:
            code = await node.http.get(f"/api/sessions/{session['session_id']}/code")
            return code.text == await author.text()

        # In portions: a stock client that hears nothing for 30 s connects anew, and brings all it has as one update.
        for first in range(0, 20_000, 2_000):
            await author.replay(SVELTECOMPONENT, first, first + 2_000)
            await eventually(has_arrived)
        assert await author.text() == end_of(SVELTECOMPONENT)
    await everything_is_stored(node)
    page = await read_replay(node.http, session)
    assert page["damaged"] == 0
    found = [""]
    for text in replayed_texts(page):
        if text != found[-1]:
            found.append(text)
    assert len(found) - 1 == len(expected)
    assert found[1:] == expected


@pytest.mark.slow
async def test_a_trace_in_the_third_of_five_files_is_exact_at_every_keystroke(
    start_node: StartNode, postgres_url: str, redis_url: str
) -> None:
    both: dict[str, Any] = {"database_url": postgres_url, "redis_url": redis_url, "peer_messages_per_s": 100_000}
    first, second = await start_node(**both), await start_node(**both, checkpoint_entries=1_000)
    session = await first.create_session(initial_code="")
    async with RawClient(first.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as maker:
        await maker.hello(ANA, "Ana")
        roots = ["code", *[await create(maker, path) for path in ("a.py", "lib/b.py", "c.csv", "d.md")]]
    third = roots[2]
    others = [root for root in roots if root != third]
    expected = texts_of(list(transactions(SVELTECOMPONENT))[:4_000])
    async with (
        StockClient(first.ws_url, session["room_id"]) as author,
        StockClient(second.ws_url, session["host_token"]) as beside,
    ):
        await author.synced()
        await beside.synced()
        for done in range(0, 4_000, 500):  # somebody types in all other files meanwhile, on the other node
            await asyncio.gather(
                author.replay(SVELTECOMPONENT, done, done + 500, third),
                *(beside.insert(0, f"{done} in {root}\n", root) for root in others),
            )
            await beside.sees(await author.text(third), root=third)
        assert await author.text(third) == expected[-1]
    for node in (first, second):
        await everything_is_stored(node)
    page = await read_replay(second.http, session)
    assert page["damaged"] == 0
    found = [""]
    for text in replayed_texts(page, third):
        if text != found[-1]:
            found.append(text)
    assert len(found) - 1 == len(expected)
    assert found[1:] == expected
    for root in others:
        *_, last = replayed_texts(page, root)
        assert last == "".join(f"{done} in {root}\n" for done in range(3_500, -1, -500))


async def test_text_that_was_typed_and_deleted_again_is_in_the_recording(node: Node) -> None:
    session = await node.create_session(initial_code="")
    async with PycrdtClient(node.ws_url, session["room_id"]) as ana:
        ana.insert(0, "regretted")
        ana.delete(0, 9)
        ana.insert(0, "kept")
        async with PycrdtClient(node.ws_url, session["room_id"]) as reader:
            await reader.sees("kept")
    await everything_is_stored(node)
    page = await read_replay(node.http, session)
    assert list(replayed_texts(page)) == ["regretted", "", "kept"]


async def test_people_are_told_with_their_last_names_and_their_comings_and_goings(node: Node) -> None:
    session = await node.create_session(initial_code="")
    async with RawClient(node.ws_url, session["host_token"], subprotocol=SUBPROTOCOL) as ana:
        await ana.receive_json(STATE)
        await ana.hello(ANA, "Ana")
        state = await ana.receive_json(STATE)
        await ana.hello(ANA, "Ana Gómez")
        await ana.send(update_frame(typed(7, 0, "hello")))
        await ana.receive_saved(1)
    me = state["participant"]

    async def she_left() -> bool:
        return bool(events(await read_replay(node.http, session), "left"))

    await eventually(she_left)
    page = await read_replay(node.http, session)
    assert page["people"] == [{"participant": me, "name": "Ana Gómez", "role": "host", "met": []}]
    told = [entry["event"]["type"] if "event" in entry else "update" for entry in page["entries"]]
    assert told == ["joined", "renamed", "update", "left"]
    assert {entry["by"] for entry in page["entries"]} == {me}


async def test_two_nodes_are_one_recording_in_which_everything_is_once(
    start_node: StartNode, postgres_url: str, redis_url: str
) -> None:
    # The first node commits late, so the second records what it took from it, and the log has it twice.
    slow = await start_node(database_url=postgres_url, redis_url=redis_url, flush_interval_s=3)
    quick = await start_node(database_url=postgres_url, redis_url=redis_url)
    session = await slow.create_session(initial_code="")
    async with (
        RawClient(slow.ws_url, session["room_id"]) as ana,
        RawClient(quick.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as ben,
    ):
        await ben.receive_json(STATE)
        for n, letter in enumerate("word "):
            await ana.send(update_frame(typed(7, n, letter, after=(7, n - 1) if n else None)))
        seen = 0
        while seen < 5:
            seen += (await ben.receive_until(0)).startswith(b"\x02")
        await ben.send(update_frame(typed(8, 0, "by Ben", after=(7, 4))))
        await ben.receive_saved(1)
    await everything_is_stored(slow)
    await everything_is_stored(quick)
    page = await read_replay(quick.http, session)
    assert list(replayed_texts(page)) == ["w", "wo", "wor", "word", "word ", "word by Ben"]
    by = [entry["by"] for entry in page["entries"] if "update" in entry]
    assert len(set(by[:5])) == 1
    assert by[5] not in by[:5]
    assert page == await read_replay(slow.http, session)


async def test_reading_the_recording_changes_nothing_in_the_room(node: Node) -> None:
    session = await node.create_session(initial_code="as it is")
    async with PycrdtClient(node.ws_url, session["room_id"]) as ana:
        ana.insert(8, "!")
        await everything_is_stored(node)
        first = await read_replay(node.http, session)
        assert list(replayed_texts(first)) == ["as it is", "as it is!"]
        assert ana.text == "as it is!"
        ana.insert(0, "still ")
        async with PycrdtClient(node.ws_url, session["room_id"]) as reader:
            await reader.sees("still as it is!")
        await everything_is_stored(node)
        second = await read_replay(node.http, session)
        assert [entry for entry in second["entries"] if entry["n"] <= first["total"]] == first["entries"]


async def test_runs_are_in_the_recording_with_their_input_and_output(node: Node) -> None:
    session = await node.create_session(initial_code="")
    run = "a-random-run"
    requests: list[dict[str, Any]] = [
        {"type": "run.start", "language": "python", "runtime": "Python 3.14", "on": "browser"},
        {"type": "run.output", "stream": "stdout", "text": "who? "},
        {"type": "run.input", "text": "me"},
        {"type": "run.end", "reason": "exited", "code": 0, "duration_ms": 12, "message": None},
    ]
    async with RawClient(node.ws_url, session["host_token"], subprotocol=SUBPROTOCOL) as ana:
        await ana.hello(ANA, "Ana")
        for seq, request in enumerate(requests):
            await ana.send(varint(REQUEST) + var_string(json.dumps({**request, "run": run, "seq": seq})))
        await eventually(lambda: _ended(node, session))
    await everything_is_stored(node)
    page = await read_replay(node.http, session)
    told = [entry["event"] for entry in page["entries"] if entry["event"]["type"].startswith("run.")]
    assert [event["type"] for event in told] == ["run.started", "run.output", "run.input", "run.ended"]
    assert (told[1]["text"], told[2]["text"], told[3]["code"]) == ("who? ", "me", 0)


async def test_edits_made_offline_stand_where_their_page_says_within_what_can_be(node: Node) -> None:
    session = await node.create_session(initial_code="")
    async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as ana:
        await ana.hello(ANA, "Ana")
        ages = {"type": "offline", "ages_ms": [10**9, 0]}  # nobody wrote before there was a session
        await ana.send(varint(REQUEST) + var_string(json.dumps(ages)))
        for n in range(3):
            await ana.send(update_frame(typed(7, n, "x", after=(7, n - 1) if n else None)))
        await ana.receive_saved(3)
    await everything_is_stored(node)
    page = await read_replay(node.http, session)
    first, second, third = [entry for entry in page["entries"] if "update" in entry]
    created_ms = datetime.fromisoformat(session["created_at"]).timestamp() * 1000
    assert abs(first["at"] - created_ms) <= 1
    assert first["received_at"] >= first["at"]
    assert second["at"] <= second["received_at"]
    assert "received_at" not in third
    assert events(page, "offline") == []
    assert list(replayed_texts(page)) == ["x", "xx", "xxx"]


async def _ended(node: Node, session: dict[str, str]) -> bool:
    return bool(events(await read_replay(node.http, session), "run.ended"))
