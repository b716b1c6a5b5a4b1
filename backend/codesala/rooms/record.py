"""What a room adds to its session's log, and what it may call saved."""

from collections.abc import Callable, Collection, Mapping
from typing import Any, Protocol

from codesala.rooms.across.saying import Saying
from codesala.rooms.journal.ledger import Ledger, Span
from codesala.rooms.journal.missing import Missing
from codesala.rooms.outbox import Outbox
from codesala.rooms.outside import Clock, Counts
from codesala.rooms.peer import Peer
from codesala.wire.entries import EntryKind, EntryTuple, event_entry
from codesala.wire.frames import MessageType, json_frame, saved_frame

_UPDATE = EntryKind.UPDATE  # looked up once: in its class it takes longer than most of what is done with it

CONFIRMED_WITHIN_S = 1.0
"""What another node has not confirmed for so long is recorded by this one too."""

FOR_HOSTS = frozenset({"scorecard"})
"""Events that candidates and observers are not told."""


class Recording(Clock, Counts, Protocol):
    """What recording needs of the outside."""


class Record:
    """Entries until they are given to the recorder, and afterwards until they are on disk."""

    __slots__ = (
        "_has_entries",
        "_outbox",
        "_outside",
        "_peers",
        "_saying",
        "_unrecorded",
        "batches",
        "known_batches",
        "ledger",
        "log_bytes",
        "missing",
    )

    def __init__(
        self,
        peers: Collection[Peer],
        outbox: Outbox,
        saying: Saying,
        outside: Recording,
        has_entries: Callable[[], None],
        log_bytes: int,
    ) -> None:
        """`peers` are those of the room, now and later. `has_entries` is called when there are entries to be recorded,
        where there were none."""
        self._peers = peers
        self._outbox = outbox
        self._saying = saying
        self._outside = outside
        self._has_entries = has_entries
        self.ledger = Ledger()
        self._unrecorded: list[EntryTuple] = []
        """Accepted and not yet given to the recorder."""
        self.batches = 0
        """Batches handed to the log so far."""
        self.known_batches: dict[str, int] = {}
        """Writer → number of its last batch that was read from the log."""
        self.missing = Missing()
        self.log_bytes = log_bytes

    def add(self, kind: EntryKind, at_ms: int, author: str, body: bytes) -> int:
        """Add an entry of this room; returns its position."""
        if not self._unrecorded:
            self._has_entries()
        self._unrecorded.append((kind, at_ms, author, body))
        size = len(body)
        self._outside.backlog_bytes += size
        self.log_bytes += size
        return self.ledger.add()

    def hand_over(self) -> tuple[list[EntryTuple], list[Span]]:
        """All that is to be recorded, as one batch; `stored` follows."""
        entries, self._unrecorded = self._unrecorded, []
        return entries, self.ledger.hand_over()

    def spread(
        self, peer: Peer, update: bytes, message: bytes | None, client: int = 0, clock: int = 0, length: int = 0
    ) -> None:
        """Add an update that was taken and pass it on to everybody else, on all nodes. With a `length` it is that many
        characters, recognised as in Document.type."""
        at_ms = self._outside.now_ms()
        position = self.add(_UPDATE, at_ms, peer.participant, update)
        self._saying.update(position, at_ms, peer.participant, update, client, clock, length)
        self._outbox.update(update, message, peer)

    def add_event(self, event: Mapping[str, Any], at_ms: int | None = None) -> None:
        """Add a fact of the session, without telling anybody: of now, or of the now that its sender has looked up."""
        entry = event_entry(event, self._outside.now_ms() if at_ms is None else at_ms)
        self.add(*entry)

    def announce(self, event: Mapping[str, Any], at_ms: int | None = None) -> None:
        """Add a fact, as `add_event` does, and tell everybody, on all nodes."""
        self.add_event(event, at_ms)
        self.mention(event)

    def mention(self, event: Mapping[str, Any]) -> None:
        """Tell everybody, on all nodes, and do not record it."""
        self._saying.event(event)
        self.show(event)

    def show(self, event: Mapping[str, Any], asked_by: Peer | None = None, nonce: str | None = None) -> None:
        """Tell the people on this node, and one page that it asked for this, in a request that it named so."""
        frame = json_frame(MessageType.EVENT, event)
        is_for_hosts = event.get("type") in FOR_HOSTS
        for peer in self._peers:
            if peer.is_ours and (peer.role == "host" or not is_for_hosts):
                yours = {**event, "yours": True} | ({} if nonce is None else {"nonce": nonce})
                self._outbox.send(peer, json_frame(MessageType.EVENT, yours) if peer is asked_by else frame)

    def acknowledge(self, peer: Peer) -> None:
        """What the peer has sent so far is part of the record: tell it so, as soon as that is durable."""
        if self.ledger.mark(peer, peer.updates_in):
            self._tell([(peer, peer.updates_in)])

    def stored(self, spans: list[Span]) -> None:
        """The recorder has committed these."""
        saved = self.ledger.stored(spans)
        if saved:
            self._tell(saved)
        self._saying.durable(self.ledger.durable)

    def confirmed(self, writer: bytes, position: int) -> None:
        """Another node has committed its changes up to a position."""
        self._tell(self.ledger.confirmed(writer, position))
        self._saying.durable(self.ledger.durable)

    def adopt_overdue(self, before: float) -> None:
        """Record changes of other nodes that were taken before that moment and not confirmed since."""
        late = self.ledger.overdue(before)
        if late:
            self._unrecorded.extend(late)
            self._outside.backlog_bytes += sum(len(body) for _kind, _at_ms, _author, body in late)
            self._has_entries()

    def _tell(self, saved: list[tuple[Peer, int]]) -> None:
        for peer, count in saved:
            if not peer.is_gone and count > peer.saved:
                peer.saved = count
                self._outbox.send(peer, saved_frame(count))
