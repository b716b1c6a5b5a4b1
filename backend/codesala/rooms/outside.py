"""What a room is told when it opens, and what it asks of its hub."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from codesala.marks import Marks
from codesala.records import FileChange
from codesala.rooms.peer import Peer
from codesala.rooms.ports import ProgramRunner

Room_contra = TypeVar("Room_contra", contravariant=True)

MAX_BACKLOG_BYTES = 64 * 1024 * 1024
REWRITTEN = "Somebody was erased from this session. Connect again."
"""Why a room is discarded whose log is not what it was."""


@dataclass(frozen=True, slots=True)
class RoomLimits:
    """See docs/settings.md; sizes in bytes."""

    frame_bytes: int
    document_bytes: int
    files: int
    """Beside main."""
    log_bytes: int
    awareness_bytes: int
    peers: int
    peers_an_address: int
    counts_addresses: bool
    """Whether places for programs on the server are shared out by address, too."""


class Clock(Protocol):
    """The time."""

    def now(self) -> float:
        """Seconds on a clock that never goes back."""
        ...

    def now_ms(self) -> int:
        """Milliseconds since 1970."""
        ...


class Counts(Protocol):
    """Of all rooms of this process."""

    frames_received: int
    frames_sent: int
    peers_cut: int
    divergences: int
    """Counted since the start."""
    backlog_bytes: int
    """Accepted, and not on disk yet. Above MAX_BACKLOG_BYTES senders are slowed."""


class Publisher(Protocol):
    """The way to the rooms of other nodes."""

    node: bytes
    """This node, as others name it in `publish`."""

    def publish(self, channel: str, payload: bytes, nodes: Collection[bytes] = ()) -> None:
        """Tell the rooms of other nodes that hear this channel, or only those of some nodes (ports.py, Broker)."""
        ...


class Programs(Protocol):
    """What runs programs."""

    languages: Mapping[str, str]
    """Where programs of each run: "browser", "server" or "nowhere"."""
    runner: ProgramRunner | None
    """Runs programs that browsers cannot."""


class Outside(Clock, Counts, Publisher, Programs, Protocol[Room_contra]):
    """What a room asks of its hub, which knows the class of rooms. Nothing here blocks, or calls back into the room
    before the next tick. Parts of a room see one of the bases; what names a room is for the room itself."""

    marks: Marks
    """Which sessions this process is busy with, for whoever asks why it died."""

    def wake(self, room: Room_contra) -> None:
        """Peers have frames in their outboxes: flush the room at the end of this tick."""
        ...

    def wake_roster(self, room: Room_contra) -> None:
        """The list of people changed: send it soon, once for all changes until then."""
        ...

    def attend(self, room: Room_contra) -> None:
        """Something in the room waits for time to pass: sweep it each second until that is over."""
        ...

    def is_alone(self, room: Room_contra) -> bool:
        """Whether certainly no other node has a room of the same session."""
        ...

    def record(self, room: Room_contra) -> None:
        """The room has something to record, where it had nothing."""
        ...

    def request_language(self, room: Room_contra, peer: Peer, language: str) -> None: ...

    def request_file(self, room: Room_contra, peer: Peer, change: FileChange, nonce: str) -> None:
        """The peer named its request `nonce`."""
        ...

    def fetch_files(self, room: Room_contra) -> None:
        """The room lacks text of files that is in the log, or somebody writes in one of which it does not know."""
        ...

    def fetch_tests(self, room: Room_contra, run: str, question: int, suite: str) -> None:
        """A run on the server wants the `"visible"` or the `"hidden"` tests of a question."""
        ...

    def reload(self, room: Room_contra) -> None:
        """The session's row may have changed."""
        ...

    def catch_up(self, room: Room_contra) -> None:
        """The log may hold what other nodes wrote and this room never heard of."""
        ...

    def admit(self, room: Room_contra, participants: Collection[str]) -> None:
        """These people are inside although their link now needs admission: let them in for good."""
        ...

    def discard(self, room: Room_contra, reason: str, close_code: int) -> None:
        """The room cannot go on: close its peers and forget it, without touching what is stored."""
        ...
