"""The durable log of the rooms: append, load, checkpoint. Implements the port SessionLog of `rooms/ports.py`."""

import asyncio
import json
from collections.abc import AsyncIterator, Collection, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import JSON, BigInteger, Text, bindparam, cast, delete, func, insert, or_, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.db.database import Database
from codesala.db.models import CheckpointCover, LogBatch, Session, StoredCheckpoint, now
from codesala.db.prepared import ReadRows, Statement
from codesala.db.quick import QuickAppend, QuickFailed
from codesala.errors import NotFound, Unavailable
from codesala.files.rows import FILES, batch_of, change_file
from codesala.records import Batch, Checkpoint, FileChange, FileRefused, SessionFacts, StoredLog
from codesala.sessions.rows import find_session
from codesala.sessions.rows_facts import (
    ADMISSIONS,
    CONTENT,
    FACTS,
    QUESTIONS,
    admit_unless_decided,
    change_language,
    facts_of,
)
from codesala.wire.entries import event_batch


class SqlSessionLog:
    """The log in a database. Every call is one transaction that takes at most `timeout_s`; see the port's promises."""

    def __init__(self, database: Database, timeout_s: float, max_files: int = 40) -> None:
        self._database = database
        self._max_files = max_files
        self._timeout_s = timeout_s
        self._quick = QuickAppend(database, timeout_s)
        self._outdated = _outdated(database.engine.dialect.name == "sqlite")
        self._up_to_date: tuple[int | None, Mapping[str, int]] | None = None
        """The version of the database in which these sessions had these revisions."""

    async def append(self, batches: Sequence[Batch]) -> None:
        """Commit all batches in one transaction; on return they are on disk. Repeating a batch changes nothing.
        A batch whose session was deleted meanwhile is dropped silently. Raises `errors.Unavailable`."""
        if not batches:
            return
        try:
            await self._quick.append(batches)
        except QuickFailed:
            await self._append(batches)

    async def _append(self, batches: Sequence[Batch]) -> None:
        try:
            async with self._transaction() as db:
                await add_batches(db, batches)
        except IntegrityError:
            async with self._transaction() as db:
                living = await _lock_living(db, {batch.session_id for batch in batches})
                await add_batches(db, [batch for batch in batches if batch.session_id in living])

    async def load(self, session_id: str) -> tuple[SessionFacts, StoredLog]:
        """The session's facts and what a room opens from, as of one moment. Raises `errors.NotFound`,
        `errors.Unavailable`."""
        session, admissions, questions, files, checkpoint, covers, uncovered = await self._read(
            FACTS, ADMISSIONS, QUESTIONS, FILES, CHECKPOINT, COVERS, UNCOVERED, session_id=session_id
        )
        stored = StoredLog(_checkpoint_of(checkpoint, covers), _in_order(session_id, uncovered))
        return facts_of(session, admissions, questions, files), stored

    async def load_batch(self, session_id: str, writer: str, number: int) -> Batch | None:
        """One batch of the log. Raises `errors.Unavailable`."""
        (rows,) = await self._read(ONE_BATCH, session_id=session_id, writer=writer, number=number)
        return Batch(session_id, writer, number, rows[0].entry_count, rows[0].data) if rows else None

    async def written(self, session_id: str) -> Mapping[str, tuple[int, int]]:
        """Writer → number of its last batch in the log of the session, and how many of its batches are there; empty
        when there is none. Raises `errors.Unavailable`."""
        (rows,) = await self._read(WRITTEN, session_id=session_id)
        return {row.writer: (row.number, row.batches) for row in rows}

    async def facts(self, session_id: str) -> SessionFacts:
        """The session's row as it is now. Raises `errors.NotFound`, `errors.Unavailable`."""
        return facts_of(*await self._read(FACTS, ADMISSIONS, QUESTIONS, FILES, session_id=session_id))

    async def store_checkpoint(self, session_id: str, checkpoint: Checkpoint, revision: int | None = None) -> bool:
        """Replace the session's checkpoint and what it covers, unless the stored one already covers more entries.
        False, and nothing done, when the session no longer has this `revision`: its log may have been rewritten since
        it was read. Raises `errors.NotFound`, `errors.Unavailable`."""
        async with self._transaction() as db:
            if session_id not in await _lock_living(db, {session_id}, exclusive=True):
                raise NotFound("There is no such session.")
            now_is = (await db.execute(select(Session.revision).where(Session.id == session_id))).scalar_one()
            if revision not in (None, now_is):
                return False
            stored = (
                await db.execute(select(StoredCheckpoint.entry_count).where(StoredCheckpoint.session_id == session_id))
            ).scalar_one_or_none()
            if stored is not None and stored > checkpoint.entry_count:
                return True
            await db.execute(delete(StoredCheckpoint).where(StoredCheckpoint.session_id == session_id))
            await db.execute(delete(CheckpointCover).where(CheckpointCover.session_id == session_id))
            await db.execute(
                insert(StoredCheckpoint).values(
                    session_id=session_id,
                    update=checkpoint.update,
                    events=checkpoint.events,
                    entry_count=checkpoint.entry_count,
                    log_bytes=checkpoint.log_bytes,
                )
            )
            if checkpoint.covers:
                covers = [
                    {"session_id": session_id, "writer": writer, "number": number}
                    for writer, number in checkpoint.covers.items()
                ]
                await db.execute(insert(CheckpointCover), covers)
            return True

    async def change_language(self, session_id: str, event: Mapping[str, Any]) -> None:
        """To the `language` of the event, which is recorded in the same transaction. Raises `errors.NotFound` when
        there is no such live session, `errors.Unavailable`. The caller has checked that there is such a language."""
        async with self._transaction() as db:
            await change_language(db, session_id, event["language"])
            await add_batches(db, [event_batch(session_id, [event])])

    async def change_file(self, session_id: str, change: FileChange) -> Sequence[Mapping[str, Any]] | FileRefused:
        """The events that tell of it, which are recorded in the same transaction; none when it is so already. Raises
        `errors.NotFound` when there is no such live session, `errors.Unavailable`."""
        async with self._transaction() as db:
            found = await find_session(db, session_id, lock=True)
            if found is None or found[0].status != "live":
                raise NotFound("There is no such live session.")
            event = await change_file(db, found[0], change, self._max_files)
            if event is None or isinstance(event, FileRefused):
                return event or ()
            await add_batches(db, [batch_of(session_id, change, event)])
            return [event]

    async def question(self, session_id: str, number: int) -> str:
        """The content of a session's question as canonical JSON, hidden cases too. Raises `errors.NotFound`,
        `errors.Unavailable`."""
        (rows,) = await self._read(CONTENT, session_id=session_id, number=number)
        if not rows:
            raise NotFound("There is no such question in this session.")
        return str(rows[0].content)

    async def outdated(self, revisions: Mapping[str, int]) -> Sequence[str]:
        """Of these sessions (id → revision) those that have another revision now, or are gone. Raises
        `errors.Unavailable`."""
        version = await self._database.version()
        if version is not None and self._up_to_date == (version, revisions):
            return ()
        (rows,) = await self._read(self._outdated, known=json.dumps(dict(revisions)))
        self._up_to_date = None if rows else (version, revisions)
        return [row.session_id for row in rows]

    async def admit(self, session_id: str, participants: Collection[str]) -> None:
        """Let in who is inside already, unless a host decided otherwise. Raises `errors.NotFound`,
        `errors.Unavailable`."""
        async with self._transaction() as db:
            await admit_unless_decided(db, session_id, participants)

    async def _read(self, *statements: Statement, **parameters: Any) -> ReadRows:
        try:
            async with asyncio.timeout(self._timeout_s):
                return await self._database.read(*statements, **parameters)
        except TimeoutError as error:
            raise Unavailable("The database does not answer in time: try again soon.") from error

    @asynccontextmanager
    async def _transaction(self) -> AsyncIterator[AsyncSession]:
        try:
            async with asyncio.timeout(self._timeout_s), self._database.transaction() as db:
                yield db
        except TimeoutError as error:
            raise Unavailable("The database does not answer in time: try again soon.") from error


async def add_batches(db: AsyncSession, batches: Sequence[Batch]) -> None:
    """Insert batches into the open transaction; those that are already there stay as they are.

    The statement is one whatever the number of batches, so it is compiled and prepared once; the drivers send its
    rows together. Raises IntegrityError when one of the sessions does not exist.
    """
    if not batches:
        return
    on = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    at = now()
    await db.execute(on(LogBatch).on_conflict_do_nothing(), [row_of(batch, at) for batch in batches])


def row_of(batch: Batch, at: datetime) -> dict[str, Any]:
    """For NEW_BATCH."""
    return {
        "session_id": batch.session_id,
        "writer": batch.writer,
        "number": batch.number,
        "created_at": at,
        "entry_count": batch.entry_count,
        "data": batch.data,
    }


async def _lock_living(db: AsyncSession, session_ids: set[str], *, exclusive: bool = False) -> set[str]:
    """Which of the sessions exist; until the transaction ends they cannot be deleted (nor, exclusively, locked so by
    others; appending to their logs stays possible). In order of id, so that two callers cannot deadlock."""
    statement = select(Session.id).where(Session.id.in_(session_ids)).order_by(Session.id)
    statement = statement.with_for_update(read=not exclusive, key_share=True)
    return set((await db.execute(statement)).scalars())


_OF_BATCH = ("session_id", "writer", "number", "created_at", "entry_count", "data")
NEW_BATCH = insert(LogBatch).inline().values({name: bindparam(name) for name in _OF_BATCH})

CHECKPOINT = select(
    StoredCheckpoint.update, StoredCheckpoint.events, StoredCheckpoint.entry_count, StoredCheckpoint.log_bytes
).where(StoredCheckpoint.session_id == bindparam("session_id"))

COVERS = select(CheckpointCover.writer, CheckpointCover.number).where(
    CheckpointCover.session_id == bindparam("session_id")
)

ONE_BATCH = select(LogBatch.entry_count, LogBatch.data).where(
    LogBatch.session_id == bindparam("session_id"),
    LogBatch.writer == bindparam("writer"),
    LogBatch.number == bindparam("number"),
)

WRITTEN = (
    select(LogBatch.writer, func.max(LogBatch.number).label("number"), func.count().label("batches"))
    .where(LogBatch.session_id == bindparam("session_id"))
    .group_by(LogBatch.writer)
)

UNCOVERED = (
    select(LogBatch.writer, LogBatch.number, LogBatch.created_at, LogBatch.entry_count, LogBatch.data)
    .outerjoin(
        CheckpointCover,
        (CheckpointCover.session_id == LogBatch.session_id) & (CheckpointCover.writer == LogBatch.writer),
    )
    .where(
        LogBatch.session_id == bindparam("session_id"),
        or_(CheckpointCover.number.is_(None), LogBatch.number > CheckpointCover.number),
    )
    .order_by(LogBatch.writer, LogBatch.number)
)


def _checkpoint_of(stored: Sequence[Any], covers: Sequence[Any]) -> Checkpoint | None:
    if not stored:
        return None
    return Checkpoint(
        update=stored[0].update,
        covers={row.writer: row.number for row in covers},
        entry_count=stored[0].entry_count,
        log_bytes=stored[0].log_bytes,
        events=stored[0].events,
    )


def _in_order(session_id: str, rows: Sequence[Any]) -> list[Batch]:
    """About in the order of their commits, and each writer's strictly by number even where clocks went backwards."""
    placed = []
    for _writer, own in groupby(rows, key=lambda row: row.writer):
        latest = None
        for row in own:
            latest = row.created_at if latest is None else max(latest, row.created_at)
            placed.append(
                (latest, row.writer, row.number, Batch(session_id, row.writer, row.number, row.entry_count, row.data))
            )
    placed.sort(key=lambda entry: entry[:3])
    return [batch for *_key, batch in placed]


def _outdated(is_sqlite: bool) -> Statement:
    """Of the sessions in `known`, JSON of id → revision, those that have another one now or are gone."""
    known = bindparam("known", type_=Text)
    each = func.json_each(known) if is_sqlite else func.json_each_text(cast(known, JSON))
    told = each.table_valued("key", "value")
    return (
        select(told.c.key.label("session_id"))
        .outerjoin(Session, Session.id == told.c.key)
        .where(Session.revision.is_distinct_from(cast(told.c.value, BigInteger)))
    )
