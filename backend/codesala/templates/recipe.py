"""What a template says of the sessions that are made by it, and how large it may be."""

from typing import Annotated

from pydantic import Field, StrictBool, StringConstraints

from codesala.notes.service import MAX_CONTENT_CHARACTERS
from codesala.questions.content import LanguageId, Name, Part, Words
from codesala.scorecards.rubrics import MAX_LEVEL_CHARACTERS, SCORES
from codesala.scorecards.rubrics import RubricSkill as Judged
from codesala.scorecards.service import MAX_SKILLS
from codesala.sessions.life import MAX_RETENTION_DAYS, MAX_TIMER_S
from codesala.sessions.service import MAX_TITLE_CHARACTERS

MAX_QUESTIONS = 20
COUNTDOWN = "How long the countdown is to be, in seconds, once a host starts it."


class RubricSkill(Part):
    """A skill and what its scores mean."""

    name: Annotated[Name, StringConstraints(min_length=1)]
    levels: Annotated[
        list[Annotated[Words, Field(max_length=MAX_LEVEL_CHARACTERS)]], Field(min_length=SCORES, max_length=SCORES)
    ] = Field([""] * SCORES, description="What 1, 2, 3 and 4 mean; each may be empty.")

    def as_rubric(self) -> Judged:
        return Judged(self.name, self.levels)


RubricSkills = Annotated[list[RubricSkill], Field(max_length=MAX_SKILLS)]
Guide = Annotated[
    Words,
    Field(max_length=MAX_CONTENT_CHARACTERS, description="For the session's hosts: becomes its first private note."),
]


class RecipeQuestion(Part):
    """A question of the template's library, or one of the samples."""

    question_id: Annotated[Words, Field(max_length=64)]
    version: Annotated[int, Field(ge=1, le=2**31 - 1)] | None = Field(
        None, description="The newest when a session is made, if left out."
    )


class Recipe(Part):
    """What is left out is as in any new session."""

    title: Annotated[Words, Field(max_length=MAX_TITLE_CHARACTERS)] | None = None
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
