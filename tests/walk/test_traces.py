"""Real editing sessions, keystroke by keystroke, through real servers: every text exact, before and after kill -9."""

import asyncio

import pytest
from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.metrics import everything_is_stored
from tests.support.pycrdt_client import PycrdtClient
from tests.support.raw import SYNC, RawClient
from tests.support.stock_client import StockClient
from tests.support.traces import FRIENDSFOREVER, SVELTECOMPONENT, Typed, concurrent_updates, end_of
from tests.support.yjs import update_frame

UPDATE = 2

pytestmark = pytest.mark.slow


@pytest.fixture
def settings(cluster_kind: str, request: pytest.FixtureRequest) -> list[dict[str, str]]:
    """Those of each node of the cluster."""
    if cluster_kind.startswith("one"):
        return [{}]
    urls = {name: request.getfixturevalue(name) for name in ("postgres_url", "redis_url")}
    return [{"database_url": urls["postgres_url"], "redis_url": urls["redis_url"]}] * 2


@pytest.fixture
async def nodes(settings: list[dict[str, str]], start_node: StartNode) -> list[Node]:
    """The first and the last node of the set-up; they are the same where there is one."""
    started = [await start_node(peer_messages_per_s=100_000, **chosen) for chosen in settings]
    return [started[0], started[-1]]


async def first_sight(node: Node, token: str) -> str:
    """The text at the moment in which a fresh stock client first reports that it is synced."""
    async with StockClient(node.ws_url, token) as fresh:
        await fresh.synced()
        return await fresh.text()


async def kill_and_restart(nodes: list[Node]) -> None:
    for node in dict.fromkeys(nodes):
        await everything_is_stored(node)
    for node in dict.fromkeys(nodes):
        await node.kill()
    for node in dict.fromkeys(nodes):
        await node.start()


async def type_along(author: RawClient, typed: list[Typed]) -> None:
    """Send one author's updates as fast as they go, each after what its author had seen of the other has arrived."""
    seen = 0
    for entry in typed:
        while seen < entry.needs:
            body = await author.receive_until(SYNC)
            seen += body[0] == UPDATE
        await author.send(update_frame(entry.update))


# That each keystroke passes between two nodes is shown by the essay below.
@pytest.mark.cluster("one node, SQLite")
async def test_a_component_written_by_one_person_arrives_exactly(nodes: list[Node]) -> None:
    first, last = nodes
    session = await first.create_session(initial_code="")
    room, host = session["room_id"], session["host_token"]
    observer = session["observer_url"].rsplit("/", 1)[1]
    async with (
        StockClient(first.ws_url, room) as author,
        StockClient(last.ws_url, observer) as watcher,
        PycrdtClient(last.ws_url, host) as second_watcher,
        PycrdtClient(first.ws_url, host) as third_watcher,
    ):
        await author.synced()
        await watcher.synced()
        end = await author.replay(SVELTECOMPONENT)
        assert end == end_of(SVELTECOMPONENT)
        await author.sees(end)
        await watcher.sees(end)
        await second_watcher.sees(end)
        await third_watcher.sees(end)
    assert await first_sight(last, room) == end
    await kill_and_restart(nodes)
    assert await first_sight(first, room) == end
    assert (await last.http.get(f"/api/sessions/{session['session_id']}/code")).text == end


async def test_an_essay_written_by_two_at_once_arrives_exactly(nodes: list[Node]) -> None:
    first, last = nodes
    session = await first.create_session(initial_code="")
    room = session["room_id"]
    typed = await asyncio.to_thread(concurrent_updates, FRIENDSFOREVER)
    end = end_of(FRIENDSFOREVER)
    async with (
        RawClient(first.ws_url, room) as ana,
        RawClient(last.ws_url, session["host_token"]) as ben,
        StockClient(last.ws_url, room) as watcher,
    ):
        await watcher.synced()
        await asyncio.gather(
            type_along(ana, [entry for entry in typed if entry.agent == 0]),
            type_along(ben, [entry for entry in typed if entry.agent == 1]),
        )
        await watcher.sees(end)
    assert await first_sight(first, room) == end
    await kill_and_restart(nodes)
    assert await first_sight(last, room) == end
    assert (await first.http.get(f"/api/sessions/{session['session_id']}/code")).text == end
