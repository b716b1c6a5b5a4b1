"""Redis or the database vanish for a while: editing goes on, nothing is called saved that is not, all converges."""

import asyncio
import itertools
import random

import pytest
from tests.conftest import StartNode
from tests.support import yjs
from tests.support.cluster import Node
from tests.support.databases import PostgresTemplate
from tests.support.lossy_redis import LossyRedis
from tests.support.metrics import all_rooms_are_closed, everything_is_stored
from tests.support.page import Page
from tests.support.postgres import PostgresServer
from tests.support.pycrdt_client import PycrdtClient
from tests.support.raw import ROSTER, SUBPROTOCOL, RawClient
from tests.support.redis_server import RedisServer
from tests.support.waiting import eventually
from tests.support.yjs import typed, update_frame

ME = 77


async def in_order(client: RawClient, first: int, count: int) -> None:
    for clock in range(first, first + count):
        await client.send(update_frame(typed(ME, clock, "x", after=(ME, clock - 1) if clock else None)))


@pytest.fixture
async def nodes_with_own_redis(
    start_node: StartNode, postgres_url: str, own_redis: RedisServer
) -> tuple[Node, Node, RedisServer]:
    first = await start_node(database_url=postgres_url, redis_url=own_redis.url)
    second = await start_node(database_url=postgres_url, redis_url=own_redis.url)
    return first, second, own_redis


@pytest.mark.parametrize("fault", ["killed and started", "lines cut", "stalled", "emptied"])
async def test_two_nodes_converge_whatever_happens_to_redis(
    nodes_with_own_redis: tuple[Node, Node, RedisServer], fault: str
) -> None:
    first, second, redis = nodes_with_own_redis
    session = await first.create_session(initial_code="")
    async with (
        PycrdtClient(first.ws_url, session["room_id"]) as ana,
        PycrdtClient(second.ws_url, session["room_id"]) as ben,
        PycrdtClient(first.ws_url, session["host_token"]) as carla,
    ):
        ana.insert(0, "before.")
        await ben.sees("before.")
        if fault == "killed and started":
            redis.kill()
        elif fault == "stalled":
            redis.stall()
        elif fault == "lines cut":
            assert int(redis.command("CLIENT", "KILL", "TYPE", "pubsub").lstrip(":")) >= 2
        else:
            redis.command("FLUSHALL")
        ana.insert(0, "a1 ")
        await carla.sees("a1 before.")  # a room on one node does not need Redis
        ben.insert(0, "b1 ")
        ben.delete(ben.text.index("bef"), 3)
        if fault == "killed and started":
            redis.start()
        elif fault == "stalled":
            redis.resume()

        def both_hold_everything() -> bool:
            assert ana.text == ben.text == carla.text
            return "a1 " in ana.text and "b1 " in ana.text and ana.text.endswith("ore.")

        await eventually(both_hold_everything, what=lambda: (ana.text, ben.text))
        ana.insert(0, "after ")

        def after_arrives() -> bool:
            return ben.text.startswith("after ")

        await eventually(after_arrives)
        end = ana.text
    for node in (first, second):
        await everything_is_stored(node)
        await node.kill()
    await first.start()
    assert (await first.http.get(f"/api/sessions/{session['session_id']}/code")).text == end


@pytest.mark.parametrize("nodes", [2, 3])
async def test_nodes_agree_although_half_of_what_they_tell_each_other_is_lost(
    chance: random.Random, start_node: StartNode, postgres_url: str, own_redis: RedisServer, nodes: int
) -> None:
    async with LossyRedis(own_redis.port, loss=0.5, seed=chance.randrange(1000)) as way:
        started = [await start_node(database_url=postgres_url, redis_url=way.url) for _ in range(nodes)]
        first, second, last = started[0], started[1], started[-1]
        session = await first.create_session(initial_code="")
        async with (
            PycrdtClient(first.ws_url, session["room_id"]) as ana,
            PycrdtClient(second.ws_url, session["room_id"]) as ben,
            PycrdtClient(last.ws_url, session["room_id"]) as dora,
            RawClient(first.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as carla,
        ):
            for count in itertools.count():  # the busier nodes are, the more they gather, and the less there is to lose
                if count >= 100 and min(way.lost, way.passed) > 30:
                    break
                ana.insert(len(ana.text), "a")
                ben.insert(0, "b")
                if count % 5 == 0:
                    dora.insert(0, "d")
                if count % 10 == 0:
                    ben.delete(len(ben.text) // 2, 1)
                    await in_order(carla, count, 10)
                    await carla.receive_saved(count + 10)

            def both_hold_everything() -> bool:
                assert ana.text == ben.text == dora.text
                return all(
                    ana.text.count(typed) >= count for typed, count in (("x", 85), ("a", 85), ("b", 85), ("d", 15))
                )

            await eventually(both_hold_everything, what=lambda: (ana.text, ben.text, dora.text))
            end = ana.text
        for node in started:
            await everything_is_stored(node)
            await node.kill()
        await first.start()
        assert (await first.http.get(f"/api/sessions/{session['session_id']}/code")).text == end


@pytest.mark.parametrize("end", ["its people leave", "it is killed"])
async def test_what_another_node_saved_while_redis_was_away_is_seen_although_nobody_is_left_to_ask(
    start_node: StartNode, postgres_url: str, own_redis: RedisServer, end: str
) -> None:
    settings = {"database_url": postgres_url, "redis_url": own_redis.url, "room_idle_s": 0}
    first, second = await start_node(**settings), await start_node(**settings)
    session = await first.create_session(initial_code="")
    async with Page(second.ws_url, session["room_id"]) as ben:
        async with Page(first.ws_url, session["room_id"]) as ana:
            ana.insert(0, "before, gone")
            await ben.sees("before, gone")
            own_redis.kill()
            ana.insert(0, "while Redis was away ")
            ana.delete(len(ana.text) - 6, 6)
            await ana.is_saved()
        if end == "it is killed":
            await first.kill()
        else:
            await all_rooms_are_closed(first)
        own_redis.start()
        await ben.sees("while Redis was away before")


async def test_a_node_that_stood_still_and_was_forgotten_learns_what_it_missed(
    start_node: StartNode, postgres_url: str, redis_url: str
) -> None:
    first, second = [await start_node(database_url=postgres_url, redis_url=redis_url) for _ in range(2)]
    session = await first.create_session(initial_code="")
    async with (
        Page(first.ws_url, session["room_id"]) as ana,
        Page(second.ws_url, session["room_id"]) as ben,
        RawClient(second.ws_url, session["host_token"], subprotocol=SUBPROTOCOL) as watching,
    ):
        ana.insert(0, "one two three")
        await ben.sees("one two three")
        first.stall()
        while len((await watching.receive_json(ROSTER))["people"]) > 2:  # until the other node is forgotten
            pass
        ben.delete(0, 4)
        ben.insert(len(ben.text), " more")
        await ben.is_saved()
        first.resume()
        await ana.sees("two three more")


async def test_a_room_opens_while_redis_is_down(
    nodes_with_own_redis: tuple[Node, Node, RedisServer],
) -> None:
    first, second, redis = nodes_with_own_redis
    session = await first.create_session(initial_code="x")
    redis.kill()
    async with (
        PycrdtClient(first.ws_url, session["room_id"]) as ana,
        PycrdtClient(second.ws_url, session["room_id"]) as ben,
    ):
        ana.insert(1, "a")
        ben.insert(0, "b")
        assert (await first.http.get("/ready")).status_code == 503
        redis.start()
        await ana.sees("bxa")
        await ben.sees("bxa")


async def test_nothing_is_saved_while_postgres_is_away_and_everything_is_after(
    start_node: StartNode, own_postgres: PostgresServer
) -> None:
    template = PostgresTemplate(own_postgres.url())
    node = await start_node(database_url=await template.copy(), database_timeout_s=2)
    session = await node.create_session(initial_code="")
    async with (
        RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as writer,
        PycrdtClient(node.ws_url, session["room_id"]) as reader,
    ):
        await in_order(writer, 0, 10)
        await writer.receive_saved(10)
        own_postgres.kill()
        await in_order(writer, 10, 50)
        await reader.sees("x" * 60)  # typing is not slowed
        with pytest.raises(TimeoutError):
            await writer.receive_saved(11, within_s=2)  # time in which it would come, were it not for the fault
        assert (await node.http.get("/ready")).status_code == 503
        assert (await node.http.get("/health")).status_code == 200
        assert (await node.http.post("/api/sessions")).status_code == 503
        own_postgres.start()
        assert await writer.receive_saved(60) == 60
    await node.kill()
    await node.start()
    assert (await node.http.get(f"/api/sessions/{session['session_id']}/code")).text == "x" * 60


async def test_a_room_that_cannot_be_loaded_is_refused_and_its_text_untouched(
    start_node: StartNode, own_postgres: PostgresServer
) -> None:
    template = PostgresTemplate(own_postgres.url())
    node = await start_node(database_url=await template.copy(), database_timeout_s=2)
    session = await node.create_session(initial_code="precious")
    own_postgres.kill()
    async with RawClient(node.ws_url, session["room_id"]) as client:
        await client.send(yjs.step2(typed(ME, 0, "intruder")))
        assert await client.close_code() == 1013
    own_postgres.start()

    async def text_is_back() -> bool:
        answer = await node.http.get(f"/api/sessions/{session['session_id']}/code")
        return answer.text == "precious"

    await eventually(text_is_back)


async def test_a_client_that_slept_for_long_merges_when_it_wakes(start_node: StartNode) -> None:
    node = await start_node(room_idle_s=0)
    session = await node.create_session(initial_code="line 1\nline 2\n")
    async with PycrdtClient(node.ws_url, session["room_id"]) as sleeper:
        pass
    async with PycrdtClient(node.ws_url, session["room_id"]) as other:
        other.insert(0, "line 0\n")
        other.delete(7, 7)
        await asyncio.sleep(0)
        text = other.text
        async with PycrdtClient(node.ws_url, session["room_id"]) as seen:
            await seen.sees(text)
    sleeper.insert(len(sleeper.text), "line 3\n")
    await node.restart()
    async with PycrdtClient(node.ws_url, session["room_id"], sleeper.doc) as awake:
        await awake.sees("line 0\nline 2\nline 3\n")
    async with PycrdtClient(node.ws_url, session["room_id"]) as newcomer:
        await newcomer.sees("line 0\nline 2\nline 3\n")
