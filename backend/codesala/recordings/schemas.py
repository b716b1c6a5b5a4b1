"""The shapes of what is told of a session's past: docs/replay.md says what they mean."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field


class ReplaySession(BaseModel):
    title: str | None
    language: str = Field(description="The language now; events of type `language` tell when it was another one.")
    created_at: datetime
    status: Literal["live", "ended"]
    ended_at: datetime | None


class ReplayPerson(BaseModel):
    participant: str
    name: str | None = Field(description="The last one.")
    role: str | None
    met: list[int] = Field(
        description="Places in `people`, from 0, of at most 24 who came before them and were there with them."
    )


class ReplayFile(BaseModel):
    id: str = Field(description="`main` is the main file.")
    root: str = Field(description="The name of its text in the document.")
    path: str = Field(description="The last one; events of type `file.…` tell of others.")
    deleted: bool


class ReplayQuestion(BaseModel):
    """What candidates saw of a question; images are in the export alone."""

    number: int
    title: str
    digest: str = Field(description="As in the events `question.shown`.")
    minutes: int | None
    statements: dict[str, str] = Field(description="Markdown by language of people.")
    languages: list[str]
    cases: list[dict[str, Any]] = Field(description="The visible ones.")
    hidden_cases: int


class ReplayEntry(BaseModel):
    """Either `update` or `event`."""

    n: int = Field(description="From 1.")
    at: int = Field(description="Milliseconds since 1970. Never goes back from one entry to the next.")
    by: str = Field(description="A participant; empty for the system.")
    received_at: int | None = Field(None, description="For edits made offline: when the server got them.")
    update: str | None = Field(None, description="A Yjs update v1 in base64.")
    event: dict[str, Any] | None = Field(None, description="A fact of the session, as docs/protocol.md lists them.")


class Replay(BaseModel):
    session: ReplaySession
    files: list[ReplayFile] | None = Field(
        None, description="The main file first. Left out when there has never been another one."
    )
    questions: list[ReplayQuestion] | None = Field(
        None, description="Those that were ever shown, on the first page. Left out where there is none."
    )
    people: list[ReplayPerson]
    entries: list[ReplayEntry]
    next: str | None = Field(description="What to send as `after` for the next page; `null` with the last one.")
    total: int = Field(description="Entries in all.")
    damaged: int = Field(description="Rows and entries of the log that cannot be read; the rest is here.")
