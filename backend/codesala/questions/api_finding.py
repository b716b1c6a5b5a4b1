"""Finding what a session is to have: questions and templates, in a library whose token is sent along, or samples."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Header

from codesala.errors import InvalidInput, NotFound, Unauthorized
from codesala.questions.access import require_library
from codesala.questions.content import read_content
from codesala.questions.libraries import SAMPLES
from codesala.questions.samples import PREFIX, find_question
from codesala.questions.service import Stored
from codesala.questions.sessions import Wish
from codesala.sessions.schemas import CreateSession, QuestionWish
from codesala.templates import service as templates
from codesala.templates.service import StoredTemplate
from codesala.web.deps import LIBRARY_HEADER, Parts
from codesala.web.heavy import in_thread

UNKNOWN_TEMPLATE = "There is no such template, or its library is not yours."
FROM_TEMPLATE = ("title", "language", "has_lobby", "shares_code", "retention_days", "rubric", "timer_s", "guide")
"""Fields that a template and a new session have in common; questions besides."""

LibraryToken = Annotated[
    str | None, Header(alias=LIBRARY_HEADER, max_length=100, description="A library's token. The samples need none.")
]


async def find_wish(parts: Parts, address: str, wanted: QuestionWish, token: str | None, place: str = "body") -> Wish:
    """The question as it is in its library now, or in the version that is asked for. Raises `errors.InvalidInput`,
    `errors.NotFound`, `errors.RateLimited`."""
    try:
        opened = await require_library(parts, address, wanted.library_id, token)
    except Unauthorized:
        message = f"Send a token of the library in the header {LIBRARY_HEADER}."
        raise InvalidInput(message, field=f"{place}.library_id") from None
    async with parts.database.transaction(read_only=True) as db:
        stored = await find_question(db, opened.library_id, wanted.question_id, wanted.version)
    # What was prepared is of the moment: later versions change nothing in the session.
    return await _wish(stored, opened.library_id, is_shown=wanted.is_shown)


async def _wish(stored: Stored, library_id: str, *, is_shown: bool) -> Wish:
    return Wish(stored, await in_thread(read_content, stored.text), library_id, is_shown)


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new session is to be, with what its template says, and the questions that it begins with."""

    wanted: CreateSession
    wishes: list[Wish]
    guides_title: str


async def find_beginning(parts: Parts, address: str, wanted: CreateSession, token: str | None) -> Beginning:
    """Raises `errors.InvalidInput`, `errors.NotFound`, `errors.RateLimited`, and `errors.Conflict` for a template whose
    questions are gone."""
    template = None if wanted.template_id is None else await _find_template(parts, address, wanted.template_id, token)
    wishes = [
        await find_wish(parts, address, wish, token, f"body.questions.{number}")
        for number, wish in enumerate(wanted.questions)
    ]
    if template is None:
        return Beginning(wanted, wishes, "")
    if "questions" not in wanted.model_fields_set:
        async with parts.database.transaction(read_only=True) as db:
            found = await templates.questions_of(db, template)
        wishes = [await _wish(stored, _place_of(stored, template), is_shown=False) for stored in found]
    said = {name: getattr(template.recipe, name) for name in FROM_TEMPLATE if name not in wanted.model_fields_set}
    return Beginning(wanted.model_copy(update=said), wishes, template.name)


async def _find_template(parts: Parts, address: str, template_id: str, token: str | None) -> StoredTemplate:
    if token is None:
        message = f"Send a token of the template's library in the header {LIBRARY_HEADER}."
        raise InvalidInput(message, field="body.template_id")
    async with parts.database.transaction(read_only=True) as db:
        template = await templates.find_template(db, template_id)
    if template is None:
        raise NotFound(UNKNOWN_TEMPLATE)
    try:
        await require_library(parts, address, template.library_id, token)
    except NotFound:
        raise NotFound(UNKNOWN_TEMPLATE) from None  # as if there were none
    return template


def _place_of(stored: Stored, template: StoredTemplate) -> str:
    return SAMPLES if stored.summary.question_id.startswith(PREFIX) else template.library_id
