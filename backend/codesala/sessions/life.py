"""The life of a session: what hosts change while it is live, its end, and its reopening."""

from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.erasures.rows import forget_erasures
from codesala.errors import Conflict
from codesala.languages import find_language
from codesala.links import rows as link_rows
from codesala.recordings.rows_exports import forget_exports
from codesala.sessions import rows
from codesala.sessions.changes import Actor, Change, Changed, begin
from codesala.sessions.service import KEEP, Keep

MAX_TIMER_S = 86_400
MAX_RETENTION_DAYS = 3_650


async def change_session(
    db: AsyncSession,
    session_id: str,
    actor: Actor,
    *,
    title: str | Keep | None = KEEP,
    language: str | Keep = KEEP,
    is_locked: bool | Keep = KEEP,
    runs_disabled: bool | Keep = KEEP,
    has_lobby: bool | Keep = KEEP,
    timer_s: int | Keep | None = KEEP,
    shares_code: bool | Keep = KEEP,
    retention_days: int | Keep | None = KEEP,
) -> Changed:
    """Change what is given. `timer_s` starts a countdown now, None takes it away. Raises `errors.InvalidInput`,
    `errors.NotFound`, and `errors.Conflict` for what only a live session has."""
    change = await begin(db, session_id, actor)
    row = change.row
    if any(not isinstance(one, Keep) for one in (language, is_locked, runs_disabled, has_lobby, timer_s)):
        require_live(row)
    if not isinstance(title, Keep) and title != row.title:
        row.title = title
        change.add("title", title=row.title)
    if not isinstance(language, Keep) and find_language(language).id != row.language:
        previous, row.language = row.language, find_language(language).id
        change.add("language", language=row.language, previous=previous)
    if not isinstance(is_locked, Keep) and is_locked != row.is_locked:
        row.is_locked = is_locked
        change.add("locked" if is_locked else "unlocked")
    if not isinstance(runs_disabled, Keep) and runs_disabled != row.runs_disabled:
        row.runs_disabled = runs_disabled
        change.add("runs_disabled" if runs_disabled else "runs_enabled")
    if not isinstance(has_lobby, Keep):
        await _set_lobby(change, has_lobby)
    if not isinstance(timer_s, Keep):
        _set_timer(change, timer_s)
    if not isinstance(shares_code, Keep):
        _set_shares_code(change, shares_code)
    if not isinstance(retention_days, Keep) and retention_days != row.retention_days:
        row.retention_days = retention_days
        change.add("retention", days=retention_days)
    return await change.finish()


async def end_session(db: AsyncSession, session_id: str, actor: Actor, *, shares_code: bool | None = None) -> Changed:
    """End it for everybody and want its export, in the place of earlier ones; an ended session stays as it is.
    `shares_code`: whether the candidate may download the code. Raises `errors.NotFound`."""
    change = await begin(db, session_id, actor)
    row = change.row
    if row.status == "live":
        if shares_code is not None:
            _set_shares_code(change, shares_code)
        row.status = "ended"
        row.ended_at = datetime.now(UTC)
        row.ended_by = actor.participant or actor.by
        row.timer_started_at = row.timer_s = None
        change.add("ended", by=actor.by)
        await forget_exports(db, session_id)
        db.add(rows.Export(session_id=row.id, ended_at=row.ended_at))
    return await change.finish()


async def reopen_session(db: AsyncSession, session_id: str, actor: Actor) -> Changed:
    """Make it live again; a live session stays as it is. Its export stays for now. Raises `errors.NotFound`."""
    change = await begin(db, session_id, actor)
    row = change.row
    if row.status == "ended":
        row.status = "live"
        row.ended_at = row.ended_by = None
        if row.empty_since is not None:
            row.empty_since = datetime.now(UTC)  # else a session that nobody is in would end again at once
        await forget_erasures(db, session_id)
        change.add("reopened")
    return await change.finish()


def require_live(session: rows.Session) -> None:
    """Raises `errors.Conflict`."""
    if session.status != "live":
        raise Conflict("This session has ended. Reopen it first.")


async def _set_lobby(change: Change, has_lobby: bool) -> None:
    """Candidates wait from now on; without a lobby nobody does, but for those who were removed."""
    link = change.candidates_link
    if has_lobby:
        if link is None:
            raise Conflict("There is no candidate's link. Make one first.")
        if not link.needs_admission:
            link.needs_admission = True
            change.add("lobby_opened")
    elif await link_rows.admit_all(change.db, change.row.id):
        if link is not None:
            link.needs_admission = False
        change.add("lobby_closed")


def _set_timer(change: Change, seconds: int | None) -> None:
    row = change.row
    is_running = row.timer_started_at is not None
    row.timer_s = seconds
    row.timer_started_at = None if seconds is None else datetime.now(UTC)
    if seconds is None and not is_running:
        return  # it was only planned: nobody has seen it
    change.add("timer", seconds=seconds)


def _set_shares_code(change: Change, shares_code: bool) -> None:
    if shares_code != change.row.shares_code:
        change.row.shares_code = shares_code
        change.add("code_shared" if shares_code else "code_kept")
