"""Queries on private notes and their audit lines. Each takes the open transaction first, flushes and never commits."""

from sqlalchemy import bindparam, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.db.models import AuditLine, Note

__all__ = [
    "NEW_NOTE",
    "AuditLine",
    "Note",
    "add_note",
    "count_notes",
    "delete_note",
    "find_note",
    "last_line",
    "list_notes",
]

_COLUMNS = tuple(column.name for column in Note.__table__.columns)
NEW_NOTE = insert(Note).inline().values({name: bindparam(name) for name in _COLUMNS})


async def add_note(db: AsyncSession, note: Note) -> None:
    """Raises IntegrityError when there is no such session."""
    db.add(note)
    await db.flush()


async def list_notes(db: AsyncSession, session_id: str) -> list[Note]:
    """In the order in which they were begun."""
    statement = select(Note).where(Note.session_id == session_id).order_by(Note.created_at, Note.id)
    return list((await db.execute(statement)).scalars())


async def count_notes(db: AsyncSession, session_id: str) -> int:
    return (await db.execute(select(func.count()).where(Note.session_id == session_id))).scalar_one()


async def find_note(db: AsyncSession, session_id: str, note_id: str) -> Note | None:
    """The note, which nobody else changes until this transaction ends."""
    statement = select(Note).where(Note.id == note_id, Note.session_id == session_id).with_for_update()
    return (await db.execute(statement)).scalar_one_or_none()


async def delete_note(db: AsyncSession, note: Note) -> None:
    await db.delete(note)
    await db.flush()


async def last_line(db: AsyncSession, session_id: str, note_id: str) -> AuditLine | None:
    """The newest audit line of a note."""
    statement = (
        select(AuditLine)
        .where(AuditLine.session_id == session_id, AuditLine.note_id == note_id)
        .order_by(AuditLine.id.desc())
        .limit(1)
    )
    return (await db.execute(statement)).scalar_one_or_none()
