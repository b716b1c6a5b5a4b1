"""What an update deletes that is not deleted yet, in the order that costs the engine least.

Whatever cuts a piece of text copies it, so many deletions in one long text cost the square of their number, from its
beginning to its end. When every hundredth of them comes first, the middle before its neighbours, they cut small pieces.
"""

from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice

from pycrdt import Doc, Text

from codesala.wire.updates import Deletes, Ranges, read_deletes
from codesala.wire.varint import MAX_SAFE_INTEGER

CUT_FIRST = 100
"""Every so many."""
MOST = 10_000
"""More are not done in the time that one message has, and looking for them takes some of it."""


def deleted_in(doc: "Doc[Text]") -> Deletes:
    """All that is deleted in a document."""
    return read_deletes(doc.get_update(doc.get_state()), 1)[0]  # behind no structs


def delete(doc: "Doc[Text]", update: bytes) -> bytes | None:
    """Apply an update that has no new text, and give it back; None when all was deleted before."""
    changes: list[object] = []
    subscription = doc.observe(changes.append)
    try:
        doc.apply_update(update)
    finally:
        doc.unobserve(subscription)
    return update if changes else None


def new_ranges(deletes: Deletes, known: Deletes) -> Deletes:
    """What of `deletes` is not in `known`, `MOST` of it, each client's from its beginning to its end."""
    known_of = dict(known)
    found = []
    left = MOST
    for client, ranges in deletes:
        there = known_of.get(client)
        new = sorted(islice(_not_in(sorted(there), ranges), left) if there else ranges[:left])
        left -= len(new)
        if new:
            found.append((client, new))
    return found


def _not_in(known: Ranges, ranges: Ranges) -> Iterator[tuple[int, int]]:
    same = set(known)  # most, and seen sooner than found
    for clock, length in ranges:
        if (clock, length) in same:
            continue
        before = bisect_right(known, (clock, MAX_SAFE_INTEGER)) - 1
        if before < 0 or sum(known[before]) < clock + length:
            yield clock, length


def in_cheap_order(ranges: Ranges) -> Ranges:
    """The same ranges, sorted ones."""
    first, ordered = ranges[::CUT_FIRST], Ranges()
    step = 1 << len(first).bit_length()
    while step:
        ordered += first[step - 1 :: 2 * step]
        step //= 2
    return ordered + [one for number, one in enumerate(ranges) if number % CUT_FIRST]
