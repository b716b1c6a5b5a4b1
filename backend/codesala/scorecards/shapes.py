"""The shape of a rubric as it is sent, answered and kept: of a session, and in templates."""

from typing import Annotated

from pydantic import Field, StringConstraints

from codesala.questions.content.values import Name, Part
from codesala.scorecards.rubrics import MAX_LEVEL_CHARACTERS, SCORES
from codesala.scorecards.rubrics import RubricSkill as Judged
from codesala.scorecards.service import MAX_SKILLS
from codesala.texts import Prose


class RubricSkill(Part):
    """A skill and what its scores mean."""

    name: Annotated[Name, StringConstraints(min_length=1)]
    levels: Annotated[
        list[Annotated[Prose, Field(max_length=MAX_LEVEL_CHARACTERS)]], Field(min_length=SCORES, max_length=SCORES)
    ] = Field([""] * SCORES, description="What 1, 2, 3 and 4 mean; each may be empty.")

    def as_rubric(self) -> Judged:
        return Judged(self.name, self.levels)


RubricSkills = Annotated[list[RubricSkill], Field(max_length=MAX_SKILLS)]
