"""The quick way of what typing sends: one more character where the last one was written, and the cursor behind it.

Someone who types sends messages of which only clocks and a character are new, so what a peer is writing is kept, and a
message that goes on with it is recognised by comparing. All others go the ordinary way (room.py), which decides the
same (a test compares the two).

A message finds the caches of a computer cold. Then a line of Python costs little, and the first call of each function
that is written in C, one or more microseconds: so there are few of those from api/receiving.py to here.
"""

from typing import TYPE_CHECKING

from codesala.rooms.outside import MAX_BACKLOG_BYTES
from codesala.rooms.screening import MAX_CLOCK, ONE_STRUCT
from codesala.varint import read_varint, varint
from codesala.yjs import HAS_ORIGIN, HAS_RIGHT_ORIGIN, STRING

if TYPE_CHECKING:
    from codesala.rooms.cursors import Cursor
    from codesala.rooms.peer import Peer
    from codesala.rooms.room import Room

_SYNC, _AWARENESS = 0, 1
_UPDATE = 2
_UPDATE_AT = 3
"""Where the update begins in a message that has a length of one byte."""
_SHORTEST = 12

# A JSON text stays one when digits are put in the place of others, as long as a zero stays a zero ("01" is none) and
# it has no escapes.
_DIGITS = bytes.maketrans(b"23456789", b"11111111")

_BEHIND = bytes((STRING | HAS_ORIGIN,))
_BEHIND_AND_BEFORE = bytes((STRING | HAS_ORIGIN | HAS_RIGHT_ORIGIN,))


class Run:
    """What a peer is writing: behind which character its next one would go."""

    __slots__ = ("_behind_at", "_clock_at", "_last_at", "_right_at", "client", "clock", "head", "text_at")

    def __init__(self, client: int, writer: bytes, clock: int, right: bytes) -> None:
        """`clock` is the client's next one, `writer` its id and `right` the right origin, as they stand in an update;
        `right` may be empty."""
        self.client = client
        self._clock_at = len(ONE_STRUCT) + len(writer)
        behind = (_BEHIND_AND_BEFORE if right else _BEHIND) + writer
        self._set(clock, ONE_STRUCT + writer, varint(clock), behind, varint(clock - 1), right)

    def advance(self, length: int) -> None:
        """`length` characters were written."""
        head, at, behind_at = self.head, self._clock_at, self._behind_at
        clock = self.clock + length
        last = head[at:behind_at] if length == 1 else varint(clock - 1)
        self._set(clock, head[:at], varint(clock), head[behind_at : self._last_at], last, head[self._right_at :])

    def _set(self, clock: int, start: bytes, encoded: bytes, behind: bytes, last: bytes, right: bytes) -> None:
        self.clock = clock
        self.head = start + encoded + behind + last + right
        """How an update that goes on begins, up to its text. Its parts are kept nowhere else: each would be one more
        thing to fetch."""
        self._behind_at = self._clock_at + len(encoded)
        self._last_at = self._behind_at + len(behind)
        self._right_at = self._last_at + len(last)
        self.text_at = _UPDATE_AT + self._right_at + len(right)


def run_of(update: bytes, clock: int) -> Run | None:
    """How an accepted update of at least one struct would be continued; `clock` is where its client is now. None if it
    is not one string of one client."""
    if update[:2] != ONE_STRUCT:
        return None
    client, at = read_varint(update, 2)
    writer = update[2:at]
    _, at = read_varint(update, at)
    info = update[at]
    at += 1
    if info & ~(HAS_ORIGIN | HAS_RIGHT_ORIGIN) != STRING:
        return None
    if info & HAS_ORIGIN:
        _, at = read_varint(update, at)
        _, at = read_varint(update, at)
    start = at
    if info & HAS_RIGHT_ORIGIN:
        _, at = read_varint(update, at)
        _, at = read_varint(update, at)
    return Run(client, writer, clock, update[start:at])


def typed_length(run: Run, message: bytes) -> int:
    """How many ASCII characters a message adds where the run goes on. 0 if it is anything else, also when only the
    full parser can tell. Raises IndexError."""
    size = len(message)
    at = run.text_at
    if size > 130 or message[_UPDATE_AT:at] != run.head or message[2] != size - _UPDATE_AT or message[1] != _UPDATE:
        return 0
    length = message[at]
    if length != size - at - 2 or message[size - 1]:
        return 0
    is_ascii = message[at + 1] < 128 if length == 1 else message[at + 1 : size - 1].isascii()
    return length if is_ascii and run.clock + length <= MAX_CLOCK else 0


def receive_typing(room: "Room", peer: "Peer", message: bytes) -> bool:
    """Take a message if it goes on with what the peer is writing, or moves its cursor; False, and nothing done, if it
    takes more than a glance to know what it is. Raises DocumentBroken."""
    if len(message) < _SHORTEST:
        return False
    try:
        if message[0] == _SYNC:
            return peer.run is not None and _receive_keystroke(room, peer, peer.run, message)
        return message[0] == _AWARENESS and peer.moving is not None and _receive_move(room, peer, peer.moving, message)
    except IndexError:
        return False


def _receive_keystroke(room: "Room", peer: "Peer", run: Run, message: bytes) -> bool:
    length = typed_length(run, message)
    outside = room.outside
    if not length or peer.made_at or not room.can_write(peer) or outside.backlog_bytes > MAX_BACKLOG_BYTES:
        return False
    update = message[_UPDATE_AT:]
    client, clock = run.client, run.clock
    if not room.document.type(update, client, clock, length):
        return False
    run.advance(length)
    room.record.spread(peer, update, message, client, clock, length)
    if peer.is_ours:
        peer.updates_in += 1
        if not peer.refused:
            room.record.acknowledge(peer)
    return True


def _receive_move(room: "Room", peer: "Peer", cursor: "Cursor", message: bytes) -> bool:
    """Lengths from 128 to 16,383, and so of two bytes, are those that cursors have."""
    if cursor.owner is not peer:
        return False
    left = len(message) - 3
    at = 3 + len(cursor.head)
    if message[1] != left & 127 | 128 or message[2] != left >> 7 or message[3:at] != cursor.head or at == 3:
        return False
    clock = message[at]
    if clock > 127:
        at += 1
        clock += (message[at] << 7) - 128
        if clock > 16_383:
            at += 1
            clock += (message[at] << 14) - 16_384
    left -= at
    if message[at + 1] != left & 127 | 128 or message[at + 2] != left >> 7 or not cursor.clock < clock < 1 << 21:
        return False
    state = message[at + 3 :]
    if state != cursor.state and not is_same_but_digits(state, cursor.state):
        return False
    cursor.clock = clock
    cursor.state = state
    if room.is_shared or not room.broadcast.pass_on(message, room.broadcast.all_but(peer)):
        assert peer.cursor is not None
        room.ownership.relay((peer.cursor, clock, state), message[3:], message, peer)
    return True


def is_same_but_digits(state: bytes, plain: bytes) -> bool:
    """Whether a text is valid JSON because `plain`, which has no backslash, is: only digits differ."""
    return len(state) == len(plain) and state.translate(_DIGITS) == plain.translate(_DIGITS)
