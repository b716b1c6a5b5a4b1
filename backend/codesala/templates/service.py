"""Templates of a library: recipes by which sessions are made ready, with questions, rules, rubric and guide."""

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.clock import later_than
from codesala.errors import Conflict, InvalidInput, NotFound, Outdated
from codesala.links.service import is_token, mint_token
from codesala.questions.content.values import canonical
from codesala.questions.libraries import SAMPLES, locked
from codesala.questions.samples import PREFIX, find_question
from codesala.questions.service import Stored
from codesala.scorecards.rubrics import check_rubric
from codesala.templates import rows
from codesala.templates.recipe import Recipe, RecipeQuestion
from codesala.templates.tables import Template

MAX_TEMPLATES = 200
UNKNOWN = "There is no such template."
PLACE = "body.content"


@dataclass(frozen=True, slots=True)
class StoredTemplate:
    """A template as it is now. `version` counts its changes."""

    template_id: str
    library_id: str
    name: str
    version: int
    recipe: Recipe
    updated_at: datetime


async def list_templates(db: AsyncSession, library_id: str) -> list[StoredTemplate]:
    """In order of their names."""
    return [_stored(one) for one in await rows.list_templates(db, library_id)]


async def read_template(db: AsyncSession, library_id: str, template_id: str) -> StoredTemplate:
    """Raises `errors.NotFound`."""
    return _stored(await _find(db, library_id, template_id))


async def add_template(db: AsyncSession, library_id: str, name: str, recipe: Recipe) -> StoredTemplate:
    """Raises `errors.InvalidInput`, `errors.NotFound`, and `errors.Conflict` when the name is taken or the library has
    `MAX_TEMPLATES`."""
    await locked(db, library_id)
    await _check(db, library_id, recipe)
    if await rows.count_templates(db, library_id) >= MAX_TEMPLATES:
        raise Conflict(f"The library holds {MAX_TEMPLATES} templates, which is as many as it may: delete one.")
    await _check_name(db, library_id, name, None)
    template = Template(id=mint_token(), library_id=library_id, name=name, version=1, updated_at=datetime.now(UTC))
    template.content = canonical(recipe)
    db.add(template)
    await db.flush()
    return _stored(template)


async def change_template(
    db: AsyncSession, library_id: str, template_id: str, name: str, recipe: Recipe, *, based_on: int
) -> StoredTemplate:
    """As it is given, if `based_on` is its version; sessions that were made of it stay as they are.

    Raises `errors.Outdated`, and else as for a new one."""
    await locked(db, library_id)
    template = await _find(db, library_id, template_id)
    if template.version != based_on:
        raise Outdated(f"The template was changed meanwhile: its version is {template.version}. Read it, then decide.")
    await _check(db, library_id, recipe)
    await _check_name(db, library_id, name, template_id)
    template.name, template.content = name, canonical(recipe)
    template.version += 1
    template.updated_at = later_than(template.updated_at, datetime.now(UTC))
    await db.flush()
    return _stored(template)


async def remove_template(db: AsyncSession, library_id: str, template_id: str) -> None:
    """Sessions that were made of it stay as they are. Raises `errors.NotFound`."""
    await db.delete(await _find(db, library_id, template_id))
    await db.flush()


async def find_template(db: AsyncSession, template_id: str) -> StoredTemplate | None:
    """In whichever library it is: the caller asks whether that is theirs."""
    template = await rows.find_template_anywhere(db, template_id) if is_token(template_id) else None
    return None if template is None else _stored(template)


async def questions_of(db: AsyncSession, template: StoredTemplate) -> list[Stored]:
    """As they are now, or in the versions that the template names. Raises `errors.Conflict` for what is gone."""
    found = []
    for number, question in enumerate(template.recipe.questions, 1):
        try:
            found.append(await _question(db, template.library_id, question))
        except NotFound:
            message = f"Question {number} of the template is no longer in the library. Change the template, or send "
            raise Conflict(message + "the `questions` that the session is to have.") from None
    return found


async def _check(db: AsyncSession, library_id: str, recipe: Recipe) -> None:
    check_rubric([skill.as_rubric() for skill in recipe.rubric], f"{PLACE}.rubric")
    for index, question in enumerate(recipe.questions):
        try:
            await _question(db, library_id, question)
        except NotFound as error:
            message = f"{error.detail} A template takes questions of its own library, and samples."
            raise InvalidInput(message, field=f"{PLACE}.questions.{index}") from None


async def _check_name(db: AsyncSession, library_id: str, name: str, template_id: str | None) -> None:
    same = await rows.find_template_by_name(db, library_id, name)
    if same is not None and same.id != template_id:
        raise Conflict(f"The library has a template “{name}” already. Take another name, or change that one.")


async def _question(db: AsyncSession, library_id: str, question: RecipeQuestion) -> Stored:
    place = SAMPLES if question.question_id.startswith(PREFIX) else library_id
    return await find_question(db, place, question.question_id, question.version)


async def _find(db: AsyncSession, library_id: str, template_id: str) -> Template:
    template = await rows.find_template(db, library_id, template_id) if is_token(template_id) else None
    if template is None:
        raise NotFound(UNKNOWN)
    return template


def _stored(template: Template) -> StoredTemplate:
    return StoredTemplate(
        template_id=template.id,
        library_id=template.library_id,
        name=template.name,
        version=template.version,
        recipe=Recipe.model_validate_json(template.content),
        updated_at=template.updated_at,
    )
