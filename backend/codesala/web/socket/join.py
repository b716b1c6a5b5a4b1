"""/ws/{token}: admit a socket, attach it to its room, close it with the right code. Frames never pass through here."""

import logging
import time

from fastapi import APIRouter, WebSocket
from fastapi.responses import Response
from starlette.routing import WebSocketRoute

from codesala.errors import AppError, BadFrame, RateLimited
from codesala.links.service import Door, find_door
from codesala.rooms.peer import Peer, Sink
from codesala.rooms.room import Room
from codesala.web.deps import Parts, parts_of
from codesala.web.limits import network_of
from codesala.web.socket.connection import connection_of
from codesala.web.socket.fallback import serve_by_messages
from codesala.web.socket.sockets import Sockets
from codesala.wire.frames import SUBPROTOCOL

router = APIRouter()
logger = logging.getLogger(__name__)

NO_TEXT = BadFrame("This protocol is binary: text messages are not understood.")


async def join(websocket: WebSocket) -> None:
    """Join the room that a link opens (docs/protocol.md). Refusals that a page must understand are close codes, since
    browsers hide the status of a refused handshake."""
    parts = parts_of(websocket)
    token = websocket.path_params["token"]
    address = websocket.client.host if websocket.client else ""
    try:
        parts.sockets.check(address)
        door = await _find_door(parts, token, address)
        room = await parts.hub.open(door.session_id, door.revision)
    except RateLimited as error:
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
        await serve_by_messages(websocket, lambda sink: take_place(room, sink, door, websocket))
        return
    place = take_place(room, connection, door, websocket)
    if place is not None:
        connection.attach(room, place.peer, place.receive_text, place.lag, place.leave)


# Starlette's route: FastAPI's would look for dependencies, which cost a tenth of what it takes to open a connection.
router.routes.append(WebSocketRoute("/ws/{token}", join))


class Place:
    """Ties one connection to its peer in a room."""

    __slots__ = ("_address", "_room", "_since", "_sockets", "peer")

    def __init__(self, room: Room, peer: Peer, sockets: Sockets, address: str) -> None:
        self._room = room
        self.peer = peer
        self._sockets = sockets
        self._address = address
        sockets.take(address)
        self._since = time.monotonic()

    def receive(self, message: bytes) -> None:
        """A message that came alone."""
        self._room.receive(self.peer, message)
        self._room.received()

    def receive_text(self) -> None:
        self._room.cut(self.peer, NO_TEXT)

    def lag(self) -> None:
        """The other side reads too slowly."""
        self._room.outside.attend(self._room)

    def leave(self) -> None:
        """The connection is gone."""
        self._room.leave(self.peer)
        self._sockets.give_back(self._address)
        seconds = round(time.monotonic() - self._since, 1)
        facts = {"session": self._room.facts.session_id, "role": self.peer.role}
        logger.info("socket closed", extra=facts | {"seconds": seconds})


def take_place(room: Room, sink: Sink, door: Door, websocket: WebSocket) -> Place | None:
    """Join the room, or close the connection when it has no place: None."""
    facts = {"session": door.session_id, "role": door.role}
    address = websocket.client.host if websocket.client else ""
    sockets = parts_of(websocket).sockets
    try:
        sockets.check(address)
        is_ours = _subprotocol(websocket) is not None
        peer = room.join(sink, door.role, door.link_id, is_ours=is_ours, address=network_of(address))
    except AppError as error:
        logger.info("socket refused", extra=facts | {"code": error.code})
        sink.close(error.close_code, error.detail)
        return None
    except Exception:
        logger.exception("socket refused", extra=facts)
        sink.close(1011, "A fault of this server. Connect again.")
        return None
    logger.info("socket opened", extra=facts)
    return Place(room, peer, sockets, address)


async def _find_door(parts: Parts, token: str, address: str) -> Door:
    """Raises NotFound, RateLimited. The transaction has ended on return: a WebSocket never holds one."""
    with parts.limits.counting_wrong_links(address):
        return await find_door(parts.database, token)


def _subprotocol(websocket: WebSocket) -> str | None:
    return SUBPROTOCOL if SUBPROTOCOL in websocket.scope.get("subprotocols", ()) else None


def _denial(error: RateLimited) -> Response:
    headers = {"Retry-After": str(error.retry_after_s)}
    return Response(error.detail, error.status, headers, "text/plain; charset=utf-8")
