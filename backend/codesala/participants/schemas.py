"""The shapes of what is told of and done to the people of a session."""

from typing import Any, Literal

from pydantic import BaseModel, Field, StrictBool

from codesala.web.values import Body


class Participant(BaseModel):
    participant: str
    name: str | None = Field(description="The last one; `null` for who gave none, and for who was erased.")
    role: str | None
    first_at: int = Field(description="Milliseconds since 1970, like `last_at`.")
    last_at: int
    characters_typed: int = Field(description="UTF-16 units inserted, pasted and since deleted ones included.")
    characters_of_starters: int = Field(
        description="Those of starter code that their page put in; they are not in `characters_typed`."
    )
    is_erased: bool


class ErasePerson(Body):
    text: Literal["keep", "remove"] = Field(
        description="`remove`: what they typed is gone too, and what their runs printed and read."
    )
    preview: StrictBool = Field(description="Say what would go, and change nothing.")


class ErasedPerson(BaseModel):
    participant: str = Field(description="Who they are from now on; in a preview, who they are.")
    characters: int = Field(description="UTF-16 units that they typed: gone, or left without their name.")
    entries: int = Field(description="Their updates and events in the log.")
    events: int = Field(description="Events in which something of theirs is replaced.")
    runs: int = Field(description="Runs of theirs.")
    unreadable: int = Field(description="Damaged rows of the log, which go because nobody knows what they hold.")
    preview: bool


class OwnData(BaseModel):
    participant: str
    name: str | None
    events: list[dict[str, Any]]
    edits: list[dict[str, Any]]
    runs: list[dict[str, Any]]
    test_reports: list[dict[str, Any]]
