"""The shapes of what interviewers judge, and of their judgements."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from codesala.scorecards.service import (
    MAX_COMMENT_CHARACTERS,
    MAX_NAME_CHARACTERS,
    MAX_SKILL_CHARACTERS,
    MAX_SKILLS,
    Verdict,
)
from codesala.scorecards.shapes import RubricSkill, RubricSkills
from codesala.texts import Prose
from codesala.web.values import WRITTEN_AS_NUMBER, Body, Moment


class Skill(Body):
    name: Annotated[Prose, StringConstraints(max_length=MAX_SKILL_CHARACTERS)]
    score: Annotated[int, Field(ge=1, le=4), WRITTEN_AS_NUMBER] | None = Field(
        None, description="1 to 4; null: not judged."
    )


class WriteRubric(Body):
    """The whole rubric, each skill once."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "skills": [
                        {
                            "name": "Testing",
                            "levels": ["Did not test", "Tested when asked", "Tested on their own", "Tested edge cases"],
                        }
                    ]
                }
            ]
        }
    )

    skills: RubricSkills
    based_on: Annotated[Prose, StringConstraints(max_length=64)] | None = Field(
        None, description="The `version` that was changed: refused as `outdated` if another is there. null: any."
    )


class Rubric(BaseModel):
    """What the interviewers of a session judge."""

    skills: list[RubricSkill]
    version: str = Field(description="Names what it says, for `based_on`.")


class WriteScorecard(Body):
    """The whole card; what is left out is empty."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "name": "Bo",
                    "skills": [{"name": "Problem solving", "score": 3}, {"name": "Communication", "score": None}],
                    "verdict": "yes",
                    "comment": "Tests first, then code.",
                }
            ]
        }
    )

    name: Annotated[Prose, StringConstraints(max_length=MAX_NAME_CHARACTERS)] | None = None
    skills: list[Skill] = Field(default_factory=list, max_length=MAX_SKILLS)
    verdict: Verdict | None = None
    comment: Annotated[Prose, StringConstraints(max_length=MAX_COMMENT_CHARACTERS)] = ""
    based_on: Moment | None = Field(
        None,
        description="The `updated_at` of the version that was changed, or any earlier time if there was none: refused "
        "as `outdated` if another is there. null: any.",
    )


class Scorecard(BaseModel):
    """One interviewer's judgement."""

    name: str | None = Field(description="The interviewer's.")
    skills: list[Skill]
    verdict: Verdict | None
    comment: str
    updated_at: datetime = Field(description="UTC. Names the version: each change makes a later one.")
    submitted_at: datetime | None = Field(description="UTC; null while its interviewer alone may see and change it.")


class Scorecards(BaseModel):
    own: Scorecard | None = Field(description="The caller's card, null when there is none.")
    submitted: int = Field(ge=0, description="How many cards of this session are submitted, one's own included.")
    others: list[Scorecard] = Field(description="Others' submitted cards, once one's own is submitted.")
    rubric: list[RubricSkill] = Field(description="What is judged in this session; empty where nobody said.")
