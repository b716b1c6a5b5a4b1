"""Keeps opening fast: merges long logs into checkpoints, one session at a time, verified off the event loop.

A live room's checkpoint is made of its document: reading the log again would cost many times as much. *Safety:* it is
stored when all that it holds is on disk; it covers only batches that are in it; and it is not stored when the session's
row has changed since the room read it, since the log may have been rewritten. Where a room cannot tell whether it holds
what the log does (other nodes take part, rows are damaged), and when it closes, a checkpoint is made from the stored
log alone.
"""

import asyncio
import logging
from dataclasses import dataclass

from codesala.errors import AppError
from codesala.marks import Marks
from codesala.records import FROZEN_FROM, Batch, Checkpoint
from codesala.rooms.documents.contents import Snapshot
from codesala.rooms.documents.engine import DocumentBroken
from codesala.rooms.journal.past_runs import MAX_CHARS, RUN_MARK, last_run_entries
from codesala.rooms.journal.rebuilding import Rebuilt, checkpoint_of, make_checkpoint
from codesala.rooms.ports import SessionLog
from codesala.rooms.room import Room
from codesala.wire.entries import Entry, EntryKind, unpack

logger = logging.getLogger(__name__)

MAX_FACTOR = 20
MAX_UNCOVERED_BYTES = 8 * 1024 * 1024
"""Of a log, however few entries they are: whoever opens it, or asks for its code, has them all in memory."""
CLOSING_FRACTION = 0.1


@dataclass(slots=True)
class _Snapshot:
    """A room's document as it was at a position of its ledger, and what a checkpoint says beside it."""

    document: Snapshot
    position: int
    revision: int
    covers: dict[str, int]
    entry_count: int
    log_bytes: int
    run_entries: list[Entry]
    is_durable: bool = False

    def make(self) -> Checkpoint | None:
        """In a thread."""
        self.run_entries = last_run_entries(self.run_entries)
        return checkpoint_of(self.document, self.covers, self.entry_count, self.log_bytes, self.run_entries)


@dataclass(slots=True)
class _Progress:
    """Of the log of an open room: what is stored, and how much of it a checkpoint covers, or is to cover soon."""

    opened_from: tuple[tuple[str, int], ...]
    """Writers and the numbers of their last batches that the room was opened from."""
    entry_count: int
    log_bytes: int
    run_entries: list[Entry]
    is_all_here: bool
    """The room was opened from all of its log and has added all the rest, so that its document can be trusted to be
    what the log makes."""
    run_bytes: int = 0
    """Of entries of runs since the last checkpoint."""
    snapshot: _Snapshot | None = None
    """Becoming a checkpoint."""
    covered: int = 0
    covered_bytes: int = 0
    due_at: int = 0
    """With so many entries the next checkpoint is due."""

    def cover(self, entry_count: int, log_bytes: int, entries: int) -> None:
        """`entries`: how many make the first checkpoint."""
        self.covered, self.covered_bytes = entry_count, log_bytes
        self.due_at = entry_count + min(max(entries, entry_count), MAX_FACTOR * entries)

    def is_due(self) -> bool:
        is_large = self.log_bytes - self.covered_bytes >= MAX_UNCOVERED_BYTES
        return is_large or self.entry_count >= self.due_at or self.run_bytes > MAX_CHARS

    def is_worth_closing_with(self, entries: int) -> bool:
        return (
            self.entry_count - self.covered >= CLOSING_FRACTION * entries
            or self.log_bytes - self.covered_bytes >= CLOSING_FRACTION * MAX_UNCOVERED_BYTES
        )


class Checkpointer:
    """One task a node, owned by the hub. A crash in between costs nothing.

    Each checkpoint costs as much as the document that it holds, so a live room gets one when its log has doubled (at
    the latest after twenty times `entries`, or 8 MiB), and another when it closes.
    """

    def __init__(self, log: SessionLog, entries: int, marks: Marks) -> None:
        self._log = log
        self._marks = marks
        self._entries = entries
        self._progress: dict[Room, _Progress] = {}
        self._wanted: dict[str, _Progress | None] = {}
        self._wake = asyncio.Event()

    def opened(self, room: Room, rebuilt: Rebuilt) -> None:
        progress = self._progress[room] = _Progress(
            opened_from=tuple(rebuilt.covers.items()),
            entry_count=rebuilt.entry_count,
            log_bytes=rebuilt.log_bytes,
            run_entries=rebuilt.run_entries,
            is_all_here=not rebuilt.is_damaged and not rebuilt.has_gaps,
        )
        covered_bytes = rebuilt.log_bytes - rebuilt.uncovered_bytes
        progress.cover(rebuilt.entry_count - rebuilt.uncovered_entries, covered_bytes, self._entries)
        self._look(room, progress, 0)

    def count(self, room: Room, batch: Batch) -> None:
        """Another batch of a room is in the log."""
        progress = self._progress.get(room)
        if progress is None:
            return
        progress.entry_count += batch.entry_count
        progress.log_bytes += len(batch.data)
        if RUN_MARK in batch.data and progress.is_all_here:
            events = [entry for entry in unpack(batch.data) if entry.kind is EntryKind.EVENT]
            progress.run_entries += events
            progress.run_bytes += sum(len(entry.body) for entry in events)
        self._look(room, progress, batch.number)

    def _look(self, room: Room, progress: _Progress, number: int) -> None:
        """A checkpoint may be due, or become possible. `number`: of the room's last batch in the log."""
        if progress.snapshot is None and not progress.is_due():
            return
        if room.facts.deaths >= FROZEN_FROM:
            return  # it can be read without one, and making it may be what kills
        if progress.snapshot is None:
            progress.cover(progress.entry_count, progress.log_bytes, self._entries)
            progress.run_bytes = 0
            progress.snapshot = _take_snapshot(room, progress, number)
            if progress.snapshot is None:
                progress.is_all_here = False
                progress.run_entries = []
                self._want(room, None)
        snapshot = progress.snapshot
        if snapshot and not snapshot.is_durable and room.record.ledger.durable >= snapshot.position:
            snapshot.is_durable = True
            self._want(room, progress)

    def closed(self, room: Room) -> None:
        progress = self._progress.pop(room, None)
        if progress is None:
            return
        is_waiting = progress.snapshot is not None and not progress.snapshot.is_durable
        if is_waiting or progress.is_worth_closing_with(self._entries):
            self._want(room, None)

    def _want(self, room: Room, progress: _Progress | None) -> None:
        self._wanted[room.facts.session_id] = progress
        self._wake.set()

    async def run(self) -> None:
        """Until cancelled, which may happen at any moment."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._wanted:
                session_id = next(iter(self._wanted))
                progress = self._wanted.pop(session_id)
                try:
                    with self._marks.reading(session_id):
                        if progress is None:
                            await self._checkpoint_log(session_id)
                        else:
                            await self._checkpoint_room(session_id, progress)
                except AppError as error:
                    logger.warning("no checkpoint made: %s", error.detail, extra={"session": session_id})
                except Exception:
                    logger.exception("no checkpoint made", extra={"session": session_id})

    async def _checkpoint_room(self, session_id: str, progress: _Progress) -> None:
        snapshot = progress.snapshot
        assert snapshot is not None
        try:
            runs = len(snapshot.run_entries)
            checkpoint = await asyncio.to_thread(snapshot.make)
            progress.run_entries[:runs] = snapshot.run_entries
            is_stored = checkpoint is not None and await self._log.store_checkpoint(
                session_id, checkpoint, snapshot.revision
            )
        finally:
            progress.snapshot = None
        if not is_stored:
            self._wanted[session_id] = None

    async def _checkpoint_log(self, session_id: str) -> None:
        facts, stored = await self._log.load(session_id)
        if not stored.batches or facts.deaths >= FROZEN_FROM:
            return
        checkpoint = await asyncio.to_thread(make_checkpoint, stored)
        if checkpoint is not None and not await self._log.store_checkpoint(session_id, checkpoint, facts.revision):
            self._wanted[session_id] = None  # of what the log is now


def _take_snapshot(room: Room, progress: _Progress, number: int) -> _Snapshot | None:
    """None when the room may hold something else than what its log holds up to this batch of it and will hold soon."""
    ledger = room.record.ledger
    if not progress.is_all_here or ledger.has_foreign:
        return None
    try:
        document = room.document.snapshot()
    except DocumentBroken:
        return None
    covers = dict(progress.opened_from)
    if number:
        covers[room.id.hex()] = number
    return _Snapshot(
        document,
        ledger.position,
        room.facts.revision,
        covers,
        progress.entry_count,
        progress.log_bytes,
        list(progress.run_entries),
    )
