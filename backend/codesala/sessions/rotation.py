"""New links for old: a role's link is replaced, and the old one is dead at once."""

from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.links import rows
from codesala.links.service import Role, new_link
from codesala.sessions.changes import Actor, Changed, begin


async def rotate_link(db: AsyncSession, session_id: str, actor: Actor, role: Role, token: str) -> Changed:
    """From now on `token` is the only link of a role. Who had to wait at the old one waits at the new one. Raises
    `errors.NotFound`."""
    change = await begin(db, session_id, actor)
    at = datetime.now(UTC)
    old = await rows.find_live_links(db, session_id, role)
    link = new_link(session_id, role, token, at)
    link.needs_admission = any(one.needs_admission for one in old)
    for one in old:
        one.revoked_at = at
    db.add(link)
    await db.flush()
    if role == "candidate":
        change.candidates_link = link
    change.add("link_rotated", role=role)
    return await change.finish()


async def withdraw_link(db: AsyncSession, session_id: str, actor: Actor, role: Role) -> Changed:
    """From now on nobody comes by a link of this role. Raises `errors.NotFound`."""
    change = await begin(db, session_id, actor)
    old = await rows.find_live_links(db, session_id, role)
    for link in old:
        link.revoked_at = datetime.now(UTC)
    if old:
        change.add("link_withdrawn", role=role)
    return await change.finish()
