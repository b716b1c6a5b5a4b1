"""What a room has to tell its peers, until it is flushed.

In small rooms the frames that came in one piece from one sender leave in one piece, as soon as all of them are
handled; there is seldom more than one edit to merge. In big rooms what came since the last flush is merged: one update,
and each client's newest cursor. The interval between flushes grows with what the last one cost, so a room that is
pressed does less, not more.
"""

import logging
import time
from collections.abc import Callable, Collection, Mapping
from typing import Any, Protocol

from pycrdt import merge_updates

from codesala.rooms.cursors import encode
from codesala.rooms.outside import Clock, Counts
from codesala.rooms.peer import Peer, Sink
from codesala.wire.frames import MessageType, SyncType, awareness_frame, json_frame, sync_frame, to_wire

logger = logging.getLogger(__name__)

BIG = 8
"""Peers from which merging is cheaper than not, where many write."""
WRITE_COST_BYTES = 500
"""What whoever sends something to all pays for each who gets it, as for 20 µs of work."""
CHARGED_WRITES = 256
"""Charged when so many have come together, to who sent last: who sends most pays most."""
FREE_WRITES_PER_S = 100
"""In each room: what ten keys a second make that are told to ten others, so who types is not slowed for what somebody
else behind the same address does."""
MERGE_AT_MOST = 20
"""Merging is quadratic: 20 updates take 18 µs, 1,000 take 4,480 (pycrdt 0.14)."""
MAX_INTERVAL_S = 0.05
ECHO_AFTER_S = 10.0
"""y-websocket clients hang up after 30 s without a message and count on the echo of their own renewal every 15 s."""
INTERVAL_PER_COST = 48.0
"""A big room may keep the event loop busy for a forty-eighth of the time with sending."""

CursorEntry = tuple[int, int, bytes]


class Sending(Clock, Counts, Protocol):
    """What sending needs of the outside."""


class Outbox:
    """Frames for all peers, and for one. Senders get their own edits back in big rooms, which Yjs ignores."""

    __slots__ = (
        "_charged_at",
        "_cursors",
        "_frame_count",
        "_frames",
        "_next_flush_at",
        "_outside",
        "_peers",
        "_sender",
        "_sent_at",
        "_sent_back_at",
        "_session_id",
        "_uncharged",
        "_updates",
        "_wake",
        "_writer",
        "has_queued",
        "is_held",
        "sinks",
    )

    def __init__(self, peers: Collection[Peer], session_id: str, outside: Sending, wake: Callable[[], None]) -> None:
        """`peers` are those of the room, now and later. `wake` asks for a `flush` at the end of this tick."""
        self._peers = peers
        self._session_id = session_id
        self._outside = outside
        self._wake = wake
        self.sinks: list[Sink] = []
        """Of all peers."""
        self._frames = b""
        self._frame_count = 0
        self._sender: Peer | None = None
        """Who needs none of the frames, being their sender."""
        self._sent_at = 0.0
        """When frames were last sent, in a small room."""
        self._sent_back_at = 0.0
        """The same of frames that `_sender` got too."""
        self._updates: list[bytes] = []
        self._cursors: dict[int, CursorEntry] = {}
        self._writer: Peer | None = None
        """Who sent last of what is to be merged, if that is known."""
        self._uncharged = 0
        """Writes that nobody has paid for yet, since `_charged_at`."""
        self._charged_at = 0.0
        self._next_flush_at = 0.0
        self.has_queued = False
        """Peers have frames in their outboxes. These leave before anything that everybody is told later: an answer to
        SyncStep1 holds all that was taken before it, and what is taken after it may stand on that."""
        self.is_held = False
        """Messages of one peer are being handled: `release` follows, so nobody needs to be woken for their frames."""

    def send(self, peer: Peer, frame: bytes) -> None:
        """Queue a ready WebSocket frame for one peer; it leaves at the end of this tick."""
        peer.outbox.append(frame)
        self.has_queued = True
        self._wake()

    def tell(self, peer: Peer, event: Mapping[str, Any]) -> None:
        """Queue an event for one peer."""
        self.send(peer, json_frame(MessageType.EVENT, event))

    def update(self, update: bytes, message: bytes | None = None, without: Peer | None = None) -> None:
        """`message` is the whole message that holds the update, where there is such a thing already."""
        if message is not None and self.pass_on(message, without):
            return
        if len(self.sinks) < BIG:
            self._add(sync_frame(SyncType.UPDATE, update), without)
        else:
            self._updates.append(update)
            self._writer = without or self._writer
            self._wake()

    def cursors(self, entries: list[CursorEntry], message: bytes | None = None, without: Peer | None = None) -> None:
        """`message` is the whole message that holds the entries, where there is such a thing already."""
        if message is not None and self.pass_on(message, without):
            return
        if len(self.sinks) < BIG:
            self._add(awareness_frame(encode(entries)), without)
        else:
            for entry in entries:
                self._cursors[entry[0]] = entry
            self._writer = without or self._writer
            self._wake()

    def pass_on(self, message: bytes, without: Peer | None) -> bool:
        """Send a whole message on as it came, if the room is small. False, and nothing done, if it is to be merged."""
        size = len(self.sinks)
        if size >= BIG:
            return False
        if size == 1 and without is not None:
            return True  # nobody else is here
        self._add(to_wire(message), without)
        return True

    def _add(self, frame: bytes, without: Peer | None) -> None:
        if without is not self._sender:
            self._send_frames()
            self._sender = without
            self._sent_back_at = self._sent_at
        self._frames += frame
        self._frame_count += 1
        if not self.is_held:
            self._wake()

    def release(self) -> None:
        """All messages that came in one piece are handled."""
        self.is_held = False
        if self._frames:
            self._send_frames()

    def _send_frames(self) -> None:
        frames = self._frames
        if not frames:
            return
        self._frames = b""
        if self.has_queued:
            self._send_queued()
        sender, outside = self._sender, self._outside
        self._sent_at = outside.now()
        readers = 0
        own = None if sender is None else sender.sink
        for sink in self.sinks:
            if sink is not own:
                sink.write(frames)
                readers += 1
        outside.frames_sent += readers * self._frame_count
        self._frame_count = 0
        self._uncharged += readers
        if self._uncharged > CHARGED_WRITES:
            self._charge(sender, self._sent_at)

    def _send_queued(self) -> None:
        self.has_queued = False
        now = self._outside.now()
        for peer in self._peers:
            if peer.outbox:
                frames, peer.outbox = peer.outbox, []
                self._outside.frames_sent += len(frames)
                peer.sent_at = now
                peer.sink.write(b"".join(frames))

    def all_but(self, sender: Peer) -> Peer | None:
        """Who need not get a cursor: its sender, or nobody if that was sent nothing for long."""
        sent_at = self._sent_back_at if sender is self._sender else self._sent_at
        quiet_since = self._outside.now() - ECHO_AFTER_S
        return None if sent_at < quiet_since and sender.sent_at < quiet_since else sender

    def wait_s(self, now: float) -> float:
        """How long the next flush is to wait."""
        return self._next_flush_at - now

    def flush(self) -> None:
        """Write what is queued: one write a peer."""
        started = time.perf_counter()
        self._send_frames()
        shared = self._merged()
        self.has_queued = False
        now = self._outside.now()
        sent = 0
        for peer in self._peers:
            if peer.outbox:
                frames, peer.outbox = peer.outbox + shared, []
                data = b"".join(frames)
            elif shared:
                frames, data = shared, shared[0]
            else:
                continue
            sent += len(frames)
            peer.sent_at = now
            peer.sink.write(data)
        self._outside.frames_sent += sent
        if len(self._peers) >= BIG:
            if shared:
                self._uncharged += len(self._peers)
                if self._uncharged > CHARGED_WRITES:
                    self._charge(self._writer, now)
                self._writer = None
            cost = time.perf_counter() - started
            self._next_flush_at = now + min(MAX_INTERVAL_S, INTERVAL_PER_COST * cost)

    def _charge(self, sender: Peer | None, now: float) -> None:
        writes = self._uncharged - int((now - self._charged_at) * FREE_WRITES_PER_S)
        self._uncharged = 0
        self._charged_at = now
        if sender is not None and writes > 0:
            sender.sink.work(writes * WRITE_COST_BYTES)

    def _merged(self) -> list[bytes]:
        """The frames for everybody, in one piece, since they are the same for all."""
        if not self._updates and not self._cursors:
            return []
        updates, self._updates = self._updates, []
        cursors, self._cursors = self._cursors, {}
        frames = []
        for at in range(0, len(updates), MERGE_AT_MOST):
            frames += [
                sync_frame(SyncType.UPDATE, update)
                for update in merged(updates[at : at + MERGE_AT_MOST], self._session_id)
            ]
        if cursors:
            frames.append(awareness_frame(encode(cursors.values())))
        return [b"".join(frames)]


def merged(updates: list[bytes], session_id: str) -> list[bytes]:
    """As one update, or as they are where the engine fails: nobody is sent them again."""
    if len(updates) == 1:
        return updates
    try:
        return [merge_updates(*updates)]
    except BaseException as error:
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        logger.exception("updates cannot be merged", extra={"session": session_id})
        return updates
