"""Queries for what rooms know of a session's row, and for the few changes that rooms make themselves."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import defer

from codesala.errors import NotFound
from codesala.records import Admission, Countdown, SessionFacts
from codesala.storage import models
from codesala.storage.models import Link, Session, now

IDS_A_QUERY = 500


async def read_facts(db: AsyncSession, session_id: str) -> SessionFacts:
    """Raises `errors.NotFound`."""
    rows = (
        await db.execute(
            select(Session, Link.id, Link.role, Link.needs_admission)
            .outerjoin(Link, (Link.session_id == Session.id) & Link.revoked_at.is_(None))
            .where(Session.id == session_id)
            .options(defer(Session.initial_code))
        )
    ).all()
    if not rows:
        raise NotFound("There is no such session.")
    session: Session = rows[0][0]
    links = [row for row in rows if row.id is not None]
    return SessionFacts(
        session_id=session.id,
        title=session.title,
        language=session.language,
        status=session.status,
        created_at_ms=_milliseconds(session.created_at),
        revision=session.revision,
        is_locked=session.is_locked,
        runs_disabled=session.runs_disabled,
        shares_code=session.shares_code,
        timer=_countdown(session),
        has_lobby=any(row.needs_admission for row in links if row.role == "candidate"),
        links={row.id: row.needs_admission for row in links},
        admissions=await _read_admissions(db, session_id),
    )


async def _read_admissions(db: AsyncSession, session_id: str) -> dict[str, Admission]:
    rows = await db.execute(select(models.Admission).where(models.Admission.session_id == session_id))
    return {row.participant: Admission(row.state, _milliseconds(row.at)) for row in rows.scalars()}


def _countdown(session: Session) -> Countdown | None:
    if session.timer_started_at is None or session.timer_s is None:
        return None
    return Countdown(_milliseconds(session.timer_started_at), session.timer_s)


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


async def read_revisions(db: AsyncSession, session_ids: Sequence[str]) -> dict[str, int]:
    """Session id → revision, of those that exist."""
    found: dict[str, int] = {}
    for at in range(0, len(session_ids), IDS_A_QUERY):
        some = session_ids[at : at + IDS_A_QUERY]
        rows = await db.execute(select(Session.id, Session.revision).where(Session.id.in_(some)))
        found.update((row.id, row.revision) for row in rows)
    return found


async def change_language(db: AsyncSession, session_id: str, language: str) -> int:
    """Returns the new revision. Raises `errors.NotFound` when there is no such live session."""
    statement = (
        update(Session)
        .where(Session.id == session_id, Session.status == "live")
        .values(language=language, revision=Session.revision + 1)
        .returning(Session.revision)
    )
    revision = (await db.execute(statement)).scalar_one_or_none()
    if revision is None:
        raise NotFound("There is no such live session.")
    return revision


async def admit_unless_decided(db: AsyncSession, session_id: str, participants: Collection[str]) -> None:
    """Raises `errors.NotFound`. Locks the row, so decisions of hosts come before or after, never in between."""
    statement = update(Session).where(Session.id == session_id).values(revision=Session.revision + 1)
    if (await db.execute(statement.returning(Session.id))).first() is None:
        raise NotFound("There is no such session.")
    decided = await db.execute(select(models.Admission.participant).where(models.Admission.session_id == session_id))
    new = sorted(set(participants) - set(decided.scalars()))
    if new:
        at = now()
        await db.execute(
            insert(models.Admission),
            [{"session_id": session_id, "participant": one, "state": "admitted", "at": at} for one in new],
        )
