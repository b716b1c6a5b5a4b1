"""Every attack on a room as a crafted frame: its sender is closed, the honest go on, newcomers see the right text."""

from contextlib import AsyncExitStack

import pytest
from tests.conftest import StartNode
from tests.support import yjs
from tests.support.cluster import Node
from tests.support.metrics import metric
from tests.support.pycrdt_client import PycrdtClient
from tests.support.raw import AWARENESS, SUBPROTOCOL, SYNC, RawClient
from tests.support.waiting import eventually
from tests.support.yjs import Section, text, typed, update, update_frame, var_string, varint

ME = 77


def nested_awareness(depth: int) -> bytes:
    return yjs.awareness_frame(ME, 1, "[" * depth + "]" * depth)


BAD_FRAMES = {
    "a text frame": "hello",
    "an empty frame": b"",
    "an unknown type": b"\x07\x00",
    "the type of an answer": varint(100) + varint(1),
    "an unknown sync subtype": b"\x00\x03\x00",
    "a length that is too long": b"\x00\x02\x7f\x00",
    "a length that is too short": b"\x00\x02\x01\x00\x00",
    "trailing bytes": update_frame(b"\x00\x00") + b"\x00",
    "400 kB of ff": b"\xff" * 400_000,
    "a state vector that lies": yjs.step1(varint(2**40) + b"\x01\x01"),
    "a client in two sections": update_frame(
        update(Section(ME, 0, [text("a")]), Section(ME, 1, [text("b", origin=(ME, 0))]))
    ),
    "values nested 26,250 deep": update_frame(
        update(Section(ME, 0, [yjs.item(yjs.ANY, yjs.any_list(yjs.any_nested(26_250)))]))
    ),
    "a clock near 2^32": update_frame(update(Section(ME, 0, [yjs.gc(2**32 - 5)]))),
    "a pile of structs at one place": update_frame(update(Section(ME, 0, [text("a")] * 10_000))),
    "text on both sides of one character": update_frame(
        update(Section(ME, 0, [text("a"), text("b", origin=(ME, 0), right_origin=(ME, 0))]))
    ),
    "text behind what stands further right": update_frame(
        update(Section(ME, 0, [text("a"), text("b", origin=(ME, 0)), text("c", origin=(ME, 1), right_origin=(ME, 0))]))
    ),
    "a foreign root": update_frame(typed(ME, 0, "a", root="other")),
    "an awareness state of 5 kB": yjs.awareness_frame(ME, 1, '{"a":"' + "x" * 5_000 + '"}'),
    "an awareness state that is no JSON": yjs.awareness_frame(ME, 1, '{"a":'),
    "an awareness state that is no object": yjs.awareness_frame(ME, 1, "17"),
    "an awareness state nested 2,000 deep": nested_awareness(2_000),
    "an awareness clock near 2^53": yjs.awareness_frame(ME, 2**52, '{"a":1}'),
    "a hello that is no JSON": varint(110) + var_string("{"),
    "a hello without a key": varint(110) + var_string('{"name":"x"}'),
    "a hello of a list": varint(110) + var_string("[]"),
    "an unknown language": varint(111) + var_string('{"type":"language","language":"brainfuck"}'),
    "an unknown request": varint(111) + var_string('{"type":"shutdown"}'),
    "a language that is a list": varint(111) + var_string('{"type":"language","language":["java"]}'),
}


@pytest.mark.parametrize("frame", BAD_FRAMES.values(), ids=BAD_FRAMES.keys())
async def test_a_bad_frame_closes_only_its_sender(node: Node, frame: bytes | str) -> None:
    session = await node.create_session(initial_code="")
    async with (
        PycrdtClient(node.ws_url, session["room_id"]) as ana,
        PycrdtClient(node.ws_url, session["host_token"]) as ben,
    ):
        ana.insert(0, "before ")
        async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as attacker:
            await attacker.send(frame)
            assert await attacker.close_code() == 4400
        await ben.sees("before ")
        ben.insert(7, "after")
        await ana.sees("before after")
        async with PycrdtClient(node.ws_url, session["room_id"]) as newcomer:
            await newcomer.sees("before after")


async def test_a_frame_over_the_limit_closes_only_its_sender(node: Node) -> None:
    session = await node.create_session(initial_code="x")
    async with PycrdtClient(node.ws_url, session["room_id"]) as ana:
        async with RawClient(node.ws_url, session["room_id"]) as attacker:
            await attacker.send(update_frame(bytes(5 * 2**20)))
            assert await attacker.close_code() == 1009
        ana.insert(1, "y")
        async with PycrdtClient(node.ws_url, session["room_id"]) as newcomer:
            await newcomer.sees("xy")


async def test_text_over_the_limit_of_a_session_closes_its_sender_for_good(node: Node) -> None:
    session = await node.create_session(initial_code="")
    async with RawClient(node.ws_url, session["room_id"]) as pasting:
        await pasting.send(update_frame(typed(ME, 0, "x" * 1_500_000)))
        await pasting.send(update_frame(typed(ME, 1_500_000, "x" * 1_000_000, after=(ME, 1_499_999))))
        assert await pasting.close_code() == 4413
    code = (await node.http.get(f"/api/sessions/{session['session_id']}/code")).text
    assert code == "x" * 1_500_000


async def test_fragments_and_pings_are_understood(node: Node) -> None:
    session = await node.create_session(initial_code="")
    async with RawClient(node.ws_url, session["room_id"]) as raw:
        frame = update_frame(typed(ME, 0, "in three pieces"))
        await raw.connection.send([frame[:5], frame[5:9], frame[9:]])
        await (await raw.connection.ping())
        await raw.send(update_frame(typed(ME, 15, ", then whole", after=(ME, 14))))
        async with PycrdtClient(node.ws_url, session["room_id"]) as newcomer:
            await newcomer.sees("in three pieces, then whole")


async def test_who_gives_no_sign_of_life_is_cut_and_who_answers_a_ping_stays(start_node: StartNode) -> None:
    node = await start_node(ping_interval_s=0.2, ping_timeout_s=0.5)
    session = await node.create_session(initial_code="")
    async with RawClient(node.ws_url, session["room_id"]) as living:
        async with RawClient(node.ws_url, session["room_id"]) as half_open:
            half_open.connection.transport.pause_reading()  # so it answers nothing, as behind a broken line

            async def is_cut() -> bool:
                return await metric(node, "codesala_peers") == 1

            await eventually(is_cut, what="the silent one is gone, and only that one")
        await (await living.connection.ping())


async def test_each_of_many_who_give_no_sign_of_life_is_cut(start_node: StartNode) -> None:
    node = await start_node(ping_interval_s=0.2, ping_timeout_s=0.5)
    session = await node.create_session(initial_code="")
    async with AsyncExitStack() as stack:
        for _ in range(20):
            half_open = await stack.enter_async_context(RawClient(node.ws_url, session["room_id"]))
            half_open.connection.transport.pause_reading()
        await stack.enter_async_context(RawClient(node.ws_url, session["room_id"]))

        async def are_cut() -> bool:
            return await metric(node, "codesala_peers") == 1

        await eventually(are_cut, what="all that were silent are gone")


async def test_an_unmasked_frame_closes_its_sender(node: Node) -> None:
    session = await node.create_session(initial_code="x")
    async with RawClient(node.ws_url, session["room_id"]) as attacker:
        attacker.send_on_the_wire(b"\x82\x03\x00\x00\x00")
        assert await attacker.close_code() in (1002, 1006)


async def test_a_cursor_that_nobody_moved_is_told_again_until_its_clock_is_none_that_an_editor_has(node: Node) -> None:
    session = await node.create_session(initial_code="")
    async with (
        RawClient(node.ws_url, session["room_id"]) as attacker,
        RawClient(node.ws_url, session["room_id"]) as witness,
    ):
        for clock in (1, 2, 2**31 - 1):
            renewal = yjs.awareness_frame(ME, clock, '{"user":{"name":"a\\\\b"}}')
            await attacker.send(renewal)
            while await witness.receive() != renewal:
                pass
        await attacker.send(yjs.awareness_frame(ME, 2**31, '{"user":{"name":"a\\\\b"}}'))
        assert await attacker.close_code() == 4400


async def test_the_log_says_in_which_session_who_was_cut(node: Node) -> None:
    session = await node.create_session()
    async with RawClient(node.ws_url, session["room_id"]) as attacker:
        await attacker.send(b"\x07\x00")
        assert await attacker.close_code() == 4400
    session_id = session["session_id"][:8]

    def line_is_there() -> bool:
        lines = [line for line in node.logs.splitlines() if "peer cut" in line]
        return any(f"session={session_id}" in line and "peer=" in line for line in lines)

    await eventually(line_is_there)


async def test_an_update_with_a_gap_is_asked_for_again_and_never_called_saved(node: Node) -> None:
    session = await node.create_session(initial_code="")
    async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as client:
        await client.send(yjs.step2(b"\x00\x00"))
        await client.receive_saved(1)
        await client.send(update_frame(typed(ME, 3, "def", after=(ME, 2))))
        assert (await client.receive_until(SYNC)).startswith(b"\x00")
        await client.send(update_frame(typed(ME, 6, "ghi", after=(ME, 5))))
        await client.send(yjs.step2(typed(ME, 0, "abcdefghi")))
        assert await client.receive_saved(2) == 4
        async with PycrdtClient(node.ws_url, session["room_id"]) as newcomer:
            await newcomer.sees("abcdefghi")


@pytest.mark.parametrize("kind", ["update", "answer"])
async def test_what_an_observer_writes_changes_nothing(node: Node, kind: str) -> None:
    session = await node.create_session(initial_code="ours")
    token = session["observer_url"].rsplit("/", 1)[1]
    async with (
        PycrdtClient(node.ws_url, session["room_id"]) as ana,
        RawClient(node.ws_url, token, subprotocol=SUBPROTOCOL) as observer,
    ):
        write = update_frame if kind == "update" else yjs.step2
        await observer.send(write(typed(ME, 0, "theirs")))
        await observer.send(varint(111) + var_string('{"type":"language","language":"java"}'))
        await observer.send(yjs.step1())
        answer = b""
        while not answer.startswith(b"\x01"):
            answer = await observer.receive_until(0)
        assert b"theirs" not in answer
        ana.insert(4, "!")
        async with PycrdtClient(node.ws_url, token) as newcomer:
            await newcomer.sees("ours!")
    found = (await node.http.get(f"/api/sessions/{session['session_id']}")).json()
    assert found["language"] == "python"


async def test_a_page_of_another_origin_is_refused_before_the_socket_opens(node: Node) -> None:
    session = await node.create_session()
    with pytest.raises(Exception, match="403"):
        async with RawClient(node.ws_url, session["room_id"], Origin="https://evil.test"):
            pass
    async with RawClient(node.ws_url, session["room_id"], Origin=node.url) as own:
        await own.receive()


async def test_an_unknown_link_is_closed_with_a_code_that_stops_clients(node: Node) -> None:
    for token in ("A" * 22, "nonsense", "%00"):
        async with RawClient(node.ws_url, token) as client:
            assert await client.close_code() == 4404


async def test_guessing_links_is_slowed(start_node) -> None:  # type: ignore[no-untyped-def]
    node = await start_node(link_failure_rate="3/minute")
    for _ in range(3):
        async with RawClient(node.ws_url, "A" * 22) as client:
            assert await client.close_code() == 4404
    with pytest.raises(Exception, match="429"):
        async with RawClient(node.ws_url, "A" * 22):
            pass


async def test_a_full_room_says_come_back(start_node) -> None:  # type: ignore[no-untyped-def]
    node = await start_node(max_room_peers=2)
    session = await node.create_session(initial_code="x")
    async with RawClient(node.ws_url, session["room_id"]), RawClient(node.ws_url, session["room_id"]) as second:
        async with RawClient(node.ws_url, session["room_id"]) as third:
            assert await third.close_code() == 1013
        await second.send(update_frame(typed(ME, 0, "still alive")))
    async with PycrdtClient(node.ws_url, session["room_id"]) as newcomer:
        assert "still alive" in newcomer.text


async def test_readers_that_never_read_are_cut_and_cost_little(start_node) -> None:  # type: ignore[no-untyped-def]
    node = await start_node(outbox_bytes=256 * 1024, outbox_stall_s=2)
    session = await node.create_session(initial_code="")
    deaf = [RawClient(node.ws_url, session["room_id"], read_ahead=1) for _ in range(5)]
    for client in deaf:
        await client.__aenter__()
    try:
        async with (
            RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as typist,
            RawClient(node.ws_url, session["room_id"]) as reader,
        ):
            # 15 MB for each reader: more than the kernel keeps for a connection. One reader keeps up.
            for clock in range(5_000):
                await typist.send(yjs.awareness_frame(ME, clock + 1, '{"at":"' + "y" * 3_000 + '"}'))
                await reader.receive_until(AWARENESS)
            await typist.send(update_frame(typed(ME, 0, "still here")))
            await typist.receive_saved(1)

            async def only_two_left() -> bool:
                metrics = (await node.http.get(f"/api/sessions/{session['session_id']}")).json()
                return bool(metrics["active_users"] == 2)

            await eventually(only_two_left, what="the deaf readers are cut")
    finally:
        for client in deaf:
            await client.__aexit__(None, None, None)


async def test_a_flood_is_read_more_slowly_and_loses_nothing(start_node) -> None:  # type: ignore[no-untyped-def]
    node = await start_node(peer_messages_per_s=50)
    session = await node.create_session(initial_code="")
    async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as typist:
        for clock in range(700):  # ten seconds' worth come at once, the rest at 50/s
            await typist.send(update_frame(typed(ME, clock, "x", after=(ME, clock - 1) if clock else None)))
        assert await typist.receive_saved(700) == 700
