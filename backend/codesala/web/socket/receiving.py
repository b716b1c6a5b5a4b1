"""The receiving half of connection.py: splits what arrives into frames, and reads whoever sends too much more slowly.

Plain binary frames go to the room. Everything else (handshake, ping, pong, close, fragments, messages that are too big)
stays uvicorn's.
"""

from collections.abc import Callable
from typing import Any, Protocol

from websockets.speedups import apply_mask

from codesala.web.socket.allowance import COST_A_TURN_BYTES, Allowance, pause_s
from codesala.web.socket.keepalive import KeptAlive

_BINARY = 0x82
_PONG = 0x8A
_MASKED = 0x80
_TWO_BYTES, _LONG = 126, 127
"""Lengths that say how many bytes the length has."""


FREE_PIECES = 64
"""Of one frame."""
MESSAGES_A_TURN = 256
"""So many, or what costs as much as COST_A_TURN_BYTES. Then others have their turn: the event loop would read on while
more comes, up to 8 MB, which can be seconds of work; and so would it from each connection of one who has many."""
_NO_PIECES: list[bytes] = []
"""One for all connections: most wait for nothing."""


def missing_bytes(rest: bytes) -> int:
    """How many bytes at least a frame lacks that begins so."""
    size = len(rest)
    if size < 2:
        return 2 - size
    length, start = rest[1] & 0x7F, 6 if rest[1] & _MASKED else 2
    if length > 125:
        size_bytes = 2 if length == 126 else 8
        start += size_bytes
        if size < start:
            return start - size
        length = int.from_bytes(rest[2 : 2 + size_bytes], "big")
    return start + length - size


class Receiver(Protocol):
    """Where messages go: a room."""

    def receive(self, sender: Any, message: bytes) -> None: ...

    def received(self) -> None:
        """All messages that came in one piece were passed on."""
        ...


class Receiving(KeptAlive):
    """Attached to a room while `_receiver` is set (Connection.attach)."""

    # What each message touches lies together in the object, not apart in its dictionary: it is seldom in a cache.
    __slots__ = (
        "_allowance",
        "_is_slowed",
        "_max_bytes",
        "_missing",
        "_pieces",
        "_receiver",
        "_sender",
        "_turn_bytes",
        "_work",
        "heard_at",
        "loop",
    )

    _allowance: Allowance
    _work: Allowance
    _receiver: Receiver | None
    _sender: object
    _on_text: Callable[[], None]
    _on_lost: Callable[[], None] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._max_bytes: int = self.config.ws_max_size
        self._receiver = None
        self._sender = None
        self._pieces = _NO_PIECES
        """What came of a frame that is not whole."""
        self._missing = 0
        """So many bytes of it at least are still to come."""
        self._is_slowed = False
        self._turn_bytes = 0
        """What was charged since others had theirs."""

    def data_received(self, data: bytes) -> None:
        now = self.loop.time()
        if now != self.heard_at:
            self._turn_bytes = 0
        self.heard_at = now
        receiver = self._receiver
        if receiver is None:
            super().data_received(data)
            return
        if self._work.has_had_its_turn(now):
            self._slow_down()
        if self._pieces:
            self._pieces.append(data)
            self._missing -= len(data)
            if self._missing > 0 or self._is_slowed:
                self._pay_for_pieces(now)
                return
            data = b"".join(self._pieces)
        elif self._is_slowed:
            self._keep(data)
            return
        rest = self._read_frames(data, now)
        if rest or self._pieces:
            self._keep(rest)
        receiver.received()

    def _keep(self, rest: bytes) -> None:
        """The beginning of a frame: copied when the frame is whole, not with each byte of it that comes."""
        self._pieces = [rest] if rest else _NO_PIECES
        self._missing = missing_bytes(rest)

    def _pay_for_pieces(self, now: float) -> None:
        """Pieces of a frame cost as messages do, where there are more of them than packets of the usual size make."""
        if len(self._pieces) > FREE_PIECES and not self._allowance.spend(0, 1, now):
            self._slow_down()

    def _read_frames(self, data: bytes, now: float) -> bytes:
        """Take whole frames: plain binary ones go to the room, all others to uvicorn. Returns what is left."""
        at = cost = messages = 0
        size = len(data)
        receiver = self._receiver
        sender = self._sender
        while at < size and receiver is not None and not self._is_slowed:
            length = data[at + 1] - _MASKED if size - at > 8 else _LONG
            start = at + 6
            if length >= _TWO_BYTES:
                start = at + 8
                length = data[at + 2] << 8 | data[at + 3] if length == _TWO_BYTES else size
                if length > self._max_bytes:
                    length = size
            end = start + length
            if data[at] == _BINARY and start <= end <= size:
                cost += length
                messages += 1
                receiver.receive(sender, apply_mask(data[start:end], data[start - 4 : start]))
                if messages == MESSAGES_A_TURN:
                    self._slow_down()
            else:
                end = self._read_other(data, at)
            receiver = self._receiver
            if end == at:
                break
            at = end
        if not self._allowance.spend(cost, messages, now):
            self._slow_down()
        if receiver is not None:
            return data[at:] if at else data
        if at < size and not self.transport.is_closing():
            super().data_received(data[at:])
        return b""

    def _read_other(self, data: bytes, at: int) -> int:
        """Take a frame that is not short, binary and whole. Returns where it ends, or `at` when it has not yet."""
        size = len(data)
        if size - at < 2:
            return at
        second = data[at + 1]
        length = second & 0x7F
        start = at + 2
        if length > 125:
            start = at + (4 if length == 126 else 10)
            length = int.from_bytes(data[at + 2 : start], "big")
        if second & _MASKED:
            start += 4
        end = start + length
        if size < start:
            return at
        if length > self._max_bytes:
            self._receiver = None  # uvicorn refuses it by its head
            return at
        if size < end:
            return at
        if data[at] == _BINARY and second & _MASKED and self._receiver is not None:
            self._spend(length, 1)
            self._receiver.receive(self._sender, apply_mask(data[start:end], data[start - 4 : start]))
        else:
            self._spend(length, 1)
            if data[at] != _PONG or length > 125:  # a pong is a sign of life, and counted as such
                super().data_received(data[at:end])
                self.check_reader()
        return end

    def send_receive_event_to_app(self) -> None:
        """A message that came in fragments, or as text."""
        if self._receiver is None:
            if self._on_lost is None:
                super().send_receive_event_to_app()
            return
        message = b"".join(self.frames)
        self.frames = []
        if self.curr_msg_data_type == "text":
            self._on_text()
        else:
            self._spend(len(message), 1)
            self._receiver.receive(self._sender, message)

    def check_reader(self) -> None:
        """Something was answered, outside of what a room sends."""

    def _spend(self, size_bytes: int, messages: int) -> None:
        """Whoever has sent too much is read more slowly."""
        if not self._allowance.spend(size_bytes, messages, self.loop.time()):
            self._slow_down()

    def charge(self, size_bytes: int) -> None:
        """The port Sink: what was sent costs so much more than its size."""
        if not self._allowance.charge(size_bytes, self.loop.time()):
            self._slow_down()
        self._take_turn(size_bytes)

    def count(self, messages: int) -> None:
        """The port Sink: what was sent costs as so many messages more."""
        self._spend(0, messages)
        self._take_turn(messages * self._allowance.message_bytes)

    def work(self, size_bytes: int) -> None:
        """The port Sink: what was sent made the server work so much longer than its size."""
        if not self._work.spend(size_bytes, 0, self.loop.time()):
            self._slow_down()
        self.charge(size_bytes)

    def compute(self, size_bytes: int) -> None:
        """The port Sink: what was sent made the server compute just now."""
        self._work.take_turn(size_bytes, self.loop.time())
        self.work(size_bytes)

    def _take_turn(self, size_bytes: int) -> None:
        self._turn_bytes += size_bytes
        if self._turn_bytes > COST_A_TURN_BYTES:
            self._slow_down()

    def _slow_down(self) -> None:
        """Read no further until all is paid for, and others had their turn."""
        if not self._is_slowed:
            self._is_slowed = True
            self.transport.pause_reading()
            self._wait()

    def _wait(self) -> None:
        shared_s = self._allowance.shared_wait_s(self.loop.time())
        self.loop.call_later(pause_s(max(self._allowance.wait_s, self._work.wait_s, shared_s)), self._read_on)

    def look(self, now: float, interval_s: float, timeout_s: float) -> float | None:
        """Who is not read cannot give a sign of life."""
        return now + interval_s if self._is_slowed else super().look(now, interval_s, timeout_s)

    def _read_on(self) -> None:
        now = self.loop.time()
        if not self._work.spend(0, 0, now) or self._allowance.shared_wait_s(now) or self._work.has_had_its_turn(now):
            self._wait()  # others of this address were first
            return
        self._is_slowed = False
        self._turn_bytes = 0
        receiver = self._receiver
        if receiver is not None:
            self._keep(self._read_frames(b"".join(self._pieces), self.loop.time()))
            receiver.received()
        if not self._is_slowed and not self.transport.is_closing():
            self.transport.resume_reading()
