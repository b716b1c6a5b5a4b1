"""Queries on the queue of exports: rows that are wanted, claimed for a while, and made once."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.db.models import Export, LogBatch, Session
from codesala.records import FROZEN_FROM

CANDIDATES = 10


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to make one file, as long as the row says `until`: when the lease has ended somebody else may take it,
    and who erases a person takes it away. `attempt` counts from 1."""

    session_id: str
    ended_at: datetime
    attempt: int
    until: datetime


async def forget_exports(db: AsyncSession, session_id: str) -> None:
    """Of earlier ends of the session; whoever makes one of them makes it for nothing."""
    await db.execute(delete(Export).where(Export.session_id == session_id))


async def claim_export(
    db: AsyncSession, at: datetime, *, until: datetime, settled_before: datetime, max_attempts: int
) -> Claim | None:
    """Take the oldest wish that nobody works on, which ended and was last written to before `settled_before`. Of
    several that try at once one gets it; None when there is nothing to do. Sessions at which workers die wait until
    their host says that they may be written to again."""
    is_free = (
        Export.made_at.is_(None),
        or_(Export.claimed_until.is_(None), Export.claimed_until <= at),
        Export.attempts < max_attempts,
    )
    is_written_to = exists().where(LogBatch.session_id == Export.session_id, LogBatch.created_at > settled_before)
    is_frozen = exists().where(Session.id == Export.session_id, Session.deaths >= FROZEN_FROM)
    wishes = await db.execute(
        select(Export.session_id, Export.ended_at)
        .where(*is_free, Export.ended_at <= settled_before, ~is_written_to, ~is_frozen)
        .order_by(Export.ended_at)
        .limit(CANDIDATES)
    )
    for session_id, ended_at in wishes.all():
        statement = (
            update(Export)
            .where(Export.session_id == session_id, Export.ended_at == ended_at, *is_free)
            .values(claimed_until=until, attempts=Export.attempts + 1)
            .returning(Export.attempts)
            .execution_options(synchronize_session=False)
        )
        attempt = (await db.execute(statement)).scalar_one_or_none()
        if attempt is not None:
            return Claim(session_id, ended_at, attempt, until)
    return None


async def renew_claim(db: AsyncSession, claim: Claim, *, until: datetime) -> Claim | None:
    """The claim until then; None when it is no longer good."""
    statement = (
        update(Export)
        .where(*_holds(claim))
        .values(claimed_until=until)
        .returning(Export.session_id)
        .execution_options(synchronize_session=False)
    )
    return None if (await db.execute(statement)).first() is None else replace(claim, until=until)


async def store_export(
    db: AsyncSession, claim: Claim, head: str, data: bytes, at: datetime, *, batch_count: int
) -> bool:
    """Keep the file, made of so many batches; False when the claim is no longer good: another file stays, is being
    made, or none is wanted."""
    statement = (
        update(Export)
        .where(*_holds(claim))
        .values(made_at=at, head=head, data=data, batch_count=batch_count, claimed_until=None)
        .returning(Export.session_id)
        .execution_options(synchronize_session=False)
    )
    return (await db.execute(statement)).first() is not None


async def want_late_ones_again(db: AsyncSession, made_after: datetime) -> list[str]:
    """Let the files be made again that were made after then, and whose session has not been reopened, but whose log
    has other batches now. Ids of their sessions."""
    batches = select(func.count()).where(LogBatch.session_id == Export.session_id).scalar_subquery()
    is_last = exists().where(Session.id == Export.session_id, Session.ended_at == Export.ended_at)
    statement = (
        update(Export)
        .where(Export.made_at > made_after, Export.batch_count.is_not(None), is_last, Export.batch_count != batches)
        .values(made_at=None, attempts=0)
        .returning(Export.session_id)
        .execution_options(synchronize_session=False)
    )
    return list((await db.execute(statement)).scalars())


async def put_back(db: AsyncSession, claim: Claim, until: datetime) -> None:
    """Let nobody claim it before `until`; nothing changes when the claim is no longer good."""
    await db.execute(
        update(Export).where(*_holds(claim)).values(claimed_until=until).execution_options(synchronize_session=False)
    )


async def drop_wish(db: AsyncSession, claim: Claim) -> None:
    """Forget the wish; nothing changes when the claim is no longer good."""
    await db.execute(delete(Export).where(*_holds(claim)).execution_options(synchronize_session=False))


def _holds(claim: Claim) -> tuple[ColumnElement[bool], ...]:
    return (
        Export.session_id == claim.session_id,
        Export.ended_at == claim.ended_at,
        Export.claimed_until == claim.until,
        Export.made_at.is_(None),
    )
