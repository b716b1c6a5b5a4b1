"""/api/libraries/{library_id}/templates: recipes for sessions. Parse, ask the service, answer."""

from fastapi import APIRouter

from codesala.questions.access import FOR_LIBRARIES, FOR_READERS, ForEditor, ForReader, check_editor
from codesala.questions.content.values import canonical
from codesala.templates import service
from codesala.templates.schemas import ChangeTemplate, CreateTemplate, Template
from codesala.web.before_body import PROSE_BODY_BYTES, CheckedRoute, before_body
from codesala.web.deps import AppParts
from codesala.web.problems import responses

router = APIRouter(prefix="/api/libraries/{library_id}/templates", tags=["libraries"], route_class=CheckedRoute)

ONE = "/{template_id}"


@router.get("", responses=responses(401, 404, 429, 503), openapi_extra=FOR_READERS)
async def list_templates(parts: AppParts, opened: ForReader) -> list[Template]:
    """All templates of the library, in order of their names."""
    async with parts.database.transaction(read_only=True) as db:
        return [_template(one) for one in await service.list_templates(db, opened.library_id)]


@router.post(
    "", status_code=201, responses=responses(401, 403, 404, 409, 413, 422, 429, 503), openapi_extra=FOR_LIBRARIES
)
@before_body(check_editor, max_bytes=PROSE_BODY_BYTES)
async def create_template(editor: ForEditor, library_id: str, body: CreateTemplate) -> Template:
    """A new template, for `POST /api/sessions`. Its questions are of this library, or samples."""
    size = len(canonical(body.content))
    return _template(await editor.write(lambda db: service.add_template(db, library_id, body.name, body.content), size))


@router.get(ONE, responses=responses(401, 404, 429, 503), openapi_extra=FOR_READERS)
async def read_template(parts: AppParts, opened: ForReader, template_id: str) -> Template:
    """A template with all that it says."""
    async with parts.database.transaction(read_only=True) as db:
        return _template(await service.read_template(db, opened.library_id, template_id))


@router.put(ONE, responses=responses(401, 403, 404, 409, 413, 422, 429, 503), openapi_extra=FOR_LIBRARIES)
@before_body(check_editor, max_bytes=PROSE_BODY_BYTES)
async def change_template(editor: ForEditor, library_id: str, template_id: str, body: ChangeTemplate) -> Template:
    """Keep it as it is sent. Sessions that were made of it are not touched."""
    size = len(canonical(body.content))
    changed = await editor.write(
        lambda db: service.change_template(
            db, library_id, template_id, body.name, body.content, based_on=body.based_on
        ),
        size,
    )
    return _template(changed)


@router.delete(ONE, status_code=204, responses=responses(401, 403, 404, 429, 503), openapi_extra=FOR_LIBRARIES)
async def delete_template(parts: AppParts, editor: ForEditor, library_id: str, template_id: str) -> None:
    """Delete it for good. Sessions that were made of it are not touched."""
    async with editor.transaction(is_counted=False) as db:
        await service.remove_template(db, library_id, template_id)
    parts.database.needs_scrub = True


def _template(stored: service.StoredTemplate) -> Template:
    return Template(
        template_id=stored.template_id,
        name=stored.name,
        version=stored.version,
        content=stored.recipe,
        updated_at=stored.updated_at,
    )
