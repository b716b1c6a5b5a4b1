"""Whether a message goes on with what its sender was writing: pure functions. And what was written so, joined.

Someone who types sends messages of which only clocks and a character are new, so what a peer is writing is kept, and a
message that goes on with it is recognised by comparing.
"""

from codesala.wire.screening.thorough import MAX_CLOCK, ONE_STRUCT
from codesala.wire.varint import read_varint, var_bytes, varint
from codesala.wire.yjs import HAS_ORIGIN, HAS_RIGHT_ORIGIN, STRING

_UPDATE = 2
UPDATE_AT = 3
"""Where the update begins in a message that has a length of one byte."""
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
        self.text_at = UPDATE_AT + self._right_at + len(right)


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
    if size > 130 or message[UPDATE_AT:at] != run.head or message[2] != size - UPDATE_AT or message[1] != _UPDATE:
        return 0
    length = message[at]
    if length != size - at - 2 or message[size - 1]:
        return 0
    is_ascii = message[at + 1] < 128 if length == 1 else message[at + 1 : size - 1].isascii()
    return length if is_ascii and run.clock + length <= MAX_CLOCK else 0


def is_same_but_digits(state: bytes, plain: bytes) -> bool:
    """Whether a text is valid JSON because `plain`, which has no backslash, is: only digits differ."""
    return len(state) == len(plain) and state.translate(_DIGITS) == plain.translate(_DIGITS)


class Typed:
    """What one client typed without a break: applied as one string, which is how Yjs keeps it."""

    __slots__ = ("_first", "_length", "_more", "next_clock")

    def __init__(self, update: bytes, length: int, next_clock: int) -> None:
        self._first = update
        self._length = length
        self._more: list[bytes] = []
        self.next_clock = next_clock

    def add(self, update: bytes, length: int) -> None:
        self._more.append(update[-1 - length : -1])
        self.next_clock += length

    def update(self) -> bytes:
        """Where the first character was put, and then all characters."""
        if not self._more:
            return self._first
        start = len(self._first) - 1 - self._length  # what follows is the text and that nothing is deleted
        text = self._first[start:-1] + b"".join(self._more)
        return self._first[: start - 1] + var_bytes(text) + self._first[-1:]
