"""The fast path of screening decides as the full parser does, or leaves it to it."""

import random

from hypothesis import given
from hypothesis import strategies as st

from codesala.wire.screening.fast import screen_typing
from codesala.wire.screening.refusals import Gap, Rejected
from codesala.wire.screening.thorough import screen
from codesala.wire.screening.verdicts import Bounds, Knowledge, Verdict
from tests.support.traces import FRIENDSFOREVER, concurrent_updates
from tests.support.yjs import Section, text, typed, update

BOUNDS = Bounds(1_000)


def fully(candidate: bytes, known: Knowledge) -> Verdict | None:
    try:
        return screen(candidate, known, BOUNDS)
    except (Rejected, Gap):
        return None


def test_most_of_what_people_type_takes_the_fast_path_with_the_same_verdict() -> None:
    known = Knowledge()
    quick = 0
    sent = concurrent_updates(FRIENDSFOREVER, 3_000)
    for entry in sent:
        fast, full = screen_typing(entry.update, known), screen(entry.update, known, BOUNDS)
        if fast is not None:
            assert fast == full
            quick += 1
        known.take(full)
    assert quick > 0.8 * len(sent)


def test_damaged_typing_is_never_taken_by_the_fast_path_alone(chance: random.Random) -> None:
    known = Knowledge()
    known.take(screen(typed(9, 0, "x" * 200), known, BOUNDS))
    known.take(screen(typed(7, 0, "y" * 200, after=(9, 3)), known, BOUNDS))
    candidates = [
        typed(7, 200, "ab", after=(7, 199)),
        update(Section(7, 200, [text("q", origin=(9, 3), right_origin=(7, 0))])),
        update(Section(5, 0, [text("q", right_origin=(9, 0))])),
        typed(5, 0, "root"),
        update(Section(7, 200, [text("q", origin=(7, 199))]), deletes=[(7, [(199, 1)])]),
        update(Section(7, 200, [text("q", origin=(7, 199))]), deletes=[(9, [(3, 4)])]),
        update(deletes=[(9, [(190, 10)])]),
    ]
    assert all(screen_typing(candidate, known) == fully(candidate, known) for candidate in candidates)
    for _ in range(20_000):
        damaged = bytearray(chance.choice(candidates))
        for _ in range(chance.choice((1, 1, 2, 3))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        fast = screen_typing(bytes(damaged), known)
        if fast is not None:
            assert fast == fully(bytes(damaged), known)


@given(st.binary(max_size=60))
def test_any_bytes_are_left_to_the_full_parser_or_decided_alike(candidate: bytes) -> None:
    for head in (b"\x01\x01", b"\x00\x01"):
        fast = screen_typing(head + candidate, Knowledge())
        if fast is not None:
            assert fast == fully(head + candidate, Knowledge())
