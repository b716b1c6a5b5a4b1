"""What the engine can integrate in a short time of an update with many structs: the rest is asked for again.

What a struct costs the engine is seen by trying alone: it looks at each piece of text between the characters that the
struct was put between, so 40 kB can take seconds. Editors put text between characters that stand side by side. So such
an update is tried piece by piece on a copy of the document: who is honest and has much to say needs more messages, and
an update of which each piece costs a hundred times what it should is not let near the document.
"""

import time
from collections.abc import Iterator, Mapping

from pycrdt import Doc, Text

from codesala.updates import Section, Struct, Update, read_update, write_update

STRUCTS = 16
"""Tried together. The worst cost 6 ms each, in a document of 20,000 pieces (pycrdt 0.14)."""
DEAR_S = 20e-6
"""For each struct, of many: honest ones cost 1 to 4 µs."""


class TooDear(ValueError):
    """The engine would need far longer for this update than for one that an editor made."""


def affordable(doc: "Doc[Text]", clocks: Mapping[int, int], update: bytes, seconds: float) -> bytes:
    """The screened update, or the beginning of it whose integration takes this long; deletions are in the last part.
    `clocks` is the state vector of `doc`. Raises TooDear."""
    read = read_update(update)
    copy = Doc[Text]()
    copy.apply_update(doc.get_update())
    taken: dict[int, Section] = {}
    tried = 0
    started = time.thread_time()
    for portion in in_portions(read, clocks):
        spent = time.thread_time() - started
        if tried and spent > seconds:
            if spent > DEAR_S * tried:
                raise TooDear
            return write_update(Update(list(taken.values()), []))
        copy.apply_update(write_update(Update(portion, [])))
        for section in portion:
            taken.setdefault(section.client, Section(section.client, section.clock, [])).structs.extend(section.structs)
            tried += len(section.structs)
    return update


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
