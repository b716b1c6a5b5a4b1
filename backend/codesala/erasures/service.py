"""Erase a person from a session that has ended: planned and shown first, then for good."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.erasures import rows as erasures
from codesala.erasures import rows_log as rows
from codesala.erasures.erasing import Erasure, erase
from codesala.erasures.late import hash_of
from codesala.errors import Conflict, NotFound
from codesala.participants.service import ERASED
from codesala.recordings.export_queue import SETTLING
from codesala.recordings.rows import count_batches, last_written_at, read_batches
from codesala.records import Batch
from codesala.sessions.rows import Session
from codesala.sessions.service import lock_session


@dataclass(frozen=True, slots=True)
class Subject:
    """A session as it was when somebody was to be erased from it."""

    session_id: str
    revision: int
    batches: Sequence[Batch]
    deaths: int


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done. `replacement` is who they are from then on."""

    subject: Subject
    participant: str
    replacement: str
    erasure: Erasure
    with_text: bool


async def read_subject(db: AsyncSession, session_id: str) -> Subject:
    """Raises `errors.NotFound`, and `errors.Conflict` for a session that is live."""
    session = await _ended(db, session_id)
    return Subject(session_id, session.revision, await read_batches(db, session_id), session.deaths)


def plan(subject: Subject, participant: str, *, with_text: bool) -> Plan:
    """Works out what erasing somebody changes. Takes about 0.1 ms an entry: call it in a thread, outside of any
    transaction. Raises `errors.NotFound` for an unknown person."""
    replacement = ERASED + secrets.token_urlsafe(7)[:9]  # as long as any participant's id
    erasure = erase(subject.batches, participant, replacement, with_text=with_text)
    if not erasure.changed:
        raise NotFound("There is no such participant in this session.")
    return Plan(subject, participant, replacement, erasure, with_text)


async def carry_out(db: AsyncSession, plan: Plan) -> None:
    """Nothing is left of who they were, and the export is made again with another head. After the commit, the rooms
    that still hold the session must be told. Raises as `read_subject`, also when anything has changed since, or so
    recently that rooms may still be writing: what they added afterwards would name whom nobody looks for any more."""
    session_id, erasure = plan.subject.session_id, plan.erasure
    session = await _ended(db, session_id)
    settled_before = datetime.now(UTC) - SETTLING
    written_at = await last_written_at(db, session_id)
    if max(session.ended_at or settled_before, written_at or settled_before) > settled_before:
        raise Conflict("The servers may still be writing what happened last: try again in a few seconds.")
    if (session.revision, await count_batches(db, session_id)) != (plan.subject.revision, len(plan.subject.batches)):
        raise Conflict("The session has changed meanwhile: try again.")
    await rows.rewrite_log(db, session_id, erasure.changed, erasure.unreadable)
    await rows.replace_person(db, session_id, plan.participant, plan.replacement)
    await rows.forget_names(db, session_id, erasure.files)
    await rows.want_export_again(db, session_id)
    await _remember(db, plan)


async def _remember(db: AsyncSession, plan: Plan) -> None:
    """So that what a node writes late is erased as well (erase_late.py)."""
    session_id = plan.subject.session_id
    await erasures.add_erasure(
        db,
        erasures.ErasedPerson(
            session_id=session_id,
            replacement=plan.replacement,
            person_hash=hash_of(session_id, plan.participant),
            with_text=plan.with_text,
            batch_count=0,
        ),
    )
    await erasures.count_again(db, session_id)


async def _ended(db: AsyncSession, session_id: str) -> Session:
    session = await lock_session(db, session_id)
    if session.status != "ended":
        raise Conflict("A person can be erased once the session has ended.")
    return session
