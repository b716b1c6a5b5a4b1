"""When a reader is too slow, by the bytes that wait for it."""

import asyncio
from collections.abc import Callable

import pytest
from uvicorn import Config
from uvicorn.server import ServerState
from websockets.protocol import Protocol, State

from codesala.web.limits import SITE_SHARE
from codesala.web.socket.allowance import ADDRESS_SHARE, CLOSED_WORK_BYTES, Allowances, ConnectionLimits
from codesala.web.socket.connection import Connection
from tests.support.waiting import eventually

LIMITS = ConnectionLimits(messages_per_s=10, bytes_per_s=1_000, outbox_bytes=1_000, outbox_stall_s=10.0)


class Line(asyncio.Transport):
    """The other side reads when it is told to."""

    unread = high = 0
    is_paused = is_cut = False
    protocol: Connection

    def set_write_buffer_limits(self, high: int | None = None, low: int | None = None) -> None:
        self.high = high or 0

    def write(self, data: bytes | bytearray | memoryview) -> None:
        was_below = self.unread <= self.high
        self.unread += len(data)
        if was_below and self.unread > self.high:
            self.protocol.pause_writing()

    def get_write_buffer_size(self) -> int:
        return self.unread

    def is_closing(self) -> bool:
        return self.is_cut

    def pause_reading(self) -> None:
        self.is_paused = True

    def resume_reading(self) -> None:
        self.is_paused = False

    def close(self) -> None:
        self.is_cut = True

    def abort(self) -> None:
        self.is_cut = True


async def nothing(_scope: object, _receive: object, _send: object) -> None:
    """An application that nobody calls."""


async def test_a_reader_is_stalled_when_it_has_read_nothing_for_too_long_while_much_waited() -> None:
    connection = Connection(Config(nothing, log_config=None), ServerState(), {})
    connection.transport = line = Line()
    line.protocol = connection
    connection.limit(Allowances(LIMITS), "192.0.2.1")
    long_calm = connection.loop.time() + 1_000
    assert not connection.is_stalled(long_calm)
    connection.write(bytes(1_001))
    now = connection.loop.time()
    assert connection.is_behind
    assert not connection.is_stalled(now + 9), "how long it was calm before does not count"
    assert connection.is_stalled(now + 11)
    line.unread = 999
    assert not connection.is_stalled(now + 12), "it reads"
    assert connection.is_stalled(now + 23)
    connection.resume_writing()
    assert not connection.is_behind
    assert not connection.is_stalled(now + 24)


class Room:
    """The port Receiver."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []

    def receive(self, _sender: object, message: bytes) -> None:
        self.heard.append(bytes(message))

    def received(self) -> None:
        pass


def attached(room: Room, line: Line, limits: ConnectionLimits) -> Connection:
    return attached_from("192.0.2.1", room, line, Allowances(limits))


def attached_from(address: str, room: Room, line: Line, allowances: Allowances) -> Connection:
    connection = Connection(Config(nothing, log_config=None), ServerState(), {})
    connection.transport = line
    line.protocol = connection
    connection.limit(allowances, address)
    connection.attach(room, None, *[lambda: None] * 3)
    connection.conn.state = State.OPEN
    connection.conn.parser = Protocol.parse(connection.conn)
    next(connection.conn.parser)
    return connection


def masked(first: int, body: bytes) -> bytes:
    size = bytes((0x80 | len(body),)) if len(body) < 126 else b"\xff" + len(body).to_bytes(8, "big")
    return bytes((first,)) + size + bytes(4) + body


GENEROUS = ConnectionLimits(messages_per_s=1_000, bytes_per_s=2**21, outbox_bytes=1_000, outbox_stall_s=10.0)


async def test_a_frame_that_comes_byte_by_byte_is_put_together_once(monkeypatch: pytest.MonkeyPatch) -> None:
    room, line = Room(), Line()
    connection = attached(room, line, GENEROUS)
    looked_at: list[int] = []
    read = connection._read_frames

    def counted(_: Connection, data: bytes, now: float) -> bytes:
        looked_at.append(len(data))
        return read(data, now)

    monkeypatch.setattr(Connection, "_read_frames", counted)
    body = bytes(range(250)) * 20
    wire = masked(0x82, body) + masked(0x82, b"next")
    for at in range(len(wire)):
        connection.data_received(wire[at : at + 1])
    assert room.heard == [body, b"next"]
    assert sum(looked_at) < 2 * len(wire)


async def test_a_frame_in_very_many_pieces_and_a_flood_of_pongs_are_read_more_slowly() -> None:
    for flood in ([masked(0x82, bytes(60_000))[at : at + 1] for at in range(50_000)], [masked(0x8A, b"")] * 50_000):
        line = Line()
        connection = attached(Room(), line, GENEROUS)
        for sent in flood:
            connection.data_received(sent)
            if line.is_paused:
                break
        assert line.is_paused


async def test_who_pings_and_never_reads_is_cut() -> None:
    line = Line()
    connection = attached(Room(), line, GENEROUS)
    for _ in range(1_000):
        connection.data_received(masked(0x89, b"x" * 100))
        if line.is_cut:
            break
    assert line.is_cut


async def test_what_is_written_to_a_line_that_is_gone_is_nobodys_fault() -> None:
    line = Line()
    connection = attached(Room(), line, GENEROUS)
    line.is_cut = True
    connection.write(b"somebody else typed")
    assert line.unread == 0


async def test_a_greeting_larger_than_what_may_wait_does_not_cut_a_slow_reader_and_what_comes_then_does() -> None:
    line = Line()
    connection = attached(Room(), line, GENEROUS)
    connection.write(bytes(5_000))
    for _ in range(11):
        assert not line.is_cut
        connection.write(bytes(100))
    connection.write(bytes(100))
    assert line.is_cut


async def test_what_connections_of_one_address_make_the_server_do_is_counted_together_and_outlives_them() -> None:
    allowances = Allowances(GENEROUS)

    def from_(address: str) -> tuple[Connection, Line]:
        line = Line()
        return attached_from(address, Room(), line, allowances), line

    for _ in range(21):
        connection, _line = from_("2001:db8::1")
        connection.work(2 * GENEROUS.bytes_per_s)
    _, line = from_("2001:db8::beef")
    assert line.is_paused, "who comes back begins with what is left"
    connection, line = from_("2001:db8:0:1::1")
    connection.work(1_000)
    assert not line.is_paused, "from elsewhere"


@pytest.mark.parametrize(
    "ends",
    [
        pytest.param(lambda line: line.protocol.close(4400, "Not understood."), id="by the room"),
        pytest.param(lambda line: line.protocol.data_received(masked(0x83, b"?")), id="for a bad frame"),
    ],
)
async def test_an_address_pays_for_its_connections_that_had_to_be_closed(ends: Callable[[Line], None]) -> None:
    limits = ConnectionLimits(10, bytes_per_s=CLOSED_WORK_BYTES // 10, outbox_bytes=1_000, outbox_stall_s=10.0)
    allowances = Allowances(limits)
    for _ in range(2):
        line = Line()
        attached_from("192.0.2.1", Room(), line, allowances)
        assert not line.is_paused
        ends(line)
    line = Line()
    attached_from("192.0.2.1", Room(), line, allowances)
    assert line.is_paused


async def test_typing_is_heard_at_once_whatever_others_of_the_address_make_the_server_do() -> None:
    allowances = Allowances(GENEROUS)
    room, line = Room(), Line()
    honest = attached_from("192.0.2.1", room, line, allowances)
    attached_from("192.0.2.1", Room(), Line(), allowances).work(100 * GENEROUS.bytes_per_s)
    honest.data_received(masked(0x82, b"a key"))
    assert room.heard == [b"a key"]
    assert not line.is_paused


async def test_who_waited_is_read_on_once_the_address_has_paid() -> None:
    quick = ConnectionLimits(messages_per_s=1_000, bytes_per_s=2**30, outbox_bytes=1_000, outbox_stall_s=10.0)
    allowances = Allowances(quick)
    attached_from("192.0.2.1", Room(), Line(), allowances).work(int(ADDRESS_SHARE * 10 * 2**30) + 2**28)
    room, line = Room(), Line()
    late = attached_from("192.0.2.1", room, line, allowances)
    assert line.is_paused
    late.data_received(masked(0x82, b"what came before it was paused"))
    assert room.heard == []
    await eventually(lambda: room.heard == [b"what came before it was paused"] and not line.is_paused)


async def test_who_has_many_networks_of_one_site_is_not_read_while_the_site_has_to_wait() -> None:
    quick = ConnectionLimits(messages_per_s=1_000, bytes_per_s=2**30, outbox_bytes=1_000, outbox_stall_s=10.0)
    allowances = Allowances(quick)
    for number in range(SITE_SHARE):
        connection = attached_from(f"2001:db8:1:{number:x}::1", Room(), Line(), allowances)
        connection.work(int(ADDRESS_SHARE * 10 * 2**30) + 2**28)
    room, line = Room(), Line()
    late = attached_from("2001:db8:1:ffff::1", room, line, allowances)
    assert line.is_paused
    late.data_received(masked(0x82, b"kept"))
    await eventually(lambda: room.heard == [b"kept"] and not line.is_paused)


async def test_an_address_that_wrote_too_much_is_read_later_and_not_taken_for_dead() -> None:
    allowances = Allowances(GENEROUS, write_bytes_a_day=1_000)
    first = attached_from("192.0.2.1", Room(), Line(), allowances)
    first.connections.add(first)
    first.data_received(masked(0x82, bytes(2_000)))
    first.connection_lost(None)
    room, line = Room(), Line()
    late = attached_from("192.0.2.1", room, line, allowances)
    assert line.is_paused, "what was sent before counts, however little it was"
    late.data_received(masked(0x82, b"kept"))
    now = late.loop.time() + 1_000
    for _ in range(3):
        assert late.look(now, interval_s=20, timeout_s=12) == now + 20
        now += 20
    assert not line.is_cut
    assert room.heard == []
    elsewhere = Line()
    attached_from("192.0.2.2", Room(), elsewhere, allowances)
    assert not elsewhere.is_paused
