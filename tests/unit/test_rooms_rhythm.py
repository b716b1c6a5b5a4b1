"""When lists of people are sent."""

import asyncio
import logging
from unittest.mock import MagicMock

import pytest

from codesala.rooms.node.rhythm import Rhythm
from tests.support.rooms import a_room, come_in


def test_lists_of_large_rooms_are_sent_less_often_and_once_for_all_changes_until_then() -> None:
    loop = MagicMock(spec=asyncio.AbstractEventLoop)
    rhythm = Rhythm(loop)
    delays = []
    for people in (1, 200, 400):
        room = a_room()
        for number in range(people):
            come_in(room, address=f"203.0.113.{number % 250}")
        for _ in range(3):
            rhythm.wake_roster(room)
        delays.append(loop.call_later.call_args.args[0])
    assert loop.call_later.call_count == 3
    assert delays == [0.05, 200**2 / 50_000, 2.0]


def test_who_cannot_be_greeted_is_not_inside() -> None:
    room = a_room()
    room.runs = MagicMock(**{"greet.side_effect": RuntimeError})
    try:
        come_in(room)
    except RuntimeError:
        pass
    assert not room.peers
    assert not room.outbox.sinks


def test_a_room_whose_sending_fails_holds_up_no_other(caplog: pytest.LogCaptureFixture) -> None:
    loop = MagicMock(spec=asyncio.AbstractEventLoop, **{"time.return_value": 0.0})
    rhythm = Rhythm(loop)
    broken, sound = a_room(), a_room()
    for room in (broken, sound):
        peer, line = come_in(room)
        write = MagicMock(side_effect=RuntimeError if room is broken else None)
        line.write = write  # type: ignore[method-assign]
        peer.outbox.append(b"news")
        rhythm.wake(room)
    [at_the_end_of_the_tick] = loop.call_soon.call_args.args
    with caplog.at_level(logging.ERROR):
        at_the_end_of_the_tick()
    write.assert_called_once()  # of the second room
    assert [(one.message, vars(one)["session"]) for one in caplog.records] == [("flush failed", "a session")]
