"""What the engine can integrate in a short time of an update with many structs: the rest is asked for again.

What a struct costs the engine is seen by trying alone: it looks at each piece of text between the characters that the
struct was put between, so 40 kB can take seconds. Editors put text between characters that stand side by side. So such
an update is tried piece by piece on a copy of the document: who is honest and has much to say needs more messages, and
an update of which each piece costs a hundred times what it should is not let near the document.
"""

import time
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping

from pycrdt import Doc, Text

from codesala.rooms.engine import copy_of
from codesala.updates import Section, Struct, Update, read_update, write_update
from codesala.varint import MAX_SAFE_INTEGER

STRUCTS = 16
"""Tried together. The worst cost 6 ms each, in a document of 20,000 pieces (pycrdt 0.14)."""
DEAR_S = 50e-6
"""For each struct, of many: honest ones cost 1 to 4 µs, some 20 µs on a computer that is busy with other things."""

RANGES = 256
"""Deleted together. Each costs 10 to 60 µs where it cuts one large piece of text, and 0.1 µs where all is deleted."""

Deletions = list[tuple[int, list[tuple[int, int]]]]
Deleted = tuple[int, int, int]
"""A client, its clock, and how many characters from there."""


class TooDear(ValueError):
    """The engine would need far longer for this update than for one that an editor made."""


def affordable(doc: "Doc[Text]", clocks: Mapping[int, int], update: bytes, seconds: float) -> bytes:
    """The screened update, or the beginning of it whose integration takes this long; what it deletes comes last.
    `clocks` is the state vector of `doc`. Raises TooDear."""
    read = read_update(update)
    copy = copy_of(doc)
    taken: dict[int, Section] = {}
    tried, spent, slowest = 0, 0.0, 0.0
    for portion in in_portions(read, clocks):
        if tried and spent > seconds:
            if spent <= DEAR_S * tried:
                return write_update(Update(list(taken.values()), []))
            if tried > STRUCTS:  # one portion alone may have met a pause of the computer's own
                if spent - slowest > DEAR_S * (tried - STRUCTS):
                    raise TooDear
                return write_update(Update(list(taken.values()), []))
        written = write_update(Update(portion, []))
        started = time.thread_time()
        copy.apply_update(written)
        took = time.thread_time() - started
        spent, slowest = spent + took, max(slowest, took)
        for section in portion:
            taken.setdefault(section.client, Section(section.client, section.clock, [])).structs.extend(section.structs)
            tried += len(section.structs)
    started = time.thread_time()
    deleted: list[Deleted] = []
    for ranges in _new_ranges(read.deletes, deleted_in(doc)):
        if deleted and time.thread_time() - started > seconds:  # not looked at where it stands, as text is
            return write_update(Update(list(taken.values()), _by_client(deleted)))
        copy.apply_update(write_update(Update([], _by_client(ranges))))
        deleted += ranges
    return update


def deleted_in(doc: "Doc[Text]") -> Deletions:
    """All that is deleted in a document, in order."""
    return read_update(doc.get_update(doc.get_state())).deletes


def in_portions(update: Update, clocks: Mapping[int, int]) -> Iterator[list[Section]]:
    """What is new in a screened update, a few structs at a time, each behind all that it refers to: in the order in
    which the engine takes them from the whole update, because another may cost far less."""
    portion: dict[int, Section] = {}
    size = 0
    reached = dict(clocks)
    rest = {section.client: _new_structs(section, clocks.get(section.client, 0)) for section in update.sections}
    for first in sorted(rest, reverse=True):
        stack = [first]
        while stack:
            client = stack[-1]
            if not rest[client]:
                stack.pop()
                continue
            clock = reached.get(client, 0)
            needed = _needs(rest[client][-1], client, reached)
            if needed is not None:
                stack.append(needed)
                continue
            struct = rest[client].pop()
            portion.setdefault(client, Section(client, clock, [])).structs.append(struct)
            reached[client] = clock + struct.length
            if len(stack) > 1:
                stack.pop()  # perhaps this is all that is waited for
            size += 1
            if size == STRUCTS:
                yield list(portion.values())
                portion, size = {}, 0
    if portion:
        yield list(portion.values())


def _new_structs(section: Section, have: int) -> list[Struct]:
    """Those behind what is known, last first."""
    clock = section.clock
    for index, struct in enumerate(section.structs):
        if clock >= have:
            return section.structs[index:][::-1]
        clock += struct.length
    return []


def _needs(struct: Struct, client: int, reached: Mapping[int, int]) -> int | None:
    """Whose text must come before this struct of a client; None when all is there."""
    for id_ in (struct.origin, struct.right_origin):
        if id_ is not None and id_[0] != client and id_[1] >= reached.get(id_[0], 0):
            return id_[0]
    return None


def _new_ranges(deletes: Deletions, known: Deletions) -> Iterator[list[Deleted]]:
    """What is not deleted yet, some ranges at a time."""
    new: list[Deleted] = []
    ranges_of = {client: sorted(ranges) for client, ranges in known}
    for client, ranges in deletes:
        there = ranges_of.get(client, [])
        for clock, length in ranges:
            before = bisect_right(there, (clock, MAX_SAFE_INTEGER)) - 1
            if before < 0 or sum(there[before]) < clock + length:
                new.append((client, clock, length))
                if len(new) == RANGES:
                    yield new
                    new = []
    if new:
        yield new


def _by_client(deleted: Iterable[Deleted]) -> Deletions:
    found: dict[int, list[tuple[int, int]]] = {}
    for client, clock, length in deleted:
        found.setdefault(client, []).append((clock, length))
    return list(found.items())
