"""Packed log entries: what a batch of the log holds, byte by byte. Pure functions.

A batch is: version (1), base time (varint, milliseconds since 1970), number of authors (varint) and each author
(string), then the entries (kind byte, milliseconds after the base time as varint, index of the author as varint,
body with its length), and a CRC-32 of all before it (4 bytes, little-endian), because a damaged row must be found
before the document engine sees it. Times are the server's clock when it received the entry.
"""

import json
import secrets
import zlib
from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any, NamedTuple

from codesala.errors import Corrupt
from codesala.records import Batch
from codesala.wire.varint import Malformed, read_bytes, read_varint, var_string, varint

VERSION = 1
_VERSION = varint(VERSION)
INITIAL_WRITER = "initial"
SERVERS_WRITERS = "server:"
"""So begin those of what the server tells: no room accepted it, and nobody need ever have been there."""
NOBODY = ""


class EntryKind(IntEnum):
    UPDATE = 0
    """Body: Yjs update v1, as it was received."""
    EVENT = 1
    """Body: JSON, `{"type": …}` with the facts of that type."""


_KINDS = tuple(EntryKind)


class Entry(NamedTuple):
    """One accepted update or event. `author` is a participant id, or empty for the system."""

    kind: EntryKind
    at_ms: int
    author: str
    body: bytes


EntryTuple = tuple[EntryKind, int, str, bytes]
"""An Entry, or one without its name, which takes longer to make than to pack."""


def pack(entries: Sequence[EntryTuple]) -> bytes:
    """At least one entry, in the order of acceptance."""
    base = min([at_ms for _kind, at_ms, _author, _body in entries])
    authors: dict[str, int] = {}
    packed = [b""]
    for kind, at_ms, author, body in entries:
        number = authors.setdefault(author, len(authors))
        delta, size = at_ms - base, len(body)
        if delta < 128 and number < 128 and size < 128:  # as all the others, in one step
            packed += (bytes((kind, delta, number, size)), body)
        else:
            packed += (varint(kind), varint(delta), varint(number), varint(size), body)
    packed[0] = b"".join([_VERSION, varint(base), varint(len(authors)), *map(var_string, authors)])
    data = b"".join(packed)
    return data + zlib.crc32(data).to_bytes(4, "little")


def unpack(data: bytes) -> list[Entry]:
    """The entries of a batch. Raises Corrupt for anything that `pack` did not make."""
    content, checksum = data[:-4], data[-4:]
    if zlib.crc32(content).to_bytes(4, "little") != checksum:
        raise Corrupt("A row of the log does not match its checksum.")
    try:
        return _read(content)
    except (Malformed, ValueError, IndexError) as error:
        raise Corrupt(f"A row of the log cannot be read: {error}.") from error


def _read(content: bytes) -> list[Entry]:
    if content[0] != VERSION:
        raise Malformed(f"unknown version {content[0]}")
    base, at = read_varint(content, 1)
    count, at = read_varint(content, at)
    authors: list[str] = []
    for _ in range(count):
        raw, at = read_bytes(content, at)
        authors.append(raw.decode())
    entries: list[Entry] = []
    size = len(content)
    new = tuple.__new__  # all that Entry(…) does, in half of its time; logs have 100,000 of them
    while at < size:
        kind, delta, author, length = content[at : at + 4]
        if delta < 128 and author < 128 and length < 128:
            at += 4
        else:
            delta, at = read_varint(content, at + 1)
            author, at = read_varint(content, at)
            length, at = read_varint(content, at)
        end = at + length
        if end > size:
            raise Malformed("bytes cut off")
        entries.append(new(Entry, (_KINDS[kind], base + delta, authors[author], content[at:end])))
        at = end
    return entries


def event_entry(event: Mapping[str, Any], at_ms: int) -> Entry:
    """The entry of an event; its author is the event's `participant`, if it has one."""
    body = json.dumps(event, ensure_ascii=False, separators=(",", ":")).encode()
    return Entry(EntryKind.EVENT, at_ms, event.get("participant") or NOBODY, body)


def event_batch(session_id: str, events: Sequence[Mapping[str, Any]]) -> Batch:
    """A batch of events, each with its time `at`, that no room accepted: its writer writes nothing else."""
    entries = [event_entry(event, event["at"]) for event in events]
    return Batch(session_id, f"{SERVERS_WRITERS}{secrets.token_hex(8)}", 1, len(entries), pack(entries))
