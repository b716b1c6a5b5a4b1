"""What rooms need from outside, as Protocols: a log that lasts, a broker between nodes, and who is where."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Batch:
    """Log entries of one room that are committed together: one row.

    `writer` is the id of the room that accepted them (a room opened twice has two ids) and `number` counts its batches
    from 1 without gaps, in commit order. The pair makes an append idempotent: it may be repeated when nobody knows
    whether a commit arrived. `data` is packed entries (rooms/entries.py).
    """

    session_id: str
    writer: str
    number: int
    entry_count: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A merged prefix of the log, for fast loading only: one Yjs update v1, the batches that it covers
    (writer → number of its last covered batch) and how many entries and bytes those hold."""

    update: bytes
    covers: Mapping[str, int]
    entry_count: int
    log_bytes: int


@dataclass(frozen=True, slots=True)
class StoredLog:
    """What a room opens from: the newest checkpoint, if any, and the batches that it does not cover,
    each writer's in order of number."""

    checkpoint: Checkpoint | None
    batches: Sequence[Batch]


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What a room knows of its session's row."""

    session_id: str
    title: str | None
    language: str
    status: str


class SessionLog(Protocol):
    """The durable side of rooms. Every method is one transaction, bounded in time.

    Raises `errors.Unavailable` when the database cannot be reached now, and `errors.NotFound` when there is no such
    session. "Not found" and "failed" are never mixed up: an empty room is never opened over a failed load.
    """

    async def append(self, batches: Sequence[Batch]) -> None:
        """Commit all batches in one transaction; on return they are on disk. Repeating a batch changes nothing.
        A batch whose session was deleted meanwhile is dropped silently."""
        ...

    async def load(self, session_id: str) -> tuple[SessionFacts, StoredLog]: ...

    async def store_checkpoint(self, session_id: str, checkpoint: Checkpoint) -> None:
        """Replace the session's checkpoint and what it covers in one transaction, unless the stored one
        already covers more entries."""
        ...

    async def change_language(self, session_id: str, language: str) -> None: ...


class Broker(Protocol):
    """Bytes between nodes. A hint, never the truth: payloads may be lost, and never arrive twice or out of order
    from one publisher. Own payloads come back to the publisher too."""

    def publish(self, channel: str, payload: bytes) -> None:
        """Queue a payload; returns at once, never raises, drops the payload while the line is down."""
        ...

    async def subscribe(self, channel: str, receive: Callable[[bytes], None], lost: Callable[[], None]) -> None:
        """From its return on, `receive` is called for each payload, on this event loop; `lost` is called when
        payloads may have been missed and the line is up again. While the line is down the subscription waits
        for its return: it does not raise for that."""
        ...

    async def unsubscribe(self, channel: str) -> None: ...

    async def ping(self) -> None:
        """Raises `errors.Unavailable` within 2 s when the broker does not answer."""
        ...

    async def aclose(self) -> None: ...


class Attendance(Protocol):
    """Who is in which session, over all nodes; what a dead node reported expires within 12 s."""

    async def report(self, node_id: str, people: Mapping[str, frozenset[str]]) -> None:
        """Replace what this node reported (session id → participant ids) and keep it alive for 12 s."""
        ...

    async def everybody(self) -> Mapping[str, frozenset[str]]:
        """Session id → participant ids on all living nodes. Raises `errors.Unavailable`."""
        ...
