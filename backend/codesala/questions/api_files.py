"""/api/sessions/{session_id}/questions/{number}/files: what a question begins with, laid into the session."""

from fastapi import APIRouter

from codesala.files.service import check_room_for
from codesala.questions.api_sessions import QuestionNumber
from codesala.questions.laying import Wanted, lay_in
from codesala.questions.schemas import LaidIn, LayInFiles
from codesala.rooms.journal.initial import update_with
from codesala.web.access import FOR_HOSTS, Host, check_host, require_host
from codesala.web.before_body import CheckedRoute, before_body
from codesala.web.problems import responses

router = APIRouter(prefix="/api/sessions/{session_id}", tags=["questions"], route_class=CheckedRoute)


@router.post(
    "/questions/{number}/files",
    responses=responses(401, 404, 409, 413, 422, 429, 503),
    openapi_extra=FOR_HOSTS,
)
@before_body(check_host)
async def lay_in_session_question(host: Host, session_id: str, number: QuestionNumber, body: LayInFiles) -> LaidIn:
    """Give everybody the files that a shown question begins with, once: beside the main file or, where a name is taken
    or somebody has typed, in a folder of their own. Nothing that is there is touched."""
    parts = host.parts
    await require_host(parts, host.address, session_id, host.credential)
    there = await parts.texts(session_id)

    def check(text: str) -> None:
        check_room_for(text, there, max_bytes=parts.max_document_bytes)
        parts.limits.count_kept_bytes(host.address, len(text.encode()))

    wanted = Wanted(
        language=body.language,
        into_main=body.into_main,
        max_files=parts.max_files,
        text_of=update_with,
        check=check,
    )
    laid = await host.change_and_answer(lambda db, actor: lay_in(db, session_id, actor, number, wanted))
    return LaidIn(folder=laid.folder, main=laid.main, is_new=laid.is_new)
