"""The quick way of what typing sends: one more character where the last one was written, and the cursor behind it.

What goes on with what its sender was writing is recognised at a glance (wire/typing.py). All others go the ordinary way
(edits.py), which decides the same (a test compares the two).

A message finds the caches of a computer cold. Then a line of Python costs little, and the first call of each function
that is written in C, one or more microseconds: so there are few of those from web/socket/receiving.py to here.
"""

from codesala.rooms.across.siblings import Siblings
from codesala.rooms.documents.document import Document
from codesala.rooms.outbox import Outbox
from codesala.rooms.outside import MAX_BACKLOG_BYTES, Counts
from codesala.rooms.ownership import Ownership
from codesala.rooms.peer import Cursor, Peer
from codesala.rooms.record import Record
from codesala.rooms.rights import Rights
from codesala.wire.typing import UPDATE_AT, Run, is_same_but_digits, typed_length

_SYNC, _AWARENESS = 0, 1
_SHORTEST = 12


class Keystrokes:
    """Holds nothing: what a peer is typing, and its cursor, are the peer's."""

    __slots__ = ("_counts", "_document", "_outbox", "_ownership", "_record", "_rights", "_siblings")

    def __init__(
        self,
        document: Document,
        rights: Rights,
        record: Record,
        outbox: Outbox,
        ownership: Ownership,
        siblings: Siblings,
        counts: Counts,
    ) -> None:
        self._document = document
        self._rights = rights
        self._record = record
        self._outbox = outbox
        self._ownership = ownership
        self._siblings = siblings
        self._counts = counts

    def receive(self, peer: Peer, message: bytes) -> bool:
        """Take a message if it goes on with what the peer is writing, or moves its cursor; False, and nothing done, if
        it takes more than a glance to know what it is. Raises DocumentBroken."""
        if len(message) < _SHORTEST:
            return False
        try:
            if message[0] == _SYNC:
                return peer.run is not None and self._type(peer, peer.run, message)
            return message[0] == _AWARENESS and peer.moving is not None and self._move(peer, peer.moving, message)
        except IndexError:
            return False

    def _type(self, peer: Peer, run: Run, message: bytes) -> bool:
        length = typed_length(run, message)
        is_pressed = self._counts.backlog_bytes > MAX_BACKLOG_BYTES
        if not length or peer.made_at or not self._rights.can_write(peer) or is_pressed:
            return False
        update = message[UPDATE_AT:]
        client, clock = run.client, run.clock
        if not self._document.type(update, client, clock, length):
            return False
        run.advance(length)
        self._record.spread(peer, update, message, client, clock, length)
        if peer.is_ours:
            peer.updates_in += 1
            if not peer.refused:
                self._record.acknowledge(peer)
        return True

    def _move(self, peer: Peer, cursor: Cursor, message: bytes) -> bool:
        """Lengths from 128 to 16,383, and so of two bytes, are those that cursors have."""
        if cursor.owner is not peer:
            return False
        left = len(message) - 3
        at = 3 + len(cursor.head)
        if message[1] != left & 127 | 128 or message[2] != left >> 7 or message[3:at] != cursor.head or at == 3:
            return False
        clock = message[at]
        if clock > 127:
            at += 1
            clock += (message[at] << 7) - 128
            if clock > 16_383:
                at += 1
                clock += (message[at] << 14) - 16_384
        left -= at
        if message[at + 1] != left & 127 | 128 or message[at + 2] != left >> 7 or not cursor.clock < clock < 1 << 21:
            return False
        state = message[at + 3 :]
        if state != cursor.state and not is_same_but_digits(state, cursor.state):
            return False
        cursor.clock = clock
        cursor.state = state
        outbox = self._outbox
        if self._siblings.are_known or not outbox.pass_on(message, outbox.all_but(peer)):
            assert peer.cursor is not None
            self._ownership.relay((peer.cursor, clock, state), message[3:], message, peer)
        return True
