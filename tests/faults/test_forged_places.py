"""What a room takes of text that no editor put there is the same for everybody; what it refuses might not be."""

import os
import random

from codesala.errors import BadFrame
from tests.faults.rows import RUNS, Record
from tests.faults.test_real_yjs import a_room, records, take
from tests.support.processes import ROOT

SCRIPT = ROOT / "tests/faults/forged_places.mjs"
ROOMS = int(os.environ.get("FAULT_ROOMS") or (25_000 if RUNS else 1_000))


def test_what_a_room_takes_of_forged_text_is_the_same_in_every_order(
    chance: random.Random, record_property: Record
) -> None:
    seed = chance.randrange(1, 2**32)
    room, is_taken, number = a_room(), True, 0
    ends = dict.fromkeys(((True, "t"), (True, "d"), (False, "t"), (False, "d")), 0)
    for kind, data in records(SCRIPT, seed, ROOMS):
        if kind == "u" and is_taken:
            take(room, data)
        elif kind == "f":
            try:
                take(room, data)
            except BadFrame:
                is_taken = False
        elif kind in "td":
            assert not (is_taken and kind == "d"), f"seed {seed}, room {number}: taken, and real Yjs disagrees"
            if is_taken:
                assert room.text() == data.decode(), f"seed {seed}, room {number}"
            ends[is_taken, kind] += 1
            room, is_taken, number = a_room(), True, number + 1
    assert number == ROOMS
    assert all(ends[end] for end in ((True, "t"), (False, "t"), (False, "d")))
    record_property(
        "forged",
        f"{number} forged insertions (seed {seed}): {ends[True, 't']} taken, texts the same; of those refused, "
        f"{ends[False, 'd']} would have left two texts",
    )
