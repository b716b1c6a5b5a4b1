"""Batches what all rooms of this node accepted into the log: group commit.

*Safety:* a change is reported as stored only after its transaction has committed; batches of one room are committed
in the order of their numbers. *Liveness:* while the database is out of reach everything is kept and tried again;
the recorder is asked to finish and awaited, never cancelled in the middle of a commit. A batch that the database
refuses again and again is set aside: its room is damaged from then on, and all others go on.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass

from codesala.errors import AppError, Unavailable
from codesala.records import Batch
from codesala.rooms.journal.ledger import Span
from codesala.rooms.ports import SessionLog
from codesala.rooms.room import Room
from codesala.wire.entries import pack

logger = logging.getLogger(__name__)

RETRY_MIN_S = 0.1
RETRY_MAX_S = 1.0
MAX_TRANSACTION_BYTES = 8 * 1024 * 1024
MIN_TRANSACTION_BYTES = 64 * 1024
"""What failed is tried again in smaller parts: a slow disk may never write so much within DATABASE_TIMEOUT_S."""
CALM_ENTRIES = 20
"""More entries than this at once, and the next gathering takes longer, in proportion: the log's cost is that of its
rows and commits, one row a room."""
MAX_PATIENCE = 3.5
MAX_REFUSALS = 5
"""So often a batch alone is refused, by a database that can be reached, before it is set aside."""
STORED_WITHIN_S = 5.0


@dataclass(slots=True, eq=False)
class _Pending:
    room: Room
    batch: Batch
    spans: list[Span]
    body_bytes: int
    refusals: int = 0


class Recorder:
    """One task a node, owned by the hub."""

    def __init__(self, log: SessionLog, flush_interval_s: float, stored: Callable[[Room, Batch, int], None]) -> None:
        """`stored(room, batch, bytes)` is called after each commit, once a batch, with the size of all bodies."""
        self._log = log
        self._flush_interval_s = flush_interval_s
        self._stored = stored
        self._dirty: dict[Room, None] = {}
        self._pending: list[_Pending] = []
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._progress = asyncio.Event()
        self._is_finishing = False
        self._patience = 1.0
        self._most_bytes = MAX_TRANSACTION_BYTES
        self.is_failing = False
        self.entries_total = 0
        self.commits_total = 0

    def note(self, room: Room) -> None:
        """The room has unrecorded changes, where it had none."""
        self._dirty[room] = None
        self._idle.clear()
        self._wake.set()

    def is_recording(self, room: Room) -> bool:
        """Whether something of the room is not on disk yet."""
        return room in self._dirty or any(pending.room is room for pending in self._pending)

    async def has_stored(self, session_id: str) -> None:
        """Wait until nothing that a room of this session has accepted is on its way to the log. Raises Unavailable when
        that takes too long."""
        try:
            async with asyncio.timeout(STORED_WITHIN_S):
                while any(room.facts.session_id == session_id for room in self._unstored()):
                    await self._progress.wait()
        except TimeoutError:
            raise Unavailable("What was written last is not on disk yet. Try again later.") from None

    def _unstored(self) -> list[Room]:
        return [*self._dirty, *(pending.room for pending in self._pending)]

    async def run(self) -> None:
        """Record until `finish`."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            if not self._is_finishing:
                await asyncio.sleep(self._flush_interval_s * self._patience)  # edits of a moment: one commit
            await self._record_all()
            if not self._dirty and not self._pending:
                self._idle.set()
                if self._is_finishing:
                    return

    async def finish(self) -> None:
        """Record what there is and end `run`. Never returns while the database is away: bound it in time."""
        self._is_finishing = True
        self._wake.set()
        await self._idle.wait()

    async def _record_all(self) -> None:
        """What comes while this goes on is for the next time: commits of a few entries each would never end."""
        pause_s = RETRY_MIN_S
        self._gather()
        while self._pending:
            try:
                await self._commit(self._slice())
            except AppError as error:
                self._fail("the log cannot be written: %s", error.detail)
                self._most_bytes = max(self._most_bytes // 2, MIN_TRANSACTION_BYTES)
            except Exception:
                logger.exception("the log cannot be written")
                await self._commit_singly()
            else:
                pause_s = RETRY_MIN_S
                self.is_failing = False
                self._most_bytes = min(self._most_bytes * 2, MAX_TRANSACTION_BYTES)
                continue
            await asyncio.sleep(pause_s)
            pause_s = min(pause_s * 2, RETRY_MAX_S)
            self._gather()  # what came meanwhile does not wait for what fails

    def _fail(self, message: str, detail: str) -> None:
        if not self.is_failing:
            logger.error(message, detail)
        self.is_failing = True

    def _gather(self) -> None:
        """Pack what each room has accepted since into one batch, numbered in the order of commits."""
        entries = 0
        for room in self._dirty:
            record = room.record
            some, spans = record.hand_over()
            if some:
                record.batches += 1
                batch = Batch(room.facts.session_id, room.id.hex(), record.batches, len(some), pack(some))
                self._pending.append(_Pending(room, batch, spans, sum([len(entry[3]) for entry in some])))
                entries += len(some)
        self._dirty.clear()
        self._patience = min(MAX_PATIENCE, max(1.0, entries / CALM_ENTRIES))

    def _slice(self) -> list[_Pending]:
        """As much of what is pending as one transaction should hold, at least one batch."""
        size, count = 0, 0
        for pending in self._pending:
            size += len(pending.batch.data)
            if count and size > self._most_bytes:
                break
            count += 1
        return self._pending[:count]

    async def _commit(self, batches: list[_Pending]) -> None:
        await self._log.append([pending.batch for pending in batches])
        self.commits_total += 1
        if len(batches) == len(self._pending):
            self._pending = []
        else:
            done = {id(pending) for pending in batches}
            self._pending = [pending for pending in self._pending if id(pending) not in done]
        for pending in batches:
            self.entries_total += pending.batch.entry_count
            pending.room.record.stored(pending.spans)
            self._stored(pending.room, pending.batch, pending.body_bytes)
        self._tell_progress()

    def _tell_progress(self) -> None:
        self._progress.set()
        self._progress = asyncio.Event()

    async def _commit_singly(self) -> None:
        """One batch that cannot be stored must not keep those of other rooms from it."""
        failed: set[Room] = set()
        for pending in list(self._pending):
            if pending.room in failed:
                continue
            try:
                await self._commit([pending])
            except AppError as error:
                failed.add(pending.room)
                self._fail("the log cannot be written: %s", error.detail)
            except Exception as error:
                failed.add(pending.room)
                self._fail("a batch cannot be written: %.200s", repr(error))
                pending.refusals += 1
                if pending.refusals >= MAX_REFUSALS:
                    self._set_aside(pending, error)

    def _set_aside(self, pending: _Pending, error: Exception) -> None:
        """Give a batch up. What is in it is never called saved; nobody writes in its room any more."""
        facts = {"session": pending.batch.session_id, "entries": pending.batch.entry_count}
        logger.error("a batch was set aside: %.200s", repr(error), extra=facts)
        self._pending.remove(pending)
        self.is_failing = False
        pending.room.outside.backlog_bytes -= pending.body_bytes
        pending.room.rights.is_damaged = True
        pending.room.look_again()
        self._tell_progress()
