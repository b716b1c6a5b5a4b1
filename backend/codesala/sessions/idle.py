"""Sessions that everybody has left: after a while they end by themselves, as if a host had ended them."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.errors import NotFound
from codesala.sessions.changes import Actor, Changed
from codesala.sessions.life import end_session
from codesala.sessions.rows import set_active_users
from codesala.sessions.rows_retention import is_empty, list_empty
from codesala.sessions.service import lock_session

ENDED_AT_ONCE = 100


async def record_attendance(db: AsyncSession, counts: Mapping[str, int]) -> None:
    """Write how many people are in which session (session id → people); all other sessions have none."""
    await set_active_users(db, counts)


async def find_empty(db: AsyncSession, since: datetime) -> Sequence[str]:
    """Ids of some live sessions in which nobody has been or written since then. One that nobody ever entered is not
    among them: its interview is yet to come."""
    return await list_empty(db, since, ENDED_AT_ONCE)


async def end_if_empty(db: AsyncSession, session_id: str, since: datetime) -> Changed | None:
    """End the session; None when somebody came or wrote, or ended or deleted it meanwhile."""
    try:
        await lock_session(db, session_id)
    except NotFound:
        return None
    if not await is_empty(db, session_id, since):
        return None
    return await end_session(db, session_id, Actor("idle"))
