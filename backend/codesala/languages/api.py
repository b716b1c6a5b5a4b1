"""/api/languages: the languages of the editor."""

from fastapi import APIRouter

from codesala.languages import LANGUAGES
from codesala.languages.schemas import Language
from codesala.web.deps import AppParts

router = APIRouter(prefix="/api/languages", tags=["languages"])


@router.get("")
async def list_languages(parts: AppParts) -> list[Language]:
    """The languages to choose from, where their programs run, and the code that an empty editor begins with."""
    return [
        Language(
            id=language.id,
            name=language.name,
            ending=language.ending,
            indent=language.indent,
            editor=language.editor,
            runs=language.runs,
            runtime=await parts.hub.runtime_of(language.id) if language.runs == "server" else None,
            starter=language.starter,
        )
        for language in LANGUAGES.values()
    ]
