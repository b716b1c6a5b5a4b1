"""How long sessions are kept, and their removal afterwards with everything that belongs to them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.errors import NotFound
from codesala.services.sessions import lock_session, remove_session
from codesala.storage.retention import list_expired

EXPIRED_AT_ONCE = 100


async def find_expired(db: AsyncSession, at: datetime) -> Sequence[str]:
    """Ids of some sessions that ended longer before `at` than they are to be kept."""
    return await list_expired(db, at, EXPIRED_AT_ONCE)


async def remove_if_expired(db: AsyncSession, session_id: str, at: datetime) -> bool:
    """Delete the session for good; False when somebody else did, reopened it or wants it kept longer."""
    try:
        session = await lock_session(db, session_id)
    except NotFound:
        return False
    if session.status != "ended" or session.ended_at is None or session.retention_days is None:
        return False
    if session.ended_at > at - timedelta(days=session.retention_days):
        return False
    await remove_session(db, session_id)
    return True
