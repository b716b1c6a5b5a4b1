"""Finding the question that a session is to have: in a library whose token is sent along, or among the samples."""

from typing import Annotated

from fastapi import Header

from codesala.api.deps import LIBRARY_HEADER, Parts
from codesala.api.schemas import QuestionWish
from codesala.errors import InvalidInput, Unauthorized
from codesala.questions.access import require_library
from codesala.questions.samples import find_question
from codesala.questions.sessions import Wish

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
    return Wish(stored, opened.library_id, is_shown=wanted.is_shown)
