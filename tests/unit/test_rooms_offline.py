"""What a page says of how long ago something was stands where that was, however long it takes to write it down."""

import itertools
import json

from codesala.wire.varint import var_string, varint
from tests.support.raw import REQUEST
from tests.support.rooms import a_room, come_in
from tests.support.yjs import hello, typed, update_frame


def test_ages_are_counted_from_the_time_that_their_event_has() -> None:
    room = a_room()
    person, _ = come_in(room)
    room.receive(person, hello("a secret of a browser, as it is", "Ana"))
    room.outside.now_ms.side_effect = itertools.count(1_000_000, 7)  # type: ignore[attr-defined]
    for request in ({"type": "offline", "ages_ms": [500]}, {"type": "away", "duration_ms": 5, "ago_ms": 400}):
        room.receive(person, varint(REQUEST) + var_string(json.dumps(request)))
    room.receive(person, update_frame(typed(7, 0, "x")))
    entries, _ = room.record.hand_over()
    stamped = {json.loads(body)["type"]: (at_ms, json.loads(body)) for kind, at_ms, _, body in entries if kind}
    at_ms, offline = stamped["offline"]
    assert at_ms == offline["at"]
    at_ms, away = stamped["away"]
    assert at_ms - away["ago_ms"] == away["at"]
