"""What a session's id alone opens, to whoever has learnt it: never more than the candidate's link opens now. An id
cannot be replaced, and stands in address lines, logs of platforms and tickets of their support."""

from dataclasses import fields, replace
from typing import Any

from codesala.errors import Forbidden
from codesala.sessions.service import SessionInfo

OPEN = frozenset(
    {
        *("session_id", "room_id", "title", "language", "initial_code", "status", "created_at", "ended_at"),
        *("active_users", "is_link_replaced", "is_locked", "runs_disabled", "has_lobby", "shares_code"),
        *("timer_started_at", "timer_s", "retention_days"),
    }
)
"""What is not named here is for hosts alone: others are told null."""


def shown_to_strangers(session: SessionInfo) -> SessionInfo:
    """The session without the candidate's link where that was replaced, or lets nobody in to write at once; and without
    the code that it began with where that is not shared."""
    is_open = session.status == "live" and not session.is_locked
    closed: dict[str, Any] = {field.name: None for field in fields(session) if field.name not in OPEN}
    return replace(
        session,
        **closed,
        room_id=session.room_id if is_open and _opens_for_all(session) else None,
        initial_code=session.initial_code if _shares_code(session) else "",
    )


def require_shared_code(session: SessionInfo) -> None:
    """Raises `errors.Forbidden` where the candidate's link would not show the text to somebody new."""
    if not _shares_code(session):
        raise Forbidden("The code is not shared with you. Hosts send: Authorization: Bearer <host_token>.")


def _shares_code(session: SessionInfo) -> bool:
    return _opens_for_all(session) and (session.status == "live" or session.shares_code)


def _opens_for_all(session: SessionInfo) -> bool:
    return session.room_id is not None and not session.is_link_replaced and not session.has_lobby
