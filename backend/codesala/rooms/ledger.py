"""What of a room is on disk: positions of changes, and what may be reported as saved.

*Safety:* a position is durable only when every change up to it is: committed by this node, or confirmed as committed
by the node that accepted it. So what is reported saved can be rebuilt from the database alone, although people on
several nodes build on each other's text before anything is committed. *Liveness:* a change of another node that is
not confirmed in time is recorded by this node too (`overdue`); a repeated update does no harm.
"""

from collections import deque
from dataclasses import dataclass

from codesala.entries import Entry
from codesala.rooms.peer import Peer


@dataclass(slots=True, eq=False)
class Change:
    """One accepted update or event, until it is durable. `writer` is empty for a change of this room, else the room
    of another node, whose `writer_position` it is."""

    position: int
    entry: Entry
    taken_at: float
    writer: bytes = b""
    writer_position: int = 0
    is_recording: bool = False
    is_durable: bool = False


class Ledger:
    """Positions count from 1, in the order in which this room took its changes."""

    def __init__(self) -> None:
        self.position = 0
        self._waiting: deque[Change] = deque()
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

    def add(self, entry: Entry, now: float) -> Change:
        """A change of this room, to be recorded by it."""
        self.position += 1
        change = Change(self.position, entry, now, b"", 0, True)
        self._waiting.append(change)
        return change

    def add_foreign(self, entry: Entry, now: float, writer: bytes, writer_position: int) -> None:
        """A change that another node accepted, and will confirm."""
        self.position += 1
        if self._confirmed.get(writer, 0) >= writer_position:
            return
        self._waiting.append(Change(self.position, entry, now, writer, writer_position))

    def stored(self, changes: list[Change]) -> list[tuple[Peer, int]]:
        """These changes were committed. Returns who may be told that their first n messages are saved."""
        for change in changes:
            change.is_durable = True
        return self._advance()

    def confirmed(self, writer: bytes, writer_position: int) -> list[tuple[Peer, int]]:
        """Another node says that its changes up to a position are durable. Returns as `stored` does."""
        self._confirmed[writer] = max(self._confirmed.get(writer, 0), writer_position)
        for change in self._waiting:
            if change.writer == writer and change.writer_position <= writer_position:
                change.is_durable = True
        return self._advance()

    def forget(self, writer: bytes) -> None:
        """A room of another node is gone."""
        self._confirmed.pop(writer, None)

    def overdue(self, before: float) -> list[Change]:
        """Changes of other nodes taken before that moment and still unconfirmed: now to be recorded by this node."""
        late = [change for change in self._waiting if not change.is_recording and change.taken_at < before]
        for change in late:
            change.is_recording = True
        return late

    def mark(self, peer: Peer, count: int) -> bool:
        """The peer's first `count` messages are part of what was taken so far. True if that is durable already;
        else `stored` or `confirmed` will return them."""
        if not self._waiting:
            return True
        self._marks.append((self.position, peer, count))
        return False

    def _advance(self) -> list[tuple[Peer, int]]:
        waiting, marks = self._waiting, self._marks
        while waiting and waiting[0].is_durable:
            waiting.popleft()
        durable = self.durable
        saved: dict[Peer, int] = {}
        while marks and marks[0][0] <= durable:
            _, peer, count = marks.popleft()
            saved[peer] = count
        return list(saved.items())
