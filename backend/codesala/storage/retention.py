"""Queries for what nobody wants to keep any longer."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.storage.models import Session


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
