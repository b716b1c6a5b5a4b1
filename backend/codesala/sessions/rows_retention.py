"""Queries for where nobody is any more, and for what nobody wants to keep any longer."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, exists, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.db.models import PRACTICE, UNENTERED, LogBatch, Session
from codesala.paths import ROOT_PREFIX
from codesala.wire.entries import INITIAL_WRITER, SERVERS_WRITERS

_OF_THE_SERVER = (SERVERS_WRITERS, ROOT_PREFIX)
"""How writers begin whose batches need nobody in the room."""


async def list_expired(db: AsyncSession, at: datetime, limit: int) -> list[str]:
    """Ids of sessions that ended longer ago than they are to be kept."""
    chosen = select(Session.retention_days).where(Session.retention_days.is_not(None)).distinct()
    found: list[str] = []
    # One query a number of days: the two databases know no common arithmetic of days.
    for days in (await db.execute(chosen)).scalars().all():
        statement = (
            select(Session.id)
            .where(
                Session.retention_days == days,
                Session.status == "ended",
                Session.ended_at <= at - timedelta(days=days or 0),
            )
            .limit(limit)
        )
        found += (await db.execute(statement)).scalars()
    return found[:limit]


async def list_unentered(db: AsyncSession, created_before: datetime, limit: int) -> list[str]:
    """Ids of live sessions of before then that nobody ever entered."""
    return list((await db.execute(_unentered(created_before).limit(limit))).scalars())


async def is_unentered(db: AsyncSession, session_id: str, created_before: datetime) -> bool:
    found = await db.execute(_unentered(created_before).where(Session.id == session_id))
    return found.first() is not None


async def cap_retention(db: AsyncSession, most_days: int) -> None:
    """Let nothing be kept longer than that after its end."""
    is_longer = or_(Session.retention_days.is_(None), Session.retention_days > most_days)
    # In one order, because nodes that start together do it together.
    ids = select(Session.id).where(is_longer).order_by(Session.id).with_for_update()
    await db.execute(update(Session).where(Session.id.in_(ids)).values(retention_days=most_days))


def _unentered(created_before: datetime) -> Select[str]:
    return select(Session.id).where(text(UNENTERED), Session.created_at <= created_before, ~_somebody_wrote())


async def list_empty(db: AsyncSession, since: datetime, limit: int) -> list[str]:
    """Ids of live interviews that everybody had left by then, the longest empty first."""
    return list((await db.execute(_empty(since).order_by(Session.empty_since).limit(limit))).scalars())


async def is_empty(db: AsyncSession, session_id: str, since: datetime) -> bool:
    found = await db.execute(_empty(since).where(Session.id == session_id))
    return found.first() is not None


def _empty(since: datetime) -> Select[str]:
    is_live = and_(Session.kind == "interview", Session.status == "live")
    return select(Session.id).where(is_live, Session.empty_since <= since, ~_somebody_wrote(since))


async def list_left_practice(
    db: AsyncSession, empty_since: datetime, created_before: datetime, limit: int
) -> list[str]:
    """Ids of practice sessions that were empty since then, or are older than that; the oldest first."""
    statement = _left(empty_since, created_before).order_by(Session.created_at).limit(limit)
    return list((await db.execute(statement)).scalars())


async def is_left_practice(db: AsyncSession, session_id: str, empty_since: datetime, created_before: datetime) -> bool:
    found = await db.execute(_left(empty_since, created_before).where(Session.id == session_id))
    return found.first() is not None


def _left(empty_since: datetime, created_before: datetime) -> Select[str]:
    # One that nobody was ever counted in has been empty since it was made.
    since = func.coalesce(Session.empty_since, Session.created_at, type_=Session.created_at.type)
    nobody_is_there = and_(Session.active_users == 0, since <= empty_since, ~_somebody_wrote(empty_since))
    return select(Session.id).where(text(PRACTICE), or_(nobody_is_there, Session.created_at <= created_before))


def _somebody_wrote(after: datetime | None = None) -> ColumnElement[bool]:
    """Whether the log has a batch of a room's, after then. It tells of people whom nobody counted: they were there too
    shortly, or their node reaches the database alone. That node stamped it by its own clock, which may be late by
    nearly as long as a session may be empty: who writes all the time is still seen."""
    of_a_room = and_(LogBatch.writer != INITIAL_WRITER, *(~LogBatch.writer.startswith(own) for own in _OF_THE_SERVER))
    wrote = exists().where(LogBatch.session_id == Session.id, of_a_room)
    return wrote if after is None else wrote.where(LogBatch.created_at > after)
