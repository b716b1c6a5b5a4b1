"""The session as one peer may see it: the body of a STATE frame (docs/protocol.md)."""

from typing import Any

from codesala.records import SessionFacts
from codesala.rooms.files import Files
from codesala.rooms.outbox import Outbox
from codesala.rooms.outside import Clock, RoomLimits
from codesala.rooms.peer import Peer
from codesala.rooms.rights import Rights
from codesala.wire.frames import MessageType, json_frame


def _questions_for(facts: SessionFacts, peer: Peer) -> list[dict[str, Any]]:
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
        for one in facts.questions
        if is_host or (one.state == "shown" and not peer.is_waiting)
    ]


class State:
    """Told to whoever comes, and to all whom a change concerns."""

    __slots__ = ("_clock", "_files", "_limits", "_outbox", "_rights")

    def __init__(self, rights: Rights, files: Files, limits: RoomLimits, outbox: Outbox, clock: Clock) -> None:
        self._rights = rights
        self._files = files
        self._limits = limits
        self._outbox = outbox
        self._clock = clock

    def send(self, peer: Peer, *, at_once: bool = False) -> None:
        """Nothing to stock clients. `at_once` is for a connection that is no peer, and that nobody flushes."""
        if not peer.is_ours:
            return
        frame = json_frame(MessageType.STATE, self.of(peer))
        if at_once or peer.is_waiting:
            peer.sink.write(frame)
        else:
            self._outbox.send(peer, frame)

    def of(self, peer: Peer) -> dict[str, Any]:
        facts, rights, limits = self._rights.facts, self._rights, self._limits
        timer = facts.timer and {"started_at": facts.timer.started_at_ms, "seconds": facts.timer.seconds}
        return {
            "role": peer.role,
            "participant": peer.participant if peer.has_key or peer.introduced else None,
            "can_write": rights.can_write(peer) and not peer.is_waiting,
            "notice": rights.notice_for(peer),
            "session": {
                "title": facts.title,
                "language": facts.language,
                "status": facts.status,
                "is_locked": facts.is_locked,
                "runs_disabled": facts.runs_disabled,
                "has_lobby": facts.has_lobby,
                "shares_code": facts.shares_code,
                "timer": timer,
                "questions": _questions_for(facts, peer),
                "files": self._files.listed(peer),
            },
            "now": self._clock.now_ms(),
            "limits": {
                "frame_bytes": limits.frame_bytes,
                "document_bytes": limits.document_bytes,
                "files": limits.files,
            },
        }
