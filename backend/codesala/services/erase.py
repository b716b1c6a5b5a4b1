"""Erase a person from a session that has ended: previewed first, then for good."""

import asyncio
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.errors import Conflict, NotFound
from codesala.services import erasing, replay
from codesala.services.order import order
from codesala.services.participants import ERASED, Participant, participants_of
from codesala.services.sessions import lock_session
from codesala.storage import erasing as rows
from codesala.storage.replay import find_export, read_batches


@dataclass(frozen=True, slots=True)
class Erased:
    """What would go, or went: see erasing.Erasure. `participant` is who they are from now on."""

    participant: str
    characters: int
    entries: int
    events: int
    runs: int
    unreadable: int


def people_in(stored: replay.Stored) -> list[Participant]:
    """Everybody who did anything. Takes about 50 µs an entry: call it in a thread."""
    return participants_of(order(stored.batches).entries)


async def erase_person(
    db: AsyncSession, session_id: str, participant: str, *, with_text: bool, is_preview: bool
) -> Erased:
    """With `is_preview` nothing is written. Otherwise nothing is left of who they were, the export is made again with
    another head, and the rooms that still hold the session must be told after the commit.

    Raises `errors.NotFound` for an unknown session or person, and `errors.Conflict` for a session that is live or whose
    export is being made.
    """
    session = await lock_session(db, session_id)
    if session.status != "ended" or session.ended_at is None:
        raise Conflict("A person can be erased once the session has ended.")
    export = await find_export(db, session_id, session.ended_at)
    if export is not None and export.data is None and (export.claimed_until or session.ended_at) > datetime.now(UTC):
        raise Conflict("The export of this session is being made: try again in a moment.")
    batches = await read_batches(db, session_id)
    replacement = ERASED + secrets.token_urlsafe(7)[:9]  # as long as any participant's id
    erasure = await asyncio.to_thread(erasing.erase, batches, participant, replacement, with_text=with_text)
    if not erasure.changed:
        raise NotFound("There is no such participant in this session.")
    if not is_preview:
        await rows.rewrite_log(db, session_id, erasure.changed, erasure.unreadable)
        await rows.replace_person(db, session_id, participant, replacement)
        await rows.want_export_again(db, session_id)
        session.revision += 1
        await db.flush()
    return Erased(
        participant=participant if is_preview else replacement,
        characters=erasure.characters,
        entries=erasure.entries,
        events=erasure.events,
        runs=erasure.runs,
        unreadable=len(erasure.unreadable),
    )
