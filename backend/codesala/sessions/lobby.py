"""Who may come in: the decisions of hosts about single participants, and what follows from them outside rooms."""

from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.errors import Conflict, NotFound
from codesala.identity import is_participant
from codesala.links import rows as link_rows
from codesala.links.service import LinkInfo
from codesala.sessions.changes import Actor, Change, Changed, begin
from codesala.sessions.life import require_live

GUESTS = ("candidate", "observer")


async def admit(db: AsyncSession, session_id: str, actor: Actor, participant: str, name: str | None) -> Changed:
    """Let somebody in who waits, or who was removed. Raises `errors.NotFound`, `errors.Conflict`."""
    return await _decide(db, session_id, actor, "admitted", participant, name)


async def remove(
    db: AsyncSession,
    session_id: str,
    actor: Actor,
    participant: str,
    name: str | None,
    role: str | None,
    *,
    only_waits: bool = False,
) -> Changed:
    """Send somebody out, or away who `only_waits`, until they are let in again. The link by which they came (all links
    of guests when it is not known, `role` None) needs admission from now on, because they could come back as somebody
    else; those who are inside stay. Raises `errors.NotFound`, `errors.Conflict`."""
    if role == "host":
        raise Conflict("A host cannot be removed. Make a new link for hosts: the old one is dead at once.")
    kind = "turned_away" if only_waits else "removed"
    return await _decide(db, session_id, actor, kind, participant, name, (role,) if role else GUESTS)


async def _decide(
    db: AsyncSession,
    session_id: str,
    actor: Actor,
    kind: str,
    participant: str,
    name: str | None,
    guarded: tuple[str, ...] = (),
) -> Changed:
    if not is_participant(participant):
        raise NotFound("There is no such participant in this session.")
    change: Change = await begin(db, session_id, actor)
    require_live(change.row)
    state = "admitted" if kind == "admitted" else "removed"
    await link_rows.decide(db, session_id, participant, state, datetime.now(UTC))
    await link_rows.require_admission(db, session_id, guarded)
    change.add(kind, who=participant, who_name=name)
    return await change.finish()


async def may_read_code(db: AsyncSession, link: LinkInfo, participant: str | None) -> bool:
    """Whether somebody who comes by a link may have the text outside the room."""
    if link.role != "candidate":
        return link.role == "host"
    if link.status != "live" and not link.shares_code:
        return False
    is_admitted = participant and await link_rows.is_admitted(db, link.session_id, participant)
    return bool(is_admitted) if link.needs_admission else is_admitted is not False
