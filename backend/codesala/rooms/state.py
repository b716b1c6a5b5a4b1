"""The session as one peer may see it: the body of a STATE frame (docs/protocol.md)."""

from typing import TYPE_CHECKING, Any

from codesala.rooms.peer import Peer
from codesala.rooms.rights import notice_for

if TYPE_CHECKING:
    from codesala.rooms.room import Room


def state_of(room: "Room", peer: Peer) -> dict[str, Any]:
    facts, limits = room.facts, room.limits
    timer = facts.timer and {"started_at": facts.timer.started_at_ms, "seconds": facts.timer.seconds}
    return {
        "role": peer.role,
        "participant": peer.participant if peer.has_key or peer.introduced else None,
        "can_write": room.can_write(peer) and not peer.is_waiting,
        "notice": notice_for(room, peer),
        "session": {
            "title": facts.title,
            "language": facts.language,
            "status": facts.status,
            "is_locked": facts.is_locked,
            "runs_disabled": facts.runs_disabled,
            "has_lobby": facts.has_lobby,
            "shares_code": facts.shares_code,
            "timer": timer,
        },
        "now": room.outside.now_ms(),
        "limits": {"frame_bytes": limits.frame_bytes, "document_bytes": limits.document_bytes},
    }
