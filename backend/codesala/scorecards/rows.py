"""Queries on scorecards and rubrics. Each takes the open transaction first, flushes and never commits."""

from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.db.models import Scorecard, SessionRubric

__all__ = [
    "NEW_RUBRIC",
    "Scorecard",
    "count_scorecards",
    "find_rubric",
    "find_scorecard",
    "list_scorecards",
    "submit_scorecard",
    "write_rubric",
    "write_scorecard",
]

NEW_RUBRIC = insert(SessionRubric).inline().values(session_id=bindparam("session_id"), skills=bindparam("skills"))


async def find_rubric(db: AsyncSession, session_id: str) -> str | None:
    """Its skills as JSON."""
    statement = select(SessionRubric.skills).where(SessionRubric.session_id == session_id)
    return (await db.execute(statement)).scalar_one_or_none()


async def write_rubric(db: AsyncSession, session_id: str, skills: str | None) -> None:
    """In place of the one that there is; none for None. The session's row is to be locked."""
    await db.execute(delete(SessionRubric).where(SessionRubric.session_id == session_id))
    if skills is not None:
        await db.execute(NEW_RUBRIC, {"session_id": session_id, "skills": skills})


async def list_scorecards(db: AsyncSession, session_id: str) -> list[Scorecard]:
    """All cards of a session, the first submitted first."""
    statement = (
        select(Scorecard)
        .where(Scorecard.session_id == session_id)
        .order_by(Scorecard.submitted_at, Scorecard.interviewer)
    )
    return list((await db.execute(statement)).scalars())


async def count_scorecards(db: AsyncSession, session_id: str) -> int:
    return (await db.execute(select(func.count()).where(Scorecard.session_id == session_id))).scalar_one()


async def find_scorecard(db: AsyncSession, session_id: str, interviewer: str) -> Scorecard | None:
    return await db.get(Scorecard, (session_id, interviewer), populate_existing=True)


async def write_scorecard(db: AsyncSession, card: Scorecard) -> bool:
    """Put the card in place of the interviewer's last one, or as their first; False when that one is submitted."""
    on = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    judgement = {
        "name": card.name,
        "skills": card.skills,
        "verdict": card.verdict,
        "comment": card.comment,
        "updated_at": card.updated_at,
    }
    statement = (
        on(Scorecard)
        .values(session_id=card.session_id, interviewer=card.interviewer, **judgement)
        .on_conflict_do_update(
            index_elements=[Scorecard.session_id, Scorecard.interviewer],
            set_=judgement,
            where=Scorecard.submitted_at.is_(None),
        )
        .returning(Scorecard.interviewer)
    )
    return (await db.execute(statement)).first() is not None


async def submit_scorecard(db: AsyncSession, session_id: str, interviewer: str, at: datetime) -> bool:
    """False when there is no such card, it has no verdict, or it is submitted already."""
    statement = (
        update(Scorecard)
        .where(
            Scorecard.session_id == session_id,
            Scorecard.interviewer == interviewer,
            Scorecard.submitted_at.is_(None),
            Scorecard.verdict.is_not(None),
        )
        .values(submitted_at=at)
        .returning(Scorecard.interviewer)
        .execution_options(synchronize_session=False)
    )
    return (await db.execute(statement)).first() is not None
