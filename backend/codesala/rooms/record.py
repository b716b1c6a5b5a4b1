"""What a room adds to its session's log, and what it may call saved."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from codesala.rooms.journal.ledger import Ledger, Span
from codesala.rooms.peer import Peer
from codesala.rooms.rights import look_again
from codesala.wire.entries import EntryKind, EntryTuple, event_entry
from codesala.wire.frames import MessageType, json_frame, saved_frame

if TYPE_CHECKING:
    from codesala.rooms.room import Room

_UPDATE = EntryKind.UPDATE  # looked up once: in its class it takes longer than most of what is done with it

FOR_HOSTS = frozenset({"scorecard"})
"""Events that candidates and observers are not told."""


class Record:
    """Part of its room, apart only for its size."""

    __slots__ = ("_room", "_unrecorded", "batches", "known_batches", "ledger", "log_bytes", "may_be_rewritten")

    def __init__(self, room: "Room", log_bytes: int) -> None:
        self._room = room
        self.ledger = Ledger()
        self._unrecorded: list[EntryTuple] = []
        """Accepted and not yet given to the recorder."""
        self.batches = 0
        """Batches handed to the log so far."""
        self.known_batches: dict[str, int] = {}
        """Writer → number of its last batch that was read from the log."""
        self.log_bytes = log_bytes
        self.may_be_rewritten = False
        """The session had ended since the room was opened, or may have: its log may not be what it was."""

    def add(self, kind: EntryKind, at_ms: int, author: str, body: bytes) -> int:
        """Add an entry of this room; returns its position."""
        outside = self._room.outside
        if not self._unrecorded:
            outside.record(self._room)
        self._unrecorded.append((kind, at_ms, author, body))
        size = len(body)
        outside.backlog_bytes += size
        self.log_bytes += size
        if self.log_bytes > self._room.limits.log_bytes and self._room.notice is None:
            look_again(self._room)
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
        room = self._room
        at_ms = room.outside.now_ms()
        position = self.add(_UPDATE, at_ms, peer.participant, update)
        if room.is_shared:
            room.saying.update(position, at_ms, peer.participant, update, client, clock, length)
        else:  # who was thought to be gone, and was not, finds out that it missed this
            room.across.siblings.published = position
        room.broadcast.update(update, message, peer)

    def add_event(self, event: Mapping[str, Any]) -> None:
        """Add a fact of the session, without telling anybody."""
        entry = event_entry(event, 0)
        self.add(EntryKind.EVENT, self._room.outside.now_ms(), entry.author, entry.body)

    def announce(self, event: Mapping[str, Any]) -> None:
        """Add a fact and tell everybody, on all nodes."""
        self.add_event(event)
        self._room.saying.event(event)
        self.show(event)

    def show(self, event: Mapping[str, Any], asked_by: Peer | None = None, nonce: str | None = None) -> None:
        """Tell the people on this node, and one page that it asked for this, in a request that it named so."""
        frame = json_frame(MessageType.EVENT, event)
        is_for_hosts = event.get("type") in FOR_HOSTS
        for peer in self._room.peers:
            if peer.is_ours and (peer.role == "host" or not is_for_hosts):
                yours = {**event, "yours": True} | ({} if nonce is None else {"nonce": nonce})
                self._room.send(peer, json_frame(MessageType.EVENT, yours) if peer is asked_by else frame)

    def acknowledge(self, peer: Peer) -> None:
        """What the peer has sent so far is part of the record: tell it so, as soon as that is durable."""
        if self.ledger.mark(peer, peer.updates_in):
            self._tell([(peer, peer.updates_in)])

    def stored(self, spans: list[Span]) -> None:
        """The recorder has committed these."""
        saved = self.ledger.stored(spans)
        if saved:
            self._tell(saved)
        if self._room.is_shared:
            self._room.saying.durable()

    def confirmed(self, writer: bytes, position: int) -> None:
        """Another node has committed its changes up to a position."""
        self._tell(self.ledger.confirmed(writer, position))
        self._room.saying.durable()

    def adopt_overdue(self, before: float) -> None:
        """Record changes of other nodes that were taken before that moment and not confirmed since."""
        late = self.ledger.overdue(before)
        if late:
            self._unrecorded.extend(late)
            self._room.outside.backlog_bytes += sum(len(body) for _kind, _at_ms, _author, body in late)
            self._room.outside.record(self._room)

    def _tell(self, saved: list[tuple[Peer, int]]) -> None:
        for peer, count in saved:
            if not peer.is_gone and count > peer.saved:
                peer.saved = count
                self._room.send(peer, saved_frame(count))
