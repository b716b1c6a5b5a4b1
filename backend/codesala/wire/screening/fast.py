"""The fast path of screening: the shapes that typing makes, recognised byte by byte. Everything else is left to the
full parser, which decides the same for these shapes (a test compares the two).

The shapes: one client writes one short ASCII string next to characters that are known, or writes nothing; and at most
one range of known characters is deleted.
"""

from codesala.wire.screening.halves import Halves
from codesala.wire.screening.roots import MAIN
from codesala.wire.screening.thorough import MAX_CLOCK, ONE_STRUCT
from codesala.wire.screening.verdicts import Knowledge, Place, Verdict
from codesala.wire.varint import Malformed, read_varint
from codesala.wire.yjs import HAS_ORIGIN, HAS_RIGHT_ORIGIN, STRING, Id

_IN_MAIN = b"\x01" + bytes((len(MAIN),)) + MAIN
_NO_STRUCTS = b"\x00\x01"
_NO_HALVES = Halves()


def screen_typing(update: bytes, known: Knowledge) -> Verdict | None:
    """The verdict on an update of these shapes, or None: ask the full parser. Never raises."""
    if known.halves.chunks:
        return None
    clocks, texts = known.clocks, known.texts
    try:
        if update[:2] != ONE_STRUCT:
            if update[:2] != _NO_STRUCTS or not _deletes_known(update, 2, clocks, {}):
                return None
            return Verdict({}, _NO_HALVES, 0, 0, 1)
        client, at = read_varint(update, 2)
        clock, at = read_varint(update, at)
        if clock != clocks.get(client, 0):
            return None
        info = update[at]
        at += 1
        if info & ~(HAS_ORIGIN | HAS_RIGHT_ORIGIN) != STRING:
            return None
        left: Id | None = None
        right: Id | None = None
        places: tuple[Place, ...] = ()
        if info == STRING:
            if update[at : at + len(_IN_MAIN)] == _IN_MAIN:
                number, at = 0, at + len(_IN_MAIN)
            elif texts is None or (named := texts.named(update, at)) is None:
                return None
            else:
                number, at = named
        if info & HAS_ORIGIN:
            other, at = read_varint(update, at)
            other_clock, at = read_varint(update, at)
            if other_clock >= clocks.get(other, 0):
                return None
            left = (other, other_clock)
        if info & HAS_RIGHT_ORIGIN:
            other, at = read_varint(update, at)
            other_clock, at = read_varint(update, at)
            if other_clock >= clocks.get(other, 0):
                return None
            right = (other, other_clock)
            if left == right:
                return None
            places = ((left, right),)
        if texts is not None and info != STRING:
            between = texts.between(left, right)
            if between is None:
                return None
            number = between
        length = update[at]
        text = update[at + 1 : at + 1 + length]
        clock += length
        if length == 0 or length > 127 or not text.isascii() or clock > MAX_CLOCK:
            return None
        at += 1 + length
        sections = update[at]
        ends = {client: clock}
        if sections:
            if sections != 1 or not _deletes_known(update, at + 1, clocks, ends):
                return None
        elif at + 1 != len(update):
            return None
    except (Malformed, IndexError):
        return None
    verdict = Verdict(ends, _NO_HALVES, length, 1, sections, places, left)
    if texts is not None:
        verdict.begun = ((client, clock - length, number),)
    return verdict


def _deletes_known(update: bytes, at: int, clocks: dict[int, int], ends: dict[int, int]) -> bool:
    """Whether the rest of the update is one client with one range of characters that are known, or in this update.
    Raises Malformed and IndexError."""
    client, at = read_varint(update, at)
    if update[at] != 1:
        return False
    clock, at = read_varint(update, at + 1)
    length, at = read_varint(update, at)
    return at == len(update) and length > 0 and clock + length <= (ends.get(client) or clocks.get(client, 0))
