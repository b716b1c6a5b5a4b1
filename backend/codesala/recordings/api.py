"""The recording of a session, page by page: for its hosts by the session, for whoever has a replay link by the link."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from pydantic import StringConstraints

from codesala.recordings import service
from codesala.recordings.schemas import Replay
from codesala.web.access import FOR_HOSTS, require_host
from codesala.web.deps import Address, AppParts, Credential
from codesala.web.encoding import compressed
from codesala.web.heavy import in_thread_of
from codesala.web.problems import responses

router = APIRouter(tags=["replay"])

After = Annotated[
    Annotated[str, StringConstraints(pattern=f"^{service.CURSOR.pattern}$")] | None,
    Query(description="The `next` of the page before."),
]
Limit = Annotated[int, Query(ge=1, le=50_000, description="How many entries at most; large updates make it fewer.")]


@router.get(
    "/api/sessions/{session_id}/replay",
    response_model=Replay,
    responses=responses(401, 404, 409, 422, 429, 503),
    openapi_extra=FOR_HOSTS,
)
async def read_replay(
    request: Request,
    parts: AppParts,
    address: Address,
    credential: Credential,
    session_id: str,
    after: After = None,
    limit: Limit = 20_000,
) -> Response:
    """Everything that happened, keystroke by keystroke, in order. docs/replay.md describes the format.

    Of a session that goes on, this is what was recorded so far; 409 says that a page no longer follows on the one
    before. For the host or the operator.
    """
    await require_host(parts, address, session_id, credential)
    async with parts.recordings.turn():
        async with parts.database.transaction(read_only=True) as db:
            await require_host(parts, address, session_id, credential, db)
            stored = await service.load(db, session_id)
        marks, deaths = parts.hub.marks, stored.deaths
        return await in_thread_of(marks, stored.session_id, deaths, _page, request, stored, after, limit)


@router.get("/api/links/{token}/replay", response_model=Replay, responses=responses(404, 409, 422, 429, 503))
async def read_linked_replay(
    request: Request, parts: AppParts, address: Address, token: str, after: After = None, limit: Limit = 20_000
) -> Response:
    """The same by the host's link or a replay link; other links do not lead to the recording."""
    async with parts.recordings.turn():
        with parts.limits.counting_wrong_links(address):
            async with parts.database.transaction(read_only=True) as db:
                stored = await service.load_by_link(db, token)
        marks, deaths = parts.hub.marks, stored.deaths
        return await in_thread_of(marks, stored.session_id, deaths, _page, request, stored, after, limit)


def _page(request: Request, stored: service.Stored, after: str | None, limit: int) -> Response:
    return compressed(request, service.page_as_json(stored, after, limit), "application/json")
