"""/api/libraries: make one, its links, and its questions. Parse, ask the service, answer."""

from dataclasses import asdict
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request, Response
from pydantic import ValidationError

from codesala.questions import libraries, service
from codesala.questions.access import FOR_LIBRARIES, FOR_READERS, ForEditor, ForReader, check_editor
from codesala.questions.content import Content, Rendered, read_content
from codesala.questions.content.values import MAX_CONTENT_BYTES, canonical
from codesala.questions.libraries import SAMPLES, SHELF_OF_SAMPLES, Opened, Right
from codesala.questions.samples import find_question, list_samples, read_sample
from codesala.questions.schemas import (
    ArchiveQuestion,
    ChangeQuestion,
    Checked,
    CheckQuestion,
    CreatedLibrary,
    CreateQuestion,
    Library,
    NameLibrary,
    NewLibraryLink,
    Preview,
    Question,
    QuestionSummary,
    QuestionVersion,
    Statement,
)
from codesala.records import WantedQuestions
from codesala.sessions.api import count_creation
from codesala.sessions.service import is_operator
from codesala.web.access import require_operator
from codesala.web.before_body import CheckedRoute, before_body
from codesala.web.deps import TOTAL_HEADER, Address, AppParts, Credential, Parts, address_of, credential_of, parts_of
from codesala.web.heavy import in_thread
from codesala.web.problems import FieldError, field_errors, responses

router = APIRouter(prefix="/api", tags=["libraries"], route_class=CheckedRoute)

OF_LIBRARY = "/libraries/{library_id}"
OF_QUESTION = f"{OF_LIBRARY}/questions/{{question_id}}"
WhichVersion = Annotated[int | None, Query(ge=1, le=2**31 - 1, description="The newest, if none is named.")]
PREVIEW_BODY_BYTES = 1024 * 1024
QUESTION_BODY_BYTES = MAX_CONTENT_BYTES + 64 * 1024


async def _count_creation(request: Request) -> None:
    parts = parts_of(request)
    if parts.libraries_for == "operator":
        require_operator(parts, address_of(request), credential_of(request))
    await count_creation(request)


@router.post("/libraries", status_code=201, responses=responses(401, 413, 422, 429, 503))
@before_body(_count_creation)
async def create_library(parts: AppParts, body: NameLibrary) -> CreatedLibrary:
    """A new library with a link for each right, told here and never again. Where LIBRARIES is `operator`, for the
    operator alone."""
    async with parts.database.transaction() as db:
        opened, tokens = await libraries.add_library(db, body.name)
    return CreatedLibrary(
        **_library(opened).model_dump(),
        edit_token=tokens["edit"],
        edit_url=f"{parts.base_url}/l/{tokens['edit']}",
        use_token=tokens["use"],
        use_url=f"{parts.base_url}/l/{tokens['use']}",
    )


@router.get("/libraries", responses=responses(404, 429, 503), openapi_extra=FOR_READERS)
async def list_libraries(parts: AppParts, address: Address, credential: Credential) -> list[Library]:
    """The library of the caller's token and the samples; all there are for the operator."""
    if credential is None:
        return [_library(SHELF_OF_SAMPLES)]
    if is_operator(credential, parts.admin_token):
        async with parts.database.transaction(read_only=True) as db:
            return [_library(opened) for opened in await libraries.list_libraries(db)]
    with parts.limits.counting_wrong_credentials(address):
        return [_library(await libraries.open_link(parts.database, credential)), _library(SHELF_OF_SAMPLES)]


@router.get("/library-links/{token}", responses=responses(404, 429, 503))
async def read_library_link(parts: AppParts, address: Address, token: str) -> Library:
    """What a library's link opens."""
    with parts.limits.counting_wrong_links(address):
        return _library(await libraries.open_link(parts.database, token))


@router.patch(OF_LIBRARY, responses=responses(401, 403, 404, 413, 422, 429, 503), openapi_extra=FOR_LIBRARIES)
@before_body(check_editor)
async def rename_library(editor: ForEditor, library_id: str, body: NameLibrary) -> Library:
    """Another name. For who may change the library."""
    async with editor.transaction() as db:
        return _library(await libraries.rename_library(db, library_id, body.name))


@router.delete(OF_LIBRARY, status_code=204, responses=responses(401, 403, 404, 429, 503), openapi_extra=FOR_LIBRARIES)
async def delete_library(parts: AppParts, editor: ForEditor, library_id: str) -> None:
    """Delete it with its questions, for good. Sessions keep the copies that they have."""
    async with editor.transaction(is_counted=False) as db:
        await libraries.remove_library(db, library_id)
    parts.database.needs_scrub = True


@router.post(
    f"{OF_LIBRARY}/links/{{right}}",
    status_code=201,
    responses=responses(401, 403, 404, 422, 429, 503),
    openapi_extra=FOR_LIBRARIES,
)
async def rotate_library_link(parts: AppParts, editor: ForEditor, library_id: str, right: Right) -> NewLibraryLink:
    """A new link with this right; the old one is dead at once."""
    async with editor.transaction() as db:
        token = await libraries.rotate_link(db, library_id, right)
    return NewLibraryLink(right=right, token=token, url=f"{parts.base_url}/l/{token}")


@router.get(
    f"{OF_LIBRARY}/questions",
    responses={
        200: {"headers": {TOTAL_HEADER: {"description": "Questions in all.", "schema": {"type": "integer"}}}},
        **responses(401, 404, 422, 429, 503),
    },
    openapi_extra=FOR_READERS,
)
async def list_questions(
    parts: AppParts,
    opened: ForReader,
    response: Response,
    text: Annotated[str, Query(max_length=200, description="Words of title, slug, tags, difficulty, language.")] = "",
    tag: Annotated[str | None, Query(max_length=40)] = None,
    language: Annotated[str | None, Query(max_length=32)] = None,
    difficulty: Literal["easy", "medium", "hard"] | None = None,
    archived: bool = False,
    skip: Annotated[int, Query(ge=0, le=2**31 - 1)] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> list[QuestionSummary]:
    """Questions of the library, what was changed last first."""
    wanted = WantedQuestions(
        words=text.replace("\x00", "").casefold().split(),
        tag=None if tag is None else tag.casefold(),
        language=language,
        difficulty=difficulty,
        is_archived=archived,
    )
    if opened.library_id == SAMPLES:
        found, total = list_samples(wanted, skip, limit)
    else:
        async with parts.database.transaction(read_only=True) as db:
            found, total = await service.list_questions(db, opened.library_id, wanted, skip, limit)
    response.headers[TOTAL_HEADER] = str(total)
    return [_summary(one) for one in found]


@router.post(
    f"{OF_LIBRARY}/questions",
    status_code=201,
    response_model=Question,
    responses=responses(401, 403, 404, 409, 413, 422, 429, 503),
    openapi_extra=FOR_LIBRARIES,
)
@before_body(check_editor, max_bytes=QUESTION_BODY_BYTES)
async def create_question(editor: ForEditor, library_id: str, body: CreateQuestion) -> Response:
    """Begin a question: its version 1."""
    text = canonical(body.content)
    added = await editor.write(
        lambda db: service.add_question(db, library_id, body.content, text, body.changed_by), len(text)
    )
    async with editor.parts.questions.turn():
        return await _answer(editor.parts, added, body.content, 201)


@router.post(
    f"{OF_LIBRARY}/preview", responses=responses(401, 403, 404, 413, 422, 429, 503), openapi_extra=FOR_LIBRARIES
)
@before_body(check_editor, max_bytes=PREVIEW_BODY_BYTES)
async def preview(parts: AppParts, library_id: str, body: Preview) -> Statement:
    """What a statement looks like. 60 a minute for a library."""
    parts.limits.count_preview(library_id)
    async with parts.questions.turn():
        return _statement(await parts.statements.render(body.markdown, body.assets))


async def _count_check(request: Request) -> None:
    await check_editor(request)
    parts_of(request).limits.count_check(request.path_params["library_id"])


@router.post(f"{OF_LIBRARY}/check", responses=responses(401, 403, 404, 413, 422, 429, 503), openapi_extra=FOR_LIBRARIES)
@before_body(_count_check, max_bytes=QUESTION_BODY_BYTES)
async def check_question(library_id: str, body: CheckQuestion) -> Checked:
    """What stands in the way of saving a question while it is written: the fields that a 422 would name. Saves nothing,
    and does not look whether another has its slug. 120 a minute for a library."""
    try:
        Content.model_validate(body.content)
    except ValidationError as error:
        return Checked(errors=[FieldError(**one) for one in field_errors(error.errors(), "body.content")])
    return Checked(errors=[])


@router.get(
    OF_QUESTION, response_model=Question, responses=responses(401, 404, 422, 429, 503), openapi_extra=FOR_READERS
)
async def read_question(parts: AppParts, opened: ForReader, question_id: str, version: WhichVersion = None) -> Response:
    """A question with all that candidates must not see: its newest version, or this one."""
    async with parts.questions.turn():
        async with parts.database.transaction(read_only=True) as db:
            stored = await find_question(db, opened.library_id, question_id, version)
        return await _answer(parts, stored, await in_thread(read_content, stored.text))


@router.get(f"{OF_QUESTION}/versions", responses=responses(401, 404, 429, 503), openapi_extra=FOR_READERS)
async def list_versions(parts: AppParts, opened: ForReader, question_id: str) -> list[QuestionVersion]:
    """Who saved it, and when, newest first."""
    if opened.library_id == SAMPLES:
        read_sample(question_id)
        return []  # nobody saved it here
    async with parts.database.transaction(read_only=True) as db:
        found = await service.list_versions(db, opened.library_id, question_id)
    return [QuestionVersion.model_validate(asdict(one)) for one in found]


@router.put(
    OF_QUESTION,
    response_model=Question,
    responses=responses(401, 403, 404, 409, 413, 422, 429, 503),
    openapi_extra=FOR_LIBRARIES,
)
@before_body(check_editor, max_bytes=QUESTION_BODY_BYTES)
async def change_question(editor: ForEditor, library_id: str, question_id: str, body: ChangeQuestion) -> Response:
    """Its next version; none when nothing is different."""
    text = canonical(body.content)
    changed = await editor.write(
        lambda db: service.change_question(
            db, library_id, question_id, body.content, text, based_on=body.based_on, changed_by=body.changed_by
        ),
        len(text),
    )
    async with editor.parts.questions.turn():
        return await _answer(editor.parts, changed, body.content)


@router.patch(OF_QUESTION, responses=responses(401, 403, 404, 413, 422, 429, 503), openapi_extra=FOR_LIBRARIES)
@before_body(check_editor)
async def archive_question(
    editor: ForEditor, library_id: str, question_id: str, body: ArchiveQuestion
) -> QuestionSummary:
    """Put it aside, or take it back. Sessions that have it are not touched."""
    async with editor.transaction() as db:
        return _summary(await service.archive_question(db, library_id, question_id, is_archived=body.is_archived))


@router.delete(OF_QUESTION, status_code=204, responses=responses(401, 403, 404, 429, 503), openapi_extra=FOR_LIBRARIES)
async def delete_question(parts: AppParts, editor: ForEditor, library_id: str, question_id: str) -> None:
    """Delete it with all its versions, for good. Sessions keep the copies that they have."""
    async with editor.transaction(is_counted=False) as db:
        await service.remove_question(db, library_id, question_id)
    parts.database.needs_scrub = True


def _library(opened: Opened) -> Library:
    return Library.model_validate(asdict(opened))


def _summary(summary: service.Summary) -> QuestionSummary:
    return QuestionSummary.model_validate(asdict(summary))


def _statement(rendered: Rendered) -> Statement:
    return Statement(html=rendered.html, warnings=list(rendered.warnings))


async def _answer(parts: Parts, stored: service.Stored, content: Content, status: int = 200) -> Response:
    """For whoever has a turn."""
    rendered = await parts.statements.of(content)
    question = Question.model_construct(  # its content was checked, and would be measured again
        statements={locale: _statement(one) for locale, one in rendered.items()},
        summary=_summary(stored.summary),
        content=content,
        version=stored.version,
        digest=stored.digest,
        saved_at=stored.saved_at,
        changed_by=stored.changed_by,
    )
    return Response(await in_thread(question.model_dump_json), status, media_type="application/json")
