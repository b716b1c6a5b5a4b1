"""What peers write, from a message to everybody else: screened, allowed, owned, taken, recorded, passed on.

*Safety:* what is relayed was screened, may be written by its sender, and is in the ledger before anybody else sees it.
"""

import logging

from codesala.errors import AppError, BadFrame
from codesala.rooms.asking import Asking
from codesala.rooms.documents.document import Document
from codesala.rooms.documents.portions import RANGES
from codesala.rooms.files import Files
from codesala.rooms.held import Held
from codesala.rooms.offline import Offline
from codesala.rooms.outbox import Outbox
from codesala.rooms.outside import MAX_BACKLOG_BYTES, Counts
from codesala.rooms.ownership import Ownership
from codesala.rooms.peer import Peer
from codesala.rooms.people import People
from codesala.rooms.record import Record
from codesala.rooms.rights import Rights
from codesala.wire.frames import SyncType, decode_state_vector, sync_frame
from codesala.wire.screening.refusals import Gap, UnknownRoot
from codesala.wire.screening.verdicts import Verdict
from codesala.wire.typing import run_of

logger = logging.getLogger(__name__)

ANSWER_COST_BYTES = 2_500
"""Of an answer to SyncStep1, however short: as for 0.1 ms of work."""
PRESSED_COST_BYTES = 4_000_000
"""Slows every sender while the log cannot be written fast enough."""


class Edits:
    """The ordinary way; what typing sends has a quicker one (keystrokes.py). After whatever was taken, what is held may
    be ready (Room.settle)."""

    __slots__ = (
        "_asking",
        "_counts",
        "_document",
        "_files",
        "_held",
        "_offline",
        "_outbox",
        "_ownership",
        "_people",
        "_record",
        "_rights",
    )

    def __init__(
        self,
        document: Document,
        rights: Rights,
        record: Record,
        outbox: Outbox,
        people: People,
        ownership: Ownership,
        files: Files,
        offline: Offline,
        asking: Asking,
        held: Held,
        counts: Counts,
    ) -> None:
        self._document = document
        self._rights = rights
        self._record = record
        self._outbox = outbox
        self._people = people
        self._ownership = ownership
        self._files = files
        self._offline = offline
        self._asking = asking
        self._held = held
        self._counts = counts

    # What they send

    def answer(self, peer: Peer, state_vector: bytes) -> None:
        """Answer SyncStep1. Raises BadFrame."""
        if len(state_vector) > self._document.max_state_vector_bytes:
            raise BadFrame("Too long a state vector.")
        decode_state_vector(state_vector)
        update = self._document.answer(state_vector)
        peer.sink.charge(len(update))
        peer.sink.work(ANSWER_COST_BYTES)
        self._outbox.send(peer, sync_frame(SyncType.STEP2, update))

    def receive(self, peer: Peer, update: bytes, message: bytes | None) -> list[Peer]:
        """`message` is the Update message as it came, to be passed on; None when it is an answer to SyncStep1. Returns
        connections that this one replaces. Raises AppError and DocumentBroken."""
        is_answer = message is None
        peer.updates_in += 1
        if self._counts.backlog_bytes > MAX_BACKLOG_BYTES:
            peer.sink.charge(PRESSED_COST_BYTES)
        if is_answer:
            peer.asked = False
            peer.answers += 1
            self._held.forget(peer)
            self._held.words.answered(peer, update)
        try:
            verdict = self._document.screen(update)
        except UnknownRoot as unknown:
            self._files.wait(peer, unknown.root)
            return []
        except Gap:
            self.refuse(peer)
            return []
        if not verdict.ends and not verdict.delete_ranges:
            if is_answer:
                self.take_answer(peer, update, verdict)
            else:
                self._acknowledge(peer)
            return []
        is_own = peer.clients.issuperset(verdict.ends)
        replaced = [] if is_own else self._ownership.replaced_by(peer, verdict.ends)
        if not is_own and self._ownership.is_of_others(peer, verdict.ends):
            if is_answer:
                self._held.hold(peer, update, verdict.ends)
            else:
                self.refuse(peer)
        elif not self._rights.can_write(peer):
            self.refuse(peer)
        elif is_answer:
            self.take_answer(peer, update, verdict)
        else:
            if not is_own:
                self._ownership.claim(peer, verdict.ends)
            self._take(peer, update, verdict, message)
            if is_own and verdict.structs == 1 and verdict.ends:
                peer.run = run_of(update, *verdict.ends.values())
            self._acknowledge(peer)
        return replaced

    def receive_old(self, peer: Peer, update: bytes, message: bytes) -> list[Peer]:
        """As `receive`, of an Update message whose age was announced."""
        assert peer.made_at
        peer.making = peer.made_at.popleft()
        try:
            return self.receive(peer, update, message)
        finally:
            peer.making = None

    def take_answer(self, peer: Peer, update: bytes, verdict: Verdict) -> None:
        """An answer to SyncStep1 that may be taken. Nothing is missing of what the peer sent until then."""
        if verdict.ends or verdict.delete_ranges:
            if peer.cursor in verdict.ends:  # text of others that it brings does not become its own
                self._ownership.claim(peer, [peer.cursor])
            self._take(peer, update, verdict, None)
        if not peer.asked:  # else something that came after it was refused
            peer.refused = False
            self._acknowledge(peer)

    def _acknowledge(self, peer: Peer) -> None:
        if peer.is_ours and not peer.refused:
            self._record.acknowledge(peer)

    def _take(self, peer: Peer, update: bytes, verdict: Verdict, message: bytes | None) -> None:
        self._people.introduce(peer)
        are_many = verdict.delete_ranges > RANGES
        part: bytes | None
        if verdict.ends or (message is not None and not are_many):
            part, verdict = self._document.afford(update, verdict)
            self._ownership.count_new(peer, verdict.ends)
            self._document.take(part, verdict)
        else:
            part = self._document.take_deletions(update, verdict.layout if are_many else None)
        if part is None:
            return
        if part is not update:  # the rest is asked for
            update, message = part, None
            self.refuse(peer)
        if peer.making is not None:
            self._offline.date(peer)
        self._record.spread(peer, update, message)

    # What was not taken

    def refuse(self, peer: Peer) -> None:
        """What the peer sent was not taken: it is asked for everything that is missing here, and until it has
        answered, nothing that it sends counts as saved."""
        peer.refused = True
        if not peer.asked and self._rights.can_write(peer) and not self._files.is_waiting(peer):
            self._asking.ask(peer)

    def ask_again(self, peer: Peer) -> None:
        """Who may write (again) is asked for what was refused meanwhile."""
        if peer.refused and not peer.asked and not self._held.has(peer):
            self.refuse(peer)

    # What did not come from peers

    def take_from_log(self, update: bytes) -> bool:
        """Take what stands in the log and was not heard of, and pass it on; False when that is nothing. It is on disk
        already. Raises DocumentBroken."""
        try:
            is_news = self.take_foreign(update)
        except (Gap, AppError) as error:
            logger.error("log not taken: %s", error, extra={"session": self._rights.facts.session_id})
            return False
        if is_news:
            self._record.ledger.has_foreign = True
            self._outbox.update(update)
        return is_news

    def take_stored(self, update: bytes) -> None:
        """Take the first text of a file, which is in the log, and pass it on. Nothing when another node has told it
        already. Raises DocumentBroken."""
        if self.take_foreign(update):
            self._outbox.update(update)

    def take_foreign(self, update: bytes) -> bool:
        """Take what another node accepted; False when it is nothing new. Raises Gap, BadFrame and DocumentBroken."""
        verdict = self._document.screen(update, trusted=True)
        if verdict.ends:
            self._document.take(update, verdict)
            return True
        return bool(verdict.delete_ranges) and self._document.take_deletions(update) is not None
