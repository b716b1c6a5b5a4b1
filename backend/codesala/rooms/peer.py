"""One WebSocket connection in a room, as the room sees it."""

import secrets
import time
from collections import deque
from dataclasses import dataclass
from typing import Protocol

from codesala.identity import participant_of
from codesala.wire.typing import Run

COST_BYTES_PER_S = 25_000_000
"""Who sends what is slow to look at or to apply is read more slowly: with the default of PEER_BYTES_PER_S it takes a
twelfth of a core. CPU time is counted, not what others keep the computer busy with."""
OWED_S = 0.0002
"""So much comes together before it is paid, since paying takes a microsecond."""
FREE_SHARE, FREE_S = 0.0003, 0.005
"""Each connection has so much of a core for nothing, and so much at once: who types behind the address of an attacker
is not slowed."""


class Sink(Protocol):
    """The way out to one connection. Nothing here blocks or raises; after `abort` and `close` all is ignored."""

    def write(self, frames: bytes) -> None:
        """Send ready WebSocket frames, joined to one piece. Cuts the connection when too much is waiting."""
        ...

    def close(self, code: int, reason: str) -> None:
        """Say goodbye, then close."""
        ...

    def abort(self) -> None:
        """Drop the connection and what it has not sent."""
        ...

    def probe(self) -> None:
        """Ask for a sign of life."""
        ...

    def charge(self, size_bytes: int) -> None:
        """Count an expensive answer against what this connection may send."""
        ...

    def count(self, messages: int) -> None:
        """Count what was sent as so many messages more, which are shared by all connections of its address."""
        ...

    def work(self, size_bytes: int) -> None:
        """Count what took long against what this connection, and all of its address, may send."""
        ...

    def compute(self, size_bytes: int) -> None:
        """The same for what has just been computed: now it is the others' turn, before all connections of its
        address."""
        ...

    def is_stalled(self, now: float) -> bool:
        """Whether the other side has stopped reading for too long. `now` is the event loop's clock, seconds."""
        ...

    @property
    def is_behind(self) -> bool:
        """Whether something waits for the other side to read."""
        ...

    @property
    def heard_at(self) -> float:
        """When something arrived last, on the event loop's clock, seconds."""
        ...


class Peer:
    """State of a connection that only its room changes."""

    __slots__ = (
        "address",
        "answers",
        "asked",
        "clients",
        "cursor",
        "follows",
        "has_key",
        "introduced",
        "is_gone",
        "is_ours",
        "is_waiting",
        "joined_at",
        "left_page",
        "link_id",
        "made_at",
        "making",
        "moving",
        "name",
        "outbox",
        "owed_s",
        "paid_at",
        "participant",
        "refused",
        "role",
        "run",
        "saved",
        "sent_at",
        "sink",
        "updates_in",
    )

    def __init__(self, sink: Sink, role: str, link_id: int, *, is_ours: bool, address: str) -> None:
        """`is_ours` is true for clients that speak codesala.v1."""
        self.sink = sink
        self.role = role
        self.link_id = link_id
        self.is_ours = is_ours
        self.address = address
        self.participant = secrets.token_urlsafe(12)
        self.has_key = False
        self.name: str | None = None
        self.introduced = False
        self.clients: set[int] = set()
        """Yjs client ids that this connection owns."""
        self.run: Run | None = None
        """What it is typing."""
        self.cursor: int | None = None
        """The client id of its awareness state."""
        self.moving: Cursor | None = None
        """That state, to look at first when it changes."""
        self.outbox: list[bytes] = []
        self.is_gone = False
        self.is_waiting = False
        """In the lobby: connected, but no peer of the room."""
        self.follows: str | None = None
        """The participant whose cursor this person follows."""
        self.left_page = False
        """Its page is out of its person's sight."""
        self.asked = False
        """A SyncStep1 of ours is not answered yet."""
        self.answers = 0
        """How many it has answered. Who has answered one may have seen other people's awareness."""
        self.refused = False
        """Something that it sent was not taken; the next SyncStep2 mends that."""
        self.joined_at = 0.0
        """When it became a peer, on the clock of the event loop."""
        self.made_at: deque[int] | None = None
        """When the next updates that it sends were made, as it told; milliseconds since 1970."""
        self.making: int | None = None
        """When the update that is being received was made, for one of those."""
        self.updates_in = 0
        """SyncStep2 and Update messages received."""
        self.saved = 0
        self.sent_at = 0.0
        self.owed_s = 0.0
        """What it sent took the server so long, beside what is paid."""
        self.paid_at = time.monotonic()

    def identify(self, session_id: str, key: str) -> None:
        """Become the person that holds `key`, a secret of the browser."""
        self.participant = participant_of(session_id, key)
        self.has_key = True

    def pay_for(self, seconds: float) -> None:
        """What it sent took this thread so long."""
        self.owed_s += seconds
        if self.owed_s > OWED_S:
            now = time.monotonic()
            due_s = max(0.0, self.owed_s - min(FREE_S, (now - self.paid_at) * FREE_SHARE))
            self.sink.compute(int(due_s * COST_BYTES_PER_S))
            self.owed_s, self.paid_at = 0.0, now


class Payer(Protocol):
    def pay_for(self, seconds: float) -> None: ...


class PaidBy:
    """What this thread computes in it is paid for, whatever comes of it. A class, since a generator takes 2 µs."""

    __slots__ = ("_payer", "_started")

    def __init__(self, payer: Payer) -> None:
        self._payer = payer

    def __enter__(self) -> None:
        self._started = time.thread_time()

    def __exit__(self, *_: object) -> None:
        self._payer.pay_for(time.thread_time() - self._started)


@dataclass(slots=True)
class Cursor:
    """The awareness state of one client. Its owner is a peer of this room or the id of a room on another node."""

    clock: int
    state: bytes
    owner: Peer | bytes
    """NOBODY once it is not among the cursors of its room any more."""
    head: bytes = b""
    """How an awareness update of it alone begins; empty while that is not known, or the state holds an escape."""
