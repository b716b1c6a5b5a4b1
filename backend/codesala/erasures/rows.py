"""Queries on erasures: who was taken out of an ended session, as a hash, and how long its log was then."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.db.models import ErasedPerson, LogBatch, Session

__all__ = [
    "ErasedPerson",
    "add_erasure",
    "count_removed",
    "forget_erasures",
    "list_erasures",
    "list_outgrown",
    "set_count",
]


async def add_erasure(db: AsyncSession, erased: ErasedPerson) -> None:
    db.add(erased)
    await db.flush()


async def list_erasures(db: AsyncSession, session_id: str) -> Sequence[ErasedPerson]:
    """In the order in which they were erased."""
    statement = select(ErasedPerson).where(ErasedPerson.session_id == session_id)
    found = await db.execute(statement.order_by(ErasedPerson.at))
    return found.scalars().all()


async def list_outgrown(db: AsyncSession, erased_after: datetime) -> list[str]:
    """Ids of ended sessions from which somebody was erased after then, and whose log has other batches now."""
    batches = select(func.count()).where(LogBatch.session_id == ErasedPerson.session_id).scalar_subquery()
    statement = (
        select(ErasedPerson.session_id)
        .join(Session, Session.id == ErasedPerson.session_id)
        .where(ErasedPerson.at > erased_after, Session.status == "ended", ErasedPerson.batch_count != batches)
        .distinct()
    )
    return list((await db.execute(statement)).scalars())


async def set_count(db: AsyncSession, session_id: str, batch_count: int) -> None:
    """Nobody who was erased is in these batches of the log; in what was added meanwhile they may be."""
    await _count(db, session_id, batch_count)


async def count_removed(db: AsyncSession, session_id: str, removed: int) -> None:
    """The log has so many batches less, and is looked at again by whom it was to be."""
    await _count(db, session_id, ErasedPerson.batch_count - removed)


async def _count(db: AsyncSession, session_id: str, batch_count: int | ColumnElement[int]) -> None:
    await db.execute(
        update(ErasedPerson)
        .where(ErasedPerson.session_id == session_id)
        .values(batch_count=batch_count)
        .execution_options(synchronize_session=False)
    )


async def forget_erasures(db: AsyncSession, session_id: str) -> None:
    await db.execute(delete(ErasedPerson).where(ErasedPerson.session_id == session_id))
