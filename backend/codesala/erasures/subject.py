"""An ended session as its log was read, and the word that it still is so: what an erasure is worked out from takes a
while, in which others go on."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.errors import Conflict, NotFound
from codesala.recordings.rows import count_batches, read_batches
from codesala.records import Batch
from codesala.sessions.rows import Session, find_session
from codesala.sessions.service import lock_session


@dataclass(frozen=True, slots=True)
class Subject:
    """A session as it was when somebody was to be erased from it."""

    session_id: str
    revision: int
    batches: Sequence[Batch]
    deaths: int


async def read_subject(db: AsyncSession, session_id: str) -> Subject:
    """Raises `errors.NotFound`, and `errors.Conflict` for a session that is live."""
    found = await find_session(db, session_id)
    if found is None:
        raise NotFound("There is no such session, or it is not yours.")
    session = _ended(found[0])
    return Subject(session_id, session.revision, await read_batches(db, session_id), session.deaths)


async def lock_unchanged(db: AsyncSession, subject: Subject) -> Session:
    """Its row, when its log is what was read. Nobody rewrites that now, but nodes may still add to it: only what was
    read is known. Raises as `read_subject`, and `errors.Conflict` when anything has changed."""
    session = _ended(await lock_session(db, subject.session_id))
    is_now = (session.revision, await count_batches(db, subject.session_id))
    if is_now != (subject.revision, len(subject.batches)):
        raise Conflict("The session has changed meanwhile: try again.")
    return session


def _ended(session: Session) -> Session:
    if session.status != "ended":
        raise Conflict("A person can be erased once the session has ended.")
    return session
