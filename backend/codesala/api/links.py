"""/api/links/{token}: what a link opens, as the page asks before it joins the room."""

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.api.access import BrowserKey
from codesala.api.deps import Address, AppParts, Parts, ReadDb
from codesala.api.problems import responses
from codesala.api.schemas import Link
from codesala.errors import Forbidden, NotFound
from codesala.identity import participant_of
from codesala.services.links import LinkInfo, resolve_link
from codesala.services.lobby import may_read_code

router = APIRouter(prefix="/api/links", tags=["links"])


@router.get("/{token}", responses=responses(404, 429, 503))
async def read_link(parts: AppParts, address: Address, db: ReadDb, token: str) -> Link:
    """The role and the session of a link. A link tells of no other link that may do more.

    The session's id is for the host only: it cannot be replaced.
    """
    link = await resolve(parts, address, db, token)
    return Link.model_validate(
        {
            "role": link.role,
            "title": link.title,
            "language": link.language,
            "status": link.status,
            "can_write": link.can_write,
            "websocket_path": f"/ws/{token}",
            "share_url": None if link.room_id is None else f"{parts.base_url}/s/{link.room_id}",
            "session_id": link.session_id if link.role == "host" else None,
            "created_at": link.created_at,
            "ended_at": link.ended_at,
            "shares_code": link.shares_code,
            "has_lobby": link.needs_admission,
            "retention_days": link.retention_days,
        }
    )


@router.get(
    "/{token}/code",
    response_class=PlainTextResponse,
    responses={200: {"description": "The text, as UTF-8."}, **responses(403, 404, 422, 429, 503)},
)
async def read_links_code(parts: AppParts, address: Address, token: str, key: BrowserKey = None) -> PlainTextResponse:
    """The text of the editor as it is now: for the host, and for the candidate while the session is live, and
    afterwards if the host shares it. Where there is a lobby, only for candidates who were let in."""
    link = await require_code(parts, address, token, key)
    return PlainTextResponse(await parts.hub.text(link.session_id))


async def require_code(parts: Parts, address: str, token: str, key: str | None) -> LinkInfo:
    """The link, by which one may read the code. Raises `errors.NotFound`, `errors.Forbidden`, `errors.RateLimited`."""
    async with parts.database.transaction(read_only=True) as db:
        link = await resolve(parts, address, db, token)
        participant = None if key is None else participant_of(link.session_id, key)
        if not await may_read_code(db, link, participant):
            raise Forbidden("The code is not shared with you.")
    return link


async def resolve(parts: Parts, address: str, db: AsyncSession, token: str) -> LinkInfo:
    """What a link opens; wrong ones are counted. Raises `errors.NotFound`, `errors.RateLimited`."""
    try:
        return await resolve_link(db, token)
    except NotFound:
        parts.limits.count_link_failure(address)
        raise
