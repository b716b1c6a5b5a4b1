"""The quick way of typing recognises nothing that the full parser would decide otherwise."""

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import from_json

from codesala.wire.screening.fast import screen_typing
from codesala.wire.screening.halves import Halves
from codesala.wire.screening.thorough import screen
from codesala.wire.screening.verdicts import Bounds, Knowledge, Verdict
from codesala.wire.typing import Run, is_same_but_digits, run_of, typed_length
from codesala.wire.varint import Malformed, var_bytes
from tests.support.traces import FRIENDSFOREVER, concurrent_updates
from tests.support.yjs import Section, text, typed, update

BOUNDS = Bounds(1_000)


def recognised(run: Run | None, candidate: bytes) -> int:
    if run is None:
        return 0
    try:
        return typed_length(run, b"\x00\x02" + var_bytes(candidate))
    except (Malformed, IndexError):
        return 0


def as_typed(run: Run, length: int) -> Verdict:
    return Verdict({run.client: run.clock + length}, Halves(), length, 1, 0)


def but_places(verdict: Verdict | None) -> Verdict:
    """Where typing goes on was looked at when it began."""
    assert verdict is not None
    return replace(verdict, places=())


def test_half_of_what_people_type_is_recognised_and_decided_as_the_full_parser_does() -> None:
    known, runs = Knowledge(), dict[int, Run | None]()
    quick = 0
    sent = concurrent_updates(FRIENDSFOREVER, 3_000)
    for entry in sent:
        full = screen(entry.update, known, BOUNDS)
        for client, end in full.ends.items():
            run = runs.get(client)
            length = recognised(run, entry.update)
            if run is not None and length:
                assert but_places(full) == as_typed(run, length)
                quick += 1
            runs[client] = run_of(entry.update, end) if full.structs == 1 else None
        known.take(full)
    assert quick > 0.5 * len(sent)


@pytest.mark.parametrize("right", [None, (9, 4), (300_000_000, 0)])
def test_damaged_typing_is_never_recognised_as_something_else(
    chance: random.Random, right: tuple[int, int] | None
) -> None:
    known = Knowledge()
    for first in (typed(9, 0, "x" * 200), typed(300_000_000, 0, "z" * 5)):
        known.take(screen(first, known, BOUNDS))
    written = update(Section(7, 0, [text("y" * 200, origin=(9, 3), right_origin=right)]))
    known.take(screen(written, known, BOUNDS))
    run = run_of(written, 200)
    assert run is not None
    candidates = [
        update(Section(7, 200, [text(characters, origin=(7, 199), right_origin=right)]))
        for characters in ("a", "ab", "a\nb", "é", "😀", "x" * 100)
    ]
    assert [recognised(run, candidate) for candidate in candidates] == [1, 2, 3, 0, 0, 100]
    for _ in range(20_000):
        damaged = bytearray(chance.choice(candidates))
        for _ in range(chance.choice((1, 1, 2, 3))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        length = recognised(run, bytes(damaged))
        if length:
            assert but_places(screen(bytes(damaged), known, BOUNDS)) == as_typed(run, length)


def test_what_was_typed_elsewhere_or_before_is_not_recognised() -> None:
    run = run_of(typed(7, 0, "y" * 200), 200)
    assert recognised(run, typed(7, 200, "a", after=(7, 199)))
    for other in (
        typed(7, 200, "a", after=(7, 198)),
        typed(7, 199, "a", after=(7, 198)),
        typed(7, 201, "a", after=(7, 200)),
        typed(8, 200, "a", after=(7, 199)),
        typed(7, 200, "", after=(7, 199)),
        update(Section(7, 200, [text("a", origin=(7, 199))]), deletes=[(7, [(3, 1)])]),
    ):
        assert not recognised(run, other)


@pytest.mark.parametrize(
    "other", [update(deletes=[(7, [(0, 1)])]), update(Section(7, 0, [text("a")]), Section(8, 0, [text("b")]))]
)
def test_only_one_string_can_be_continued(other: bytes) -> None:
    assert run_of(other, 1) is None


STATE = b'{"user":{"name":"Ana 10"},"cursor":{"clock":1020,"half":0.5,"small":1e-7}}'


@given(st.data())
def test_digits_in_the_place_of_digits_never_make_broken_json_of_whole(data: st.DataObject) -> None:
    places = [place for place, byte in enumerate(STATE) if 48 <= byte < 58]
    changed = bytearray(STATE)
    for place in data.draw(st.lists(st.sampled_from(places), max_size=6)):
        changed[place] = data.draw(st.integers(48, 57))
    if is_same_but_digits(bytes(changed), STATE):
        assert isinstance(from_json(bytes(changed)), dict)


def test_a_cursor_that_moves_is_the_same_but_for_its_digits() -> None:
    assert is_same_but_digits(STATE.replace(b"1020", b"3040"), STATE)
    for other in (b"1200", b"0123", b"10.2", b"102", b"-102"):
        assert not is_same_but_digits(STATE.replace(b"1020", other), STATE)


def test_the_ordinary_way_takes_what_is_recognised_too() -> None:
    known = Knowledge()
    first = typed(7, 0, "y")
    known.take(screen(first, known, BOUNDS))
    run = run_of(first, 1)
    following = typed(7, 1, "z", after=(7, 0))
    assert run is not None
    assert but_places(screen_typing(following, known)) == as_typed(run, recognised(run, following))
