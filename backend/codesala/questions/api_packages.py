"""Questions as problem packages: one or a whole library as a zip file, and zip files into a library."""

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from codesala.questions import importing, service
from codesala.questions.access import FOR_LIBRARIES, FOR_READERS, ForEditor, ForReader, check_editor
from codesala.questions.content import Content
from codesala.questions.content.values import canonical
from codesala.questions.libraries import SAMPLES
from codesala.questions.packages.writing import package_of
from codesala.questions.samples import find_question, samples
from codesala.questions.schemas import Import
from codesala.recordings.archive import pack
from codesala.records import WantedQuestions
from codesala.web.before_body import CheckedRoute, before_body
from codesala.web.deps import AppParts
from codesala.web.heavy import in_turn
from codesala.web.problems import responses

router = APIRouter(prefix="/api/libraries/{library_id}", tags=["libraries"], route_class=CheckedRoute)

ZIP = "application/zip"
A_ZIP: dict[int | str, dict[str, Any]] = {200: {"content": {ZIP: {}}, "description": "The file."}}
ZIP_BODY = {"required": True, "content": {ZIP: {"schema": {"type": "string", "format": "binary"}}}}


@router.get(
    "/questions/{question_id}/package",
    response_class=Response,
    responses={**A_ZIP, **responses(401, 404, 429, 503)},
    openapi_extra=FOR_READERS,
)
async def read_package(parts: AppParts, opened: ForReader, question_id: str) -> Response:
    """The question as a problem package (ICPC 2025-09), with all that candidates must not see."""
    async with parts.database.transaction(read_only=True) as db:
        stored = await find_question(db, opened.library_id, question_id)
    return await _zip([stored.content], stored.content.slug)


@router.get(
    "/package",
    response_class=Response,
    responses={**A_ZIP, **responses(401, 404, 429, 503)},
    openapi_extra=FOR_READERS,
)
async def read_library_package(parts: AppParts, opened: ForReader) -> Response:
    """All questions of the library that are not archived, a package each."""
    if opened.library_id == SAMPLES:
        return await _zip(list(samples().values()), SAMPLES)
    async with parts.database.transaction(read_only=True) as db:
        found, _total = await service.list_questions(db, opened.library_id, WantedQuestions(), 0, service.MAX_QUESTIONS)
        contents = [(await service.read_question(db, opened.library_id, one.question_id)).content for one in found]
    return await _zip(contents, "questions")


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
    packages, notes = await in_turn(importing.read_zip, await request.body())
    size = 0 if dry_run else sum(len(canonical(one.content)) for one in packages if one.content)
    taken = await editor.write(
        lambda db: importing.take(db, library_id, packages, changed_by, is_dry_run=dry_run), size
    )
    return Import.model_validate({"questions": [asdict(one) for one in taken], "notes": [asdict(one) for one in notes]})


async def _zip(contents: list[Content], name: str) -> Response:
    data = await in_turn(_packed, contents)
    return Response(data, media_type=ZIP, headers={"Content-Disposition": f'attachment; filename="{name}.zip"'})


def _packed(contents: list[Content]) -> bytes:
    return pack({f"{one.slug}/{path}": data for one in contents for path, data in package_of(one).items()})
