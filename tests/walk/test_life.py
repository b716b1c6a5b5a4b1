"""The end of a session, its locks, links and timer, in real rooms: on the other node too, and per message."""

import asyncio
import secrets

import pytest
from tests.conftest import StartNode
from tests.support import yjs
from tests.support.cluster import Node
from tests.support.host import Host
from tests.support.metrics import all_rooms_are_closed, metric
from tests.support.page import Page
from tests.support.raw import ROSTER, STATE, SUBPROTOCOL, SYNC, RawClient
from tests.support.redis_server import RedisServer
from tests.support.stock_client import StockClient
from tests.support.waiting import deadline, eventually
from tests.support.yjs import step1, typed, update_frame

ME, OTHER = 77, 88


def page(node: Node, token: str) -> RawClient:
    return RawClient(node.ws_url, token, subprotocol=SUBPROTOCOL)


async def test_an_end_reaches_everybody_on_every_node_within_a_second(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    host = await Host.create(first, initial_code="")
    async with (
        page(first, host.token) as ana,
        page(second, host.candidate) as ben,
        RawClient(second.ws_url, host.observer) as olga,
    ):
        for client in (ana, ben):
            await client.receive_json(STATE)
        await ben.send(update_frame(typed(ME, 0, "in time ")))
        await ben.receive_saved(1)
        await host.post("end")
        for client in (ana, ben):
            state = await client.receive_state(notice="ended")
            assert (state["can_write"], state["session"]["status"]) == (False, "ended")
            assert await client.close_code() == 4410
        assert await olga.close_code() == 4410
    assert await host.code(second) == "in time "


async def test_who_joins_an_ended_session_learns_how_it_stands_and_no_text(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    host = await Host.create(first, initial_code="the text")
    await host.post("end")
    for node in two_nodes:
        for token in (host.token, host.candidate, host.observer):
            async with page(node, token) as client:
                await client.send(yjs.step1())
                assert (await client.receive_json(STATE))["notice"] == "ended"
                heard, code = await client.rest()
                assert (heard, code) == ([], 4410)
    async with StockClient(second.ws_url, host.candidate) as stock:
        await eventually(lambda: _closed(stock, 4410))
        assert await stock.text() == ""


async def _closed(stock: StockClient, code: int) -> bool:
    return stock.close_codes[-1:] == [code]


async def test_hand_made_frames_of_the_ended_and_of_observers_change_nothing(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    host = await Host.create(first, initial_code="")
    async with page(second, host.observer) as olga:
        await olga.receive_json(STATE)
        for frame in hostile_frames():
            await olga.send(frame)
        async with page(second, host.candidate) as ben:
            await ben.receive_json(STATE)
            await ben.send(update_frame(typed(ME, 0, "ben")))
            await ben.receive_saved(1)
            await host.post("end")
            await ben.receive_state(notice="ended")
            for frame in hostile_frames():
                await ben.send(frame)
            assert await ben.close_code() == 4410
    async with page(first, host.candidate) as late:
        for frame in hostile_frames():
            await late.send(frame)
        assert await late.close_code() == 4410
    for node in two_nodes:
        assert await host.code(node) == "ben"
        assert (await host.read(node))["language"] == "python"


def hostile_frames() -> list[bytes]:
    return [
        update_frame(typed(OTHER, 0, "forged")),
        yjs.step2(typed(OTHER, 0, "forged")),
        yjs.request({"type": "language", "language": "cpp"}),
        yjs.request({"type": "run.start", "run": "r" * 8, "seq": 0, "language": "python", "runtime": "x"}),
    ]


async def test_an_end_is_found_out_where_the_brokers_word_was_lost(
    start_node: StartNode, postgres_url: str, own_redis: RedisServer
) -> None:
    first = await start_node(database_url=postgres_url, redis_url=own_redis.url)
    second = await start_node(database_url=postgres_url, redis_url=own_redis.url)
    host = await Host.create(first)
    async with page(second, host.candidate) as ben:
        await ben.receive_json(STATE)
        own_redis.kill()
        await host.post("end")
        await ben.receive_state(notice="ended")
        assert await ben.close_code() == 4410


async def test_a_reopened_session_is_edited_on_by_everybody(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    host = await Host.create(first, initial_code="")
    async with page(second, host.candidate) as ben:
        await ben.send(update_frame(typed(ME, 0, "before ")))
        await ben.receive_saved(1)
        await host.post("end")
        assert await ben.close_code() == 4410
    await host.post("reopen")
    async with page(second, host.candidate) as ben, page(first, host.token) as ana:
        assert (await ben.receive_json(STATE))["notice"] is None
        await ben.send(update_frame(typed(OTHER, 0, "after", after=(ME, 6))))
        await ben.receive_saved(1)
        await ana.receive_update(b"after")
    assert await host.code(first) == "before after"


async def test_how_a_session_stands_survives_kill_9(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    host = await Host.create(first)
    await host.patch(is_locked=True, runs_disabled=True, has_lobby=True, timer_s=600)
    await asyncio.gather(first.kill(), second.kill())
    await second.start()
    async with page(second, host.token) as ana:
        session = (await ana.receive_json(STATE))["session"]
        assert (session["is_locked"], session["runs_disabled"], session["has_lobby"]) == (True, True, True)
        assert session["timer"]["seconds"] == 600
    host.node = second
    await host.post("end")
    await second.kill()
    await second.start()
    async with page(second, host.candidate) as ben:
        assert await ben.close_code() == 4410


async def test_a_lock_stops_candidates_and_nobody_else(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    host = await Host.create(first, initial_code="")
    async with page(first, host.token) as ana, page(second, host.candidate) as ben:
        for client in (ana, ben):
            await client.receive_json(STATE)
        await host.patch(is_locked=True)
        assert not (await ben.receive_state(notice="locked"))["can_write"]
        assert (await ana.receive_json(STATE))["can_write"]
        await ben.send(update_frame(typed(ME, 0, "no")))
        await ben.send(yjs.request({"type": "language", "language": "cpp"}))
        assert (await ben.run("b" * 8))["reason"] == "locked"
        await ana.send(update_frame(typed(OTHER, 0, "yes")))
        await ana.receive_saved(1)
        assert (await ana.run("a" * 8))["type"] == "run.started"
        await host.patch(is_locked=False)
        assert (await ben.receive_state(notice=None))["can_write"]
        await ben.send(yjs.step2(typed(ME, 0, "now ")))
        await ben.receive_saved(2)
    assert await host.code(first) in ("now yes", "yesnow ")
    assert (await host.read(first))["language"] == "python"


async def test_disabled_runs_are_refused_to_all_and_what_runs_is_stopped(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    host = await Host.create(first)
    async with page(first, host.token) as ana, page(second, host.candidate) as ben:
        await ana.hello("a" * 32, "Ana")
        assert (await ben.run("b" * 8))["type"] == "run.started"
        await host.patch(runs_disabled=True)
        ended = await ben.receive_event("run.ended")
        assert (ended["run"], ended["reason"]) == ("b" * 8, "stopped")
        end = {"reason": "stopped", "code": None, "duration_ms": 1, "message": None}
        await ben.request(type="run.end", run="b" * 8, seq=1, **end)  # its page says so, too: that is no new wish
        await ben.request(type="run.start", run="e" * 8, seq=0, language="python", runtime="Python", on="browser")
        assert (await ben.receive_event("run.refused"))["run"] == "e" * 8
        for client, run in ((ana, "c" * 8), (ben, "d" * 8)):
            assert (await client.run(run))["reason"] == "disabled"
        await host.patch(runs_disabled=False)
        await ben.receive_event("runs_enabled")
        async with deadline():  # the word comes first, then the row is read
            while (await ben.run(secrets.token_hex(4)))["type"] != "run.started":
                pass


async def test_everybody_sees_the_timer_with_the_servers_clock(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    host = await Host.create(first)
    async with page(second, host.candidate) as ben:
        assert (await ben.receive_json(STATE))["session"]["timer"] is None
        await host.patch(timer_s=90)
        assert (await ben.receive_event("timer"))["seconds"] == 90
        state = await ben.receive_json(STATE)
        timer = state["session"]["timer"]
        assert timer["seconds"] == 90
        assert 0 <= state["now"] - timer["started_at"] < 10_000


@pytest.mark.parametrize("role", ["host", "candidate", "observer"])
async def test_who_came_by_a_replaced_link_is_cut_on_all_nodes_and_nobody_else(
    two_nodes: tuple[Node, Node], role: str
) -> None:
    first, second = two_nodes
    host = await Host.create(first)
    tokens = {"host": host.token, "candidate": host.candidate, "observer": host.observer}
    async with (
        page(first, tokens[role]) as here,
        page(second, tokens[role]) as there,
        page(second, next(token for other, token in tokens.items() if other != role)) as other,
    ):
        for client in (here, there, other):
            await client.receive_json(STATE)
        new = (await host.post(f"links/{role}", 201))["token"]
        for client in (here, there):
            assert await client.close_code() == 4404
        assert (await other.receive_event("link_rotated"))["role"] == role
        async with page(second, tokens[role]) as late:
            assert await late.close_code() == 4404
        async with page(second, new) as late:
            assert (await late.receive_json(STATE))["role"] == role
        await other.send(yjs.step1())
        await other.receive_until(0)


async def test_a_link_to_the_replay_opens_no_room(node: Node) -> None:
    host = await Host.create(node)
    token = (await host.post("links/replay", 201))["token"]
    async with page(node, token) as client:
        assert await client.rest() == ([], 4404)


async def test_an_edit_that_was_on_its_way_when_the_host_locked_is_not_lost_and_not_called_saved(node: Node) -> None:
    host = await Host.create(node, initial_code="")
    async with Page(node.ws_url, host.candidate) as ana:
        ana.insert(0, "abxc")
        await ana.is_saved()
        await host.patch(is_locked=True)
        ana.delete(2, 1)  # it has not heard of it yet
        async with Page(node.ws_url, host.token) as ben:  # what it sent has arrived when somebody after it has
            await ben.sees("abxc")
            ben.insert(4, "!")
            await ana.sees("abc!")
            assert ana.saved < ana.sent
            await host.patch(is_locked=False)
            await ben.sees("abc!")
            ana.insert(4, "?")
            await ben.sees("abc!?")
            await ana.is_saved()
    assert await host.code(node) == "abc!?"


async def test_who_is_admitted_to_a_locked_session_may_not_write(node: Node) -> None:
    host = await Host.create(node, initial_code="ours")
    await host.patch(has_lobby=True)
    async with (
        RawClient(node.ws_url, host.token, subprotocol=SUBPROTOCOL) as watching,
        RawClient(node.ws_url, host.candidate, subprotocol=SUBPROTOCOL) as ben,
    ):
        await ben.hello("b" * 32, "Ben")
        await ben.receive_state(notice="waiting")
        await host.patch(is_locked=True)
        while not (waiting := (await watching.receive_json(ROSTER)).get("waiting")):
            pass
        await host.post(f"participants/{waiting[0]['participant']}/admit", 204)
        assert not (await ben.receive_state(notice="locked"))["can_write"]
        await ben.send(update_frame(typed(ME, 0, "theirs")))
        await ben.request_language("go")
        await ben.send(step1())
        while not (answer := await ben.receive_until(SYNC)).startswith(b"\x01"):
            pass
        assert b"theirs" not in answer
        assert await host.code(node) == "ours"


async def test_the_room_of_a_session_that_has_ended_does_not_outlive_it(start_node: StartNode) -> None:
    """Its log may be rewritten from then on, and what a room remembers is not."""
    node = await start_node(room_idle_s=3600)
    host = await Host.create(node, initial_code="")
    async with RawClient(node.ws_url, host.candidate, subprotocol=SUBPROTOCOL) as ben:
        await ben.send(update_frame(typed(ME, 0, "x")))
        await ben.receive_saved(1)
    assert await metric(node, "codesala_rooms") == 1
    await host.post("end")
    await all_rooms_are_closed(node)
    assert await host.code(node) == "x"
