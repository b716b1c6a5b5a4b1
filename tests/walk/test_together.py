"""People in one room: joining, seeing each other, saved, leaving; with stock clients and with our own."""

import asyncio
import json
import re

from tests.conftest import StartNode
from tests.support import yjs
from tests.support.cluster import Node
from tests.support.metrics import everything_is_stored
from tests.support.pycrdt_client import PycrdtClient
from tests.support.raw import ROSTER, SAVED, STATE, SUBPROTOCOL, RawClient
from tests.support.rest import bearer
from tests.support.stock_client import StockClient
from tests.support.waiting import eventually
from tests.support.yjs import read_varint, typed, update_frame

ME = 77
KEY = "0123456789abcdef"


async def test_stock_and_python_clients_join_by_url_alone_and_edit_together(node: Node) -> None:
    session = await node.create_session(initial_code="print(1)\n")
    async with (
        StockClient(node.ws_url, session["room_id"]) as ana,
        PycrdtClient(node.ws_url, session["host_token"]) as ben,
    ):
        await ana.synced()
        assert await ana.text() == ben.text == "print(1)\n"
        await ana.insert(0, "# é😀\n")
        await ben.sees("# é😀\nprint(1)\n")
        ben.delete(0, 5)
        await ana.sees("print(1)\n")


async def test_initial_code_is_there_once_however_many_join_at_once(node: Node) -> None:
    session = await node.create_session(initial_code="once\n")
    clients = [PycrdtClient(node.ws_url, session["room_id"]) for _ in range(20)]
    await asyncio.gather(*(client.__aenter__() for client in clients))
    try:
        assert {client.text for client in clients} == {"once\n"}
    finally:
        await asyncio.gather(*(client.__aexit__(None, None, None) for client in clients))


async def test_windows_line_ends_of_initial_code_become_newlines(node: Node) -> None:
    session = await node.create_session(initial_code="a\r\nb\r\n")
    async with PycrdtClient(node.ws_url, session["room_id"]) as client:
        assert client.text == "a\nb\n"


async def test_what_was_reported_saved_survives_kill_9_at_once(start_node: StartNode) -> None:
    node = await start_node()
    session = await node.create_session(initial_code="")
    async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as client:
        for clock in range(200):
            await client.send(update_frame(typed(ME, clock, "x", after=(ME, clock - 1) if clock else None)))
        saved = await client.receive_saved(120)
        await node.kill()
    await node.start()
    async with PycrdtClient(node.ws_url, session["room_id"]) as client_after:
        assert len(client_after.text) >= saved


async def test_a_deletion_is_saved_too(start_node: StartNode) -> None:
    node = await start_node()
    session = await node.create_session(initial_code="")
    async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as client:
        await client.send(update_frame(typed(ME, 0, "gone")))
        await client.receive_saved(1)
        await client.send(update_frame(yjs.update(deletes=[(ME, [(0, 4)])])))
        await client.receive_saved(2)
        await node.kill()
    await node.start()
    code = await node.http.get(f"/api/sessions/{session['session_id']}/code")
    assert code.text == ""


async def test_saved_counts_each_message_once_and_from_zero_on_each_connection(node: Node) -> None:
    session = await node.create_session(initial_code="")
    async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as client:
        await client.send(update_frame(typed(ME, 0, "a")))
        await client.send(update_frame(typed(ME, 0, "a")))
        assert await client.receive_saved(2) == 2
    async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as client:
        await client.send(yjs.step2(typed(ME, 0, "a")))
        assert read_varint(await client.receive_until(SAVED), 0)[0] == 1


async def test_a_client_that_resends_everything_adds_nothing_to_the_log(node: Node) -> None:
    session = await node.create_session(initial_code="")
    whole = yjs.update(yjs.Section(ME, 0, [yjs.text("abc")]), deletes=[(ME, [(1, 1)])])
    async with PycrdtClient(node.ws_url, session["room_id"]) as watcher:
        async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as client:
            await client.send(yjs.step2(whole))
            await client.receive_saved(1)
        await watcher.sees("ac")
        async with (
            RawClient(node.ws_url, session["room_id"]) as other,
            RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as again,
        ):
            await again.send(yjs.step2(whole))
            await again.receive_saved(1)
            await again.send(update_frame(typed(ME, 3, "d", after=(ME, 2))))
            body = b""
            while not body.startswith(b"\x02"):
                body = await other.receive_until(0)
            assert b"d" in body
            assert b"abc" not in body


async def test_people_see_each_others_cursors_at_once_and_lose_them_with_the_person(node: Node) -> None:
    session = await node.create_session()
    async with StockClient(node.ws_url, session["room_id"]) as ben:
        await ben.synced()
        async with StockClient(node.ws_url, session["room_id"]) as ana:
            await ana.synced()
            await ana.set_awareness({"user": {"name": "Ana"}})
            mine = await ana.client_id()

            async def ana_is_there() -> bool:
                return (await ben.awareness()).get(mine) == {"user": {"name": "Ana"}}

            await eventually(ana_is_there)
            async with StockClient(node.ws_url, session["room_id"]) as late:
                await late.synced()
                assert (await late.awareness())[mine] == {"user": {"name": "Ana"}}

        async def ana_is_gone() -> bool:
            return mine not in await ben.awareness()

        await eventually(ana_is_gone)


async def test_a_stock_client_that_comes_back_is_seen_again_at_once(node: Node) -> None:
    session = await node.create_session()
    async with (
        StockClient(node.ws_url, session["room_id"]) as ana,
        StockClient(node.ws_url, session["room_id"]) as ben,
    ):
        await ana.synced()
        await ben.synced()
        await ana.set_awareness({"user": {"name": "Ana"}})
        mine = await ana.client_id()

        async def visible() -> bool:
            return mine in await ben.awareness()

        await eventually(visible)
        for _ in range(3):
            await ana.disconnect()

            async def invisible() -> bool:
                return mine not in await ben.awareness()

            await eventually(invisible)
            await ana.connect()
            await eventually(visible)


async def test_two_tabs_of_one_browser_are_one_person(node: Node) -> None:
    session = await node.create_session()
    async with (
        RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as first,
        RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as second,
        RawClient(node.ws_url, session["host_token"], subprotocol=SUBPROTOCOL) as host,
    ):
        await first.hello(KEY, "Ana")
        await second.hello(KEY, "Ana")
        await host.hello("f" * 32, "Ben")

        async def roster_is(expected: list[tuple[str, str]]) -> bool:
            people = (await host.receive_json(ROSTER))["people"]
            return [(person["name"], person["role"]) for person in people] == expected

        await eventually(lambda: roster_is([("Ana", "candidate"), ("Ben", "host")]))
        await second.hello(KEY, "Ana  Maria\u202e\n")
        await eventually(lambda: roster_is([("Ana Maria", "candidate"), ("Ben", "host")]))

        async def two_people() -> bool:
            answer = await node.http.get(f"/api/sessions/{session['session_id']}")
            return bool(answer.json()["active_users"] == 2)

        await eventually(two_people)


async def test_a_person_is_somebody_else_in_another_session(node: Node) -> None:
    participants = set()
    for _ in range(2):
        session = await node.create_session()
        async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as client:
            await client.receive_json(STATE)
            await client.hello(KEY, "Ana")
            participants.add((await client.receive_json(STATE))["participant"])
    assert len(participants) == 2


async def test_the_state_tells_each_role_what_it_may(node: Node) -> None:
    session = await node.create_session(title="Backend, round 2")
    tokens = {
        "host": session["host_token"],
        "candidate": session["room_id"],
        "observer": session["observer_url"].rsplit("/", 1)[1],
    }
    for role, token in tokens.items():
        async with RawClient(node.ws_url, token, subprotocol=SUBPROTOCOL) as client:
            state = await client.receive_json(STATE)
        assert state["role"] == role
        assert state["can_write"] == (role != "observer")
        assert state["notice"] == ("observer" if role == "observer" else None)
        assert state["session"] == {
            "title": "Backend, round 2",
            "language": "python",
            "status": "live",
            "is_locked": False,
            "runs_disabled": False,
            "has_lobby": False,
            "shares_code": True,
            "timer": None,
            "questions": [],
            "files": [{"id": "main", "path": "main.py", "root": "code"}],
        }
        assert session["host_token"] not in json.dumps(state)


async def test_a_change_over_rest_reaches_the_people_in_the_room(node: Node) -> None:
    session = await node.create_session()
    async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as client:
        await client.receive_json(STATE)
        address = f"/api/sessions/{session['session_id']}"
        key = bearer(session["host_token"])
        await node.http.patch(address, json={"title": "New", "language": "cpp"}, headers=key)
        state = await client.receive_json(STATE)
        assert (state["session"]["title"], state["session"]["language"]) == ("New", "cpp")


async def test_deleting_a_session_closes_its_room_for_good(node: Node) -> None:
    session = await node.create_session()
    async with RawClient(node.ws_url, session["room_id"]) as client:
        await client.receive()
        address = f"/api/sessions/{session['session_id']}"
        answer = await node.http.delete(address, headers=bearer(session["host_token"]))
        assert answer.status_code == 204
        assert await client.close_code() == 4404
    async with RawClient(node.ws_url, session["room_id"]) as client:
        assert await client.close_code() == 4404


async def test_sigterm_says_come_back_stores_everything_and_ends(start_node: StartNode) -> None:
    node = await start_node()
    session = await node.create_session(initial_code="")
    async with (
        RawClient(node.ws_url, session["room_id"]) as writer,
        RawClient(node.ws_url, session["room_id"], read_ahead=1),
    ):
        await writer.send(update_frame(typed(ME, 0, "last words")))
        await (await writer.connection.ping())
        stopping = asyncio.create_task(node.stop())
        assert await writer.close_code() == 1012
        stopped = await stopping
    assert stopped in (0, -15), node.logs
    await node.start()
    assert (await node.http.get(f"/api/sessions/{session['session_id']}/code")).text == "last words"


async def test_a_long_session_opens_quickly_from_its_checkpoint(start_node: StartNode) -> None:
    node = await start_node(checkpoint_entries=500, peer_messages_per_s=100_000)
    session = await node.create_session(initial_code="")
    async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as client:
        for clock in range(5_000):
            await client.send(update_frame(typed(ME, clock, "x", after=(ME, clock - 1) if clock else None)))
        await client.receive_saved(5_000)
    await everything_is_stored(node)
    await node.restart()
    async with PycrdtClient(node.ws_url, session["room_id"]) as client_after:
        assert client_after.text == "x" * 5_000
    uncovered = [int(count) for count in re.findall(r"uncovered_entries=(\d+)", node.logs)]
    assert uncovered[-1] <= 2_500, "what a checkpoint covers is not read again"
