"""What a question is: its parts, how large they may be, and which of them candidates see."""

import hashlib
from dataclasses import dataclass
from typing import Annotated, Any, Literal, Self

from pydantic import Field, StringConstraints, ValidationInfo, model_validator

from codesala.bounds import AtMost
from codesala.languages import LANGUAGES
from codesala.questions.content.cases import Case, Tests
from codesala.questions.content.values import (
    KEPT,
    MAX_CONTENT_BYTES,
    Assets,
    Files,
    LanguageId,
    Locale,
    Markdown,
    Name,
    Part,
    Slug,
    Title,
    canonical,
    line,
)
from codesala.texts import Prose


class LanguageFiles(Part):
    """What a question has for one language: what candidates begin with, and a solution that passes."""

    files: Files = Field({})
    solution: Files = Field({})


class QuestionSkill(Part):
    """Something that is judged, with what its scores 1 to 4 mean."""

    name: Name
    levels: Annotated[list[Annotated[Prose, Field(max_length=200)]], Field(max_length=4)] = Field([])


class Content(Part):
    """A question as it is written, exported and kept."""

    title: Title
    titles: Annotated[dict[Locale, Title], AtMost(10)] = Field(
        {}, description="By language of people, where it is called otherwise there."
    )
    slug: Slug
    difficulty: Literal["easy", "medium", "hard"] | None = None
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    tags: Annotated[list[Annotated[str, StringConstraints(min_length=1), line(40)]], Field(max_length=20)] = Field([])
    statements: Annotated[dict[Locale, Markdown], Field(min_length=1), AtMost(10)]
    assets: Assets = Field({})
    languages: Annotated[dict[LanguageId, LanguageFiles], AtMost(20)] = Field({})
    files: Files = Field({})
    tests: Tests = Tests()
    guide: Markdown = ""
    skills: Annotated[list[QuestionSkill], Field(max_length=30)] = Field([])
    license: Annotated[str, line(60)] = ""
    authors: Annotated[list[Name], Field(max_length=20)] = Field([])
    source: Annotated[str, line(200)] | None = None
    uuid: Annotated[str, StringConstraints(max_length=64, pattern=r"^[A-Za-z0-9-]*$")] | None = None

    @model_validator(mode="after")
    def _fits(self, info: ValidationInfo) -> Self:
        if info.context == KEPT:
            return self
        for language, own in self.languages.items():
            _check_starter(language, own.files)
        rest = self.model_copy(update={"tests": Tests()})  # its cases are measured already
        if len(canonical(rest)) + sum(case.bytes for case in self.tests.cases) > MAX_CONTENT_BYTES:
            raise ValueError(f"As JSON the question is longer than {MAX_CONTENT_BYTES} bytes.")
        return self


@dataclass(frozen=True, slots=True)
class Rendered:
    """HTML, and what of the Markdown is not shown as its author may expect."""

    html: str
    warnings: tuple[str, ...] = ()


def _check_starter(language: str, files: dict[str, str]) -> None:
    """Files to begin with hold a main program, or there are none."""
    ending = LANGUAGES[language].ending
    if files and f"main.{ending}" not in {path.lower() for path in files}:
        raise ValueError(f"The files of {language} hold no main.{ending}.")


def public_part(content: Content) -> dict[str, Any]:
    """What candidates see of a question, its statements as Markdown."""
    tests = content.tests
    return {
        "title": content.title,
        "slug": content.slug,
        "minutes": content.minutes,
        "statements": content.statements,
        "assets": content.assets,
        "languages": sorted(content.languages),
        "compare": tests.compare.model_dump(),
        "function": tests.function.model_dump() if tests.function else None,
        "cases": [_as_shown(case) for case in tests.visible],
        "hidden_cases": tests.hidden_cases,
        **({"titles": content.titles} if content.titles else {}),
    }


def _as_shown(case: Case) -> dict[str, Any]:
    """As it was before cases had files, where it has none: the digest of what was shown stands in recordings."""
    return case.model_dump(exclude=set() if getattr(case, "files", None) else {"files"})


def read_content(text: str) -> Content:
    """What `canonical` has written. Takes some 40 ms for the longest that there are: in a thread, where there may be
    many."""
    return Content.model_validate_json(text, context=KEPT)


def digest_of(text: str) -> str:
    """Of a canonical text."""
    return hashlib.sha256(text.encode()).hexdigest()
