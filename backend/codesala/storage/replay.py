"""Queries for the replay: all of a session's log, as its rooms wrote it."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.records import Batch
from codesala.storage.models import LogBatch


async def read_batches(db: AsyncSession, session_id: str) -> list[Batch]:
    """Every batch of the log, whether or not a checkpoint covers it; each writer's in order of number."""
    columns = select(LogBatch.writer, LogBatch.number, LogBatch.entry_count, LogBatch.data)
    rows = await db.execute(columns.where(LogBatch.session_id == session_id).order_by(LogBatch.writer, LogBatch.number))
    return [Batch(session_id, row.writer, row.number, row.entry_count, row.data) for row in rows]
