"""How long sessions are kept, and their removal afterwards with everything that belongs to them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.errors import NotFound
from codesala.sessions import rows_retention as rows
from codesala.sessions.service import lock_session, remove_session

EXPIRED_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Retention:
    """What the operator says; 0 days: no limit."""

    max_days: int = 0
    """After the end of a session, whatever its hosts choose."""
    unentered_days: int = 0
    """After the creation of a session that nobody ever entered."""

    def granted(self, wanted_days: int | None) -> int | None:
        """How long a session is kept of which somebody wants that."""
        if not self.max_days:
            return wanted_days
        return self.max_days if wanted_days is None else min(wanted_days, self.max_days)


async def apply_to_all(db: AsyncSession, retention: Retention) -> None:
    """Also to sessions of before the operator said so."""
    if retention.max_days:
        await rows.cap_retention(db, retention.max_days)


async def find_expired(retention: Retention, db: AsyncSession, at: datetime) -> Sequence[str]:
    """Ids of some sessions that ended longer before `at` than they are to be kept, or that nobody ever entered."""
    found = await rows.list_expired(db, at, EXPIRED_AT_ONCE)
    if retention.unentered_days:
        found += await rows.list_unentered(db, _entered_by(retention, at), EXPIRED_AT_ONCE)
    return found


async def remove_if_expired(retention: Retention, db: AsyncSession, session_id: str, at: datetime) -> bool:
    """Delete the session for good; False when somebody else did, reopened it, entered it or wants it kept longer."""
    try:
        session = await lock_session(db, session_id)
    except NotFound:
        return False
    if session.status == "live":
        is_over = bool(retention.unentered_days) and await rows.is_unentered(db, session_id, _entered_by(retention, at))
    else:
        is_over = (
            session.ended_at is not None
            and session.retention_days is not None
            and session.ended_at <= at - timedelta(days=session.retention_days)
        )
    if is_over:
        await remove_session(db, session_id)
    return is_over


def _entered_by(retention: Retention, at: datetime) -> datetime:
    return at - timedelta(days=retention.unentered_days)
