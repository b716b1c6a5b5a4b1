"""What a room asks its peers: for everything that it lacks (SyncStep1), and for a sign of life."""

from dataclasses import dataclass

from codesala.rooms.documents.document import Document
from codesala.rooms.outbox import Outbox
from codesala.rooms.outside import Clock
from codesala.rooms.peer import Peer
from codesala.wire.frames import SyncType, encode_state_vector, sync_frame

SILENT_AFTER_S = 5.0
"""Who shows no sign of life for so long although asked is dead."""


@dataclass(slots=True)
class Asked:
    """Somebody here was asked what they wrote."""

    at: float
    heard_at: float
    answers: int
    """How many answers of theirs had come by then."""


class Asking:
    """One question is enough: whatever a peer sends before its answer is in the answer too."""

    __slots__ = ("_clock", "_document", "_outbox")

    def __init__(self, document: Document, outbox: Outbox, clock: Clock) -> None:
        self._document = document
        self._outbox = outbox
        self._clock = clock

    def ask(self, peer: Peer) -> None:
        """Send SyncStep1."""
        peer.asked = True
        self._outbox.send(peer, sync_frame(SyncType.STEP1, encode_state_vector(self._document.known.clocks)))

    def ask_author(self, author: Peer) -> Asked:
        """Ask somebody here what they wrote, and for a sign of life."""
        asked = Asked(self._clock.now(), author.sink.heard_at, author.answers)
        author.sink.probe()
        if not author.asked:
            self.ask(author)
        return asked


def is_dead(author: Peer, asked: Asked, now: float) -> bool:
    """Whether an author has shown no sign of life since, for long."""
    return not author.is_gone and author.sink.heard_at <= asked.heard_at and now - asked.at > SILENT_AFTER_S
