"""Whoever sends much, by one connection or by many, is read on when others had their turn."""

import asyncio
import time

import pytest

from codesala.web.socket.allowance import COST_A_TURN_BYTES, Allowances
from codesala.web.socket.connection import Connection
from codesala.web.socket.receiving import MESSAGES_A_TURN
from tests.support.waiting import eventually, pause
from tests.unit.test_api_connection import GENEROUS, Line, Room, attached, attached_from, masked
from tests.unit.test_api_unplaced import unplaced


class DearRoom(Room):
    """What it hears takes it long."""

    connection: Connection

    def receive(self, sender: object, message: bytes) -> None:
        super().receive(sender, message)
        self.connection.charge(30_000)


async def test_who_sends_what_takes_long_is_read_on_when_others_had_their_turn() -> None:
    room, line = DearRoom(), Line()
    connection = room.connection = attached(room, line, GENEROUS)
    others: list[int] = []
    connection.loop.call_soon(lambda: others.append(len(room.heard)))
    connection.data_received(b"".join(masked(0x82, bytes((number,))) for number in range(6)))
    assert line.is_paused
    assert len(room.heard) == 2
    await eventually(lambda: len(room.heard) == 6)
    assert others == [2]
    await eventually(lambda: not line.is_paused)
    assert room.heard == [bytes((number,)) for number in range(6)]


class WorkingRoom(Room):
    """What one message costs is too much for the others of its address to have their turn at once."""

    connection: Connection

    def __init__(self, cost_bytes: int = 2 * COST_A_TURN_BYTES) -> None:
        super().__init__()
        self._cost_bytes = cost_bytes

    def receive(self, sender: object, message: bytes) -> None:
        super().receive(sender, message)
        self.connection.compute(self._cost_bytes)


async def test_who_sends_what_takes_long_by_many_connections_is_read_on_one_by_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    allowances, rooms = Allowances(GENEROUS), [WorkingRoom() for _ in range(3)]
    lines = [Line() for _ in rooms]
    for room, line in zip(rooms, lines, strict=True):
        room.connection = attached_from("192.0.2.1", room, line, allowances)
    other, line = Room(), Line()
    typing = attached_from("192.0.2.2", other, line, allowances)
    with monkeypatch.context() as patch:  # as uvloop's clock, which goes on when the loop looks round
        now = asyncio.get_running_loop().time()
        patch.setattr(asyncio.get_running_loop(), "time", lambda: now)
        for room in rooms:
            room.connection.data_received(masked(0x82, b"much"))
        typing.data_received(masked(0x82, b"a key"))
        assert [len(room.heard) for room in rooms] == [1, 0, 0]
        assert other.heard == [b"a key"]
        assert not line.is_paused
    await eventually(lambda: all(room.heard == [b"much"] for room in rooms))
    await eventually(lambda: not any(line.is_paused for line in lines))


async def test_who_sends_what_takes_long_by_many_connections_rests_for_longer_than_a_turn(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    allowances, rooms = Allowances(GENEROUS), [WorkingRoom(25 * COST_A_TURN_BYTES) for _ in range(3)]
    for room in rooms:
        room.connection = attached_from("192.0.2.1", room, Line(), allowances)
    other = Room()
    typing = attached_from("192.0.2.2", other, Line(), allowances)
    with monkeypatch.context() as patch:
        began = time.monotonic()
        for turn, room in enumerate(rooms):
            patch.setattr(time, "monotonic", lambda now=began + turn / 100: now)
            room.connection.data_received(masked(0x82, b"much"))
            await pause(0)
            typing.data_received(masked(0x82, b"a key"))
            assert [len(room.heard) for room in rooms] == [1, 0, 0]
            assert len(other.heard) == turn + 1
    await eventually(lambda: all(room.heard == [b"much"] for room in rooms))


async def test_an_application_gets_a_message_when_its_address_has_rested(monkeypatch: pytest.MonkeyPatch) -> None:
    allowances = Allowances(GENEROUS)
    first, second = unplaced(Line(), allowances), unplaced(Line(), allowances)
    typing = unplaced(Line(), allowances, "192.0.2.2")
    for one in (first, second, typing):
        one.data_received(masked(0x81, b"{}"))
    await first.receive()
    with monkeypatch.context() as patch:
        now = time.monotonic()
        patch.setattr(time, "monotonic", lambda: now)
        first.compute(25 * COST_A_TURN_BYTES)
        late = asyncio.ensure_future(second.receive())
        await typing.receive()
        await pause(0)
        assert not late.done()
    assert (await late)["text"] == "{}"  # type: ignore[typeddict-item]


async def test_who_sends_a_thousand_messages_at_once_is_heard_in_parts_and_wholly() -> None:
    room, line = Room(), Line()
    connection = attached(room, line, GENEROUS)
    connection.data_received(masked(0x82, b"a message") * 1_000)
    assert len(room.heard) == MESSAGES_A_TURN
    await eventually(lambda: len(room.heard) == 1_000)
    await eventually(lambda: not line.is_paused)
