"""What of a room is on disk: positions of changes, and what may be reported as saved.

*Safety:* a position is durable only when every change up to it is: committed by this node, or confirmed as committed
by the node that accepted it. So what is reported saved can be rebuilt from the database alone, although people on
several nodes build on each other's text before anything is committed. *Liveness:* a change of another node that is
not confirmed in time is recorded by this node too (`overdue`); a repeated update does no harm.
"""

from collections import deque
from dataclasses import dataclass

from codesala.rooms.peer import Peer
from codesala.wire.entries import EntryTuple


@dataclass(slots=True, eq=False)
class Span:
    """Neighbouring changes that become durable together. Either changes of this room that go into one batch, or, with
    an `entry`, one change of the room `writer` on another node, where it has the position `writer_position`."""

    position: int
    """Of the first change."""
    entry: EntryTuple | None = None
    taken_at: float = 0.0
    writer: bytes = b""
    writer_position: int = 0
    is_durable: bool = False


class Ledger:
    """Positions count from 1, in the order in which this room took its changes."""

    __slots__ = ("_confirmed", "_is_open", "_marks", "_opened_at", "_unrecorded", "_waiting", "has_foreign", "position")

    def __init__(self) -> None:
        self.position = 0
        self.has_foreign = False
        """Some changes were accepted by other nodes."""
        self._waiting: deque[Span] = deque()
        self._is_open = False
        """The last span takes the next change of this room."""
        self._opened_at = 0
        """Position of its first change."""
        self._unrecorded: list[Span] = []
        self._confirmed: dict[bytes, int] = {}
        self._marks: deque[tuple[int, Peer, int]] = deque()

    @property
    def durable(self) -> int:
        """Every change up to this position is on disk."""
        return self._waiting[0].position - 1 if self._waiting else self.position

    @property
    def is_settled(self) -> bool:
        """Everything is on disk."""
        return not self._waiting

    def add(self) -> int:
        """A change of this room, to be recorded by it; returns its position."""
        self.position = position = self.position + 1
        if not self._is_open:
            span = Span(position)
            self._waiting.append(span)
            self._unrecorded.append(span)
            self._opened_at = position
            self._is_open = True
        return position

    def add_foreign(self, entry: EntryTuple, now: float, writer: bytes, writer_position: int) -> None:
        """A change that another node accepted, and will confirm."""
        self.position += 1
        self.has_foreign = True
        self._is_open = False
        if self._confirmed.get(writer, 0) >= writer_position:
            return
        self._waiting.append(Span(self.position, entry, now, writer, writer_position))

    def hand_over(self) -> list[Span]:
        """Everything that is to be recorded by this node goes into one batch now. To be called with the entries of
        `add` and `overdue` since the last time; `stored` follows."""
        self._is_open = False
        spans, self._unrecorded = self._unrecorded, []
        return spans

    def stored(self, spans: list[Span]) -> list[tuple[Peer, int]]:
        """These were committed. Returns who may be told that their first n messages are saved."""
        for span in spans:
            span.is_durable = True
        return self._advance()

    def confirmed(self, writer: bytes, writer_position: int) -> list[tuple[Peer, int]]:
        """Another node says that its changes up to a position are durable. Returns as `stored` does."""
        self._confirmed[writer] = max(self._confirmed.get(writer, 0), writer_position)
        for span in self._waiting:
            if span.writer == writer and span.writer_position <= writer_position:
                span.is_durable = True
        return self._advance()

    def forget(self, writer: bytes) -> None:
        """A room of another node is gone."""
        self._confirmed.pop(writer, None)

    def overdue(self, before: float) -> list[EntryTuple]:
        """Changes of other nodes taken before that moment and still unconfirmed: now to be recorded by this node."""
        late = []
        for span in self._waiting:
            if span.entry is not None and span.taken_at < before:
                late.append(span.entry)
                span.entry = None
                self._unrecorded.append(span)
        return late

    def mark(self, peer: Peer, count: int) -> bool:
        """The peer's first `count` messages are part of what was taken so far. True if that is durable already;
        else `stored` or `confirmed` will return them."""
        if not self._waiting:
            return True
        marks = self._marks
        if marks and marks[-1][1] is peer and self._is_open and marks[-1][0] >= self._opened_at:
            marks.pop()  # the same commit brings both
        marks.append((self.position, peer, count))
        return False

    def _advance(self) -> list[tuple[Peer, int]]:
        waiting, marks = self._waiting, self._marks
        while waiting and waiting[0].is_durable:
            waiting.popleft()
        if not marks:
            return []
        durable = self.durable
        saved: dict[Peer, int] = {}
        while marks and marks[0][0] <= durable:
            _, peer, count = marks.popleft()
            saved[peer] = count
        return list(saved.items())
