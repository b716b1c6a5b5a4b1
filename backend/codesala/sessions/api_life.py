"""/api/sessions/{session_id}: its end and reopening, new links for old, and who may come in."""

from typing import Literal

from fastapi import APIRouter

from codesala.links.schemas import NewLink
from codesala.links.service import Role, mint_token
from codesala.sessions import deaths, life, lobby, rotation
from codesala.sessions.api import as_session
from codesala.sessions.schemas import EndSession, Session
from codesala.web.access import FOR_HOSTS, Host, check_host
from codesala.web.before_body import CheckedRoute, before_body
from codesala.web.deps import AppParts
from codesala.web.problems import responses

router = APIRouter(prefix="/api/sessions/{session_id}", tags=["life"], route_class=CheckedRoute)

PAGES: dict[Role, str] = {"host": "h", "candidate": "s", "observer": "o", "replay": "r", "report": "report"}


@router.post("/end", responses=responses(401, 404, 413, 422, 429, 503), openapi_extra=FOR_HOSTS)
@before_body(check_host)
async def end_session(parts: AppParts, host: Host, session_id: str, body: EndSession | None = None) -> Session:
    """End the session for everybody, on every node within a second; its export is made in the background. An ended
    session stays as it is."""
    wanted = body or EndSession()
    return as_session(
        parts,
        await host.change(lambda db, actor: life.end_session(db, session_id, actor, shares_code=wanted.shares_code)),
    )


@router.post("/reopen", responses=responses(401, 404, 422, 429, 503), openapi_extra=FOR_HOSTS)
async def reopen_session(parts: AppParts, host: Host, session_id: str) -> Session:
    """Make an ended session live again, with its text and its links."""
    return as_session(parts, await host.change(lambda db, actor: life.reopen_session(db, session_id, actor)))


@router.post("/unfreeze", responses=responses(401, 404, 422, 429, 503), openapi_extra=FOR_HOSTS)
async def unfreeze_session(parts: AppParts, host: Host, session_id: str) -> Session:
    """Let people write again in a session that was made read-only because the server's process died at it twice."""
    return as_session(parts, await host.change(lambda db, actor: deaths.unfreeze_session(db, session_id, actor)))


@router.post("/links/{role}", status_code=201, responses=responses(401, 404, 422, 429, 503), openapi_extra=FOR_HOSTS)
async def rotate_link(parts: AppParts, host: Host, session_id: str, role: Role) -> NewLink:
    """A new link of a role. The old one is dead at once, and who came by it is out. `replay` and `report`
    are for reading those, and there is none until one is asked for."""
    token = mint_token()
    await host.change(lambda db, actor: rotation.rotate_link(db, session_id, actor, role, token))
    return NewLink(role=role, token=token, url=f"{parts.base_url}/{PAGES[role]}/{token}")


@router.delete("/links/{role}", status_code=204, responses=responses(401, 404, 422, 429, 503), openapi_extra=FOR_HOSTS)
async def withdraw_link(host: Host, session_id: str, role: Literal["replay", "report"]) -> None:
    """The link to the replay or the report is dead at once. There are always links of the other roles."""
    await host.change(lambda db, actor: rotation.withdraw_link(db, session_id, actor, role))


@router.post(
    "/participants/{participant}/admit",
    status_code=204,
    responses=responses(401, 404, 409, 422, 429, 503),
    openapi_extra=FOR_HOSTS,
)
async def admit(host: Host, session_id: str, participant: str) -> None:
    """Let somebody in who waits in the lobby, or who was removed."""
    person = await host.person(participant)
    await host.change(
        lambda db, actor: lobby.admit(db, session_id, actor, participant, person.get("name")), is_counted=False
    )


@router.post(
    "/participants/{participant}/remove",
    status_code=204,
    responses=responses(401, 404, 409, 422, 429, 503),
    openapi_extra=FOR_HOSTS,
)
async def remove(host: Host, session_id: str, participant: str) -> None:
    """Send somebody out, on every node, or turn away who waits in the lobby. When they return they wait, and so does
    everybody who is not inside now and comes by the same link. Hosts cannot be removed (409)."""
    person = await host.person(participant)
    name, role, only_waits = person.get("name"), person.get("role"), not person.get("is_here", True)
    await host.change(
        lambda db, actor: lobby.remove(db, session_id, actor, participant, name, role, only_waits=only_waits),
        is_counted=False,
    )
