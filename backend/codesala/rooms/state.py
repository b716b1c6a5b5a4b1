"""The session as one peer may see it: the body of a STATE frame (docs/protocol.md)."""

from typing import TYPE_CHECKING, Any

from codesala.rooms.peer import Peer
from codesala.rooms.rights import notice_for

if TYPE_CHECKING:
    from codesala.rooms.room import Room


def _questions_for(room: "Room", peer: Peer) -> list[dict[str, Any]]:
    """What is shown; hosts are told of the others as well. Who waits in the lobby is told of none."""
    is_host = peer.role == "host"
    return [
        {
            "number": one.number,
            "title": one.title,
            "digest": one.digest,
            "shown_at": one.shown_at_ms,
            "folder": one.folder,
            **({"state": one.state} if is_host else {}),
        }
        for one in room.facts.questions
        if is_host or (one.state == "shown" and not peer.is_waiting)
    ]


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
            "questions": _questions_for(room, peer),
            "files": room.files.listed(peer),
        },
        "now": room.outside.now_ms(),
        "limits": {
            "frame_bytes": limits.frame_bytes,
            "document_bytes": limits.document_bytes,
            "files": limits.files,
        },
    }
