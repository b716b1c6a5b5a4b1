"""What a template says of the sessions that are made by it, and how large it may be."""

from typing import Annotated

from pydantic import Field, StrictBool

from codesala.notes.service import MAX_CONTENT_CHARACTERS
from codesala.questions.content.values import LanguageId, Part
from codesala.scorecards.shapes import RubricSkills
from codesala.sessions.life import MAX_RETENTION_DAYS, MAX_TIMER_S
from codesala.sessions.service import MAX_TITLE_CHARACTERS
from codesala.texts import Prose

MAX_QUESTIONS = 20
COUNTDOWN = "How long the countdown is to be, in seconds, once a host starts it."


Guide = Annotated[
    Prose,
    Field(max_length=MAX_CONTENT_CHARACTERS, description="For the session's hosts: becomes its first private note."),
]


class RecipeQuestion(Part):
    """A question of the template's library, or one of the samples."""

    question_id: Annotated[Prose, Field(max_length=64)]
    version: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = Field(
        None, description="The newest when a session is made, if left out."
    )


class Recipe(Part):
    """What is left out is as in any new session."""

    title: Annotated[Prose, Field(max_length=MAX_TITLE_CHARACTERS)] | None = None
    language: LanguageId | None = None
    questions: Annotated[list[RecipeQuestion], Field(max_length=MAX_QUESTIONS)] = Field(
        [], description="In order, all prepared."
    )
    has_lobby: StrictBool = False
    shares_code: StrictBool = True
    retention_days: Annotated[int, Field(ge=1, le=MAX_RETENTION_DAYS)] | None = None
    rubric: RubricSkills = Field([], description="Each skill once.")
    timer_s: Annotated[int, Field(ge=1, le=MAX_TIMER_S)] | None = Field(None, description=COUNTDOWN)
    guide: Guide = ""
