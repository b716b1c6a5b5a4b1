"""/api/links/{token}/files: for those who come by a link, as they may read the code."""

from typing import Annotated

from fastapi import APIRouter, Response
from fastapi.responses import PlainTextResponse

from codesala.files.answers import listed, one_text, zipped
from codesala.files.api import ARCHIVE, TEXT, WITH_DELETED
from codesala.files.schemas import File
from codesala.links.api import require_code
from codesala.web.access import BrowserKey
from codesala.web.deps import Address, AppParts
from codesala.web.problems import responses

router = APIRouter(prefix="/api/links/{token}", tags=["files"])


@router.get("/files", responses=responses(403, 404, 422, 429, 503))
async def list_links_files(
    parts: AppParts,
    address: Address,
    token: str,
    key: BrowserKey = None,
    deleted: Annotated[bool, WITH_DELETED] = False,
) -> list[File]:
    """The files as they are now, the main one first, then by path: for whoever may read the code by this link."""
    link = await require_code(parts, address, token, key)
    return await listed(parts, link.session_id, with_deleted=deleted)


@router.get("/files.zip", response_class=Response, responses={**ARCHIVE, **responses(403, 404, 422, 429, 503)})
async def read_links_zip(parts: AppParts, address: Address, token: str, key: BrowserKey = None) -> Response:
    """All files as they are now, as one zip file: for whoever may read the code by this link."""
    link = await require_code(parts, address, token, key)
    return await zipped(parts, link.session_id, f"{link.created_at:%Y-%m-%d}")


@router.get("/files/{file}", response_class=PlainTextResponse, responses={**TEXT, **responses(403, 404, 422, 429, 503)})
async def read_links_file(
    parts: AppParts, address: Address, token: str, file: str, key: BrowserKey = None
) -> PlainTextResponse:
    """The text of a file as it is now, by the file's id: for whoever may read the code by this link."""
    link = await require_code(parts, address, token, key)
    return await one_text(parts, link.session_id, file)
