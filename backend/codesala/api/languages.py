"""/api/languages: the languages of the editor."""

from fastapi import APIRouter

from codesala.api.schemas import Language
from codesala.services.languages import LANGUAGES

router = APIRouter(prefix="/api/languages", tags=["languages"])


@router.get("")
async def list_languages() -> list[Language]:
    """The languages to choose from, with the code that an editor without code of its own begins with."""
    return [Language(id=language.id, name=language.name, starter=language.starter) for language in LANGUAGES.values()]
