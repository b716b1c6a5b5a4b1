"""Several nodes on one PostgreSQL and one Redis: one room, whatever happens to a node."""

import asyncio

import pytest
from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.metrics import everything_is_stored
from tests.support.pycrdt_client import PycrdtClient
from tests.support.raw import EVENT, ROSTER, STATE, SUBPROTOCOL, RawClient
from tests.support.rest import bearer
from tests.support.stock_client import StockClient
from tests.support.waiting import eventually
from tests.support.yjs import typed, update_frame

ME, OTHER = 77, 88


async def active_users(node: Node, session_id: str) -> int:
    return int((await node.http.get(f"/api/sessions/{session_id}")).json()["active_users"])


async def test_a_keystroke_reaches_people_on_the_other_node(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    session = await first.create_session(initial_code="")
    async with (
        PycrdtClient(first.ws_url, session["room_id"]) as ana,
        StockClient(second.ws_url, session["room_id"]) as ben,
    ):
        await ben.synced()
        ana.insert(0, "from the first")
        await ben.sees("from the first")
        await ben.insert(0, "from the second, ")
        await ana.sees("from the second, from the first")
        await ben.set_awareness({"user": {"name": "Ben"}})
        mine = await ben.client_id()
        async with StockClient(first.ws_url, session["host_token"]) as carla:

            async def ben_is_seen() -> bool:
                return mine in await carla.awareness()

            await eventually(ben_is_seen)
            await ben.disconnect()

            async def ben_is_gone() -> bool:
                return mine not in await carla.awareness()

            await eventually(ben_is_gone)


async def test_a_list_of_people_is_sent_for_a_change_and_not_again_and_again(two_nodes: tuple[Node, Node]) -> None:
    session = await two_nodes[0].create_session(initial_code="")
    async with (
        RawClient(two_nodes[0].ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as ana,
        RawClient(two_nodes[1].ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as ben,
    ):
        await ana.hello("key-of-ana-" + "a" * 20, "Ana")
        await ben.hello("key-of-ben-" + "b" * 20, "Ben")
        for client in (ana, ben):
            while {person["name"] for person in (await client.receive_json(ROSTER))["people"]} != {"Ana", "Ben"}:
                pass
        lists = 0
        for clock in range(60):  # each takes a way through Redis: more than half a second in all
            await ana.send(update_frame(typed(ME, clock, "a", after=(ME, clock - 1) if clock else None)))
            while (message := await ben.receive())[:1] != b"\x00":
                lists += message[0] == ROSTER
        assert lists <= 2


async def test_initial_code_is_there_once_when_all_nodes_open_a_room_at_once(two_nodes: tuple[Node, Node]) -> None:
    await asyncio.gather(*(ten_people_join_a_fresh_room(two_nodes) for _ in range(10)))


async def ten_people_join_a_fresh_room(two_nodes: tuple[Node, Node]) -> None:
    session = await two_nodes[0].create_session(initial_code="once\n")
    clients = [PycrdtClient(two_nodes[n % 2].ws_url, session["room_id"]) for n in range(10)]
    await asyncio.gather(*(client.__aenter__() for client in clients))
    try:
        clients[0].insert(0, "a")
        clients[1].insert(0, "b")

        def all_agree() -> bool:
            texts = {client.text for client in clients}
            return texts in ({"abonce\n"}, {"baonce\n"})

        await eventually(all_agree, what=lambda: [client.text for client in clients])
    finally:
        await asyncio.gather(*(client.__aexit__(None, None, None) for client in clients))


async def test_what_builds_on_text_of_a_node_that_died_is_saved_with_it(
    start_node: StartNode, postgres_url: str, redis_url: str
) -> None:
    # The first node never commits: what it accepted is only in the second one's memory when it dies.
    slow = await start_node(database_url=postgres_url, redis_url=redis_url, flush_interval_s=5)
    quick = await start_node(database_url=postgres_url, redis_url=redis_url)
    session = await slow.create_session(initial_code="")
    async with (
        RawClient(slow.ws_url, session["room_id"]) as ana,
        RawClient(quick.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as ben,
    ):
        await ben.receive_json(STATE)
        await ana.send(update_frame(typed(ME, 0, "unsaved ")))
        await ben.receive_update(b"unsaved ")
        await slow.kill()
        await ben.send(update_frame(typed(OTHER, 0, "built on it", after=(ME, 7))))
        await ben.receive_saved(1)
        await quick.kill()
    await quick.start()
    code = await quick.http.get(f"/api/sessions/{session['session_id']}/code")
    assert code.text == "unsaved built on it"


async def test_people_of_a_killed_node_go_on_elsewhere_and_are_counted_once(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    session = await first.create_session(initial_code="")
    async with PycrdtClient(second.ws_url, session["room_id"]) as ben:
        async with PycrdtClient(first.ws_url, session["room_id"]) as ana:
            ana.insert(0, "ana ")
            await ben.sees("ana ")
            await eventually(lambda: _counted(second, session, 2))
            await everything_is_stored(first)
            await first.kill()
        await eventually(lambda: _counted(second, session, 1))
        async with PycrdtClient(second.ws_url, session["room_id"], ana.doc) as back:
            back.insert(4, "is back")
            await ben.sees("ana is back")


async def _counted(node: Node, session: dict[str, str], people: int) -> bool:
    return await active_users(node, session["session_id"]) == people


async def test_nobody_is_counted_after_everybody_left(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    session = await first.create_session()
    async with (
        RawClient(first.ws_url, session["room_id"]),
        RawClient(second.ws_url, session["room_id"]),
        RawClient(second.ws_url, session["host_token"]),
    ):
        await eventually(lambda: _counted(first, session, 3))
    await eventually(lambda: _counted(second, session, 0))


async def test_the_roster_and_events_span_nodes(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    session = await first.create_session()
    async with (
        RawClient(first.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as ana,
        RawClient(second.ws_url, session["host_token"], subprotocol=SUBPROTOCOL) as ben,
    ):
        await ana.hello("a" * 16, "Ana")
        await ben.hello("b" * 16, "Ben")
        for client in (ana, ben):

            async def both_are_listed(client: RawClient = client) -> bool:
                people = (await client.receive_json(ROSTER))["people"]
                return sorted(str(person["name"]) for person in people) == ["Ana", "Ben"]

            await eventually(both_are_listed)
        await ana.request_language("cpp")
        assert (await ben.receive_json(EVENT))["name"] == "Ana"
        assert (await ben.receive_json(STATE))["session"]["language"] == "cpp"
        address = f"/api/sessions/{session['session_id']}"
        await second.http.patch(address, json={"title": "T"}, headers=bearer(session["host_token"]))

        async def title_arrives() -> bool:
            return bool((await ana.receive_json(STATE))["session"]["title"] == "T")

        await eventually(title_arrives)


async def test_who_was_here_first_is_listed_so_on_every_node_also_after_a_reload(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    session = await first.create_session()
    async with RawClient(second.ws_url, session["host_token"], subprotocol=SUBPROTOCOL) as host:
        await host.hello("h" * 16, "Hugo")

        async def arrivals(names: list[str]) -> dict[str, int]:
            while True:
                people = (await host.receive_json(ROSTER))["people"]
                if sorted(one["name"] for one in people) == sorted(names):
                    return {one["name"]: one["since"] for one in people}

        async with RawClient(first.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as ana:
            await ana.hello("a" * 16, "Ana")
            before = await arrivals(["Hugo", "Ana"])
            async with RawClient(second.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as ben:
                await ben.hello("b" * 16, "Ben")
                among = await arrivals(["Hugo", "Ana", "Ben"])
                assert before == {name: since for name, since in among.items() if name != "Ben"}
                assert among["Hugo"] <= among["Ana"] <= among["Ben"]
            await arrivals(["Hugo", "Ana"])
            async with RawClient(second.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as ben:
                await ben.hello("b" * 16, "Ben")
                assert await arrivals(["Hugo", "Ana", "Ben"]) == among


async def test_deleting_on_one_node_closes_the_room_on_the_other(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    session = await first.create_session()
    async with RawClient(second.ws_url, session["room_id"]) as client:
        await client.receive()
        address = f"/api/sessions/{session['session_id']}"
        await first.http.delete(address, headers=bearer(session["host_token"]))
        assert await client.close_code() == 4404


async def test_several_workers_are_one_service(start_node: StartNode, postgres_url: str, redis_url: str) -> None:
    node = await start_node(database_url=postgres_url, redis_url=redis_url, workers=2)
    session = await node.create_session(initial_code="")
    clients = [PycrdtClient(node.ws_url, session["room_id"]) for _ in range(8)]
    for client in clients:
        await client.__aenter__()
    try:
        for number, client in enumerate(clients):
            client.insert(0, str(number))
            for other in clients:
                await other.sees(client.text)
    finally:
        for client in clients:
            await client.__aexit__(None, None, None)
    stopped = await node.stop()
    assert stopped in (0, -15), node.logs


async def test_several_workers_without_redis_refuse_to_start(start_node: StartNode) -> None:
    with pytest.raises(AssertionError, match="REDIS_URL"):
        await start_node(workers=2)
