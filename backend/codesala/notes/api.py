"""/api/sessions/{session_id}/notes: the private notes of hosts. Audit lines are written after the answer."""

import logging
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, BackgroundTasks, Query

from codesala.notes import service
from codesala.notes.schemas import BASED_ON, ChangeNote, CreateNote, Note
from codesala.web.access import FOR_HOSTS, HostDb, HostReadDb, Participant, check_host
from codesala.web.before_body import PROSE_BODY_BYTES, CheckedRoute, before_body
from codesala.web.deps import Address, AppParts, Parts
from codesala.web.problems import responses
from codesala.web.values import Moment

logger = logging.getLogger(__name__)

router = APIRouter(prefix="/api/sessions/{session_id}/notes", tags=["notes"], route_class=CheckedRoute)


@router.get("", responses=responses(401, 404, 429, 503), openapi_extra=FOR_HOSTS)
async def list_notes(db: HostReadDb, session_id: str) -> list[Note]:
    """All notes of the session, in the order in which they were begun."""
    return [_note(note) for note in await service.list_notes(db, session_id)]


@router.post("", status_code=201, responses=responses(401, 404, 409, 413, 422, 429, 503), openapi_extra=FOR_HOSTS)
@before_body(check_host, max_bytes=PROSE_BODY_BYTES)
async def create_note(
    parts: AppParts,
    db: HostDb,
    address: Address,
    participant: Participant,
    background: BackgroundTasks,
    session_id: str,
    body: CreateNote | None = None,
) -> Note:
    """Begin a note. Candidates and observers never learn that there are any."""
    wanted = body or CreateNote()
    note, audit = await service.add_note(
        db,
        session_id,
        title=wanted.title or "",
        content=wanted.content or "",
        author=wanted.author,
        by=_person(parts, session_id, participant),
        moment=wanted.moment,
    )
    parts.limits.count_kept_bytes(address, service.MAX_CONTENT_CHARACTERS)  # now: nobody's words are refused later
    background.add_task(_write_audit_line, parts, audit)
    return _note(note)


@router.patch("/{note_id}", responses=responses(401, 404, 409, 413, 422, 429, 503), openapi_extra=FOR_HOSTS)
@before_body(check_host, max_bytes=PROSE_BODY_BYTES)
async def change_note(
    parts: AppParts,
    db: HostDb,
    participant: Participant,
    background: BackgroundTasks,
    session_id: str,
    note_id: str,
    body: ChangeNote,
) -> Note:
    """Change what is sent; the rest stays as it is."""
    by = _person(parts, session_id, participant)
    wanted = {name: getattr(body, name) for name in body.model_fields_set}
    note, audit = await service.change_note(db, session_id, note_id, by=by, **wanted)
    background.add_task(_write_audit_line, parts, audit)
    return _note(note)


@router.delete(
    "/{note_id}", status_code=204, responses=responses(401, 404, 409, 422, 429, 503), openapi_extra=FOR_HOSTS
)
async def delete_note(
    parts: AppParts,
    db: HostDb,
    participant: Participant,
    background: BackgroundTasks,
    session_id: str,
    note_id: str,
    based_on: Annotated[Moment | None, Query(description=BASED_ON)] = None,
) -> None:
    """Delete a note for good."""
    by = _person(parts, session_id, participant)
    audit = await service.remove_note(db, session_id, note_id, by=by, based_on=based_on)
    parts.database.needs_scrub = True
    background.add_task(_write_audit_line, parts, audit)


async def _write_audit_line(parts: Parts, audit: service.Audit) -> None:
    """After the answer: whatever goes wrong here is the operator's to know, not the caller's."""
    try:
        async with parts.database.transaction() as db:
            await service.write_audit_line(db, audit)
    except Exception:
        logger.exception("audit line lost", extra={"session": audit.session_id, "note": audit.note_id})


def _person(parts: Parts, session_id: str, participant: str | None) -> service.Person:
    """The caller, with the name that they have in the room, if they are in it now."""
    present = participant and parts.hub.person(session_id, participant)
    return service.Person(participant, present["name"] if present else None)


def _note(note: service.NoteInfo) -> Note:
    return Note.model_validate(asdict(note))
