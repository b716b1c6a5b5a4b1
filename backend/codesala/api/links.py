"""/api/links/{token}: what a link opens, as the page asks before it joins the room."""

from fastapi import APIRouter

from codesala.api.deps import Address, AppParts, ReadDb
from codesala.api.problems import responses
from codesala.api.schemas import Link
from codesala.errors import NotFound
from codesala.services.links import resolve_link

router = APIRouter(prefix="/api/links", tags=["links"])


@router.get("/{token}", responses=responses(404, 429, 503))
async def read_link(parts: AppParts, address: Address, db: ReadDb, token: str) -> Link:
    """The role and the session of a link. A link tells of no other link that may do more.

    The session's id is for the host only, because reading a session by its id tells the candidate's link.
    """
    try:
        link = await resolve_link(db, token)
    except NotFound:
        parts.limits.count_link_failure(address)
        raise
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
        }
    )
