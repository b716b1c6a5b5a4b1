"""Coming into a room: what a newcomer hears first, and who finds a place."""

import asyncio
import itertools

import websockets
from tests.conftest import StartNode
from tests.support import yjs
from tests.support.cluster import Node
from tests.support.raw import STATE, SUBPROTOCOL, SYNC, RawClient
from tests.support.waiting import eventually
from tests.support.yjs import read_varint, typed, update_frame

from codesala.wire.updates import read_update

ME = 77


async def type_on(typist: RawClient) -> None:
    for clock in itertools.count():
        await typist.send(update_frame(typed(ME, clock, "x", after=(ME, clock - 1) if clock else None)))
        if clock % 100 == 0:
            await typist.send(yjs.step1())  # answered once all before it was handled
            await typist.receive_until(SYNC)


async def test_what_a_newcomer_hears_first_is_how_the_session_stands_however_much_others_type(node: Node) -> None:
    session = await node.create_session(initial_code="")
    async with RawClient(node.ws_url, session["room_id"]) as typist:
        typing = asyncio.create_task(type_on(typist))
        try:
            for _ in range(40):
                async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as newcomer:
                    assert read_varint(await newcomer.receive(), 0)[0] == STATE
        finally:
            typing.cancel()


async def test_the_answer_to_a_newcomer_holds_all_that_it_was_sent_before_and_what_comes_later_goes_on_from_there(
    node: Node,
) -> None:
    session = await node.create_session(initial_code="")
    async with RawClient(node.ws_url, session["room_id"]) as typist:
        typing = asyncio.create_task(type_on(typist))
        try:
            for _ in range(100):
                async with RawClient(node.ws_url, session["room_id"]) as newcomer:
                    await newcomer.send(yjs.step1())
                    known, is_answered, updates = 0, False, 0
                    while updates < 3:
                        body = await newcomer.receive_until(SYNC)
                        update, _ = yjs.read_var_bytes(body, 1)
                        if body.startswith(b"\0") or not (sections := read_update(update).sections):
                            continue
                        if body.startswith(b"\1"):
                            is_answered = True
                            assert sections[0].end >= known, "less than it was sent before"
                        if is_answered:
                            assert sections[0].clock <= known or body.startswith(b"\1"), "a gap"
                            updates += 1
                        known = max(known, sections[0].end)
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


async def test_connections_of_one_address_are_counted_over_all_rooms_and_come_back_when_some_are_gone(
    start_node: StartNode,
) -> None:
    node = await start_node(max_address_peers=2, forwarded_allow_ips="127.0.0.1")
    sessions = [await node.create_session() for _ in range(3)]

    def into(number: int, address: str = "203.0.113.1") -> RawClient:
        token = sessions[number]["room_id"]
        return RawClient(node.ws_url, token, subprotocol=SUBPROTOCOL, x_forwarded_for=address)

    async with into(0) as first:
        async with into(1) as second:
            for inside in (first, second):
                await inside.receive_json(STATE)
            async with into(2) as third:
                assert await third.close_code() == 1013, "the code after which clients try again"
            async with into(2, "203.0.113.2") as neighbour:
                await neighbour.receive_json(STATE)

        async def has_a_place() -> bool:
            async with into(2) as again:
                try:
                    await again.receive_json(STATE)
                except websockets.ConnectionClosed:
                    return False
                return True

        await eventually(has_a_place)


async def test_whoever_goes_away_while_their_socket_opens_fills_no_log(start_node: StartNode) -> None:
    node = await start_node()
    session = await node.create_session(initial_code="")
    key = "sec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
    head = f"GET /ws/{session['room_id']} HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\n{key}\r\n"

    async def comes_and_goes() -> None:
        _, writer = await asyncio.open_connection("127.0.0.1", node.port)
        writer.write(head.encode())
        await writer.drain()
        writer.transport.abort()

    await asyncio.gather(*(comes_and_goes() for _ in range(100)))
    async with RawClient(node.ws_url, session["room_id"]) as honest:
        await honest.receive()
    await node.stop()
    assert "Traceback" not in node.logs
