"""/api/sessions/{session_id}/files: read, created, renamed, deleted and brought back."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Response
from fastapi.responses import PlainTextResponse
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.clock import milliseconds_now
from codesala.errors import TooLarge
from codesala.files import service
from codesala.files.answers import ZIP, as_file, found, listed, one_text, zipped
from codesala.files.schemas import File, NewFile, RenameFile
from codesala.paths import checked_path, mint_file_id, root_of
from codesala.records import FileChange, FileChangeKind, FileText
from codesala.rooms.journal.initial import update_with
from codesala.sessions import service as sessions
from codesala.sessions.changes import Actor, Changed
from codesala.sessions.strangers import require_shared_code
from codesala.texts import with_line_ends
from codesala.web.access import FOR_ALL, FOR_HOSTS, Host, check_host, require_host
from codesala.web.before_body import CheckedRoute, before_body
from codesala.web.deps import Address, AppParts, Credential, Parts
from codesala.web.problems import responses

router = APIRouter(prefix="/api/sessions/{session_id}", tags=["files"], route_class=CheckedRoute)

WITH_DELETED = Query(description="Also those that were deleted.")
TEXT: dict[int | str, dict[str, Any]] = {200: {"description": "The text, as UTF-8."}}
ARCHIVE: dict[int | str, dict[str, Any]] = {200: {"content": {ZIP: {}}, "description": "The zip file."}}


@router.get("/files", responses=responses(403, 404, 422, 429, 503), openapi_extra=FOR_ALL)
async def list_files(
    parts: AppParts,
    address: Address,
    credential: Credential,
    session_id: str,
    deleted: Annotated[bool, WITH_DELETED] = False,
) -> list[File]:
    """The files as they are now, the main one first, then by path: for whoever may read the code of the session."""
    await _require_reader(parts, address, session_id, credential)
    return await listed(parts, session_id, with_deleted=deleted)


@router.get(
    "/files.zip",
    response_class=Response,
    responses={**ARCHIVE, **responses(403, 404, 429, 503)},
    openapi_extra=FOR_ALL,
)
async def read_zip(parts: AppParts, address: Address, credential: Credential, session_id: str) -> Response:
    """All files as they are now, as one zip file: for whoever may read the code of the session."""
    session = await _require_reader(parts, address, session_id, credential)
    return await zipped(parts, session_id, f"{session.created_at:%Y-%m-%d}")


@router.get(
    "/files/{file}",
    response_class=PlainTextResponse,
    responses={**TEXT, **responses(403, 404, 429, 503)},
    openapi_extra=FOR_ALL,
)
async def read_file(
    parts: AppParts, address: Address, credential: Credential, session_id: str, file: str
) -> PlainTextResponse:
    """The text of a file as it is now, by the file's id: for whoever may read the code of the session."""
    await _require_reader(parts, address, session_id, credential)
    return await one_text(parts, session_id, file)


@router.post("/files", status_code=201, responses=responses(401, 404, 409, 413, 422, 429, 503), openapi_extra=FOR_HOSTS)
@before_body(check_host, max_bytes=None)
async def create_file(parts: AppParts, address: Address, host: Host, session_id: str, body: NewFile) -> File:
    """Add a file for everybody. 409: `taken`, `too_many`, or the session has ended. For the host or the operator."""
    path, text = checked_path(body.path), with_line_ends(body.text)
    if len(text.encode()) > parts.max_code_bytes:
        raise TooLarge(f"A file that is added here is not longer than {parts.max_code_bytes} bytes of UTF-8.")
    if text:
        service.check_room_for(text, await parts.texts(session_id), max_bytes=parts.max_document_bytes)
        parts.limits.count_created_bytes(address, len(text.encode()))
    file_id = mint_file_id()
    root = root_of(file_id)
    await _change(parts, host, "create", file_id, path, update_with(text, root))
    return as_file(FileText(file_id, path, root, text))  # a room that is open reads the text in a moment


@router.patch("/files/{file}", responses=responses(401, 404, 409, 413, 422, 429, 503), openapi_extra=FOR_HOSTS)
@before_body(check_host)
async def rename_file(parts: AppParts, host: Host, session_id: str, file: str, body: RenameFile) -> File:
    """Give a file another name. The main file (409) is called by the language. For the host or the operator."""
    await require_host(parts, host.address, session_id, host.credential)
    before = found(await parts.texts(session_id), file)
    await _change(parts, host, "rename", file, body.path)
    return as_file(before._replace(path=checked_path(body.path)))


@router.delete(
    "/files/{file}", status_code=204, responses=responses(401, 404, 409, 422, 429, 503), openapi_extra=FOR_HOSTS
)
async def delete_file(parts: AppParts, host: Host, session_id: str, file: str) -> None:
    """Take a file away for everybody. It can be brought back with all of its text; the recording keeps it. The main
    file stays (409). For the host or the operator."""
    await _change(parts, host, "delete", file)


@router.post("/files/{file}/restore", responses=responses(401, 404, 409, 422, 429, 503), openapi_extra=FOR_HOSTS)
async def restore_file(parts: AppParts, host: Host, session_id: str, file: str) -> File:
    """Bring a deleted file back. 409 if another one has its name now. For the host or the operator."""
    await require_host(parts, host.address, session_id, host.credential)
    files = await parts.texts(session_id)
    deleted = next((one for one in files if one.file_id == file and one.is_deleted), None)
    if deleted is not None:
        others = [one for one in files if one is not deleted]
        service.check_room_for(deleted.text, others, max_bytes=parts.max_document_bytes)
    await _change(parts, host, "restore", file)
    return as_file((deleted or found(files, file))._replace(is_deleted=False))


async def _require_reader(parts: Parts, address: str, session_id: str, credential: str | None) -> sessions.SessionInfo:
    if credential is not None:
        await require_host(parts, address, session_id, credential)
    session = await sessions.find_session(parts.database, session_id)
    if credential is None:
        require_shared_code(session)
    return session


async def _change(
    parts: Parts, host: Host, kind: FileChangeKind, file_id: str, path: str | None = None, update: bytes = b""
) -> None:
    async def work(db: AsyncSession, actor: Actor) -> Changed:
        wanted = FileChange(kind, file_id, milliseconds_now(), path, update, actor.participant, actor.name)
        return await service.change_a_file(db, host.session_id, actor, wanted, max_files=parts.max_files)

    await host.change(work)
