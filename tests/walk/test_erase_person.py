"""Erasing a person while rooms of the session are still in the memory of another node."""

from typing import Any

from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.metrics import everything_is_stored
from tests.support.pycrdt_client import PycrdtClient
from tests.support.raw import STATE, SUBPROTOCOL, RawClient
from tests.support.recording import events, read_replay
from tests.support.rest import bearer
from tests.support.waiting import eventually
from tests.support.yjs import typed, update_frame

ANA, BEN = "a" * 32, "b" * 32


async def post(node: Node, session: dict[str, Any], path: str, body: object = None) -> int:
    address = f"/api/sessions/{session['session_id']}/{path}"
    return (await node.http.post(address, json=body, headers=bearer(session["host_token"]))).status_code


async def test_an_erased_persons_text_comes_back_from_no_room_on_any_node(
    start_node: StartNode, postgres_url: str, redis_url: str
) -> None:
    # Few entries make a checkpoint, and rooms stay open for long after everybody left.
    urls = {"database_url": postgres_url, "redis_url": redis_url}
    first = await start_node(**urls, checkpoint_entries=10, room_idle_s=3600, job_interval_s=0.2)
    second = await start_node(**urls, checkpoint_entries=10, room_idle_s=3600, job_interval_s=0.2)
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
