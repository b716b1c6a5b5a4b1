"""Queries for the replay and the export: all of a session's log as its rooms wrote it, and the file made of it."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.db.models import Export, LogBatch
from codesala.files.rows import FILES, files_of
from codesala.questions.tables import SessionQuestion
from codesala.records import AskedQuestion, Batch, FileFacts
from codesala.sessions.rows_facts import SESSION_QUESTIONS


async def read_batches(db: AsyncSession, session_id: str) -> list[Batch]:
    """Every batch of the log, whether or not a checkpoint covers it; each writer's in order of number."""
    columns = select(LogBatch.writer, LogBatch.number, LogBatch.entry_count, LogBatch.data)
    rows = await db.execute(columns.where(LogBatch.session_id == session_id).order_by(LogBatch.writer, LogBatch.number))
    return [Batch(session_id, row.writer, row.number, row.entry_count, row.data) for row in rows]


async def read_files(db: AsyncSession, session_id: str) -> tuple[FileFacts, ...]:
    return files_of(list(await db.execute(FILES, {"session_id": session_id})))


async def read_questions(db: AsyncSession, session_id: str) -> tuple[AskedQuestion, ...]:
    """Those that were ever shown, in order of their numbers."""
    columns = SESSION_QUESTIONS.c
    statement = (
        select(columns.number, columns.digest, columns.public)
        .where(columns.session_id == session_id, columns.state != "prepared", columns.public != "")
        .order_by(columns.number)
    )
    return tuple(AskedQuestion(row.number, row.digest, row.public) for row in await db.execute(statement))


async def read_laid_in(db: AsyncSession, session_id: str) -> tuple[str, ...]:
    """The contents of questions whose files are beside the main file, which then has their program's text."""
    asked = SessionQuestion
    statement = select(asked.content).where(asked.session_id == session_id, asked.folder == "").order_by(asked.number)
    return tuple((await db.execute(statement)).scalars())


async def count_batches(db: AsyncSession, session_id: str) -> int:
    statement = select(func.count()).select_from(LogBatch).where(LogBatch.session_id == session_id)
    return (await db.execute(statement)).scalar_one()


async def last_written_at(db: AsyncSession, session_id: str) -> datetime | None:
    """When something was added to the log for the last time."""
    statement = select(func.max(LogBatch.created_at)).where(LogBatch.session_id == session_id)
    return (await db.execute(statement)).scalar_one()


async def find_export(db: AsyncSession, session_id: str, ended_at: datetime) -> Export | None:
    """The file of a session that ended then, wanted or made."""
    return await db.get(Export, (session_id, ended_at))
