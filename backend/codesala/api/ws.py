"""/ws/{token}: admit a socket, attach it to its room, close it with the right code. Frames never pass through here."""

import logging
import time
from urllib.parse import urlsplit

from fastapi import APIRouter, WebSocket
from fastapi.responses import Response

from codesala.api.connection import connection_of
from codesala.api.deps import Parts, parts_of
from codesala.api.fallback import serve_by_messages
from codesala.errors import AppError, BadFrame, Forbidden, NotFound, RateLimited
from codesala.rooms.peer import Sink
from codesala.rooms.protocol import SUBPROTOCOL
from codesala.rooms.room import Room
from codesala.services.links import LinkInfo, resolve_link

router = APIRouter()
logger = logging.getLogger(__name__)

NO_TEXT = BadFrame("This protocol is binary: text messages are not understood.")


@router.websocket("/ws/{token}")
async def join(websocket: WebSocket, token: str) -> None:
    """Join the room that a link opens (docs/protocol.md). Refusals that a page must understand are close codes, since
    browsers hide the status of a refused handshake."""
    parts = parts_of(websocket)
    address = websocket.client.host if websocket.client else ""
    try:
        _check_origin(websocket, parts)
        link = await _resolve(parts, token, address)
        room = await parts.hub.open(link.session_id, link.revision)
    except (Forbidden, RateLimited) as error:
        await websocket.send_denial_response(_denial(error))
        return
    except AppError as error:
        if error.status >= 500:
            logger.warning("a socket was not admitted: %s", error.detail)
        await websocket.accept(_subprotocol(websocket))
        await websocket.close(error.close_code, error.detail)
        return
    await websocket.accept(_subprotocol(websocket))
    # From here to attaching nothing may await: the client speaks as soon as it is accepted.
    connection = connection_of(websocket.scope)
    if connection is None:
        await serve_by_messages(websocket, parts.connection_limits, lambda sink: Admission(room, sink, link, websocket))
        return
    admission = Admission(room, connection, link, websocket)
    connection.attach(admission.receive, admission.receive_text, admission.lost, parts.connection_limits)
    admission.join()


class Admission:
    """Ties one connection to its place in a room."""

    def __init__(self, room: Room, sink: Sink, link: LinkInfo, websocket: WebSocket) -> None:
        self._room = room
        self._sink = sink
        self._link = link
        self._is_ours = _subprotocol(websocket) is not None
        self._address = websocket.client.host if websocket.client else ""
        self._since = time.monotonic()
        self._facts = {"session": link.session_id, "role": link.role}

    def join(self) -> None:
        """Take the place, or close the connection when there is none."""
        try:
            self._peer = self._room.join(
                self._sink, self._link.role, self._link.link_id, is_ours=self._is_ours, address=self._address
            )
        except AppError as error:
            logger.info("socket refused", extra=self._facts | {"code": error.code})
            self._sink.close(error.close_code, error.detail)
        else:
            logger.info("socket opened", extra=self._facts)

    def receive(self, message: bytes) -> None:
        self._room.receive(self._peer, message)

    def receive_text(self) -> None:
        self._room.cut(self._peer, NO_TEXT)

    def lost(self) -> None:
        peer = getattr(self, "_peer", None)
        if peer is not None:
            self._room.leave(peer)
            seconds = round(time.monotonic() - self._since, 1)
            logger.info("socket closed", extra=self._facts | {"seconds": seconds, "frames": peer.frames_in})


async def _resolve(parts: Parts, token: str, address: str) -> LinkInfo:
    """Raises NotFound, RateLimited. The transaction has ended on return: a WebSocket never holds one."""
    try:
        async with parts.database.transaction(read_only=True) as db:
            link = await resolve_link(db, token)
            if link.role == "replay":
                raise NotFound("This link shows the replay. It opens no room.")
            return link
    except NotFound:
        parts.limits.count_link_failure(address)
        raise


def _check_origin(websocket: WebSocket, parts: Parts) -> None:
    """Pages of other origins must not join with a visitor's browser. Programs send no Origin. Raises Forbidden."""
    origin = websocket.headers.get("origin")
    if origin is None:
        return
    own = urlsplit(parts.base_url)
    if origin in (f"{own.scheme}://{own.netloc}", *parts.cors_origins):
        return
    if urlsplit(origin).netloc != websocket.headers.get("host"):
        raise Forbidden("This page's origin may not connect: add it to CORS_ORIGINS.")


def _subprotocol(websocket: WebSocket) -> str | None:
    return SUBPROTOCOL if SUBPROTOCOL in websocket.scope.get("subprotocols", ()) else None


def _denial(error: AppError) -> Response:
    headers = {"Retry-After": str(error.retry_after_s)} if isinstance(error, RateLimited) else {}
    return Response(error.detail, error.status, headers, "text/plain; charset=utf-8")
