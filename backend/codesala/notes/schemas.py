"""The shapes of what only hosts see: private notes and scorecards."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from codesala.notes.service import MAX_AUTHOR_CHARACTERS, MAX_CONTENT_CHARACTERS, MAX_TITLE_CHARACTERS
from codesala.scorecards.service import (
    MAX_COMMENT_CHARACTERS,
    MAX_NAME_CHARACTERS,
    MAX_SKILL_CHARACTERS,
    MAX_SKILLS,
    Verdict,
)
from codesala.templates.recipe import RubricSkill, RubricSkills
from codesala.web.values import WRITTEN_AS_NUMBER, Body, Moment, Prose, without_default

NoteTitle = Annotated[Prose, StringConstraints(max_length=MAX_TITLE_CHARACTERS)]
Content = Annotated[Prose, StringConstraints(max_length=MAX_CONTENT_CHARACTERS)]
Author = Annotated[Prose, StringConstraints(max_length=MAX_AUTHOR_CHARACTERS)]

BASED_ON = (
    "The `updated_at` of the version that the caller has seen. When the note has another one by now, nothing is done, "
    "and the answer is 409 with the code `outdated`. When left out, any version will do."
)
MOMENT = "The time in the session that the note is about, with its zone; the nearest one that lies in the session."


class CreateNote(Body):
    """All fields are optional: a note may begin empty."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"title": "Edge cases", "content": "Asked about empty input.", "author": "Bo"}]}
    )

    title: NoteTitle | None = None
    content: Content | None = None
    author: Author | None = Field(None, description="The name of who writes it.")
    moment: Moment | None = Field(None, description=f"{MOMENT} Now, when left out.")


class ChangeNote(Body):
    """Fields that are left out stay as they are."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"content": "Asked about empty input, and found it.", "based_on": "2026-11-20T09:00:00.123456Z"}
            ]
        }
    )

    # The defaults are never used: only fields that were sent are looked at.
    based_on: Moment = Field(datetime.min.replace(tzinfo=UTC), description=BASED_ON, json_schema_extra=without_default)
    title: NoteTitle = Field("", json_schema_extra=without_default)
    content: Content = Field("", json_schema_extra=without_default)
    moment: Moment = Field(datetime.min.replace(tzinfo=UTC), description=MOMENT, json_schema_extra=without_default)


class Note(BaseModel):
    """A private note: for the hosts of its session and the operator, nobody else."""

    note_id: str
    title: str
    content: str
    author: str | None
    moment: datetime = Field(description="The time in the session that it is about, UTC.")
    created_at: datetime = Field(description="UTC.")
    updated_at: datetime = Field(description="UTC. Names the version: each change makes a later one.")


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


class Rubric(BaseModel):
    """What the interviewers of a session judge."""

    skills: list[RubricSkill]


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


class Scorecard(BaseModel):
    """One interviewer's judgement."""

    name: str | None = Field(description="The interviewer's.")
    skills: list[Skill]
    verdict: Verdict | None
    comment: str
    updated_at: datetime = Field(description="UTC.")
    submitted_at: datetime | None = Field(description="UTC; null while its interviewer alone may see and change it.")


class Scorecards(BaseModel):
    own: Scorecard | None = Field(description="The caller's card, null when there is none.")
    submitted: int = Field(ge=0, description="How many cards of this session are submitted, one's own included.")
    others: list[Scorecard] = Field(description="Others' submitted cards, once one's own is submitted.")
    rubric: list[RubricSkill] = Field(description="What is judged in this session; empty where nobody said.")
