"""Whether two copies of one client's text are the same, unit for unit, however Yjs has cut them into structs. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from codesala.wire.updates import Section, Update
from codesala.wire.yjs import DELETED, GC, Id


@dataclass(slots=True)
class _Piece:
    """Units of one struct, from `clock` on. `text` is UTF-16 (little-endian), or None where only a length is left;
    `root` names the file where there are no neighbours."""

    clock: int
    length: int
    origin: Id | None
    right_origin: Id | None
    root: bytes
    text: bytes | None
    is_collected: bool


def section_of(update: Update, client: int) -> Section | None:
    return next((section for section in update.sections if section.client == client), None)


def agrees(copy: Section, own: Section, first: int) -> bool:
    """Whether all that `copy` holds from the clock `first` on is in `own` too, the same client's own word, with the
    same characters at the same places. What one of the two has deleted agrees with whatever the other has there."""
    end = copy.end
    if own.clock > first or own.end < end:
        return False
    theirs, ours = _pieces(copy, first), _pieces(own, first)
    clock, a, b = first, None, None
    while clock < end:
        a = a if a is not None and a.clock + a.length > clock else next(theirs)
        b = b if b is not None and b.clock + b.length > clock else next(ours)
        until = min(a.clock + a.length, b.clock + b.length)
        if not _is_same(a, b, clock, until, copy.client):
            return False
        clock = until
    return True


def _pieces(section: Section, first: int) -> Iterator[_Piece]:
    clock = section.clock
    for struct in section.structs:
        if clock + struct.length > first:
            is_text = struct.content not in (GC, DELETED)
            text = struct.text.decode().encode("utf-16-le") if is_text else None
            is_collected = struct.content == GC
            yield _Piece(clock, struct.length, struct.origin, struct.right_origin, struct.root, text, is_collected)
        clock += struct.length


def _is_same(a: _Piece, b: _Piece, clock: int, until: int, client: int) -> bool:
    if a.is_collected or b.is_collected:
        return a.is_collected and b.is_collected
    if a.right_origin != b.right_origin or _origin(a, clock, client) != _origin(b, clock, client):
        return False
    if clock == a.clock == b.clock and a.root != b.root:
        return False
    if a.text is None or b.text is None:
        return True
    return _units(a, a.text, clock, until) == _units(b, b.text, clock, until)


def _origin(piece: _Piece, clock: int, client: int) -> Id | None:
    """What the unit at `clock` stands behind: within a struct its predecessor."""
    return piece.origin if clock == piece.clock else (client, clock - 1)


def _units(piece: _Piece, text: bytes, clock: int, until: int) -> bytes:
    return text[2 * (clock - piece.clock) : 2 * (until - piece.clock)]
