"""Coming into a room: what a newcomer hears first, and who finds a place."""

import asyncio
import itertools

from tests.conftest import StartNode
from tests.support import yjs
from tests.support.cluster import Node
from tests.support.raw import STATE, SUBPROTOCOL, SYNC, RawClient
from tests.support.yjs import read_varint, typed, update_frame

ME = 77


async def test_what_a_newcomer_hears_first_is_how_the_session_stands_however_much_others_type(node: Node) -> None:
    session = await node.create_session(initial_code="")
    async with RawClient(node.ws_url, session["room_id"]) as typist:

        async def type_on() -> None:
            for clock in itertools.count():
                await typist.send(update_frame(typed(ME, clock, "x", after=(ME, clock - 1) if clock else None)))
                if clock % 100 == 0:
                    await typist.send(yjs.step1())  # answered once all before it was handled
                    await typist.receive_until(SYNC)

        typing = asyncio.create_task(type_on())
        try:
            for _ in range(40):
                async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as newcomer:
                    assert read_varint(await newcomer.receive(), 0)[0] == STATE
        finally:
            typing.cancel()


async def test_places_of_one_network_are_counted_together_also_when_its_addresses_differ(
    start_node: StartNode,
) -> None:
    node = await start_node(max_address_room_peers=1, forwarded_allow_ips="127.0.0.1")
    session = await node.create_session()

    def from_address(address: str) -> RawClient:
        return RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL, x_forwarded_for=address)

    async with from_address("2001:db8:1:2::1") as ana, from_address("2001:db8:1:3::1") as ben:
        for inside in (ana, ben):
            await inside.receive_json(STATE)
        async with from_address("2001:db8:1:2::2") as third:
            assert await third.close_code() == 1013
