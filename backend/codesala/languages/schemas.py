"""The shapes of answers about languages."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, Field, WithJsonSchema

from codesala.errors import InvalidInput
from codesala.languages import LANGUAGES, Runs, find_language


def _known_language(language: str) -> str:
    try:
        return find_language(language).id
    except InvalidInput as error:
        raise ValueError(error.detail) from error


LanguageId = Annotated[
    str, AfterValidator(_known_language), WithJsonSchema({"type": "string", "enum": list(LANGUAGES)})
]


class Language(BaseModel):
    id: LanguageId
    name: str = Field(description="For people, like `C++`.")
    ending: str = Field(description="Of its files, without the dot.")
    indent: int = Field(description="Spaces that one level takes.")
    editor: str = Field(description="Which highlighting the page uses.")
    runs: Runs = Field(description="Where its programs run; `nowhere` means highlighting only.")
    runtime: str | None = Field(description="What runs it, for `server`; null while nothing does.")
    starter: str = Field(description="A small program that runs as it stands.")
