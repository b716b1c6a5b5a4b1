"""Queries that take somebody out of a session's rows. The only place where rows of the log are changed."""

from collections.abc import Collection, Sequence

from sqlalchemy import bindparam, delete, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.db.models import (
    Admission,
    AuditLine,
    CheckpointCover,
    Export,
    LogBatch,
    Note,
    Scorecard,
    Session,
    SessionFile,
    StoredCheckpoint,
    TestReport,
)
from codesala.paths import folded
from codesala.records import Batch


async def rewrite_log(db: AsyncSession, session_id: str, changed: Sequence[Batch], gone: Sequence[Batch]) -> None:
    """Put batches in the place of those with the same writer and number, delete others, and drop the checkpoint, which
    was made of what they were. Rooms that read them before find out by the session's row."""
    if changed:
        statement = (
            update(LogBatch)
            .where(
                LogBatch.session_id == session_id,
                LogBatch.writer == bindparam("of_writer"),
                LogBatch.number == bindparam("with_number"),
            )
            .values(data=bindparam("new_data"), entry_count=bindparam("new_count"))
            .execution_options(synchronize_session=False)
        )
        rows = [
            {
                "of_writer": batch.writer,
                "with_number": batch.number,
                "new_data": batch.data,
                "new_count": batch.entry_count,
            }
            for batch in changed
        ]
        connection = await db.connection()
        await connection.execute(statement, rows)
    if gone:
        places = [(batch.writer, batch.number) for batch in gone]
        await db.execute(
            delete(LogBatch).where(
                LogBatch.session_id == session_id, tuple_(LogBatch.writer, LogBatch.number).in_(places)
            )
        )
    await db.execute(delete(StoredCheckpoint).where(StoredCheckpoint.session_id == session_id))
    await db.execute(delete(CheckpointCover).where(CheckpointCover.session_id == session_id))
    await db.execute(
        update(Session)
        .where(Session.id == session_id)
        .values(revision=Session.revision + 1, rewrites=Session.rewrites + 1)
        .execution_options(synchronize_session=False)
    )


async def replace_person(db: AsyncSession, session_id: str, participant: str, replacement: str) -> None:
    """Wherever a row names the participant, name the replacement instead, without the name that they gave."""
    new = {"participant": replacement}
    for table, values in (
        *((Admission, {}), (TestReport, {})),
        *((Note, {"author": None}), (AuditLine, {"actor": None})),
    ):
        await db.execute(
            update(table)
            .where(table.session_id == session_id, table.participant == participant)
            .values(**new, **values)
            .execution_options(synchronize_session=False)
        )
    await db.execute(
        update(SessionFile)
        .where(SessionFile.session_id == session_id, SessionFile.created_by == participant)
        .values(created_by=replacement)
        .execution_options(synchronize_session=False)
    )
    await db.execute(
        update(Scorecard)
        .where(Scorecard.session_id == session_id, Scorecard.interviewer == participant)
        .values(interviewer=replacement, name=None)
        .execution_options(synchronize_session=False)
    )
    await db.execute(
        update(Session)
        .where(Session.id == session_id, Session.ended_by == participant)
        .values(ended_by=replacement)
        .execution_options(synchronize_session=False)
    )


async def forget_names(db: AsyncSession, session_id: str, files: Collection[str]) -> None:
    """These files are called by their ids from now on, the deleted ones among them, too."""
    for file_id in sorted(files):
        path = f"file-{file_id}.txt"
        await db.execute(
            update(SessionFile)
            .where(SessionFile.session_id == session_id, SessionFile.file_id == file_id)
            .values(path=path, folded=folded(path))
            .execution_options(synchronize_session=False)
        )


async def want_export_again(db: AsyncSession, session_id: str) -> None:
    """The file that was made is gone, and a new one is wanted. Whoever makes one of the old log at this moment loses
    the claim to it."""
    await db.execute(
        update(Export)
        .where(Export.session_id == session_id)
        .values(made_at=None, head=None, data=None, batch_count=None, claimed_until=None, attempts=0)
        .execution_options(synchronize_session=False)
    )
