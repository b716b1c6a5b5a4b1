"""The session as one peer may see it: the body of a STATE frame (docs/protocol.md)."""

from typing import TYPE_CHECKING, Any

from codesala.rooms.peer import Peer

if TYPE_CHECKING:
    from codesala.rooms.room import Room


def state_of(room: "Room", peer: Peer) -> dict[str, Any]:
    facts, limits = room.facts, room.limits
    return {
        "role": peer.role,
        "participant": peer.participant,
        "can_write": room.can_write(peer),
        "notice": room.notice or (None if peer.can_write else "observer"),
        "session": {"title": facts.title, "language": facts.language, "status": facts.status},
        "limits": {"frame_bytes": limits.frame_bytes, "document_bytes": limits.document_bytes},
    }
