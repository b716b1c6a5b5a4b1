"""/api/sessions: create, read, list, change, delete. Parse, ask the service, answer, then tell the rooms."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import PlainTextResponse

from codesala.files import service as files
from codesala.languages import DEFAULT_LANGUAGE
from codesala.notes import service as notes
from codesala.paths import root_of
from codesala.questions import sessions as questions
from codesala.questions.api_finding import LibraryToken, find_beginning
from codesala.rooms.journal.initial import initial_batch, update_with
from codesala.scorecards import rubrics
from codesala.sessions import life, service
from codesala.sessions.schemas import ChangeSession, CreatedSession, CreateSession, Session
from codesala.sessions.strangers import require_shared_code, shown_to_strangers
from codesala.web.access import FOR_ALL, FOR_HOSTS, Host, changing, check_host, require_host, require_operator
from codesala.web.before_body import CheckedRoute, before_body
from codesala.web.deps import (
    TOTAL_HEADER,
    Address,
    AppParts,
    Credential,
    Parts,
    ReadDb,
    address_of,
    credential_of,
    parts_of,
)
from codesala.web.problems import responses

router = APIRouter(prefix="/api/sessions", tags=["sessions"], route_class=CheckedRoute)


async def count_creation(request: Request) -> None:
    """For `before_body` of what anybody may begin. Raises `errors.RateLimited`, `errors.Unavailable`."""
    parts = parts_of(request)
    parts.require_space()
    parts.limits.count_creation(address_of(request))


@router.post(
    "",
    status_code=201,
    responses={
        201: {"headers": {"Location": {"description": "Where the session is read.", "schema": {"type": "string"}}}},
        **responses(404, 409, 413, 422, 429, 503),
    },
)
@before_body(count_creation, max_bytes=None)
async def create_session(
    request: Request, response: Response, body: CreateSession | None = None, library: LibraryToken = None
) -> CreatedSession:
    """Create a session with a link for each role; by a template, with all that it says but for what is sent.

    The body may be left out. `host_token`, `host_url` and `observer_url` are told here and never again.
    """
    parts, address = parts_of(request), address_of(request)
    beginning = await find_beginning(parts, address, body or CreateSession(), library)
    wanted, wishes = beginning.wanted, beginning.wishes
    language, code = questions.starting(wishes, wanted.language, wanted.initial_code)
    draft = service.draft_session(
        title=wanted.title,
        language=language,
        initial_code=code,
        default_language=DEFAULT_LANGUAGE,
        max_code_bytes=parts.max_code_bytes,
    )
    draft = replace(
        draft,
        has_lobby=wanted.has_lobby,
        shares_code=wanted.shares_code,
        retention_days=parts.retention.granted(wanted.retention_days),
        timer_s=wanted.timer_s,
    )
    drafts = files.draft_files(
        [(file.path, file.text) for file in wanted.files],
        draft.language,
        draft.initial_code,
        max_files=parts.max_files,
        max_file_bytes=parts.max_code_bytes,
        max_bytes=parts.max_document_bytes,
    )
    asked = [skill.as_rubric() for skill in wanted.rubric]
    rubrics.check_rubric(asked, "body.rubric")
    rubric = rubrics.united(asked, *(questions.skills_of(wish.content) for wish in wishes))
    texts = (draft.initial_code, *(file.text for file in drafts))
    code_bytes = sum(len(text.encode()) for text in texts)
    parts.limits.count_created_bytes(address, code_bytes, sum(map(questions.kept_bytes, wishes)))
    copies = [
        questions.row_of(draft.session_id, number, wish, datetime.now(UTC)) for number, wish in enumerate(wishes, 1)
    ]
    more = [
        *([(questions.NEW_QUESTION, copies)] if copies else []),
        *rubrics.inserts(draft.session_id, rubric),
        *notes.first_note(draft.session_id, beginning.guides_title, wanted.guide),
    ]
    told = questions.first_batch(draft.session_id, copies)
    created = await service.add_session(
        parts.database,
        draft,
        initial_batch(draft.session_id, draft.initial_code),
        [files.creation_of(file, update_with(file.text, root_of(file.file_id))) for file in drafts],
        [told] if told else [],
        *more,
    )
    response.headers["Location"] = f"{parts.base_url}/api/sessions/{draft.session_id}"
    return CreatedSession(
        **as_session(parts, created.session).model_dump(),
        host_token=created.tokens["host"],
        host_url=f"{parts.base_url}/h/{created.tokens['host']}",
        observer_url=f"{parts.base_url}/o/{created.tokens['observer']}",
    )


@router.get(
    "",
    responses={
        200: {"headers": {TOTAL_HEADER: {"description": "Sessions in all.", "schema": {"type": "integer"}}}},
        **responses(401, 422, 429, 503),
    },
    openapi_extra={"security": [{"operator": []}]},
)
async def list_sessions(
    parts: AppParts,
    address: Address,
    credential: Credential,
    db: ReadDb,
    response: Response,
    skip: Annotated[int, Query(ge=0, le=2**31 - 1, description="How many of the newest to leave out.")] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> list[Session]:
    """All sessions of this server, newest first. For the operator (`Authorization: Bearer <ADMIN_TOKEN>`)."""
    require_operator(parts, address, credential)
    sessions, total = await service.list_sessions(db, skip, limit)
    response.headers[TOTAL_HEADER] = str(total)
    return [as_session(parts, session) for session in sessions]


@router.get("/{session_id}", responses=responses(404, 429, 503), openapi_extra=FOR_ALL)
async def read_session(request: Request, session_id: str) -> Session:
    """One session, without its secrets. Whoever knows its id alone is told no more than the candidate's link opens: no
    `room_id` once that link was replaced, and while it lets nobody in to write at once; no `initial_code` where the
    code is not shared. Its host and the operator are told all."""
    parts, credential = parts_of(request), credential_of(request)
    if credential is not None:
        await require_host(parts, address_of(request), session_id, credential)
    session = await service.find_session(parts.database, session_id)
    return as_session(parts, session if credential is not None else shown_to_strangers(session))


@router.get(
    "/{session_id}/code",
    response_class=PlainTextResponse,
    responses={200: {"description": "The text, as UTF-8."}, **responses(403, 404, 429, 503)},
    openapi_extra=FOR_ALL,
)
async def read_code(parts: AppParts, address: Address, credential: Credential, session_id: str) -> PlainTextResponse:
    """The text of the editor as it is now: for the host and the operator, and for whoever knows the id where the
    candidate's link shows it to everybody: there is no lobby, the link was not replaced, and after the end the code is
    shared."""
    if credential is not None:
        await require_host(parts, address, session_id, credential)
    else:
        require_shared_code(await service.find_session(parts.database, session_id))
    return PlainTextResponse((await parts.texts(session_id))[0].text)


@router.patch("/{session_id}", responses=responses(401, 404, 409, 413, 422, 429, 503), openapi_extra=FOR_HOSTS)
@before_body(check_host)
async def change_session(parts: AppParts, host: Host, session_id: str, body: ChangeSession) -> Session:
    """Change what is sent, for everybody at once. An ended session keeps its language and rights: 409.

    For the host or the operator."""
    wanted = {name: getattr(body, name) for name in body.model_fields_set}
    if "retention_days" in wanted:
        wanted["retention_days"] = parts.retention.granted(body.retention_days)
    return as_session(parts, await host.change(lambda db, actor: life.change_session(db, session_id, actor, **wanted)))


@router.delete(
    "/{session_id}",
    status_code=204,
    responses=responses(401, 404, 429, 503),
    openapi_extra=FOR_HOSTS,
)
async def delete_session(parts: AppParts, address: Address, credential: Credential, session_id: str) -> None:
    """Delete the session with its text and history, for good, and close its room. For the host or the operator."""
    async with changing(parts, address, session_id, credential) as (db, _by):
        await service.remove_session(db, session_id)
    await parts.hub.session_deleted(session_id)
    await parts.database.scrub()


def as_session(parts: Parts, session: service.SessionInfo) -> Session:
    share_url = None if session.room_id is None else f"{parts.base_url}/s/{session.room_id}"
    told = {name: getattr(session, name) for name in Session.model_fields if name != "share_url"}
    return Session.model_validate({**told, "share_url": share_url})
