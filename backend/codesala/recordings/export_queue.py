"""The queue of exports: ending a session wants its file, and one node makes it, once (docs/decisions/0011)."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.recordings import rows_exports as rows
from codesala.recordings.rows_exports import Claim

__all__ = [
    "Claim",
    "claim_export",
    "drop_export",
    "give_back_export",
    "renew_export",
    "store_export",
    "want_late_ones_again",
]

LEASE = timedelta(seconds=60)
"""After which a claim of a node that died is anybody's. Who takes longer renews it (`renew_export`)."""

SETTLING = timedelta(seconds=3)
"""For how long nothing may have been written to the log: rooms on all nodes that reach the database have then stored
what they took. Others write late."""

LATE = timedelta(minutes=10)
"""For how long after a file was made its log is counted again. Whoever asks later gets it with all that came."""

MAX_ATTEMPTS = 8
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=10), timedelta(minutes=10)


async def claim_export(db: AsyncSession, at: datetime) -> Claim | None:
    """The next file to be made, to be stored or given back by whoever asks; None when there is none."""
    return await rows.claim_export(db, at, until=at + LEASE, settled_before=at - SETTLING, max_attempts=MAX_ATTEMPTS)


async def renew_export(db: AsyncSession, claim: Claim, at: datetime) -> Claim | None:
    """The claim for a whole lease from then on, in place of the one that is given; None when that is lost."""
    return await rows.renew_claim(db, claim, until=at + LEASE)


async def want_late_ones_again(db: AsyncSession, at: datetime) -> Sequence[str]:
    """Let files be made again whose log got something from a node that could not write before. Ids of their
    sessions."""
    return await rows.want_late_ones_again(db, at - LATE)


async def store_export(
    db: AsyncSession, claim: Claim, head: str, data: bytes, at: datetime, *, batch_count: int
) -> bool:
    """Keep what was made of so many batches of the log; False when it comes too late and is thrown away: another one
    stays, or will be made."""
    return await rows.store_export(db, claim, head, data, at, batch_count=batch_count)


async def give_back_export(db: AsyncSession, claim: Claim, at: datetime) -> bool:
    """After a failure: let it be tried again after a while, each time a longer one. False when that was the last."""
    await rows.put_back(db, claim, at + wait_after(claim.attempt))
    return claim.attempt < MAX_ATTEMPTS


async def drop_export(db: AsyncSession, claim: Claim) -> None:
    """Nobody wants it any more: the session was reopened before it was made."""
    await rows.drop_wish(db, claim)


def wait_after(attempt: int) -> timedelta:
    return min(FIRST_WAIT * (1 << (attempt - 1)), LONGEST_WAIT)
