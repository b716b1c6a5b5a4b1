"""Messages that do not end: what came of them is one piece of memory, and has to become a message in time."""

import tracemalloc

import pytest

from codesala.web.socket.allowance import Allowances
from tests.unit.test_api_connection import GENEROUS, Line, Room, attached, masked
from tests.unit.test_api_unplaced import unplaced

BEGUN, GOES_ON, ENDS = 0x02, 0x00, 0x80
LATE_S = 60.0


async def test_what_came_of_a_frame_byte_by_byte_takes_as_much_memory_as_its_bytes() -> None:
    connection = attached(Room(), Line(), GENEROUS)
    wire = masked(0x82, bytes(100_000))[:50_000]
    tracemalloc.start()
    try:
        for at in range(len(wire)):
            connection.data_received(bytes(wire[at : at + 1]) if at else wire[:1])
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kept < 3 * len(wire)


async def test_what_came_in_fragments_is_one_piece_of_memory() -> None:
    room = Room()
    connection = attached(room, Line(), GENEROUS)
    connection.data_received(masked(BEGUN, b"a"))
    for _ in range(20):
        connection.data_received(masked(GOES_ON, b"b"))
    assert isinstance(connection._message, bytearray)
    connection.data_received(masked(ENDS | GOES_ON, b"c"))
    connection.data_received(masked(0x82, b"whole"))
    assert room.heard == [b"a" + 20 * b"b" + b"c", b"whole"]


@pytest.mark.parametrize(("size", "is_refused"), [(1, True), (30_000, False)])
async def test_who_sends_a_message_in_crumbs_is_closed_and_a_browser_that_sends_parts_of_its_buffers_is_not(
    size: int, *, is_refused: bool
) -> None:
    line = Line()
    connection = attached(Room(), line, GENEROUS)
    connection.data_received(masked(BEGUN, bytes(size)))
    for _ in range(130):
        connection._is_slowed = False
        connection.data_received(masked(GOES_ON, bytes(size)))
    assert line.is_cut == is_refused
    said = connection.conn.close_sent
    assert (said and said.code) == (4400 if is_refused else None)


@pytest.mark.parametrize(
    "begun", [masked(0x82, bytes(100))[:50], masked(BEGUN, b"a"), masked(BEGUN, b"a") + masked(0x89, b"")]
)
async def test_who_begins_a_message_and_does_not_end_it_is_cut(begun: bytes) -> None:
    line = Line()
    connection = attached(Room(), line, GENEROUS)
    connection.data_received(begun)
    now = connection.heard_at
    connection.heard_at = now + LATE_S  # as who pings meanwhile
    assert connection.look(now + 20, interval_s=20, timeout_s=12)
    assert not line.is_cut
    assert connection.look(now + LATE_S, interval_s=20, timeout_s=12) is None
    assert line.is_cut


@pytest.mark.parametrize("ended", [masked(0x82, bytes(100)), masked(BEGUN, b"a") + masked(ENDS, b"b")])
async def test_who_has_ended_it_is_not(ended: bytes) -> None:
    line = Line()
    connection = attached(Room(), line, GENEROUS)
    connection.data_received(ended[:-1])
    connection.data_received(ended[-1:])
    connection.heard_at += LATE_S
    connection.look(connection.heard_at, interval_s=20, timeout_s=12)
    assert not line.is_cut


async def test_a_long_message_on_a_slow_line_has_the_time_that_it_takes() -> None:
    line = Line()
    connection = attached(Room(), line, GENEROUS)
    connection.data_received(masked(0x82, bytes(2**20))[:-1])
    connection.heard_at += LATE_S
    connection.look(connection.heard_at, interval_s=20, timeout_s=12)
    assert not line.is_cut


async def test_who_was_not_read_is_not_late() -> None:
    line = Line()
    connection = unplaced(line, Allowances(GENEROUS))
    connection.data_received(masked(0x81, b"whole") + masked(0x81, bytes(100))[:50])
    now = connection.heard_at
    connection.look(now + LATE_S, interval_s=20, timeout_s=12)
    connection.read_paused = False
    connection.heard_at = now + LATE_S + 20
    connection.look(now + LATE_S + 20, interval_s=20, timeout_s=12)
    assert not line.is_cut
