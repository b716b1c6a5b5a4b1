"""Sessions that everybody has left end by themselves: once, on whatever node, also after a restart; others do not."""

from typing import Any

from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.host import Host
from tests.support.metrics import all_rooms_are_closed
from tests.support.pycrdt_client import PycrdtClient
from tests.support.raw import RawClient
from tests.support.recording import events, read_replay
from tests.support.redis_server import RedisServer
from tests.support.refusals import refuse
from tests.support.rest import bearer
from tests.support.waiting import eventually

from codesala.db.database import Database

QUICK: dict[str, Any] = {"idle_end_s": 1, "job_interval_s": 0.5, "presence_interval_s": 0.1, "room_idle_s": 0}


async def visit(node: Node, host: Host, text: str = "left behind") -> None:
    """Somebody comes, types, is counted, and leaves."""
    async with PycrdtClient(node.ws_url, host.candidate) as ana:
        ana.insert(0, text)

        async def is_counted() -> bool:
            return bool((await host.read(node))["active_users"] == 1)

        await eventually(is_counted)


async def has_ended(node: Node, host: Host) -> None:
    async def ended() -> bool:
        return bool((await host.read(node))["status"] == "ended")

    await eventually(ended, what=lambda: node.logs[-3000:])


async def test_a_session_that_everybody_left_ends_once_whatever_the_number_of_nodes(
    start_node: StartNode, postgres_url: str, redis_url: str
) -> None:
    nodes = [await start_node(database_url=postgres_url, redis_url=redis_url, **QUICK) for _ in range(2)]
    hosts = [await Host.create(nodes[number % 2], initial_code="") for number in range(6)]
    for number, host in enumerate(hosts):
        await visit(nodes[number % 2], host)
    for host in hosts:
        await has_ended(nodes[0], host)
        assert (await host.read(nodes[1]))["status"] == "ended"
        record = await read_replay(nodes[0].http, {"session_id": host.session_id, "host_token": host.token})
        ends = events(record, "ended")
        assert [(end["by"], end["participant"]) for end in ends] == [("idle", None)]
        assert await host.code(nodes[1]) == "left behind", "its data is kept"
        wanted = await nodes[1].http.get(f"{host.url}/export", headers=bearer(host.token))
        assert wanted.status_code in {200, 503}
        async with RawClient(nodes[1].ws_url, host.candidate) as late:
            assert await late.close_code() == 4410


async def test_a_session_that_cannot_be_ended_holds_up_no_other(
    start_node: StartNode, database_url: str, database: Database
) -> None:
    node = await start_node(database_url=database_url, **QUICK)
    hosts = sorted([await Host.create(node) for _ in range(3)], key=lambda host: host.session_id)
    await refuse(database, "UPDATE OF status", hosts[0].session_id)
    for host in hosts:
        await visit(node, host)
    for host in hosts[1:]:
        await has_ended(node, host)
    await eventually(lambda: "session not ended" in node.logs)
    assert (await hosts[0].read(node))["status"] == "live"


async def test_a_session_ends_although_all_nodes_were_down_meanwhile(start_node: StartNode, database_url: str) -> None:
    node = await start_node(database_url=database_url, **QUICK | {"idle_end_s": 3600})
    host = await Host.create(node)
    await visit(node, host)
    await all_rooms_are_closed(node)
    assert (await host.read(node))["status"] == "live"
    await node.kill()
    node.settings["idle_end_s"] = 1
    await node.start()
    await has_ended(node, host)


async def test_a_session_goes_on_while_somebody_is_inside_and_before_anybody_was(start_node: StartNode) -> None:
    node = await start_node(**QUICK)
    left, still_there, yet_to_come = [await Host.create(node) for _ in range(3)]
    await visit(node, still_there)
    async with PycrdtClient(node.ws_url, still_there.observer):
        await visit(node, left)
        await has_ended(node, left)
        assert (await still_there.read(node))["status"] == "live"
        assert (await yet_to_come.read(node))["status"] == "live"


async def test_nothing_ends_while_nobody_knows_who_is_where(
    start_node: StartNode, postgres_url: str, own_redis: RedisServer
) -> None:
    node = await start_node(database_url=postgres_url, redis_url=own_redis.url, **QUICK)
    left, ended = await Host.create(node), await Host.create(node)
    await visit(node, left)
    own_redis.kill()
    await ended.post("end")

    async def other_work_goes_on() -> bool:
        return (await node.http.get(f"{ended.url}/export", headers=bearer(ended.token))).status_code == 200

    await eventually(other_work_goes_on)  # which takes longer than a session may be empty
    assert (await left.read(node))["status"] == "live"
    own_redis.start()
    await has_ended(node, left)
