"""The export of a session: one zip file for its hosts."""

from fastapi import APIRouter, Request, Response

from codesala.errors import Shut
from codesala.recordings.export import current_export
from codesala.records import FROZEN_FROM
from codesala.web.access import FOR_HOSTS, Host
from codesala.web.deps import AppParts
from codesala.web.heavy import in_thread_of
from codesala.web.problems import problem, responses

router = APIRouter(tags=["replay"])

MEDIA_TYPE = "application/zip"
READY_IN_S = 2
FROZEN = (
    "This session has ended the server twice, so nothing is exported of it. Its host or the operator can try again "
    "with unfreeze."
)


@router.get(
    "/api/sessions/{session_id}/export",
    response_class=Response,
    responses={200: {"content": {MEDIA_TYPE: {}}, "description": "The file."}, **responses(401, 404, 422, 429, 503)},
    openapi_extra=FOR_HOSTS,
)
async def read_export(request: Request, parts: AppParts, host: Host) -> Response:
    """Final code, log, runs, notes, scorecards and people in one zip file, with a page that plays the interview from
    disk; docs/replay.md describes it, and `codesala verify` checks it.

    After the end of a session it takes a moment until the file is made: 503 says when to ask again. For a live session
    it is made at once, of what there is so far.

    Of scorecards a host gets all once their own is submitted, or once the session has ended and all hosts who were in
    the room have submitted theirs; until then none. For the host or the operator.
    """
    async with host.turn_at_material() as material:
        stored, data = material.stored, material.made
        is_frozen = stored.deaths >= FROZEN_FROM
        if is_frozen and data is None:
            raise Shut(FROZEN)
        if material.is_wanted:
            detail = "The file is being made: ask again in a moment."
            return problem(request.scope, 503, detail, code="being_made", headers={"Retry-After": str(READY_IN_S)})
        if not is_frozen:
            marks, folder = parts.hub.marks, parts.frontend_dir
            data = await in_thread_of(marks, stored.session_id, stored.deaths, current_export, material, folder)
    name = f"codesala-{stored.created_at:%Y-%m-%d}.zip"
    return Response(data, media_type=MEDIA_TYPE, headers={"Content-Disposition": f'attachment; filename="{name}"'})
