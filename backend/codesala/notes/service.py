"""Private notes of a session's hosts, and the audit lines that say who wrote which, and when; never what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.clock import later_than
from codesala.errors import Conflict, NotFound, Outdated
from codesala.links.service import is_token, mint_token
from codesala.notes import rows
from codesala.sessions.service import KEEP, Keep, lock_session, read_session

MAX_TITLE_CHARACTERS = 100
MAX_CONTENT_CHARACTERS = 10_000
MAX_AUTHOR_CHARACTERS = 40
MAX_NOTES = 500

# Notes are saved as they are typed: what one person does to a note in this time is one line.
SAME_CHANGE = timedelta(minutes=5)

Action = Literal["created", "changed", "deleted"]


@dataclass(frozen=True, slots=True)
class NoteInfo:
    """A note as hosts see it. `moment` is the time in the session that it is about; `updated_at` names the version:
    each change makes a later one."""

    note_id: str
    title: str
    content: str
    author: str | None
    moment: datetime
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Person:
    """Who does something to a note: as the session knows them, and by name; None for what they have not said."""

    participant: str | None
    name: str | None


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit line will say, known when the request is answered. `actor` is a name as it was given,
    `participant` the same person as the session knows them; null for who has not said."""

    session_id: str
    note_id: str
    title: str
    action: Action
    actor: str | None
    participant: str | None
    at: datetime


async def list_notes(db: AsyncSession, session_id: str) -> list[NoteInfo]:
    """In the order in which they were begun. Raises `errors.NotFound`."""
    await read_session(db, session_id)
    return [_info(note) for note in await rows.list_notes(db, session_id)]


def first_note(session_id: str, title: str, content: str) -> Sequence[tuple[Any, Sequence[Mapping[str, Any]]]]:
    """What a new session needs that begins with a note, for `sessions.add_session`; nothing without content."""
    if not content:
        return []
    now = datetime.now(UTC)
    note = {"id": mint_token(), "session_id": session_id, "title": title, "content": content}
    nobody = {"author": None, "participant": None}
    return [(rows.NEW_NOTE, [note | nobody | {"moment": now, "created_at": now, "updated_at": now}])]


async def add_note(
    db: AsyncSession,
    session_id: str,
    *,
    title: str,
    content: str,
    author: str | None,
    by: Person,
    moment: datetime | None,
) -> tuple[NoteInfo, Audit]:
    """A new note; its moment is now when none is given, and never outside the session.

    Raises `errors.NotFound`, and `errors.Conflict` when the session holds `MAX_NOTES`.
    """
    now = datetime.now(UTC)
    bounds = await _bounds(db, session_id, now)
    if await rows.count_notes(db, session_id) >= MAX_NOTES:
        raise Conflict(f"The session holds {MAX_NOTES} notes, which is as many as it may: delete or extend one.")
    note = rows.Note(
        id=mint_token(),
        session_id=session_id,
        title=title,
        content=content,
        author=author,
        participant=by.participant,
        moment=_bounded(moment or now, bounds),
        created_at=now,
        updated_at=now,
    )
    await rows.add_note(db, note)
    return _info(note), _audit(note, "created", by, now)


async def change_note(
    db: AsyncSession,
    session_id: str,
    note_id: str,
    *,
    by: Person,
    based_on: datetime | None = None,
    title: str | Keep = KEEP,
    content: str | Keep = KEEP,
    moment: datetime | Keep = KEEP,
) -> tuple[NoteInfo, Audit]:
    """Change what is given, in the version `based_on` or, when it is None, in whatever is there.

    Raises `errors.NotFound`, and `errors.Outdated` when another version is there.
    """
    now = datetime.now(UTC)
    # The session before its notes, as who erases a person or deletes it locks them: else both would wait for ever.
    bounds = None if isinstance(moment, Keep) else await _bounds(db, session_id, now)
    note = await _find(db, session_id, note_id, based_on)
    if not isinstance(title, Keep):
        note.title = title
    if not isinstance(content, Keep):
        note.content = content
    if bounds is not None and not isinstance(moment, Keep):
        note.moment = _bounded(moment, bounds)
    note.updated_at = later_than(note.updated_at, now)
    await db.flush()
    return _info(note), _audit(note, "changed", by, now)


async def remove_note(
    db: AsyncSession, session_id: str, note_id: str, *, by: Person, based_on: datetime | None = None
) -> Audit:
    """Delete a note for good; `based_on` as for a change. Raises `errors.NotFound`, `errors.Outdated`."""
    note = await _find(db, session_id, note_id, based_on)
    await rows.delete_note(db, note)
    return _audit(note, "deleted", by, datetime.now(UTC))


async def write_audit_line(db: AsyncSession, audit: Audit) -> None:
    """Add the line, unless the note's last one tells of the same change a moment ago."""
    last = await rows.last_line(db, audit.session_id, audit.note_id)
    told = (audit.action, audit.title, audit.actor, audit.participant)
    if (
        last is not None
        and (last.action, last.title, last.actor, last.participant) == told
        and audit.at - last.at < SAME_CHANGE
    ):
        return
    db.add(
        rows.AuditLine(
            session_id=audit.session_id,
            at=audit.at,
            actor=audit.actor,
            participant=audit.participant,
            action=audit.action,
            note_id=audit.note_id,
            title=audit.title,
        )
    )
    await db.flush()


async def _find(db: AsyncSession, session_id: str, note_id: str, based_on: datetime | None) -> rows.Note:
    """The note, which stays as it is until this transaction changes it."""
    known = is_token(session_id) and is_token(note_id)
    note = await rows.find_note(db, session_id, note_id) if known else None
    if note is None:
        raise NotFound("There is no such note.")
    if based_on is not None and note.updated_at != based_on:
        raise Outdated("The note was changed meanwhile, so nothing was done to it. Read it again, then decide.")
    return note


async def _bounds(db: AsyncSession, session_id: str, now: datetime) -> tuple[datetime, datetime]:
    """From when to when the session is, or was until it ended. Nobody deletes it before this transaction ends."""
    session = await lock_session(db, session_id)
    return session.created_at, session.ended_at or now


def _bounded(moment: datetime, bounds: tuple[datetime, datetime]) -> datetime:
    """Browsers' clocks are wrong by minutes: a moment outside the session becomes its nearest edge, not an error."""
    earliest, latest = bounds
    return max(earliest, min(moment, latest))


def _audit(note: rows.Note, action: Action, by: Person, at: datetime) -> Audit:
    is_author = action == "created" or (by.participant is not None and by.participant == note.participant)
    return Audit(
        session_id=note.session_id,
        note_id=note.id,
        title=note.title,
        action=action,
        actor=by.name or (note.author if is_author else None),
        participant=by.participant,
        at=at,
    )


def _info(note: rows.Note) -> NoteInfo:
    return NoteInfo(
        note_id=note.id,
        title=note.title,
        content=note.content,
        author=note.author,
        moment=note.moment,
        created_at=note.created_at,
        updated_at=note.updated_at,
    )
