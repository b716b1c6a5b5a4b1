"""The shapes of requests and answers about libraries and their questions."""

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from codesala.questions.content import Content
from codesala.questions.content.cases import Case, Compare, Function
from codesala.questions.content.values import Assets, LanguageId, Markdown
from codesala.questions.libraries import MAX_NAME_CHARACTERS, Right
from codesala.questions.sessions import State
from codesala.sessions.schemas import QuestionWish
from codesala.texts import Prose
from codesala.web.problems import FieldError
from codesala.web.values import WRITTEN_AS_NUMBER, Body

LibraryName = Annotated[Prose, Field(min_length=1, max_length=MAX_NAME_CHARACTERS)]
ChangedBy = Annotated[Prose, Field(max_length=40, description="Who says to have written this version.")]
Version = Annotated[int, Field(ge=1, le=2**31 - 1), WRITTEN_AS_NUMBER]

EXAMPLE: dict[str, Any] = {
    "title": "Sum of two",
    "slug": "sum-of-two",
    "difficulty": "easy",
    "minutes": 15,
    "tags": ["arrays"],
    "statements": {"en": "Read two numbers and print their sum."},
    "languages": {"python": {"files": {"main.py": "a, b = map(int, input().split())\n"}, "solution": {}}},
    "tests": {"cases": [{"id": "s1", "kind": "io", "is_visible": True, "stdin": "1 2\n", "stdout": "3\n"}]},
    "guide": "Ask what happens with large numbers.",
}


class NameLibrary(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"name": "Backend team"}]})

    name: LibraryName


class Library(BaseModel):
    """A shelf of questions, and whether the caller may change what is in it."""

    library_id: str = Field(description="`samples` is the server's own, for everybody.")
    name: str
    may_edit: bool
    created_at: datetime | None = Field(description="UTC; `null` for the samples.")


class CreatedLibrary(Library):
    """A new library with its secrets, which are told only once."""

    edit_token: str = Field(description="Lets its owner change what is in it: `Authorization: Bearer …`.")
    edit_url: str
    use_token: str = Field(description="Lets its owner read it and put its questions into sessions.")
    use_url: str


class NewLibraryLink(BaseModel):
    """A link that was just made; it cannot be read again."""

    right: Right
    token: str
    url: str


class Preview(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"markdown": "Add *two* numbers."}]})

    markdown: Markdown
    assets: Assets = Field({})


class Statement(BaseModel):
    """A statement as it is shown."""

    html: str = Field(description="Safe to put into a page: made of few tags, whatever was written.")
    warnings: list[str] = Field(description="What is not shown as its author may expect.")


class CreateQuestion(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"content": EXAMPLE, "changed_by": "Ana"}]})

    content: Content
    changed_by: ChangedBy | None = None


class CheckQuestion(Body):
    """A question as far as it is written."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"content": {"title": "Sum of two"}}]})

    content: dict[str, Any]


class Checked(BaseModel):
    errors: list[FieldError] = Field(description="Empty when it can be saved.")


class ChangeQuestion(Body):
    """A next version, of the version that one has seen."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"content": EXAMPLE, "based_on": 1}]})

    content: Content
    based_on: Version = Field(description="The version that this one changes: 409 `outdated` if there is a newer one.")
    changed_by: ChangedBy | None = None


class ArchiveQuestion(Body):
    model_config = ConfigDict(json_schema_extra={"examples": [{"is_archived": True}]})

    is_archived: Annotated[bool, Field(strict=True)]


class QuestionSummary(BaseModel):
    """A question as lists show it. `version` is its newest."""

    question_id: str
    slug: str
    title: str
    titles: dict[str, str] = Field(description="Of the samples: by language of people, where it is called otherwise.")
    difficulty: Literal["easy", "medium", "hard"] | None
    minutes: int | None
    tags: list[str]
    languages: list[str]
    version: int
    is_archived: bool
    created_at: datetime | None
    updated_at: datetime | None


class Question(BaseModel):
    """A question in one of its versions."""

    summary: QuestionSummary
    content: Content
    version: int
    digest: str = Field(description="SHA-256 of what it holds: equal for equal questions.")
    statements: dict[str, Statement] = Field(description="As they are shown, by language.")
    saved_at: datetime | None
    changed_by: str | None


class QuestionVersion(BaseModel):
    version: int
    digest: str
    saved_at: datetime
    changed_by: str | None


class AddQuestion(QuestionWish):
    """A question of which a session gets a copy."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"question_id": "sample.two-that-add-up"}]})


class LayInFiles(BaseModel):
    """The files that a question begins with are to be laid into the session."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"into_main": True}]})

    language: LanguageId | None = Field(
        None, description="The session's, if none is named. One that is named comes also after another, in a folder."
    )
    into_main: bool = Field(
        False, description="Nobody has typed in the session's main file: whoever asks gives it the starter's text."
    )


class LaidIn(BaseModel):
    """Where a question's files are."""

    folder: str = Field(description="Empty: beside the session's main file.")
    main: str | None = Field(description="What the main file is to get now, by an edit of whoever asked.")
    is_new: bool = Field(description="Whether this call laid them in: it happens once in each language.")


class ShownQuestion(BaseModel):
    """A session's question as candidates see it."""

    number: int = Field(description="Counts the questions of the session.")
    title: str
    titles: dict[str, str] = Field(description="By language of people, where it is called otherwise there.")
    digest: str = Field(description="SHA-256 of what candidates see: as in the room's state and the recording.")
    shown_at: datetime | None
    minutes: int | None
    statements: dict[str, str] = Field(description="HTML by language of people, safe to put into a page.")
    languages: list[str]
    examples: list[Case] = Field(description="The visible cases, which everybody may run.")
    function: Function | None = Field(description="What cases of the kind `call` call.")
    compare: Compare
    time_limit_s: float = Field(description="Of one case.")
    hidden_cases: int
    folder: str | None = Field(description="Where its files were laid in: empty is beside the main file, null nowhere.")


class HostsQuestion(ShownQuestion):
    """The same with all that only hosts see."""

    state: State
    library_id: str | None
    question_id: str | None
    version: int | None
    guide: Statement
    content: Content


class ImportNote(BaseModel):
    """Something that was not taken, or not as it stands there."""

    path: str
    message: str


class ImportedQuestion(BaseModel):
    folder: str = Field(description="In the zip file; `.` is its top.")
    slug: str
    title: str | None
    action: Literal["created", "updated", "unchanged", "refused"]
    version: int | None
    notes: list[ImportNote]


class Import(BaseModel):
    """What became of the questions of a zip file."""

    questions: list[ImportedQuestion]
    notes: list[ImportNote] = Field(description="Of what belongs to no question.")
