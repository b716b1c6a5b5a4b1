"""Documents made anew from their log, and checkpoints, which make that quick."""

import logging
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pycrdt import Doc, Text

from codesala.errors import Corrupt
from codesala.records import Checkpoint, StoredLog
from codesala.rooms.documents.contents import Snapshot, texts_of
from codesala.rooms.documents.engine import apply_all, new_doc
from codesala.rooms.documents.integration import integrate
from codesala.rooms.journal.missing import Missing, missing_below
from codesala.rooms.journal.past_runs import last_run_entries
from codesala.wire.entries import Entry, EntryKind, pack, unpack
from codesala.wire.frames import decode_state_vector
from codesala.wire.screening.extents import extent
from codesala.wire.screening.refusals import Rejected

logger = logging.getLogger(__name__)


@dataclass(slots=True)
class Rebuilt:
    """A document made anew from its log."""

    doc: "Doc[Text]"
    covers: dict[str, int]
    """Writer → number of its last batch that is in here."""
    entry_count: int
    log_bytes: int
    uncovered_entries: int
    uncovered_bytes: int
    is_damaged: bool
    """Rows could not be read: what is here is what could be saved from the rest."""
    run_entries: list[Entry]
    """The events of the last runs."""
    has_gaps: bool
    """Something in the log builds on what is not in it (the node that had it died before its commit)."""
    missing: Missing


def rebuild(stored: StoredLog, also: Sequence[bytes] = ()) -> Rebuilt:
    """Everything that the log holds, as one document; `also` what a room holds of which the log may lack something.
    2 µs an entry: call it in a thread for long logs."""
    doc = new_doc()
    checkpoint = stored.checkpoint
    needed: dict[int, int] = {}
    events: list[Entry] = []
    covers: dict[str, int] = {}
    is_damaged = False
    rows: Counter[str] = Counter()
    everything = [checkpoint.update] if checkpoint is not None else []
    if checkpoint is not None:
        covers.update(checkpoint.covers)
        rows.update(checkpoint.covers)
        is_damaged = not _apply_safely(doc, [checkpoint.update])  # that it has no gaps was seen when it was made
        if checkpoint.events:
            events += _unpack_safely(checkpoint.events) or ()
    everything += also
    _apply_safely(doc, also)
    for batch in stored.batches:
        rows[batch.writer] += 1
        covers[batch.writer] = max(covers.get(batch.writer, 0), batch.number)
        entries = _unpack_safely(batch.data)
        if entries is None:
            is_damaged = True
            continue
        updates = [entry.body for entry in entries if entry.kind is EntryKind.UPDATE]
        if len(updates) < len(entries):
            events += [entry for entry in entries if entry.kind is EntryKind.EVENT]
        everything += updates
        is_damaged |= not (_apply_safely(doc, updates) and _note_needed(updates, needed))
    clocks = decode_state_vector(doc.get_state())
    has_gaps = any(clocks.get(client, 0) < clock for client, clock in needed.items())
    late: list[bytes] = []
    if has_gaps:  # or rows that are not in the order in which they build on each other
        doc, late = integrate(everything)
        if late:
            logger.warning(
                "log has gaps", extra={"session": stored.batches[0].session_id, "batches": len(stored.batches)}
            )
    uncovered = sum(batch.entry_count for batch in stored.batches)
    uncovered_bytes = sum(len(batch.data) for batch in stored.batches)
    return Rebuilt(
        doc=doc,
        covers=covers,
        entry_count=uncovered + (checkpoint.entry_count if checkpoint else 0),
        log_bytes=uncovered_bytes + (checkpoint.log_bytes if checkpoint else 0),
        uncovered_entries=uncovered,
        uncovered_bytes=uncovered_bytes,
        is_damaged=is_damaged,
        run_entries=last_run_entries(events),
        has_gaps=bool(late),
        missing=Missing(missing_below(late, decode_state_vector(doc.get_state())), rows),
    )


def make_checkpoint(stored: StoredLog) -> Checkpoint | None:
    """A checkpoint that covers all of `stored`, or None when the log has gaps or damage, which a checkpoint would
    make final. It is made through a document (merged updates keep deleted text)."""
    rebuilt = rebuild(stored)
    if rebuilt.is_damaged or rebuilt.has_gaps:
        return None
    doc = rebuilt.doc
    snapshot = Snapshot(doc.get_update(), decode_state_vector(doc.get_state()), texts_of(doc))
    return checkpoint_of(snapshot, rebuilt.covers, rebuilt.entry_count, rebuilt.log_bytes, rebuilt.run_entries)


def checkpoint_of(
    snapshot: Snapshot, covers: Mapping[str, int], entry_count: int, log_bytes: int, run_entries: list[Entry]
) -> Checkpoint | None:
    """A checkpoint that holds this document and these (already chosen) events, or None when the document does not come
    out again. Takes 10 ms for 100,000 edits: call it in a thread."""
    copy = new_doc()
    if not _apply_safely(copy, [snapshot.update]):
        return None
    # As mappings: the engine names the clients of one state now in this order, now in that.
    if decode_state_vector(copy.get_state()) != snapshot.clocks or _differ(texts_of(copy), snapshot.texts):
        logger.error("checkpoint differs from its document")
        return None
    events = pack(run_entries) if run_entries else b""
    return Checkpoint(snapshot.update, covers, entry_count, log_bytes, events)


def _differ(texts: Mapping[str, str], others: Mapping[str, str]) -> bool:
    """An empty text is no different from none."""
    return any(texts.get(root, "") != others.get(root, "") for root in {*texts, *others})


def _unpack_safely(data: bytes) -> list[Entry] | None:
    try:
        return unpack(data)
    except Corrupt as error:
        logger.error("damaged log row: %s", error.detail)
        return None


def _apply_safely(doc: "Doc[Text]", updates: Sequence[bytes]) -> bool:
    """Apply what can be applied; False when something could not."""
    try:
        apply_all(doc, updates)
    except BaseException as error:
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        if len(updates) == 1:
            logger.error("update cannot be applied: %.200r", error)
        else:  # all but those that cannot
            for update in updates:
                _apply_safely(doc, [update])
        return False
    return True


def _note_needed(updates: Sequence[bytes], needed: dict[int, int]) -> bool:
    """Note what clocks a document must have reached that holds these; False when that cannot be said of all."""
    complete = True
    for update in updates:
        try:
            reached = extent(update)
        except Rejected as error:
            logger.error("log entry cannot be read: %s", error)
            complete = False
            continue
        for client, clock in reached.items():
            if clock > needed.get(client, 0):
                needed[client] = clock
    return complete
