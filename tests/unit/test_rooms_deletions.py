"""Much that is deleted at once is read quickly, and deleted in an order that costs the engine little."""

import random
from bisect import bisect_right

import pytest
from pycrdt import Doc, Text

from codesala.rooms.documents.deletions import MOST, deleted_in, in_cheap_order, new_ranges
from codesala.rooms.documents.engine import new_doc
from codesala.wire.screening.halves import Halves
from codesala.wire.updates import Ranges, write_deletes
from codesala.wire.varint import Malformed, read_pairs, read_varint, varint
from tests.support.yjs import typed

LONG = 2_000_000


def copied(ranges: Ranges, length: int) -> int:
    """How much of one piece of text is copied when it is cut at the ends of the ranges, one after the other."""
    cuts, total = [0, length], 0
    for at in (end for clock, size in ranges for end in (clock, clock + size)):
        behind = bisect_right(cuts, at)
        if cuts[behind - 1] != at:
            total += cuts[behind] - cuts[behind - 1]
            cuts.insert(behind, at)
    return total


def test_many_deletions_in_one_long_text_cut_small_pieces() -> None:
    ranges = [(at, 1) for at in range(1, LONG, 200)]
    ordered = in_cheap_order(ranges)
    assert sorted(ordered) == ranges
    assert copied(ordered, LONG) < copied(ranges, LONG) / 20


@pytest.mark.parametrize("count", [0, 1, 2, 99, 100, 101, 1_000, 12_345])
def test_the_cheap_order_has_each_once(count: int) -> None:
    ranges = [(at, 1) for at in range(0, 2 * count, 2)]
    assert sorted(in_cheap_order(ranges)) == ranges


def test_only_what_is_not_deleted_yet_is_new() -> None:
    known = [(1, [(10, 5), (30, 1)]), (2, [(0, 1)])]
    told = [(1, [(10, 5), (11, 2), (12, 9), (30, 1), (0, 3)]), (2, [(0, 1)]), (3, [(7, 7)])]
    assert new_ranges(told, known) == [(1, [(0, 3), (12, 9)]), (3, [(7, 7)])]


def test_more_than_one_message_can_delete_is_not_looked_for() -> None:
    told = [(client, [(at, 1) for at in range(0, 2 * MOST, 2)]) for client in (1, 2)]
    assert new_ranges(told, [(1, [(0, 1)])]) == [(1, [(at, 1) for at in range(2, 2 * MOST, 2)]), (2, [(0, 1)])]


def test_what_a_document_has_deleted_is_told() -> None:
    doc: Doc[Text] = new_doc()
    doc.apply_update(typed(1, 0, "x" * 1_000))
    doc.apply_update(b"\0" + write_deletes([(1, [(0, 3), (500, 200)])]))
    assert deleted_in(doc) == [(1, [(0, 3), (500, 200)])]


def test_pairs_are_read_as_numbers_one_by_one_are(chance: random.Random) -> None:
    numbers = [chance.randrange(2 ** chance.randrange(1, 53)) for _ in range(2_000)]
    data = b"?" + b"".join(map(varint, numbers)) + b"\x80\x00" + b"\x81\x80\x80\x00"  # and two longer than needed
    pairs, end = read_pairs(data, 1, 1_001)
    at, expected = 1, []
    for _ in range(2_002):
        number, at = read_varint(data, at)
        expected.append(number)
    assert [number for pair in pairs for number in pair] == expected
    assert end == at == len(data)
    with pytest.raises(Malformed):
        read_pairs(data, 1, 1_002)
    with pytest.raises(Malformed):
        read_pairs(b"\xff" * 20, 0, 1)


def test_first_halves_are_found_wherever_a_text_begins() -> None:
    text = "a😀é" * 700 + "😀"
    for clock in (0, 5, 1_022, 1_023, 1_024, 70_000):
        halves = Halves()
        halves.add_text(7, clock, text.encode("utf-16-le"))
        firsts = {clock + 4 * number + 1 for number in range(700)} | {clock + 2_800}
        assert {at for at in range(clock - 2, clock + 2_804) if (7, at) in halves} == firsts
        assert halves.are_cut(7, [(clock + 2, 1)])
        assert halves.are_cut(7, [(clock, 2)])
        assert not halves.are_cut(7, [(clock, 1), (clock + 1, 2)])
        assert not halves.are_cut(8, [(clock + 2, 1)])
