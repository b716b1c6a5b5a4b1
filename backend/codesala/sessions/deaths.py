"""Sessions for whose sake workers died. After the second time a session is read-only, after the third it stays shut."""

import logging
from collections.abc import Collection
from datetime import timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.db.models import now
from codesala.errors import NotFound
from codesala.records import FROZEN_FROM
from codesala.sessions.changes import Actor, Changed, begin

logger = logging.getLogger(__name__)

WITHIN = timedelta(days=1)
"""Deaths further apart are accidents."""


async def count_deaths(db: AsyncSession, session_ids: Collection[str]) -> None:
    """A worker has died while it was busy with each of these. Their rooms, on other nodes, find it out by the rows."""
    for session_id in sorted(session_ids):
        try:
            change = await begin(db, session_id, Actor("server"))
        except NotFound:
            continue
        row = change.row
        is_again = row.died_at is not None and now() - row.died_at < WITHIN
        row.deaths = row.deaths + 1 if is_again or row.deaths >= FROZEN_FROM else 1
        row.died_at = now()
        if row.deaths == FROZEN_FROM:
            change.add("frozen")
        await change.finish()
        logger.error("a worker died at a session", extra={"session": session_id, "deaths": row.deaths})


async def unfreeze_session(db: AsyncSession, session_id: str, actor: Actor) -> Changed:
    """Forget the deaths, so that people may write again. Raises `errors.NotFound`."""
    change = await begin(db, session_id, actor)
    if change.row.deaths >= FROZEN_FROM:
        change.add("unfrozen")
    change.row.deaths = 0
    return await change.finish()
