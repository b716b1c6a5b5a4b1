"""A WebSocket without a place in a room: each of its frames is paid for, and none is read before that is counted."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from uvicorn import Config
from uvicorn.server import ServerState
from websockets.protocol import Protocol, State

from codesala.web.socket.allowance import BURST_S, CLOSED_WORK_BYTES, Allowances, ConnectionLimits
from codesala.web.socket.connection import UNPLACED_BYTES, Connection
from codesala.web.socket.receiving import MESSAGES_A_TURN
from tests.support.waiting import eventually, pause
from tests.unit.test_api_connection import GENEROUS, Line, Room, masked, nothing

PING, TEXT, CLOSE = 0x89, 0x81, 0x88


def unplaced(line: Line, allowances: Allowances, address: str = "192.0.2.1") -> Connection:
    """Its handshake was answered."""
    connection = Connection(Config(nothing, log_config=None), ServerState(), {})
    connection.transport = line
    line.protocol = connection
    connection.connections.add(connection)
    connection.limit(allowances, address)
    connection.handshake_initiated = connection.handshake_complete = True
    connection.conn.state = State.OPEN
    connection.conn.parser = Protocol.parse(connection.conn)
    next(connection.conn.parser)
    return connection


def told(connection: Connection) -> list[Any]:
    """What waits for the application."""
    found: list[Any] = []
    while not connection.queue.empty():
        found.append(connection.queue.get_nowait())
    return found


@pytest.mark.parametrize("frame", [masked(PING, b""), masked(0x8A, b""), masked(TEXT, b"{}")])
async def test_whatever_comes_without_end_is_read_more_slowly(frame: bytes) -> None:
    line = Line()
    connection = unplaced(line, Allowances(GENEROUS))
    for _ in range(2 * BURST_S * GENEROUS.messages_per_s):
        connection.data_received(frame)
        if line.is_paused:
            break
    assert line.is_paused


async def test_pings_that_come_in_one_piece_are_answered_in_parts_so_that_others_have_their_turn() -> None:
    line = Line()
    connection = unplaced(line, Allowances(GENEROUS))
    connection.data_received(masked(PING, b"") * 5_000)
    assert line.is_paused
    assert 0 < line.unread <= 2 * MESSAGES_A_TURN
    await eventually(lambda: line.unread > 2 * MESSAGES_A_TURN)


async def test_who_comes_back_for_each_flood_begins_with_what_the_address_has_left() -> None:
    allowances = Allowances(GENEROUS, write_bytes_a_day=2**40)
    for _ in range(4):
        connection = unplaced(Line(), allowances)
        connection._spend(0, BURST_S * GENEROUS.messages_per_s - 1)
        connection._spend(0, 2)
        connection.connection_lost(None)
    line = Line()
    unplaced(line, allowances).data_received(masked(PING, b""))
    assert line.is_paused
    assert not line.unread
    elsewhere = Line()
    unplaced(elsewhere, allowances, "192.0.2.2").data_received(masked(PING, b""))
    assert elsewhere.unread


async def test_messages_wait_until_the_application_has_taken_the_one_before() -> None:
    line = Line()
    connection = unplaced(line, Allowances(GENEROUS))
    connection.data_received(masked(TEXT, b"1") + masked(TEXT, b"2") + masked(PING, b"") + masked(TEXT, b"3")[:3])
    connection.data_received(masked(TEXT, b"3")[3:])
    assert line.is_paused
    for text in "123":
        assert (await connection.receive())["text"] == text  # type: ignore[typeddict-item]
    assert line.unread, "the ping is answered"
    assert line.is_paused, "until it asks for more"
    asking = asyncio.ensure_future(connection.receive())
    await eventually(lambda: not line.is_paused)
    asking.cancel()


async def test_who_has_to_wait_is_not_read_on_because_the_application_asks_for_more() -> None:
    line = Line()
    connection = unplaced(line, Allowances(GENEROUS))
    connection.data_received(masked(TEXT, b"much"))
    connection.compute(20 * BURST_S * GENEROUS.bytes_per_s)
    await connection.receive()
    asking = asyncio.ensure_future(connection.receive())
    await pause(0)
    assert not connection.read_paused
    assert line.is_paused
    asking.cancel()


@pytest.mark.parametrize("is_whole", [True, False])
async def test_a_message_that_is_too_long_is_refused_by_its_head(*, is_whole: bool) -> None:
    line = Line()
    connection = unplaced(line, Allowances(GENEROUS))
    message = masked(TEXT, bytes(UNPLACED_BYTES + 1))
    connection.data_received(message if is_whole else message[:14])
    assert line.is_cut
    assert [one["code"] for one in told(connection)] == [1009]
    connection = unplaced(Line(), Allowances(GENEROUS))
    connection.expect(UNPLACED_BYTES + 1)
    connection.data_received(message)
    assert [one["type"] for one in told(connection)] == ["websocket.receive"]


async def test_a_text_that_is_none_closes_its_sender_and_says_nothing_in_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    line = Line()
    connection = unplaced(line, Allowances(GENEROUS))
    connection.data_received(masked(TEXT, b"\xff\xfe") + masked(PING, b"") * 100)
    assert line.is_cut
    assert [one["code"] for one in told(connection)] == [1007]
    assert not caplog.records


async def test_who_is_not_read_is_not_taken_for_dead() -> None:
    line = Line()
    connection = unplaced(line, Allowances(GENEROUS))
    connection.data_received(masked(TEXT, b"the application is busy with it"))
    now = connection.loop.time() + 1_000
    for _ in range(3):
        assert connection.look(now, interval_s=20, timeout_s=12) == now + 20
        now += 20
    assert not line.is_cut


async def test_who_asks_and_reads_no_answer_is_cut() -> None:
    line = Line()
    connection = unplaced(line, Allowances(GENEROUS))
    for _ in range(1_000):
        connection.data_received(masked(PING, b"x" * 100))
        if line.is_cut:
            break
    assert line.is_cut


async def test_who_must_be_closed_for_a_bad_frame_pays_for_it() -> None:
    limits = ConnectionLimits(10, bytes_per_s=CLOSED_WORK_BYTES // 10, outbox_bytes=1_000, outbox_stall_s=10.0)
    allowances = Allowances(limits)
    for _ in range(2):
        unplaced(Line(), allowances).data_received(masked(0x83, b"?"))
    assert allowances.of_address("192.0.2.1", asyncio.get_running_loop().time()).wait_s


HEAD = (
    b"GET /ws/x HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    b"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
)


@pytest.mark.parametrize("early", [lambda: masked(PING, b""), lambda: b"\0"])
async def test_who_speaks_before_the_handshake_is_answered_is_cut_unread(early: Callable[[], bytes]) -> None:
    line = Line()
    connection = Connection(Config(nothing, log_config=None), ServerState(), {})
    connection.connection_made(line)
    connection.data_received(HEAD)
    assert not line.is_cut
    connection.data_received(early())
    assert line.is_cut
    assert not connection.conn.reader.buffer


async def test_a_place_in_a_room_lets_messages_be_as_long_as_rooms_take_them() -> None:
    room, line = Room(), Line()
    connection = unplaced(line, Allowances(GENEROUS))
    connection.attach(room, None, *[lambda: None] * 3)
    connection.data_received(masked(0x82, bytes(UNPLACED_BYTES + 1)))
    assert [len(message) for message in room.heard] == [UNPLACED_BYTES + 1]
