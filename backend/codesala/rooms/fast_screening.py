"""The fast path of screening: the one shape that typing makes, recognised byte by byte. Everything else is left to the
full parser, which decides the same for this shape (a test compares the two).

The shape: one client writes one short ASCII string, next to characters that are known, and deletes nothing.
"""

from codesala.rooms.screening import MAX_CLOCK, ROOT, Knowledge, Verdict
from codesala.varint import Malformed, read_varint

_STRING, _ORIGIN, _RIGHT_ORIGIN = 0x04, 0x80, 0x40
_AT_ROOT = b"\x01" + bytes((len(ROOT),)) + ROOT
_ONE_STRUCT = b"\x01\x01"


def screen_typing(update: bytes, known: Knowledge) -> Verdict | None:
    """The verdict on an update of that shape, or None: ask the full parser. Never raises."""
    if update[:2] != _ONE_STRUCT or known.halves:
        return None
    clocks = known.clocks
    try:
        client, at = read_varint(update, 2)
        clock, at = read_varint(update, at)
        if clock != clocks.get(client, 0):
            return None
        info = update[at]
        at += 1
        if info & ~(_ORIGIN | _RIGHT_ORIGIN) != _STRING:
            return None
        if info == _STRING:
            if update[at : at + len(_AT_ROOT)] != _AT_ROOT:
                return None
            at += len(_AT_ROOT)
        if info & _ORIGIN:
            other, at = read_varint(update, at)
            other_clock, at = read_varint(update, at)
            if other_clock >= clocks.get(other, 0):
                return None
        if info & _RIGHT_ORIGIN:
            other, at = read_varint(update, at)
            other_clock, at = read_varint(update, at)
            if other_clock >= clocks.get(other, 0):
                return None
        length = update[at]
    except (Malformed, IndexError):
        return None
    text = update[at + 1 : -1]
    if length == 0 or len(text) != length or update[-1] != 0 or not text.isascii() or clock + length > MAX_CLOCK:
        return None
    return Verdict(ends={client: clock + length}, inserted_bytes=length, structs=1)
