"""Queries on links and on who was let in. Each takes the open transaction first, flushes and never commits."""

from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.db.models import Admission, Link, Session

__all__ = ["DOOR", "Admission", "Link", "admit_all", "decide", "find_live_links", "is_admitted", "require_admission"]

DOOR = (
    select(Link.id.label("link_id"), Link.session_id, Link.role, Session.revision)
    .join(Session, Session.id == Link.session_id)
    .where(Link.token_hash == bindparam("token_hash"), Link.revoked_at.is_(None))
)
"""Which room a link opens, and to whom."""


async def find_live_links(db: AsyncSession, session_id: str, role: str) -> list[Link]:
    """The links of a role that are not revoked, oldest first."""
    statement = select(Link).where(Link.session_id == session_id, Link.role == role, Link.revoked_at.is_(None))
    return list((await db.execute(statement.order_by(Link.id))).scalars())


async def require_admission(db: AsyncSession, session_id: str, roles: tuple[str, ...]) -> None:
    """From now on, who comes by the links of these roles waits."""
    for role in roles:
        for link in await find_live_links(db, session_id, role):
            link.needs_admission = True
    await db.flush()


async def admit_all(db: AsyncSession, session_id: str) -> bool:
    """No link of the session needs admission any more; False when none did."""
    changed = await db.execute(
        update(Link)
        .where(Link.session_id == session_id, Link.revoked_at.is_(None), Link.needs_admission)
        .values(needs_admission=False)
        .returning(Link.id)
        .execution_options(synchronize_session=False)
    )
    return bool(changed.all())


async def decide(db: AsyncSession, session_id: str, participant: str, state: str, at: datetime) -> None:
    """Keep what a host decided about somebody. The session's row must be locked."""
    decided = await db.get(Admission, (session_id, participant))
    if decided is None:
        db.add(Admission(session_id=session_id, participant=participant, state=state, at=at))
    else:
        decided.state, decided.at = state, at
    await db.flush()


async def is_admitted(db: AsyncSession, session_id: str, participant: str) -> bool | None:
    """None when nobody has decided about them."""
    decided = await db.get(Admission, (session_id, participant))
    return None if decided is None else decided.state == "admitted"
