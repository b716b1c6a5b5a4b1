"""Frames ↔ messages: the y-websocket protocol and what codesala.v1 adds (docs/protocol.md). Pure functions."""

import json
import re
from collections.abc import Iterator, Mapping
from enum import IntEnum
from typing import Any

from codesala.errors import BadFrame
from codesala.wire.varint import Malformed, read_bytes, read_varint, var_bytes, var_string, varint

SUBPROTOCOL = "codesala.v1"


class MessageType(IntEnum):
    """The first varint of every frame."""

    SYNC = 0
    AWARENESS = 1
    QUERY_AWARENESS = 3
    SAVED = 100
    ROSTER = 101
    EVENT = 102
    STATE = 103
    HISTORY = 104
    DIGEST = 105
    HELLO = 110
    REQUEST = 111


class SyncType(IntEnum):
    """The second varint of a SYNC frame (y-protocols, sync.js)."""

    STEP1 = 0
    STEP2 = 1
    UPDATE = 2


class Kind(IntEnum):
    """What a client's frame turned out to be."""

    STEP1 = 0
    STEP2 = 1
    UPDATE = 2
    AWARENESS = 3
    QUERY_AWARENESS = 4
    HELLO = 5
    REQUEST = 6


_UPDATE_HEAD = b"\x00\x02"
_SYNC_KINDS = {0: Kind.STEP1, 1: Kind.STEP2, 2: Kind.UPDATE}
_BODY_KINDS: dict[int, Kind] = {MessageType.HELLO: Kind.HELLO, MessageType.REQUEST: Kind.REQUEST}
MAX_HELLO_BYTES = 2_048
MAX_REQUEST_BYTES = 256 * 1024


def decode(frame: bytes) -> tuple[Kind, bytes]:
    """What a client's frame is, and its body: a state vector, an update, an awareness update or JSON.
    Raises BadFrame for an unknown type, a length that does not match and trailing bytes."""
    if 3 <= len(frame) < 131 and frame[:2] == _UPDATE_HEAD and frame[2] == len(frame) - 3:
        return Kind.UPDATE, frame[3:]  # a keystroke
    try:
        message_type, at = read_varint(frame, 0)
        if message_type == 0:  # MessageType.SYNC, without the price of an enumeration
            subtype, at = read_varint(frame, at)
            kind = _SYNC_KINDS.get(subtype)
        elif message_type == 1:
            kind = Kind.AWARENESS
        elif message_type == MessageType.QUERY_AWARENESS:
            if at != len(frame):
                raise BadFrame("Bytes after the end of a query.")
            return Kind.QUERY_AWARENESS, b""
        else:
            kind = _BODY_KINDS.get(message_type)
        if kind is None:
            raise BadFrame("Unknown message type.")
        body, end = read_bytes(frame, at)
    except Malformed as error:
        raise BadFrame(f"Malformed message: {error}.") from None
    if end != len(frame):
        raise BadFrame("Bytes after the end of a message.")
    return kind, body


# Half of a surrogate pair is no character: JSON can say it, and nothing that is told, recorded or hashed can hold it.
ESCAPED_HALF = re.compile(r"\\u[dD][89a-fA-F]")
HALF = re.compile("[\ud800-\udfff]")


def decode_json(body: bytes, max_bytes: int) -> dict[str, Any]:
    """The object in the body of a HELLO or REQUEST, with U+FFFD for what is no character. Raises BadFrame."""
    if len(body) > max_bytes:
        raise BadFrame(f"A message of this kind has at most {max_bytes} bytes.")
    try:
        text = body.decode()
        value = json.loads(text)
        if ESCAPED_HALF.search(text):
            value = json.loads(HALF.sub("\ufffd", json.dumps(value, ensure_ascii=False)))
    except (ValueError, RecursionError):
        raise BadFrame("Malformed JSON.") from None
    if not isinstance(value, dict):
        raise BadFrame("A message of this kind is a JSON object.")
    return value


def decode_state_vector(data: bytes) -> dict[int, int]:
    """Client id → number of clock ticks known (Yjs `encodeStateVector`). Raises BadFrame."""
    clocks: dict[int, int] = {}
    try:
        count, at = read_varint(data, 0)
        if count > len(data):
            raise Malformed("more entries than bytes")
        for _ in range(count):
            client, at = read_varint(data, at)
            clocks[client], at = read_varint(data, at)
    except Malformed as error:
        raise BadFrame(f"Malformed state vector: {error}.") from None
    if at != len(data) or len(clocks) != count:
        raise BadFrame("Malformed state vector.")
    return clocks


def encode_state_vector(clocks: Mapping[int, int]) -> bytes:
    parts = [varint(len(clocks))]
    for client, clock in sorted(clocks.items(), reverse=True):
        parts += (varint(client), varint(clock))
    return b"".join(parts)


_SYNC_PREFIXES = {subtype: bytes((MessageType.SYNC, subtype)) for subtype in SyncType}
_AWARENESS_PREFIX = bytes((MessageType.AWARENESS,))


def sync_frame(subtype: SyncType, body: bytes) -> bytes:
    """A ready WebSocket frame with a sync message."""
    if len(body) < 65_536:
        return to_wire(_SYNC_PREFIXES[subtype] + var_bytes(body))
    start = _SYNC_PREFIXES[subtype] + varint(len(body))
    return b"".join((_huge_head(len(start) + len(body)), start, body))  # a whole document: each copy costs 0.1 ms


def awareness_message(update: bytes) -> bytes:
    return _AWARENESS_PREFIX + var_bytes(update)


def awareness_frame(update: bytes) -> bytes:
    return to_wire(awareness_message(update))


def saved_frame(count: int) -> bytes:
    return to_wire(bytes((MessageType.SAVED,)) + varint(count))


def json_frame(message_type: MessageType, value: Mapping[str, Any]) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return to_wire(bytes((message_type,)) + var_string(text))


_BYTES = [bytes((value,)) for value in range(256)]
_SHORT_HEADS = [bytes((0x82, length)) for length in range(126)]
_LONG_HEADS = [bytes((0x82, 126, high)) for high in range(256)]


def to_wire(message: bytes) -> bytes:
    """One whole binary WebSocket frame from server to client (RFC 6455 §5.2: FIN, opcode 2, no mask), so that it is
    encoded once for all peers."""
    length = len(message)
    if length < 126:
        return _SHORT_HEADS[length] + message
    if length < 65536:
        return _LONG_HEADS[length >> 8] + _BYTES[length & 255] + message
    return _huge_head(length) + message


def _huge_head(length: int) -> bytes:
    return b"\x82\x7f" + length.to_bytes(8, "big")


def from_wire(frames: bytes) -> Iterator[bytes]:
    """The messages in what `to_wire` made, joined; for servers that do their own framing."""
    at = 0
    while at < len(frames):
        length, start = frames[at + 1], at + 2
        if length >= 126:
            start = at + (4 if length == 126 else 10)
            length = int.from_bytes(frames[at + 2 : start], "big")
        at = start + length
        yield frames[start:at]
