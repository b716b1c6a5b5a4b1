"""Where REST and rooms meet, on two real nodes: what the API changes is seen in rooms, what rooms do is told by it."""

from tests.support.cluster import Node
from tests.support.pycrdt_client import PycrdtClient
from tests.support.raw import EVENT, ROSTER, STATE, SUBPROTOCOL, RawClient
from tests.support.rest import bearer
from tests.support.waiting import eventually


async def code(node: Node, session_id: str) -> str:
    answer = await node.http.get(f"/api/sessions/{session_id}/code")
    assert answer.status_code == 200, answer.text
    return answer.text


async def tells(node: Node, session_id: str, text: str) -> None:
    """Wait until the node tells exactly this text."""

    async def does() -> bool:
        return await code(node, session_id) == text

    await eventually(does)


async def test_the_code_is_what_the_room_shows_on_whichever_node_is_asked(two_nodes: tuple[Node, Node]) -> None:
    first, _second = two_nodes
    made = await first.create_session(initial_code="x = 1\n")
    for node in two_nodes:
        assert await code(node, made["session_id"]) == "x = 1\n"
    async with PycrdtClient(first.ws_url, made["room_id"]) as ana:
        await ana.sees("x = 1\n")
        ana.insert(0, "ñ🎉 ")
        for node in two_nodes:
            await tells(node, made["session_id"], "ñ🎉 x = 1\n")
    for node in two_nodes:
        await tells(node, made["session_id"], "ñ🎉 x = 1\n")


async def test_initial_code_is_there_once_however_many_join_wherever(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    made = await first.create_session(initial_code="only once\n")
    async with (
        PycrdtClient(first.ws_url, made["room_id"]) as ana,
        PycrdtClient(second.ws_url, made["host_token"]) as eva,
        PycrdtClient(second.ws_url, made["observer_url"].rpartition("/")[2]) as observer,
    ):
        for client in (ana, eva, observer):
            await client.sees("only once\n")


async def test_a_change_by_the_api_is_seen_in_the_rooms_of_all_nodes(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    made = await first.create_session(title="before")
    async with (
        RawClient(first.ws_url, made["room_id"], subprotocol=SUBPROTOCOL) as ana,
        RawClient(second.ws_url, made["room_id"], subprotocol=SUBPROTOCOL) as eva,
    ):
        for client in (ana, eva):
            assert (await client.receive_json(STATE))["session"]["title"] == "before"
        answer = await second.http.patch(
            f"/api/sessions/{made['session_id']}",
            json={"title": "after", "language": "java"},
            headers=bearer(made["host_token"]),
        )
        assert answer.status_code == 200
        for client in (ana, eva):
            session = (await client.receive_json(STATE))["session"]
            assert (session["title"], session["language"]) == ("after", "java")


async def test_a_language_that_the_room_chose_is_told_by_the_api(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    made = await first.create_session()
    async with RawClient(first.ws_url, made["room_id"], subprotocol=SUBPROTOCOL) as ana:
        await ana.hello("k" * 32, "Ana")
        await ana.request_language("cpp")
        assert (await ana.receive_json(EVENT))["language"] == "cpp"
    link = (await second.http.get(f"/api/links/{made['room_id']}")).json()
    assert link["language"] == "cpp"


async def test_deleting_a_session_closes_its_rooms_on_all_nodes(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    made = await first.create_session()
    async with (
        RawClient(first.ws_url, made["room_id"], subprotocol=SUBPROTOCOL) as ana,
        RawClient(second.ws_url, made["host_token"], subprotocol=SUBPROTOCOL) as eva,
    ):
        for client in (ana, eva):
            await client.receive_json(STATE)
        answer = await second.http.delete(f"/api/sessions/{made['session_id']}", headers=bearer(made["host_token"]))
        assert answer.status_code == 204
        assert await ana.close_code() == 4404
        assert await eva.close_code() == 4404
    for node in two_nodes:
        assert (await node.http.get(f"/api/sessions/{made['session_id']}/code")).status_code == 404


async def test_the_people_of_all_nodes_are_counted(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    made = await first.create_session()

    async def count() -> int:
        answer = await second.http.get(f"/api/sessions/{made['session_id']}")
        return int(answer.json()["active_users"])

    async def is_now(expected: int) -> bool:
        return await count() == expected

    assert await count() == 0
    async with RawClient(first.ws_url, made["room_id"], subprotocol=SUBPROTOCOL) as ana:
        await ana.hello("a" * 32, "Ana")
        await ana.receive_json(ROSTER)
        await eventually(lambda: is_now(1))
        async with RawClient(second.ws_url, made["host_token"], subprotocol=SUBPROTOCOL) as eva:
            await eva.hello("e" * 32, "Eva")
            await eventually(lambda: is_now(2))
        await eventually(lambda: is_now(1))
    await eventually(lambda: is_now(0))
