"""What rooms of one session on several nodes tell each other, word for word."""

from typing import Any

from codesala.rooms.across.hearing import Hearing
from codesala.rooms.room import Room
from codesala.wire.siblings import ID_BYTES, PayloadKind
from tests.support.rooms import a_room, come_in
from tests.support.yjs import typed, update_frame


def told(room: Room) -> list[bytes]:
    """What it has said since this was last asked."""
    publish: Any = room.outside.publish
    said = [call.args[1] for call in publish.call_args_list]
    publish.reset_mock()
    return said


def talk(*rooms: Room) -> None:
    """Everything that is said is heard, until nobody says anything any more."""
    while said := [payload for room in rooms for payload in told(room)]:
        for room in rooms:
            Hearing(room).hear(said)


def test_who_was_forgotten_and_heard_nothing_asks_as_soon_as_the_other_is_here_again() -> None:
    first, second = a_room(), a_room()
    first.saying.hello()
    talk(first, second)
    assert not second.siblings.known[first.id].is_behind
    first.siblings.lose(second.id)  # it stood still, and was thought to be gone
    peer, _ = come_in(first)
    first.receive(peer, update_frame(typed(7, 0, "missed")))
    assert PayloadKind.UPDATE not in {payload[ID_BYTES] for payload in told(first)}  # whom would it tell?
    clock: Any = second.outside.now
    clock.return_value = 5.0
    first.saying.hello()
    talk(first, second)
    assert second.document.text() == "missed"
