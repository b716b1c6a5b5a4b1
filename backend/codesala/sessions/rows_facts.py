"""Queries for what rooms know of a session's row, and for the few changes that rooms make themselves."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, String, bindparam, column, insert, select, table, update
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.db import models
from codesala.db.models import Link, Session, now
from codesala.errors import NotFound
from codesala.files.rows import files_of
from codesala.records import Admission, Countdown, QuestionFacts, SessionFacts

FACTS = (
    select(
        Session.id.label("session_id"),
        Session.title,
        Session.language,
        Session.status,
        Session.created_at,
        Session.revision,
        Session.rewrites,
        Session.is_locked,
        Session.runs_disabled,
        Session.deaths,
        Session.shares_code,
        Session.timer_started_at,
        Session.timer_s,
        Link.id.label("link_id"),
        Link.role,
        Link.needs_admission,
    )
    .outerjoin(Link, (Link.session_id == Session.id) & Link.revoked_at.is_(None))
    .where(Session.id == bindparam("session_id"))
)
"""A row for each link; one without when none is left."""

ADMISSIONS = select(
    models.Admission.participant,
    models.Admission.state,
    models.Admission.at,
).where(models.Admission.session_id == bindparam("session_id"))


SESSION_QUESTIONS = table(
    "session_questions",
    column("session_id", String),
    column("number", Integer),
    column("title", String),
    column("content", String),
    column("public", String),
    column("digest", String),
    column("state", String),
    column("shown_at", models.Moment),
    column("folder", String),
)
"""The part of questions/tables.py that rooms and recordings know. Of what only hosts may see, in `content`, rooms
read the tests that run on the server."""

QUESTIONS = (
    select(
        SESSION_QUESTIONS.c.number,
        SESSION_QUESTIONS.c.title,
        SESSION_QUESTIONS.c.digest,
        SESSION_QUESTIONS.c.state,
        SESSION_QUESTIONS.c.shown_at,
        SESSION_QUESTIONS.c.folder,
    )
    .where(SESSION_QUESTIONS.c.session_id == bindparam("session_id"))
    .order_by(SESSION_QUESTIONS.c.number)
)

CONTENT = select(SESSION_QUESTIONS.c.content).where(
    SESSION_QUESTIONS.c.session_id == bindparam("session_id"), SESSION_QUESTIONS.c.number == bindparam("number")
)


def facts_of(
    rows: Sequence[Any], admissions: Sequence[Any], questions: Sequence[Any], files: Sequence[Any]
) -> SessionFacts:
    """What FACTS, ADMISSIONS, QUESTIONS and FILES found. Raises `errors.NotFound`."""
    if not rows:
        raise NotFound("There is no such session.")
    session = rows[0]
    links = [row for row in rows if row.link_id is not None]
    return SessionFacts(
        session_id=session.session_id,
        title=session.title,
        language=session.language,
        status=session.status,
        created_at_ms=_milliseconds(session.created_at),
        revision=session.revision,
        rewrites=session.rewrites,
        is_locked=session.is_locked,
        runs_disabled=session.runs_disabled,
        deaths=session.deaths,
        shares_code=session.shares_code,
        timer=_countdown(session),
        has_lobby=any(row.needs_admission for row in links if row.role == "candidate"),
        questions=tuple(_question(row) for row in questions),
        links={row.link_id: row.needs_admission for row in links},
        admissions={row.participant: Admission(row.state, _milliseconds(row.at)) for row in admissions},
        files=files_of(files),
    )


def _question(row: Any) -> QuestionFacts:
    shown_at_ms = None if row.shown_at is None else _milliseconds(row.shown_at)
    return QuestionFacts(row.number, row.title, row.digest, row.state, shown_at_ms, row.folder)


def _countdown(session: Any) -> Countdown | None:
    if session.timer_started_at is None or session.timer_s is None:
        return None
    return Countdown(_milliseconds(session.timer_started_at), session.timer_s)


def _milliseconds(moment: datetime) -> int:
    return round(moment.timestamp() * 1000)


async def change_language(db: AsyncSession, session_id: str, language: str) -> None:
    """Raises `errors.NotFound` when there is no such live session."""
    statement = (
        update(Session)
        .where(Session.id == session_id, Session.status == "live")
        .values(language=language, revision=Session.revision + 1)
        .returning(Session.id)
    )
    if (await db.execute(statement)).first() is None:
        raise NotFound("There is no such live session.")


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
