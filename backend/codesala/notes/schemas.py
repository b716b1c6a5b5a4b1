"""The shapes of private notes."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from codesala.notes.service import MAX_AUTHOR_CHARACTERS, MAX_CONTENT_CHARACTERS, MAX_TITLE_CHARACTERS
from codesala.texts import Prose
from codesala.web.values import Body, Moment, without_default

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
