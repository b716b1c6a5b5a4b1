"""The shapes of requests and answers about sessions."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool

from codesala.files.schemas import NewFile
from codesala.languages.schemas import LanguageId
from codesala.scorecards.shapes import RubricSkills
from codesala.sessions.life import MAX_RETENTION_DAYS, MAX_TIMER_S
from codesala.sessions.service import MAX_TITLE_CHARACTERS
from codesala.templates.recipe import COUNTDOWN, Guide
from codesala.texts import Prose
from codesala.web.values import WRITTEN_AS_NUMBER, Body, without_default

Title = Annotated[
    Prose,
    Field(max_length=MAX_TITLE_CHARACTERS, description="What people see as the name of the interview."),
]

LOBBY = "Candidates wait until a host lets them in."
SHARES_CODE = "Once it has ended, the candidate may download the code."

RetentionDays = Annotated[
    Annotated[int, Field(ge=1, le=MAX_RETENTION_DAYS), WRITTEN_AS_NUMBER] | None,
    Field(
        description="How many days after its end the session is deleted with all that belongs to it; `null`: kept. "
        "The server may allow less (MAX_RETENTION_DAYS): the answer tells what it grants.",
    ),
]


class QuestionWish(Body):
    """A question of a library, by its id there."""

    library_id: Prose = Field("samples", max_length=64, json_schema_extra=without_default)
    question_id: Prose = Field(max_length=64)
    version: Annotated[int, Field(ge=1, le=2**31 - 1), WRITTEN_AS_NUMBER] | None = Field(
        None, description="The newest when left out."
    )
    is_shown: StrictBool = Field(
        False, description="Everybody sees it at once; else only hosts know of it.", json_schema_extra=without_default
    )


MOST_FILES = 200
"""That any server allows (MAX_FILES)."""


class CreateSession(Body):
    """All fields are optional. What a template says holds where its field is left out."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [{"language": "python", "title": "Ana, Tuesday", "initial_code": "print('hello')\n"}]
        }
    )

    language: LanguageId | None = Field(None, description="The language to begin with; `python` when left out.")
    initial_code: Prose | None = Field(
        None,
        description="What the editor holds at first; the language's starter when left out. At most 1 MiB of UTF-8 "
        "(the server's setting MAX_CODE_BYTES). Line ends become `\\n`; NUL is refused.",
    )
    files: Annotated[list[NewFile], Field(max_length=MOST_FILES)] = Field(
        [],
        description="Files beside the main one, which `initial_code` fills: at most 40 (the server's setting "
        "MAX_FILES), none longer than `initial_code` may be.",
        json_schema_extra=without_default,
    )
    title: Title | None = None
    has_lobby: StrictBool = Field(False, description=LOBBY, json_schema_extra=without_default)
    shares_code: StrictBool = Field(True, description=SHARES_CODE, json_schema_extra=without_default)
    retention_days: RetentionDays = None
    questions: Annotated[list[QuestionWish], Field(max_length=20)] = Field(
        [],
        description="Copies for the session. The libraries' token is sent as `Codesala-Library`. The first one's "
        "starter is what the editor holds at first, and its language, unless something else is asked for.",
        json_schema_extra=without_default,
    )
    rubric: RubricSkills = Field(
        [],
        description="What its interviewers judge, each skill once. Skills of the questions that are not in it follow.",
        json_schema_extra=without_default,
    )
    timer_s: Annotated[int, Field(ge=1, le=MAX_TIMER_S), WRITTEN_AS_NUMBER] | None = Field(None, description=COUNTDOWN)
    guide: Guide = Field("", json_schema_extra=without_default)
    template_id: Annotated[Prose, Field(max_length=64)] | None = Field(
        None, description="A template by which the session is made. Its library's token is sent as `Codesala-Library`."
    )


class ChangeSession(Body):
    """Fields that are left out stay as they are."""

    model_config = ConfigDict(json_schema_extra={"examples": [{"title": "Ana, second round"}, {"language": "java"}]})

    title: Title | None = Field(None, description="`null` removes the title.")
    language: LanguageId = Field(
        "python",  # never used: only fields that were sent are looked at
        description="The language of the editor, for everybody in the room.",
        json_schema_extra=without_default,
    )
    is_locked: StrictBool = Field(
        False, description="Candidates can read, and neither write nor run.", json_schema_extra=without_default
    )
    runs_disabled: StrictBool = Field(False, description="Nobody can run programs.", json_schema_extra=without_default)
    has_lobby: StrictBool = Field(False, description=LOBBY, json_schema_extra=without_default)
    shares_code: StrictBool = Field(True, description=SHARES_CODE, json_schema_extra=without_default)
    retention_days: RetentionDays = None
    timer_s: Annotated[int, Field(ge=1, le=MAX_TIMER_S), WRITTEN_AS_NUMBER] | None = Field(
        None, description="Starts a countdown of so many seconds now; `null` takes it away."
    )


class EndSession(Body):
    shares_code: StrictBool | None = Field(None, description=SHARES_CODE)


class Session(BaseModel):
    """A session. Its host sees all of it, whoever knows its id what the candidate's link opens."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "session_id": "q3ZK1v0sT4mYxNf0w2bLcA",
                    "room_id": "Zx8R5kq0S1aWb7cD2eFgHw",
                    "share_url": "https://interviews.example/s/Zx8R5kq0S1aWb7cD2eFgHw",
                    "title": "Ana, Tuesday",
                    "language": "python",
                    "initial_code": "print('hello')\n",
                    "status": "live",
                    "created_at": "2026-11-20T09:00:00.000000Z",
                    "active_users": 2,
                    "ended_at": None,
                    "is_locked": False,
                    "runs_disabled": False,
                    "has_lobby": False,
                    "shares_code": True,
                    "timer_started_at": None,
                    "timer_s": None,
                    "retention_days": None,
                }
            ]
        }
    )

    session_id: str = Field(description="Names the session in this API.")
    room_id: str | None = Field(
        description="The token of the candidate's link; `/ws/{room_id}` is the room. `null` once it was revoked, "
        "and for those who may not be told."
    )
    share_url: str | None = Field(description="The candidate's page. `null` where `room_id` is.")
    title: str | None
    language: LanguageId
    initial_code: str = Field(
        description="What the editor held at first; empty in lists, and for those who may not be told."
    )
    status: Literal["live", "ended"]
    created_at: datetime = Field(description="UTC.")
    active_users: int = Field(ge=0, description="How many people are in the room, refreshed every few seconds.")
    ended_at: datetime | None = Field(description="UTC; `null` while it is live.")
    is_locked: bool = Field(description="Candidates can read, and neither write nor run.")
    runs_disabled: bool = Field(description="Nobody can run programs.")
    has_lobby: bool = Field(description=LOBBY)
    shares_code: bool = Field(description=SHARES_CODE)
    timer_started_at: datetime | None = Field(description="UTC; `null` while no countdown is running.")
    timer_s: int | None = Field(description="How long the countdown is, or is to be; `null` without one.")
    retention_days: RetentionDays


class CreatedSession(Session):
    """A new session with its secrets, which are told only once."""

    host_token: str = Field(description="Lets its owner change and delete the session: `Authorization: Bearer …`.")
    host_url: str = Field(description="The interviewer's page. Holds the host token: do not give it to others.")
    observer_url: str = Field(description="A page to watch without being able to write.")
