"""What the engine can integrate in a short time of an update with many structs: the rest is asked for again.

What a struct costs the engine is seen by trying alone: it looks at each piece of text between the characters that the
struct was put between, so 40 kB can take seconds. Editors put text between characters that stand side by side. So such
an update is tried piece by piece on a copy of the document: who is honest and has much to say needs more messages, and
an update of which each piece costs a hundred times what it should is not let near the document.
"""

import time
from collections.abc import Iterable, Iterator, Mapping

from pycrdt import Doc, Text

from codesala.rooms.documents.deletions import deleted_in, in_cheap_order, new_ranges
from codesala.rooms.documents.engine import copy_of
from codesala.wire.screening.layout import Layout
from codesala.wire.updates import Deletes, Ranges, write_deletes

STRUCTS = 16
"""Tried together. The worst cost 6 ms each, in a document of 20,000 pieces (pycrdt 0.14)."""
DEAR_S = 50e-6
"""For each struct, of many: honest ones cost 1 to 4 µs, some 20 µs on a computer that is busy with other things."""

RANGES = 256
"""Deleted together. Each costs 10 to 60 µs where it cuts one large piece of text, some 3 µs where it cuts a small one,
and 0.1 µs where all is deleted."""

TOGETHER = 256
"""Structs that are integrated together. The engine joins those of one client in the end, and moves with each the rest:
13,400 take it 140 ms together, and 5 ms in parts (pycrdt 0.14)."""

Portion = dict[int, tuple[int, int]]
"""Of each client the structs from one number up to another."""


class TooDear(ValueError):
    """The engine would need far longer for this update than for one that an editor made."""


def affordable(doc: "Doc[Text]", clocks: Mapping[int, int], update: bytes, layout: Layout, seconds: float) -> bytes:
    """The screened update, or the beginning of it that is tried in this time, whatever takes it; what it deletes comes
    last. `clocks` is the state vector of `doc`. Raises TooDear."""
    new = new_ranges(layout.deletes, deleted_in(doc)) if layout.deletes else []
    are_few = _are_few(new)
    if are_few and sum(len(structs) - 1 for structs in layout.structs.values()) <= STRUCTS:
        return update
    copy = copy_of(doc)
    taken: Portion = {}
    tried, spent, slowest = 0, 0.0, 0.0
    until = time.thread_time() + seconds
    for portion in in_portions(layout, clocks):
        if tried and time.thread_time() > until:
            if spent <= DEAR_S * tried:
                return layout.part(update, taken) + write_deletes([])
            if tried > STRUCTS:  # one portion alone may have met a pause of the computer's own
                if spent - slowest > DEAR_S * (tried - STRUCTS):
                    raise TooDear
                return layout.part(update, taken) + write_deletes([])
        written = layout.part(update, portion) + write_deletes([])
        started = time.thread_time()
        copy.apply_update(written)
        took = time.thread_time() - started
        spent, slowest = spent + took, max(slowest, took)
        for client, (_, end) in portion.items():
            taken[client] = (0, end)
        tried += sum(end - first for first, end in portion.values())
    if are_few:
        return update
    return layout.part(update, taken) + write_deletes(_delete(copy, new, until))


def delete_affordable(doc: "Doc[Text]", update: bytes, layout: Layout, seconds: float) -> bytes | None:
    """Of a screened update without new text delete as much as is done in this time, at least some. Returns what was
    deleted as an update, the given one where that is all, and None when nothing of it was still there. No copy is
    needed: nothing of it can be refused."""
    new = new_ranges(layout.deletes, deleted_in(doc))
    if not new:
        return None
    deleted = _delete(doc, new, time.thread_time() + seconds)
    return update if _are_few(new) else b"\0" + write_deletes(deleted)


def _are_few(new: Deletes) -> bool:
    return sum(len(ranges) for _, ranges in new) <= RANGES


def _delete(doc: "Doc[Text]", new: Deletes, until: float) -> Deletes:
    """As much of it as is deleted until then, at least some; not looked at where it stands, as text is."""
    deleted: Deletes = []
    for client, ranges in new:
        done = Ranges()
        deleted.append((client, done))
        ordered = in_cheap_order(ranges)
        for start in range(0, len(ordered), RANGES):
            if start + len(deleted) > 1 and time.thread_time() > until:
                return deleted
            portion = ordered[start : start + RANGES]
            doc.apply_update(b"\0" + write_deletes([(client, portion)]))
            done += portion
    return deleted


def integrate(doc: "Doc[Text]", clocks: Mapping[int, int], update: bytes, layout: Layout) -> None:
    """Apply a screened update of very many structs in parts. `clocks` is the state vector of `doc`."""
    for portion in in_portions(layout, clocks, TOGETHER):
        doc.apply_update(layout.part(update, portion) + write_deletes([]))
    if layout.deletes:
        doc.apply_update(b"\0" + write_deletes(layout.deletes))


def in_portions(layout: Layout, clocks: Mapping[int, int], most: int = STRUCTS) -> Iterator[Portion]:
    """What is new in a screened update, a few structs at a time, each behind all that it refers to: in the order in
    which the engine takes them from the whole update, because another may cost far less."""
    needs: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for client, clock, *other in layout.needs:
        needs.setdefault((client, clock), []).append((other[0], other[1]))
    portion: Portion = {}
    size = 0
    reached = dict(clocks)
    done = dict.fromkeys(layout.structs, 0)
    for first in sorted(layout.structs, reverse=True):
        stack = [first]
        while stack:
            client = stack[-1]
            structs, number = layout.structs[client], done[client]
            if number == len(structs) - 1:
                stack.pop()
                continue
            needed = _missing(needs.get((client, structs[number][0]), ()), reached)
            if needed is not None:
                stack.append(needed)
                continue
            begun, _ = portion.get(client, (number, number))
            portion[client] = (begun, number + 1)
            done[client] = number + 1
            reached[client] = structs[number + 1][0]
            if len(stack) > 1:
                stack.pop()  # perhaps this is all that is waited for
            size += 1
            if size == most:
                yield portion
                portion, size = {}, 0
    if portion:
        yield portion


def _missing(others: Iterable[tuple[int, int]], reached: Mapping[int, int]) -> int | None:
    """Whose text must come before; None when all is there."""
    for client, clock in others:
        if clock >= reached.get(client, 0):
            return client
    return None
