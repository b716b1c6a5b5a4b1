"""Yjs updates (v1) taken apart and put together again, as far as text editors write them. Pure functions.

Rooms have screened what is in the log (wire/screening/), so this reads what they let in and nothing else: collected,
deleted and string content. Format: Yjs `src/utils/encoding.js`, `src/structs/Item.js`.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from codesala.wire.varint import Malformed, read_bytes, read_pairs, read_varint, var_bytes, varint
from codesala.wire.yjs import CONTENT, DELETED, GC, HAS_ORIGIN, HAS_PARENT_SUB, HAS_RIGHT_ORIGIN, STRING, Id

Ranges = list[tuple[int, int]]
"""Of one client: first clock and length of each."""
Deletes = list[tuple[int, Ranges]]
"""Client ids with what of theirs is deleted."""


@dataclass(slots=True)
class Struct:
    """A run of text, or of what was text, of one client. `content` is GC, DELETED or STRING; `length` counts UTF-16
    units, `text` is UTF-8. `root` is the name of the text that it is part of, written only where neither neighbour
    is."""

    content: int
    length: int
    origin: Id | None = None
    right_origin: Id | None = None
    root: bytes = b""
    text: bytes = b""


@dataclass(slots=True)
class Section:
    """Structs of one client, one behind the other, from `clock` on."""

    client: int
    clock: int
    structs: list[Struct]

    @property
    def end(self) -> int:
        return self.clock + sum(struct.length for struct in self.structs)


@dataclass(slots=True)
class Update:
    sections: list[Section]
    deletes: Deletes


def read_update(data: bytes) -> Update:
    """Raises codesala.wire.varint.Malformed for anything that no text editor writes."""
    sections = []
    count, at = read_varint(data, 0)
    for _ in range(count):
        structs, at = read_varint(data, at)
        client, at = read_varint(data, at)
        clock, at = read_varint(data, at)
        section = Section(client, clock, [])
        for _ in range(structs):
            struct, at = read_struct(data, at)
            section.structs.append(struct)
        sections.append(section)
    deletes, at = read_deletes(data, at)
    if at != len(data):
        raise Malformed("bytes after the end")
    return Update(sections, deletes)


def read_deletes(data: bytes, at: int) -> tuple[Deletes, int]:
    """What an update deletes, which begins at this byte, and where it ends. Raises Malformed."""
    deletes = []
    count, at = read_varint(data, at)
    for _ in range(count):
        client, at = read_varint(data, at)
        ranges, at = read_varint(data, at)
        found, at = read_pairs(data, at, ranges)
        deletes.append((client, found))
    return deletes, at


def write_update(update: Update) -> bytes:
    """The bytes that `read_update` reads; for what it has read, the same."""
    out = [varint(len(update.sections))]
    for section in update.sections:
        out += (varint(len(section.structs)), varint(section.client), varint(section.clock))
        for struct in section.structs:
            _write_struct(out, struct)
    out.append(write_deletes(update.deletes))
    return b"".join(out)


def write_deletes(deletes: Deletes) -> bytes:
    """How an update ends that deletes this. A client of whom it is nothing is left out."""
    parts = [varint(client) + varint(len(ranges)) + b"".join(_pairs(ranges)) for client, ranges in deletes if ranges]
    return varint(len(parts)) + b"".join(parts)


def _pairs(ranges: Ranges) -> Iterable[bytes]:
    return (varint(clock) + varint(length) for clock, length in ranges)


def read_struct(data: bytes, at: int) -> tuple[Struct, int]:
    """The one that begins at this byte, and where it ends. Raises Malformed."""
    if at >= len(data):
        raise Malformed("cut off")
    info = data[at]
    content = info & CONTENT
    if content not in (GC, DELETED, STRING) or info & HAS_PARENT_SUB or (content == GC and info != GC):
        raise Malformed("content other than text")
    at += 1
    if content == GC:
        length, at = read_varint(data, at)
        return Struct(GC, length), at
    origin = right = None
    root = b""
    if info & HAS_ORIGIN:
        client, at = read_varint(data, at)
        clock, at = read_varint(data, at)
        origin = (client, clock)
    if info & HAS_RIGHT_ORIGIN:
        client, at = read_varint(data, at)
        clock, at = read_varint(data, at)
        right = (client, clock)
    if origin is None and right is None:
        is_root, at = read_varint(data, at)
        if is_root != 1:
            raise Malformed("parent is not a root")
        root, at = read_bytes(data, at)
    if content == DELETED:
        length, at = read_varint(data, at)
        return Struct(DELETED, length, origin, right, root), at
    text, at = read_bytes(data, at)
    return Struct(STRING, utf16_length(text), origin, right, root, text), at


def _write_struct(out: list[bytes], struct: Struct) -> None:
    if struct.content == GC:
        out += (b"\x00", varint(struct.length))
        return
    origin, right = struct.origin, struct.right_origin
    out.append(bytes((struct.content | (HAS_ORIGIN if origin else 0) | (HAS_RIGHT_ORIGIN if right else 0),)))
    for other in (origin, right):
        if other:
            out += (varint(other[0]), varint(other[1]))
    if origin is None and right is None:
        out += (b"\x01", var_bytes(struct.root))
    out.append(var_bytes(struct.text) if struct.content == STRING else varint(struct.length))


def utf16_length(text: bytes) -> int:
    """How many UTF-16 units a UTF-8 text has, as JavaScript and Yjs count it. Raises Malformed."""
    if text.isascii():
        return len(text)
    try:
        decoded = text.decode()
    except UnicodeDecodeError:
        raise Malformed("text is not UTF-8") from None
    return len(decoded) + sum(character > "\uffff" for character in decoded)
