"""Sessions: made, read, listed, deleted, and who may do what. What changes while they live is in life.py."""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, datetime
from typing import Any, Literal, Protocol

from sqlalchemy import Insert
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.db.prepared import Within
from codesala.errors import InvalidInput, NotFound, Unauthorized
from codesala.files.rows import NEW_FILE, created_with
from codesala.languages import find_language
from codesala.links.rows import DOOR
from codesala.links.service import ROLES, Reader, Role, hash_token, is_token, kept_token, mint_token
from codesala.recordings.rows_log import NEW_BATCH, row_of
from codesala.records import Batch, FileChange, Kind
from codesala.sessions import rows
from codesala.texts import with_line_ends

MAX_TITLE_CHARACTERS = 200
__all__ = [
    "KEEP",
    "Created",
    "Draft",
    "SessionInfo",
    "add_session",
    "authorize",
    "authorize_operator",
    "authorize_within",
    "draft_session",
    "find_session",
    "list_sessions",
    "lock_session",
    "no_such_session",
    "read_session",
    "remove_session",
]


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """What may be told about a session to its hosts; to others: strangers.py. `room_id` is the candidate's link, None
    if revoked; `is_link_replaced`: it is not the first. `has_lobby`: who comes by it waits until a host lets them in.
    A countdown with `timer_s` alone is only planned."""

    session_id: str
    room_id: str | None
    is_link_replaced: bool
    title: str | None
    language: str
    initial_code: str
    status: str
    created_at: datetime
    active_users: int
    ended_at: datetime | None
    is_locked: bool
    runs_disabled: bool
    has_lobby: bool
    shares_code: bool
    timer_started_at: datetime | None
    timer_s: int | None
    retention_days: int | None


@dataclass(frozen=True, slots=True)
class Draft:
    """A session that has been checked but not written yet."""

    session_id: str
    title: str | None
    language: str
    initial_code: str
    has_lobby: bool = False
    shares_code: bool = True
    retention_days: int | None = None
    timer_s: int | None = None
    kind: Kind = "interview"


_DRAFTED = [field.name for field in fields(Draft) if field.name in rows.TOLD]


@dataclass(frozen=True, slots=True)
class Created:
    """A new session and the tokens of its links, which cannot be read again (except the candidate's)."""

    session: SessionInfo
    tokens: Mapping[Role, str]


class Keep:
    """The type of `KEEP`: "leave this as it is", where None means "none"."""


KEEP = Keep()


def draft_session(
    *,
    title: str | None,
    language: str | None,
    initial_code: str | None,
    default_language: str,
    max_code_bytes: int,
) -> Draft:
    """Check what is asked for and fill in the defaults; what needs no check, the caller adds. Line ends become "\\n",
    as editors count them.

    Raises `errors.InvalidInput`. `max_code_bytes` is counted in UTF-8.
    """
    chosen = find_language(default_language if language is None else language)
    code = chosen.starter if initial_code is None else initial_code
    code = with_line_ends(code)
    if len(code.encode()) > max_code_bytes:
        raise InvalidInput(f"The code is longer than {max_code_bytes} bytes of UTF-8.", field="body.initial_code")
    return Draft(
        session_id=mint_token(),
        title=title,
        language=chosen.id,
        initial_code=code,
    )


class Writer(Protocol):
    """What creating a session needs of db.database.Database."""

    async def insert(self, *inserts: tuple[Insert, Sequence[Mapping[str, Any]]]) -> None:
        """Add these rows in one transaction."""
        ...


async def add_session(
    database: Writer,
    draft: Draft,
    initial_batch: Batch,
    files: Sequence[FileChange] = (),
    more_batches: Sequence[Batch] = (),
    *more: tuple[Insert, Sequence[Mapping[str, Any]]],
) -> Created:
    """Write a session, its links (for practice only the candidate's), files, first log entries and `more` rows, in one
    transaction. `initial_batch` alone puts `draft.initial_code` into the document: it is never there twice."""
    created_at = datetime.now(UTC)
    roles: tuple[Role, ...] = ROLES if draft.kind == "interview" else ("candidate",)
    tokens: dict[Role, str] = {role: mint_token() for role in roles}
    shown: dict[str, Any] = {
        "status": "live",
        "created_at": created_at,
        "active_users": 0,
        "is_locked": False,
        "runs_disabled": False,
        "ended_at": None,
        "timer_started_at": None,
        **{name: getattr(draft, name) for name in _DRAFTED},
    }
    links = [
        {
            "session_id": draft.session_id,
            "role": role,
            "token_hash": hash_token(token),
            "token": kept_token(role, token),
            "created_at": created_at,
            "needs_admission": role == "candidate" and draft.has_lobby,
        }
        for role, token in tokens.items()
    ]
    file_rows, file_batches = created_with(draft.session_id, files)
    await database.insert(
        (rows.NEW_SESSION, [shown | {"id": draft.session_id, "revision": 0, "kind": draft.kind}]),
        (rows.NEW_LINK, links),
        *([(NEW_FILE, file_rows)] if files else []),
        (NEW_BATCH, [row_of(batch, created_at) for batch in (initial_batch, *file_batches, *more_batches)]),
        *more,
    )
    session = SessionInfo(
        session_id=draft.session_id,
        room_id=tokens["candidate"],
        is_link_replaced=False,
        has_lobby=draft.has_lobby,
        **shown,
    )
    return Created(session, tokens)


async def read_session(db: AsyncSession, session_id: str) -> SessionInfo:
    """Raises `errors.NotFound`."""
    return await find_session(Within(db), session_id)


async def find_session(database: Reader, session_id: str) -> SessionInfo:
    """The same without a transaction of one's own. Raises `errors.NotFound`."""
    found = (await database.read(rows.SHOWN, session_id=session_id))[0] if is_token(session_id) else []
    if not found:
        raise no_such_session()
    return SessionInfo(**found[0]._asdict())


async def lock_session(db: AsyncSession, session_id: str) -> rows.Session:
    """The session's row, which nobody changes or deletes before this transaction ends. Raises `errors.NotFound`."""
    return (await find_locked(db, session_id))[0]


async def list_sessions(db: AsyncSession, skip: int, limit: int) -> tuple[list[SessionInfo], int]:
    """A page, newest first, and how many sessions there are in all."""
    found = await rows.list_sessions(db, skip, limit)
    return [info_of(session, link) for session, link in found], await rows.count_sessions(db)


async def remove_session(db: AsyncSession, session_id: str) -> None:
    """Delete a session with its links and its log, for good. Raises `errors.NotFound`."""
    if not await rows.delete_session(db, session_id):
        raise no_such_session()


async def authorize_within(
    db: AsyncSession, session_id: str, credential: str | None, operators_key: str
) -> Literal["host", "operator"]:
    """As `authorize`, in a transaction that is open."""
    return await authorize(Within(db), session_id, credential, operators_key)


async def authorize(
    database: Reader, session_id: str, credential: str | None, operators_key: str
) -> Literal["host", "operator"]:
    """Let in who holds the host's token of this session or the operator's key; says which of them it is.

    Raises `errors.Unauthorized` without a credential, whether or not the session exists, and `errors.NotFound` for a
    wrong one, so nobody learns which sessions exist.
    """
    if credential is None:
        raise Unauthorized("Send the session's host token: Authorization: Bearer <host_token>.")
    if is_operator(credential, operators_key):
        return "operator"
    found = (await database.read(DOOR, token_hash=hash_token(credential)))[0] if is_token(credential) else []
    if not found or found[0].role != "host" or found[0].session_id != session_id:
        raise no_such_session()
    return "host"


def authorize_operator(credential: str | None, operators_key: str) -> None:
    """Raises `errors.Unauthorized` for anybody but the operator; with no key set, that is everybody."""
    if credential is None or not is_operator(credential, operators_key):
        raise Unauthorized("Only the operator of this server may do that: Authorization: Bearer <ADMIN_TOKEN>.")


def is_operator(credential: str, operators_key: str) -> bool:
    return bool(operators_key) and hmac.compare_digest(hash_token(credential), hash_token(operators_key))


async def find_locked(db: AsyncSession, session_id: str) -> tuple[rows.Session, rows.Link | None]:
    """The row and its candidate's link; nobody else changes the row until this transaction ends. Raises
    `errors.NotFound`."""
    found = await rows.find_session(db, session_id, lock=True) if is_token(session_id) else None
    if found is None:
        raise no_such_session()
    return found


def no_such_session() -> NotFound:
    return NotFound("There is no such session, or it is not yours.")


def info_of(session: rows.Session, candidates_link: rows.Link | None) -> SessionInfo:
    return SessionInfo(
        session_id=session.id,
        room_id=candidates_link.token if candidates_link else None,
        is_link_replaced=candidates_link is not None and candidates_link.created_at != session.created_at,
        has_lobby=candidates_link is not None and candidates_link.needs_admission,
        **{name: getattr(session, name) for name in rows.TOLD},
    )
