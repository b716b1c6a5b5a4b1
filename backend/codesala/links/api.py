"""/api/links/{token}: what a link opens, as the page asks before it joins the room."""

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.errors import Forbidden
from codesala.identity import participant_of
from codesala.links.schemas import Link, Practice
from codesala.links.service import LinkInfo, hash_token, resolve_link
from codesala.practice.service import draft_practice, question_of
from codesala.questions.sessions import NEW_QUESTION
from codesala.rooms.journal.initial import initial_batch
from codesala.sessions.lobby import may_read_code
from codesala.sessions.service import add_session
from codesala.web.access import BrowserKey
from codesala.web.deps import Address, AppParts, Parts, ReadDb
from codesala.web.problems import responses

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
            "share_url": None
            if link.room_id is None or link.kind == "practice"
            else f"{parts.base_url}/s/{link.room_id}",
            "session_id": link.session_id if link.role == "host" else None,
            "created_at": link.created_at,
            "ended_at": link.ended_at,
            "shares_code": link.shares_code,
            "has_lobby": link.needs_admission,
            "retention_days": link.retention_days,
            "kind": link.kind,
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
    return PlainTextResponse((await parts.texts(link.session_id))[0].text)


@router.post("/{token}/practice", status_code=201, responses=responses(404, 409, 429, 503))
async def begin_practice(parts: AppParts, address: Address, token: str) -> Practice:
    """A practice session for the person of a candidate's link: the same room and language with one link, for them.

    Where programs of the language read input, it shows a small question with two examples. It has no host, no lobby and
    no replay, is neither listed nor exported, and is deleted half an hour after everybody left it, and after 24 hours
    in any case. 409 once the interview has ended; 404 for other links. At most 5 an hour
    for one link.
    """
    parts.require_space()
    with parts.limits.counting_wrong_links(address):
        async with parts.database.transaction(read_only=True) as db:
            draft = await draft_practice(db, token)
    parts.limits.count_practice(hash_token(token))
    parts.limits.count_creation(address)
    parts.limits.count_created_bytes(address, len(draft.initial_code.encode()))
    copies, told = question_of(draft)
    created = await add_session(
        parts.database,
        draft,
        initial_batch(draft.session_id, draft.initial_code),
        (),
        told,
        *([(NEW_QUESTION, copies)] if copies else []),
    )
    room_id = created.tokens["candidate"]
    return Practice(room_id=room_id, url=f"{parts.base_url}/s/{room_id}")


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
    with parts.limits.counting_wrong_links(address):
        return await resolve_link(db, token)
