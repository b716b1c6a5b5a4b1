"""Writers of lib0 numbers and of Yjs updates (update v1), struct by struct, so that tests can build forbidden ones.

Format: yjs/src/utils/encoding.js and structs/*.js. This is not the server's parser, and shares nothing with it.
"""

import json
import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

HAS_ORIGIN, HAS_RIGHT_ORIGIN, HAS_PARENT_SUB = 0x80, 0x40, 0x20
GC, DELETED, JSON, BINARY, STRING, EMBED, FORMAT, TYPE, ANY, DOC, SKIP = range(11)

Id = tuple[int, int]  # client id, clock


def varint(number: int) -> bytes:
    """lib0 writeVarUint: seven bits a byte, lowest first."""
    out = bytearray()
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)
    return bytes(out)


def read_varint(data: bytes, at: int) -> tuple[int, int]:
    """The number at `at` and the place after it."""
    number = shift = 0
    while True:
        byte = data[at]
        number |= (byte & 127) << shift
        at, shift = at + 1, shift + 7
        if byte < 128:
            return number, at


def var_bytes(data: bytes) -> bytes:
    return varint(len(data)) + data


def read_var_bytes(data: bytes, at: int) -> tuple[bytes, int]:
    length, at = read_varint(data, at)
    return data[at : at + length], at + length


def var_string(text: str) -> bytes:
    return var_bytes(text.encode())


# --- Frames ---------------------------------------------------------------------------------------------------------


def step1(state_vector: bytes = b"\x00") -> bytes:
    """SyncStep1; without argument: of a client that knows nothing."""
    return b"\x00\x00" + var_bytes(state_vector)


def step2(update: bytes) -> bytes:
    return b"\x00\x01" + var_bytes(update)


def update_frame(update: bytes) -> bytes:
    return b"\x00\x02" + var_bytes(update)


def awareness_frame(client: int, clock: int, state: str) -> bytes:
    """Awareness of one client; `state` is JSON text, "null" for one that leaves."""
    return b"\x01" + var_bytes(varint(1) + varint(client) + varint(clock) + var_string(state))


def hello(key: str, name: str | None) -> bytes:
    """HELLO of codesala.v1."""
    return varint(110) + var_string(json.dumps({"name": name, "key": key}))


def request(body: dict[str, Any]) -> bytes:
    """REQUEST of codesala.v1."""
    return varint(111) + var_string(json.dumps(body))


def read_json(body: bytes) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(body)
    return value


# --- Structs --------------------------------------------------------------------------------------------------------


def item(
    kind: int,
    content: bytes,
    *,
    origin: Id | None = None,
    right_origin: Id | None = None,
    root: str | None = "code",
    parent: Id | None = None,
    key: str | None = None,
) -> bytes:
    """Any item. Its parent is written only without origins, as Yjs does: a root type's name, or an item's id."""
    info = kind
    info |= HAS_ORIGIN if origin else 0
    info |= HAS_RIGHT_ORIGIN if right_origin else 0
    info |= HAS_PARENT_SUB if key is not None else 0
    out = bytes((info,))
    for place in (origin, right_origin):
        if place:
            out += varint(place[0]) + varint(place[1])
    if not origin and not right_origin:
        if parent:
            out += varint(0) + varint(parent[0]) + varint(parent[1])
        else:
            out += varint(1) + var_string(root or "")
        if key is not None:
            out += var_string(key)
    return out + content


def text(string: str, *, origin: Id | None = None, right_origin: Id | None = None, root: str = "code") -> bytes:
    """An inserted string; its length in clock ticks is in UTF-16 units."""
    return item(STRING, var_string(string), origin=origin, right_origin=right_origin, root=root)


def deleted(length: int, *, origin: Id | None = None, root: str = "code") -> bytes:
    return item(DELETED, varint(length), origin=origin, root=root)


def gc(length: int) -> bytes:
    return bytes((GC,)) + varint(length)


def skip(length: int) -> bytes:
    return bytes((SKIP,)) + varint(length)


def any_list(*values: bytes) -> bytes:
    """The content of an ANY item from values in lib0's any encoding."""
    return varint(len(values)) + b"".join(values)


def any_nested(depth: int) -> bytes:
    """One lib0 value: arrays in arrays, `depth` deep; the deep ones kill parsers that recurse."""
    return b"\x75\x01" * depth + b"\x7e"


def any_float(number: float) -> bytes:
    return b"\x7b" + struct.pack(">d", number)


# --- Updates --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Section:
    """The structs of one client from `clock` on. `count` lies about their number when it is given."""

    client: int
    clock: int
    structs: Sequence[bytes]
    count: int | None = None

    def encode(self) -> bytes:
        count = len(self.structs) if self.count is None else self.count
        return varint(count) + varint(self.client) + varint(self.clock) + b"".join(self.structs)


def update(*sections: Section, deletes: Sequence[tuple[int, Sequence[Id]]] = ()) -> bytes:
    """An update v1. `deletes`: (client, [(clock, length), …]) each."""
    out = varint(len(sections)) + b"".join(section.encode() for section in sections) + varint(len(deletes))
    for client, ranges in deletes:
        out += varint(client) + varint(len(ranges))
        for clock, length in ranges:
            out += varint(clock) + varint(length)
    return out


def typed(client: int, clock: int, string: str, *, after: Id | None = None, root: str = "code") -> bytes:
    """The update of a person who typed `string`: at the start of an empty text, or after a character."""
    return update(Section(client, clock, [text(string, origin=after, root=root)]))


def state_vector(clocks: dict[int, int]) -> bytes:
    return varint(len(clocks)) + b"".join(varint(client) + varint(clock) for client, clock in clocks.items())
