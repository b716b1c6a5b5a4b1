"""Who waits until a host lets them in. Who waits is no peer of the room: it hears how the session stands and nothing
else, and of what it sends only hello and its last SyncStep1 are kept."""

from typing import Any

from codesala.errors import BadFrame, RoomFull
from codesala.rooms.peer import Peer
from codesala.rooms.rights import Rights
from codesala.wire.frames import Kind, decode, decode_state_vector

MAX_WAITING = 100
"""So that those who wait never take all places of a room."""
MAX_STATE_VECTOR_BYTES = 64 * 1024


class Lobby:
    """Those who wait, in order of arrival."""

    __slots__ = ("_rights", "waiting")

    def __init__(self, rights: Rights) -> None:
        self._rights = rights
        self.waiting: dict[Peer, bytes | None] = {}
        """With the state vector of its SyncStep1, to be answered when it comes in."""

    def seat(self, peer: Peer) -> None:
        """Let a connection wait. Raises RoomFull."""
        if len(self.waiting) >= MAX_WAITING:
            raise RoomFull("Too many people are waiting for this session. Try again later.")
        peer.is_waiting = True
        self.waiting[peer] = None

    def leave(self, peer: Peer) -> bytes | None:
        """It waits no longer. Returns the state vector that is to be answered when it comes in."""
        peer.is_waiting = False
        return self.waiting.pop(peer, None)

    def receive(self, peer: Peer, frame: bytes) -> tuple[Kind, bytes]:
        """One message of somebody who waits, with what of it is to be kept kept; its kind and body. Raises AppError for
        one that breaks the protocol."""
        kind, body = decode(frame)
        if kind is Kind.STEP1:
            if len(body) > MAX_STATE_VECTOR_BYTES:
                raise BadFrame("Too long a state vector.")
            decode_state_vector(body)
            self.waiting[peer] = body
        elif kind in (Kind.STEP2, Kind.UPDATE):
            peer.updates_in += 1  # not taken: asked for again when it comes in, and saved only then
            peer.refused = True
        return kind, body

    def people(self) -> list[dict[str, Any]]:
        """One entry a person who waits on this node, in order of arrival; pages are listed once they said hello."""
        found = {
            peer.participant: {
                "participant": peer.participant,
                "name": peer.name,
                "role": peer.role,
                "was_removed": self._rights.is_removed(peer),
            }
            for peer in self.waiting
            if peer.has_key or not peer.is_ours
        }
        return list(found.values())
