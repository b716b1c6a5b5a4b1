"""Questions as problem packages: one or a whole library as a zip file, and zip files into a library."""

import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from codesala.errors import Unavailable
from codesala.questions import importing
from codesala.questions.access import FOR_LIBRARIES, FOR_READERS, ForEditor, ForReader, check_editor
from codesala.questions.content import read_content
from codesala.questions.libraries import SAMPLES
from codesala.questions.packages.writing import package_of
from codesala.questions.samples import all_texts, find_question
from codesala.questions.schemas import Import
from codesala.recordings.archive import pack
from codesala.web.before_body import CheckedRoute, before_body
from codesala.web.deps import AppParts
from codesala.web.heavy import in_thread
from codesala.web.problems import responses

router = APIRouter(prefix="/api/libraries/{library_id}", tags=["libraries"], route_class=CheckedRoute)

ZIP = "application/zip"
A_ZIP: dict[int | str, dict[str, Any]] = {200: {"content": {ZIP: {}}, "description": "The file."}}
UPLOAD_S = 120.0
"""16 MiB by a line of 1.2 Mbit/s."""
ZIP_BODY = {"required": True, "content": {ZIP: {"schema": {"type": "string", "format": "binary"}}}}


@router.get(
    "/questions/{question_id}/package",
    response_class=Response,
    responses={**A_ZIP, **responses(401, 404, 429, 503)},
    openapi_extra=FOR_READERS,
)
async def read_package(parts: AppParts, opened: ForReader, question_id: str) -> Response:
    """The question as a problem package (ICPC 2025-09), with all that candidates must not see."""
    async with parts.questions.turn():
        async with parts.database.transaction(read_only=True) as db:
            stored = await find_question(db, opened.library_id, question_id)
        return _zip(await in_thread(_packed, [stored.text]), stored.summary.slug)


@router.get(
    "/package",
    response_class=Response,
    responses={**A_ZIP, **responses(401, 404, 429, 503)},
    openapi_extra=FOR_READERS,
)
async def read_library_package(parts: AppParts, opened: ForReader) -> Response:
    """All questions of the library that are not archived, a package each."""
    name = SAMPLES if opened.library_id == SAMPLES else "questions"
    async with parts.questions.turn():
        async with parts.database.transaction(read_only=True) as db:
            texts = await all_texts(db, opened.library_id)
        return _zip(await in_thread(_packed, texts), name)


@router.post(
    "/import",
    responses=responses(401, 403, 404, 413, 422, 429, 503),
    openapi_extra={**FOR_LIBRARIES, "requestBody": ZIP_BODY},
)
@before_body(check_editor, max_bytes=None)
async def import_packages(
    request: Request,
    parts: AppParts,
    editor: ForEditor,
    library_id: str,
    dry_run: bool = False,
    changed_by: Annotated[str | None, Query(max_length=40, pattern=r"^[^\x00]*$")] = None,
) -> Import:
    """Take the questions of a zip file: one package, or a folder each. A question whose slug is there already gets a
    next version. Each is taken as a whole or not at all; `notes` name all that was not. `dry_run` only tells."""
    parts.limits.count_writing(library_id)
    async with parts.uploads.turn():
        body = await _sent(request)
        async with parts.imports.turn():
            packages, notes = await in_thread(importing.read_zip, body)
            size = 0 if dry_run else sum(len(one.text) for one in packages)
            taken = await editor.write(
                lambda db: importing.take(db, library_id, packages, changed_by, is_dry_run=dry_run),
                size,
                is_counted=False,
            )
    return Import.model_validate({"questions": [asdict(one) for one in taken], "notes": [asdict(one) for one in notes]})


async def _sent(request: Request) -> bytes:
    """Raises `errors.Unavailable` when it comes so slowly that it would keep others waiting."""
    try:
        async with asyncio.timeout(UPLOAD_S):
            return await request.body()
    except TimeoutError:
        raise Unavailable("The zip file came too slowly. Send fewer questions, or from a faster line.") from None


def _zip(data: bytes, name: str) -> Response:
    return Response(data, media_type=ZIP, headers={"Content-Disposition": f'attachment; filename="{name}.zip"'})


def _packed(texts: Sequence[str]) -> bytes:
    contents = map(read_content, texts)
    return pack({f"{one.slug}/{path}": data for one in contents for path, data in package_of(one).items()})
