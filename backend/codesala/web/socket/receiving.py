"""The receiving half of connection.py: splits what arrives into frames, and reads whoever sends too much more slowly.

Plain binary frames go to the room, once there is one. Everything else (ping, pong, close, text, fragments, messages
that are too big) stays uvicorn's, which gets it frame by frame, each paid for. None is read before that is counted.
"""

from collections.abc import Callable
from typing import Any, Literal, Protocol

from uvicorn._types import ASGIReceiveEvent
from websockets.frames import CloseCode, Frame
from websockets.speedups import apply_mask

from codesala.web.socket.paying import Paying

_BINARY = 0x82
_PONG = 0x8A
_MASKED = 0x80
_TWO_BYTES, _LONG = 126, 127
"""Lengths that say how many bytes the length has."""


FREE_PIECES = 64
"""Of one frame, and of one message."""
MESSAGES_A_TURN = 256
"""So many, or what costs as much as COST_A_TURN_BYTES. Then others have their turn: the event loop would read on while
more comes, up to 8 MB, which can be seconds of work; and so would it from each connection of one who has many."""
LEAST_FRAGMENT_BYTES = 1024
"""On average, of a message in more than FREE_PIECES: browsers send what their buffers hold."""
MESSAGE_S = 30.0
"""So long after its beginning a message is whole."""
LEAST_BYTES_PER_S = 8 * 1024
"""Or longer, as much as this takes: a slow line needs minutes for what was written in a day."""


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


class Receiving(Paying):
    """Attached to a room while `_receiver` is set (Connection.attach)."""

    # What each message touches lies together in the object, not apart in its dictionary: it is seldom in a cache.
    __slots__ = (
        "_begun_at",
        "_fragments",
        "_max_bytes",
        "_message",
        "_missing",
        "_pieces",
        "_receiver",
        "_rest",
        "_sender",
        "heard_at",
    )

    _receiver: Receiver | None
    _sender: object
    _on_text: Callable[[], None]
    _on_lost: Callable[[], None] | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._max_bytes: int = self.config.ws_max_size
        self._receiver = None
        self._sender = None
        self._rest: bytes | bytearray = b""
        """What came of a frame that is not whole, or of what is to be read later."""
        self._pieces = 0
        """In so many."""
        self._missing = 0
        """So many bytes of it at least are still to come."""
        self._message: bytes | bytearray = b""
        """What came of a message in fragments that is not whole."""
        self._fragments = 0
        """So many."""
        self._begun_at = 0.0
        """When the message has begun that is not whole."""

    def data_received(self, data: bytes) -> None:
        now = self.loop.time()
        if now != self.heard_at:
            self._turn_bytes = 0
        self.heard_at = now
        receiver = self._receiver
        if receiver is None and not self._is_limited:
            self._shake_hands(data)
            return
        if self._work.rest_s(now):
            self._slow_down()
        if self._rest:
            self._rest += data
            self._pieces += 1
            self._missing -= len(data)
            if self._missing > 0 or self._is_slowed or self.read_paused:
                self._pay_for_pieces(now)
                return
            data = bytes(self._rest)
        elif self._is_slowed or (receiver is None and self.read_paused):
            self._keep(data)
            return
        rest = self._read_frames(data, now)
        if rest or self._rest:
            self._keep(rest)
        if receiver is not None:
            receiver.received()

    def _shake_hands(self, data: bytes) -> None:
        if self.handshake_initiated:  # nobody honest says more before it is answered
            self.transport.abort()
        else:
            super().data_received(data)

    def _keep(self, rest: bytes) -> None:
        """The beginning of a frame: copied when the frame is whole, not with each byte of it that comes."""
        self._rest = bytearray(rest) if rest else b""
        self._pieces = 1
        self._missing = missing_bytes(rest)
        if not self._fragments:
            self._begun_at = self.loop.time()

    def _pay_for_pieces(self, now: float) -> None:
        """Pieces of a frame cost as messages do, where there are more of them than packets of the usual size make."""
        if self._pieces > FREE_PIECES and not self._allowance.spend(0, 1, now):
            self._slow_down()

    def _read_frames(self, data: bytes, now: float) -> bytes:
        """Take whole frames, until others have their turn: plain binary ones go to the room, all others to uvicorn.
        Returns what is left."""
        at = cost = messages = 0
        size = len(data)
        receiver = self._receiver
        sender = self._sender
        while at < size and not self._is_slowed:
            length = data[at + 1] - _MASKED if size - at > 8 else _LONG
            start = at + 6
            if length >= _TWO_BYTES:
                start = at + 8
                length = data[at + 2] << 8 | data[at + 3] if length == _TWO_BYTES else size
                if length > self._max_bytes:
                    length = size
            end = start + length
            if data[at] == _BINARY and start <= end <= size and receiver is not None:
                cost += length
                messages += 1
                receiver.receive(sender, apply_mask(data[start:end], data[start - 4 : start]))
                if messages == MESSAGES_A_TURN:
                    self._slow_down()
            else:
                end = self._read_other(data, at)
                if self.read_paused:  # the application has its message to take first
                    at = end
                    break
            receiver = self._receiver
            if end == at:
                break
            at = end
        if not self._allowance.spend(cost, messages, now):
            self._slow_down()
        return data[at:] if at else data

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
            self._receiver = None
            end = start  # uvicorn refuses it by its head
        if size < end:
            return at
        self._spend(end - start, 1)
        if data[at] == _BINARY and second & _MASKED and self._receiver is not None:
            self._receiver.receive(self._sender, apply_mask(data[start:end], data[start - 4 : start]))
            return end
        self._take_turn(self._allowance.message_bytes)
        if data[at] != _PONG or length > 125:  # a pong is a sign of life, and counted as such
            super().data_received(data[at:end])
            self.check_reader()
        return size if self.transport.is_closing() else end

    def handle_text(self, event: Frame) -> None:
        self._begin("text", event)

    def handle_bytes(self, event: Frame) -> None:
        self._begin("bytes", event)

    def _begin(self, kind: Literal["text", "bytes"], frame: Frame) -> None:
        self.curr_msg_data_type = kind
        if frame.fin:
            self._take_message(bytes(frame.data))
            return
        self._message = bytearray(frame.data)
        self._fragments = 1
        self._begun_at = self.loop.time()

    def handle_cont(self, event: Frame) -> None:
        self._message += event.data
        self._fragments += 1
        if event.fin:
            message, self._message, self._fragments = bytes(self._message), b"", 0
            self._take_message(message)
        elif self._fragments > FREE_PIECES + len(self._message) // LEAST_FRAGMENT_BYTES:
            self._refuse(4400, "A message in too many fragments.")

    def _take_message(self, message: bytes) -> None:
        """That came in fragments, as text, or to who has no place in a room."""
        if self._receiver is None:
            if self._on_lost is None:
                self._tell_app(message)
        elif self.curr_msg_data_type == "text":
            self._on_text()
        else:
            self._receiver.receive(self._sender, message)

    def _tell_app(self, message: bytes) -> None:
        """As uvicorn does, but nothing of what is no text stands in the log."""
        if self.curr_msg_data_type == "text":
            try:
                message.decode()
            except UnicodeDecodeError:
                self._refuse(CloseCode.INVALID_DATA, "This is no UTF-8.")
                return
        self.frames = [message]
        self.send_receive_event_to_app()

    def _refuse(self, code: int, reason: str) -> None:
        self.conn.fail(code, reason)
        self.handle_parser_exception()

    async def receive(self) -> ASGIReceiveEvent:
        """The port of applications. As uvicorn's, but nothing is read before it is asked for, nor before it is paid;
        and it comes when it is the address's turn."""
        if self.read_paused and self.queue.empty():
            self.read_paused = False
            self._read_kept()
        message = await self.queue.get()
        await self._wait_for_turn()
        return message

    def check_reader(self) -> None:
        """Something was answered, outside of what a room sends."""

    def _read_kept(self) -> None:
        """What came before it was to be read, and then what comes, unless something else keeps it from that."""
        if not self._may_read():
            return
        receiver = self._receiver
        self._keep(self._read_frames(bytes(self._rest), self.loop.time()))
        if receiver is not None:
            receiver.received()
        if self._may_read():
            self.transport.resume_reading()

    def look(self, now: float, interval_s: float, timeout_s: float) -> float | None:
        """Who has begun a message has to end it, counted while it is read."""
        if not self._may_read():
            self._begun_at = now
        came = len(self._rest) + len(self._message)
        if (self._rest or self._fragments) and now - self._begun_at > MESSAGE_S + came / LEAST_BYTES_PER_S:
            self.transport.abort()
            return None
        return super().look(now, interval_s, timeout_s)

    def _may_read(self) -> bool:
        return not (self._is_slowed or self.read_paused or self.transport.is_closing())
