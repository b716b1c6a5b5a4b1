"""Queries on sessions and their links. Each takes the open transaction first, flushes and never commits."""

from collections.abc import Mapping

from sqlalchemy import bindparam, delete, false, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer
from sqlalchemy.orm.attributes import set_committed_value

from codesala.db.models import Export, Link, Session, now

__all__ = [
    "NEW_LINK",
    "NEW_SESSION",
    "SHOWN",
    "TOLD",
    "Export",
    "Link",
    "Session",
    "count_sessions",
    "delete_session",
    "find_link",
    "find_session",
    "list_sessions",
    "set_active_users",
]


TOLD = (
    "title",
    "language",
    "initial_code",
    "status",
    "created_at",
    "active_users",
    "ended_at",
    "is_locked",
    "runs_disabled",
    "shares_code",
    "timer_started_at",
    "timer_s",
    "retention_days",
)
"""Columns that hosts are told as they are: fields of sessions.service.SessionInfo."""
_OF_NEW_LINK = ("session_id", "role", "token_hash", "token", "created_at", "needs_admission")

_IS_INTERVIEW = Session.kind == "interview"
_OF_CANDIDATE = (Link.role == "candidate") & Link.revoked_at.is_(None)

NEW_SESSION = insert(Session).inline().values({name: bindparam(name) for name in ("id", "revision", "kind", *TOLD)})
NEW_LINK = insert(Link).inline().values({name: bindparam(name) for name in _OF_NEW_LINK})

SHOWN = (
    select(
        Session.id.label("session_id"),
        Link.token.label("room_id"),
        func.coalesce(Link.created_at != Session.created_at, false()).label("is_link_replaced"),
        func.coalesce(Link.needs_admission, false()).label("has_lobby"),
        *(getattr(Session, name) for name in TOLD),
    )
    .outerjoin(Link, (Link.session_id == Session.id) & _OF_CANDIDATE)
    .where(Session.id == bindparam("session_id"))
    .order_by(Link.id)
)
"""What sessions.service.SessionInfo holds, by the names of its fields. The first row counts."""


async def find_session(db: AsyncSession, session_id: str, *, lock: bool = False) -> tuple[Session, Link | None] | None:
    """The session and its candidate's link (None once that is revoked). `lock` keeps others from changing the row
    until this transaction ends, without holding up those who append to the session's log."""
    found = select(Session).where(Session.id == session_id)
    link = select(Link).where(Link.session_id == session_id, _OF_CANDIDATE)
    if lock:
        found = found.with_for_update(key_share=True).execution_options(populate_existing=True)
    session = (await db.execute(found)).scalar_one_or_none()
    if session is None:
        return None
    # In a statement of its own: who had to wait for the row sees only in the next one what the other left.
    return session, (await db.execute(link.order_by(Link.id).limit(1))).scalar_one_or_none()


async def list_sessions(db: AsyncSession, skip: int, limit: int) -> list[tuple[Session, Link | None]]:
    """Newest first, each with its candidate's link, and without the code that it began with: that may be a MiB each."""
    page = (
        select(Session.id)
        .where(_IS_INTERVIEW)
        .order_by(Session.created_at.desc(), Session.id.desc())
        .offset(skip)
        .limit(limit)
    )
    statement = (
        select(Session, Link)
        .outerjoin(Link, (Link.session_id == Session.id) & _OF_CANDIDATE)
        .where(Session.id.in_(page.scalar_subquery()))
        .order_by(Session.created_at.desc(), Session.id.desc())
        .options(defer(Session.initial_code))
    )
    found: list[tuple[Session, Link | None]] = [(row[0], row[1]) for row in await db.execute(statement)]
    for session, _ in found:
        set_committed_value(session, "initial_code", "")
    return found


async def count_sessions(db: AsyncSession) -> int:
    return (await db.execute(select(func.count()).select_from(Session).where(_IS_INTERVIEW))).scalar_one()


async def delete_session(db: AsyncSession, session_id: str) -> bool:
    """Delete a session with its links, log and checkpoint; False when there is none."""
    # In one statement, far below the 10 s of DATABASE_TIMEOUT_S: a log of 200 MiB takes 2.4 s on SQLite, which
    # overwrites it, and 0.3 s on PostgreSQL; MAX_LOG_BYTES is 256 MiB.
    deleted = await db.execute(delete(Session).where(Session.id == session_id).returning(Session.id))
    return deleted.first() is not None


async def find_link(db: AsyncSession, token_hash: str) -> tuple[Link, Session, str | None] | None:
    """The link with this hash that is not revoked, its session, and the token of the candidate's link."""
    candidate = (
        select(Link.token)
        .where(Link.session_id == Session.id, _OF_CANDIDATE)
        .order_by(Link.id)
        .limit(1)
        .correlate(Session)
        .scalar_subquery()
    )
    row = (
        await db.execute(
            select(Link, Session, candidate)
            .join(Session, Session.id == Link.session_id)
            .where(Link.token_hash == token_hash, Link.revoked_at.is_(None))
        )
    ).first()
    return (row[0], row[1], row[2]) if row else None


# One statement however many sessions there are: those that grow with their number are compiled, and kept, for each.
_SET_ACTIVE_USERS = (
    update(Session)
    .where(Session.id == bindparam("of"), Session.active_users != bindparam("people"))
    .values(active_users=bindparam("people"), empty_since=bindparam("since"))
)


async def set_active_users(db: AsyncSession, counts: Mapping[str, int]) -> None:
    """Write how many people are in which session; sessions that are not named get 0, and the time since which nobody
    is there. Ids of no session are ignored. Touches only the rows that change, in order of id."""
    stored = await db.execute(select(Session.id, Session.active_users).where(Session.active_users != 0))
    before: dict[str, int] = {row.id: row.active_users for row in stored}
    changes = [
        {"of": session_id, "people": people, "since": None if people else now()}
        for session_id in sorted({*before, *counts})
        if (people := counts.get(session_id, 0)) != before.get(session_id, 0)
    ]
    if changes:
        await (await db.connection()).execute(_SET_ACTIVE_USERS, changes)
