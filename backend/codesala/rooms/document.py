"""One Yjs document behind its screening: what it knows, its text, and answers to those who lack some of it.

Accepted updates are applied in small batches or when somebody needs the document, because relaying does not.
"""

import logging
import time
from collections.abc import Sequence
from dataclasses import dataclass

from pycrdt import Doc, Text

from codesala.entries import Entry, EntryKind, pack, unpack
from codesala.errors import BadFrame, Corrupt, DocumentFull
from codesala.records import Checkpoint, StoredLog
from codesala.rooms.fast_screening import screen_typing
from codesala.rooms.past_runs import last_run_entries
from codesala.rooms.protocol import decode_state_vector
from codesala.rooms.screening import Bounds, Knowledge, Rejected, Verdict, extent, screen

logger = logging.getLogger(__name__)

ROOT = "code"
BATCH = 16
"""Updates applied at once: 1.1 µs each instead of 2.2 (pycrdt 0.14)."""

HEAVY = 200
"""Structs and delete ranges from which an update is applied alone, so that its cost has a sender."""

SLOW_S = 0.0005
"""An update costs a few microseconds. More is what piles of text at one place cost, each the more, the higher."""

TRUSTED = Bounds(structs=10_000_000, at_one_place=10_000_000)
EMPTY_STATE_VECTOR = b"\x00"


class DocumentBroken(Exception):
    """The engine refused or lost a screened update. The room must be rebuilt from its log."""


class Document:
    """Not thread-safe, but may be made in one thread and used in another."""

    def __init__(self, doc: "Doc[Text]", bounds: Bounds, max_bytes: int) -> None:
        self._doc = doc
        self._code = doc.get(ROOT, type=Text)
        self._bounds = bounds
        self._max_bytes = max_bytes
        self._unapplied: list[bytes] = []
        self._whole: bytes | None = None
        self._is_slow = False
        self.known = Knowledge(clocks=decode_state_vector(doc.get_state()))
        text = str(self._code)
        self._bytes_at_most = len(text.encode())
        if not text.isascii() and max(text) > "\uffff":
            self.known.halves = set(screen(doc.get_update(), Knowledge(), TRUSTED).halves)

    def screen(self, update: bytes, *, trusted: bool = False) -> Verdict:
        """What the update would bring; changes nothing. Raises BadFrame, DocumentFull, and screening.Gap when it
        builds on what is not here. `trusted` lifts the bounds for other nodes, whose content was screened there."""
        try:
            verdict = screen_typing(update, self.known) or screen(
                update, self.known, TRUSTED if trusted else self._bounds
            )
        except Rejected as error:
            raise BadFrame(f"This update cannot be taken: {error}.") from None
        size = verdict.inserted_bytes
        if size and self._bytes_at_most + size > self._max_bytes and not trusted:
            self._check_size(size)
        return verdict

    def _check_size(self, inserted_bytes: int) -> None:
        self._bytes_at_most = len(self.text().encode())
        if self._bytes_at_most + inserted_bytes > self._max_bytes:
            raise DocumentFull(f"A session takes up to {self._max_bytes} bytes of text.")

    def take(self, update: bytes, verdict: Verdict) -> float:
        """Add a screened update. Returns the seconds that it took when it was applied at once: heavy ones are, and
        all while the document is slow, so that somebody answers for the time. Raises DocumentBroken."""
        self.known.take(verdict)
        self._bytes_at_most += verdict.inserted_bytes
        self._whole = None
        self._unapplied.append(update)
        if self._is_slow or verdict.structs + verdict.delete_ranges >= HEAVY:
            started = time.perf_counter()
            self._apply()
            return time.perf_counter() - started
        if len(self._unapplied) >= BATCH:
            self._apply()
        return 0.0

    def type(self, update: bytes, client: int, clock: int, length: int) -> bool:
        """Add an update that was recognised as `length` ASCII characters next to known text, of a known client whose
        next clock was `clock`. False, and nothing done, when it needs to be screened. Raises DocumentBroken."""
        known = self.known
        if known.clocks[client] != clock or known.halves or self._is_slow:
            return False
        if self._bytes_at_most + length > self._max_bytes:
            return False
        known.clocks[client] = clock + length
        self._bytes_at_most += length
        self._whole = None
        self._unapplied.append(update)
        if len(self._unapplied) >= BATCH:
            self._apply()
        return True

    def take_deletions(self, update: bytes) -> bool:
        """Add a screened update that has no new text, and say whether it deleted anything that was still there.
        Raises DocumentBroken."""
        self._apply()
        changed: list[object] = []
        subscription = self._doc.observe(changed.append)
        try:
            self._unapplied.append(update)
            self._apply()
        finally:
            self._doc.unobserve(subscription)
        if changed:
            self._whole = None
        return bool(changed)

    def answer(self, state_vector: bytes = EMPTY_STATE_VECTOR) -> bytes:
        """What somebody with this (already checked) state vector lacks, deletions always included: update v1.
        Raises DocumentBroken."""
        if state_vector == EMPTY_STATE_VECTOR and self._whole is not None:
            return self._whole
        self._apply()
        if decode_state_vector(self._doc.get_state()) != self.known.clocks:
            raise DocumentBroken("the document does not hold what was taken")
        try:
            update = self._doc.get_update(state_vector)
        except BaseException as error:
            raise _broken(error) from error
        if state_vector == EMPTY_STATE_VECTOR:
            self._whole = update
        return update

    def text(self) -> str:
        """The code as it is now. Raises DocumentBroken."""
        self._apply()
        return str(self._code)

    def _apply(self) -> None:
        if not self._unapplied:
            return
        updates, self._unapplied = self._unapplied, []
        started = time.perf_counter()
        try:
            if len(updates) == 1:
                self._doc.apply_update(updates[0])
            else:
                with self._doc.transaction():
                    for update in updates:
                        self._doc.apply_update(update)
        except BaseException as error:
            raise _broken(error) from error
        self._is_slow = time.perf_counter() - started > SLOW_S * len(updates)


def _broken(error: BaseException) -> BaseException:
    """For some input pycrdt raises PanicException, a BaseException. What ends the process passes unchanged."""
    if isinstance(error, (KeyboardInterrupt, SystemExit)):
        return error
    return DocumentBroken(f"the engine failed: {error!r:.200}")


@dataclass(slots=True)
class Rebuilt:
    """A document made anew from its log."""

    doc: "Doc[Text]"
    entry_count: int
    log_bytes: int
    uncovered_entries: int
    is_damaged: bool
    """Rows could not be read: what is here is what could be saved from the rest."""
    run_entries: list[Entry]
    """The events of the last runs."""
    has_gaps: bool
    """Something in the log builds on what is not in it (the node that had it died before its commit)."""


def rebuild(stored: StoredLog) -> Rebuilt:
    """Everything that the log holds, as one document. 2 µs an entry: call it in a thread for long logs."""
    doc = _new_doc()
    checkpoint = stored.checkpoint
    needed: dict[int, int] = {}
    events: list[Entry] = []
    is_damaged = checkpoint is not None and not _apply_safely(doc, [checkpoint.update], needed)
    if checkpoint is not None and checkpoint.events:
        events += _unpack_safely(checkpoint.events) or ()
    for batch in stored.batches:
        entries = _unpack_safely(batch.data)
        if entries is None:
            is_damaged = True
            continue
        events += [entry for entry in entries if entry.kind is EntryKind.EVENT]
        updates = [entry.body for entry in entries if entry.kind is EntryKind.UPDATE]
        is_damaged |= not _apply_safely(doc, updates, needed)
    clocks = decode_state_vector(doc.get_state())
    has_gaps = any(clocks.get(client, 0) < clock for client, clock in needed.items())
    if has_gaps:
        logger.warning("log has gaps", extra={"batches": len(stored.batches)})
        complete = _new_doc()
        complete.apply_update(doc.get_update())
        doc = complete
    uncovered = sum(batch.entry_count for batch in stored.batches)
    return Rebuilt(
        doc=doc,
        entry_count=uncovered + (checkpoint.entry_count if checkpoint else 0),
        log_bytes=sum(len(batch.data) for batch in stored.batches) + (checkpoint.log_bytes if checkpoint else 0),
        uncovered_entries=uncovered,
        is_damaged=is_damaged,
        run_entries=last_run_entries(events),
        has_gaps=has_gaps,
    )


def make_checkpoint(stored: StoredLog) -> Checkpoint | None:
    """A checkpoint that covers all of `stored`, or None when the log has gaps or damage, which a checkpoint would
    make final. It is made through a document (merged updates keep deleted text) and compared before it is trusted."""
    rebuilt = rebuild(stored)
    if rebuilt.is_damaged or rebuilt.has_gaps:
        return None
    update = rebuilt.doc.get_update()
    copy = _new_doc()
    copy.apply_update(update)
    # As mappings: the engine names the clients of one state now in this order, now in that.
    states = [decode_state_vector(doc.get_state()) for doc in (copy, rebuilt.doc)]
    same = states[0] == states[1] and str(copy[ROOT]) == str(rebuilt.doc[ROOT])
    if not same:
        logger.error("checkpoint differs from its log")
        return None
    covers = dict(stored.checkpoint.covers) if stored.checkpoint else {}
    for batch in stored.batches:
        covers[batch.writer] = max(covers.get(batch.writer, 0), batch.number)
    events = pack(rebuilt.run_entries) if rebuilt.run_entries else b""
    return Checkpoint(update, covers, rebuilt.entry_count, rebuilt.log_bytes, events)


def _new_doc() -> "Doc[Text]":
    doc: Doc[Text] = Doc()
    doc.get(ROOT, type=Text)
    return doc


def _unpack_safely(data: bytes) -> list[Entry] | None:
    try:
        return unpack(data)
    except Corrupt as error:
        logger.error("damaged log row: %s", error.detail)
        return None


def _apply_safely(doc: "Doc[Text]", updates: Sequence[bytes], needed: dict[int, int]) -> bool:
    """Apply what can be applied; False when something could not."""
    complete = True
    for update in updates:
        try:
            doc.apply_update(update)
            for client, clock in extent(update).items():
                if clock > needed.get(client, 0):
                    needed[client] = clock
        except BaseException as error:
            if isinstance(error, (KeyboardInterrupt, SystemExit)):
                raise
            logger.error("log entry cannot be applied: %.200r", error)
            complete = False
    return complete
