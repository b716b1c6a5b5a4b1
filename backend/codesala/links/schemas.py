"""The shapes of answers about links."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from codesala.languages.schemas import LanguageId
from codesala.links.service import Role
from codesala.records import Kind
from codesala.sessions.schemas import SHARES_CODE, RetentionDays


class Link(BaseModel):
    """What a link opens."""

    role: Role
    title: str | None
    language: LanguageId
    status: Literal["live", "ended"]
    can_write: bool
    websocket_path: str = Field(description="Where the room is reached, relative to this server: `/ws/{token}`.")
    share_url: str | None = Field(description="The candidate's page, for the host and the candidate; else `null`.")
    session_id: str | None = Field(description="For the host; else `null`.")
    created_at: datetime = Field(description="When the session was created, UTC.")
    ended_at: datetime | None = Field(description="UTC; `null` while it is live.")
    shares_code: bool = Field(description=SHARES_CODE)
    has_lobby: bool = Field(description="Who comes by this link waits until a host lets them in.")
    retention_days: RetentionDays
    kind: Kind = Field(description="`practice`: a candidate tries everything out; it is deleted soon.")


class Practice(BaseModel):
    """A practice session that was just made."""

    room_id: str = Field(description="The token of its only link; `/ws/{room_id}` is the room.")
    url: str = Field(description="Its page.")


class NewLink(BaseModel):
    """A link that was just made. Only the candidate's can be read again."""

    role: Role
    token: str
    url: str
