"""Links: unguessable tokens that carry one role in one session. Minting, checking, and what a link opens. How they
are replaced is in rotation.py."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol, cast, get_args

from sqlalchemy import Select
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.errors import NotFound
from codesala.links.rows import DOOR
from codesala.records import Kind, may_write
from codesala.sessions import rows

Role = Literal["host", "candidate", "observer", "replay", "report"]
ROLES: tuple[Role, ...] = ("host", "candidate", "observer")
"""The roles of a new session's links; those to its replay and its report are only made when a host asks for them."""

UNKNOWN = "There is no such link. Ask the person who invited you for a new one."
TOKEN_BYTES = 16  # 128 random bits, 22 characters
TOKEN_PATTERN = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True, slots=True)
class LinkInfo:
    """What a link opens. `room_id`, the candidate's link, is None for those who may not write: it lets its owner
    write. `needs_admission`: who comes by the link waits in the lobby."""

    session_id: str
    role: Role
    title: str | None
    language: str
    status: str
    room_id: str | None
    created_at: datetime
    ended_at: datetime | None
    is_locked: bool
    shares_code: bool
    needs_admission: bool
    retention_days: int | None
    kind: Kind

    @property
    def can_write(self) -> bool:
        return self.status == "live" and may_write(self.role, self.is_locked)


@dataclass(frozen=True, slots=True)
class Door:
    """The little of a link that a connection needs. `revision` is that of the session's row."""

    link_id: int
    session_id: str
    role: Role
    revision: int


class Reader(Protocol):
    """What reading without a transaction of one's own needs of db.database.Database."""

    async def read(self, *statements: Select[*tuple[Any, ...]], **parameters: Any) -> list[list[Any]]:
        """The rows of these statements as of one moment."""
        ...


def mint_token() -> str:
    return secrets.token_urlsafe(TOKEN_BYTES)


def hash_token(token: str) -> str:
    """SHA-256 in hex. Plain hashing is enough: nobody guesses 128 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_token(text: str) -> bool:
    """Whether a text has the shape of a token; anything else is never looked up."""
    return TOKEN_PATTERN.fullmatch(text) is not None


def new_link(session_id: str, role: Role, token: str, created_at: datetime) -> rows.Link:
    """The row of a link."""
    return rows.Link(
        session_id=session_id,
        role=role,
        token_hash=hash_token(token),
        token=kept_token(role, token),
        created_at=created_at,
    )


def kept_token(role: Role, token: str) -> str | None:
    """Only the candidate's token is kept readable, because reading a session tells it."""
    return token if role == "candidate" else None


async def find_door(database: Reader, token: str) -> Door:
    """Raises as `resolve_link`, and `errors.NotFound` for a link that opens no room."""
    found = (await database.read(DOOR, token_hash=hash_token(token)))[0] if is_token(token) else []
    if not found:
        raise NotFound(UNKNOWN)
    (link,) = found
    role = as_role(link.role)
    if role in ("replay", "report"):
        raise NotFound(f"This link shows the {role}. It opens no room.")
    return Door(link.link_id, link.session_id, role, link.revision)


async def resolve_link(db: AsyncSession, token: str) -> LinkInfo:
    """Raises `errors.NotFound` for tokens that are malformed, unknown or revoked: the three look the same."""
    found = await rows.find_link(db, hash_token(token)) if is_token(token) else None
    if found is None:
        raise NotFound(UNKNOWN)
    link, session, candidates_token = found
    role = as_role(link.role)
    return LinkInfo(
        session_id=session.id,
        role=role,
        title=session.title,
        language=session.language,
        status=session.status,
        room_id=candidates_token if role in ("host", "candidate") else None,
        created_at=session.created_at,
        ended_at=session.ended_at,
        is_locked=session.is_locked,
        shares_code=session.shares_code,
        needs_admission=link.needs_admission,
        retention_days=session.retention_days,
        kind="practice" if session.kind == "practice" else "interview",
    )


def as_role(text: str) -> Role:
    for role in get_args(Role):
        if role == text:
            return cast("Role", role)
    raise ValueError(f"not a role: {text!r}")
