"""The people of a session: who took part, erasing one of them, and what was recorded of oneself."""

from dataclasses import asdict

from fastapi import APIRouter, Response

from codesala.erasures import service as erase
from codesala.errors import NotFound
from codesala.identity import participant_of
from codesala.links.service import resolve_link
from codesala.participants import service as participants
from codesala.participants.own_data import own_data
from codesala.participants.schemas import ErasedPerson, ErasePerson, OwnData, Participant
from codesala.questions.recorded import starters_in
from codesala.recordings import service as replay
from codesala.recordings.order import order
from codesala.testreports.service import list_reports, report_as_json
from codesala.web.access import FOR_HOSTS, KnownKey, check_host, require_host
from codesala.web.before_body import CheckedRoute, before_body
from codesala.web.deps import Address, AppParts, Credential
from codesala.web.heavy import in_thread_of
from codesala.web.problems import responses

router = APIRouter(tags=["participants"], route_class=CheckedRoute)

FOR_PEOPLE = frozenset({"host", "candidate", "observer"})


@router.get("/api/sessions/{session_id}/participants", responses=responses(401, 404, 429, 503), openapi_extra=FOR_HOSTS)
async def list_participants(
    parts: AppParts, address: Address, credential: Credential, session_id: str
) -> list[Participant]:
    """Everybody who did anything in the session, in the order in which they first did. For the host or the operator."""
    await require_host(parts, address, session_id, credential)
    async with parts.recordings.turn():
        async with parts.database.transaction(read_only=True) as db:
            await require_host(parts, address, session_id, credential, db)
            stored = await replay.load_with_starters(db, session_id)
        people = await in_thread_of(parts.hub.marks, session_id, stored.deaths, _people, stored)
    return [Participant(**asdict(person), is_erased=person.is_erased) for person in people]


@router.post(
    "/api/sessions/{session_id}/participants/{participant}/erase",
    responses=responses(401, 404, 409, 422, 429, 503),
    openapi_extra=FOR_HOSTS,
)
@before_body(check_host)
async def erase_participant(
    parts: AppParts, address: Address, credential: Credential, session_id: str, participant: str, body: ErasePerson
) -> ErasedPerson:
    """Erase a person from an ended session: who they were, and if wanted what they wrote. There is no way back: ask
    for a preview first. The export is made again; exports that were downloaded before are not reached.

    For the host or the operator.
    """
    marks, with_text = parts.hub.marks, body.text == "remove"
    async with parts.recordings.turn():
        async with parts.database.transaction(read_only=True) as db:
            await require_host(parts, address, session_id, credential, db)
            subject = await erase.read_subject(db, session_id)
        plan = await in_thread_of(
            marks, session_id, subject.deaths, erase.plan, subject, participant, with_text=with_text
        )
        if not body.preview:
            async with parts.database.transaction() as db:
                await erase.carry_out(db, plan)
    if not body.preview:
        await parts.hub.session_rewritten(session_id)
        await parts.database.scrub()
    return ErasedPerson(
        participant=participant if body.preview else plan.replacement,
        characters=plan.erasure.characters,
        entries=plan.erasure.entries,
        events=plan.erasure.events,
        runs=plan.erasure.runs,
        unreadable=len(plan.erasure.unreadable),
        preview=body.preview,
    )


@router.get("/api/links/{token}/data", response_model=OwnData, responses=responses(404, 422, 429, 503), tags=["links"])
async def read_own_data(
    parts: AppParts, address: Address, token: str, key: KnownKey, response: Response
) -> dict[str, object]:
    """All that the session has recorded of the caller, who is known by the secret of their browser, and of nobody
    else."""
    response.headers["Content-Disposition"] = 'attachment; filename="codesala-my-data.json"'
    async with parts.recordings.turn():
        with parts.limits.counting_wrong_links(address):
            async with parts.database.transaction(read_only=True) as db:
                link = await resolve_link(db, token)
                if link.role not in FOR_PEOPLE:
                    raise NotFound("This link is for the replay, not for people in the session.")
                stored = await replay.load(db, link.session_id)
                reports = await list_reports(db, link.session_id)
        known = participant_of(link.session_id, key)
        data = await in_thread_of(parts.hub.marks, link.session_id, stored.deaths, _own_data, stored, known)
    return data | {"test_reports": [report_as_json(one) for one in reports if one.participant == known]}


def _own_data(stored: replay.Stored, participant: str) -> dict[str, object]:
    return own_data(order(stored.batches).entries, participant)


def _people(stored: replay.Stored) -> list[participants.Participant]:
    return participants.participants_of(order(stored.batches).entries, starters_in(stored.laid_in))
