"""What people may do as the session stands, and what a room does when that changes."""

from dataclasses import replace
from typing import TYPE_CHECKING

from codesala.errors import Ended, NotFound, Removed
from codesala.records import FROZEN_FROM, SessionFacts
from codesala.rooms.peer import Peer

if TYPE_CHECKING:
    from codesala.rooms.room import Room

ENDED = "This session has ended."
WITHDRAWN = "This link was withdrawn. Ask the person who invited you for a new one."
REMOVED = "A host removed you from this session."
TURNED_AWAY = "A host did not let you in."


def find_notice(room: "Room") -> str | None:
    """Why nobody may write in this room; None when that is not so."""
    if room.facts.status != "live":
        return room.facts.status
    if room.facts.deaths >= FROZEN_FROM:
        return "frozen"
    if room.is_damaged:
        return "damaged"
    return "full" if room.record.log_bytes > room.limits.log_bytes else None


def may_write(facts: SessionFacts, role: str) -> bool:
    """Whether the role may, apart from what holds for the whole room (Room.notice)."""
    return role == "host" or (role == "candidate" and not facts.is_locked)


def notice_for(room: "Room", peer: Peer) -> str | None:
    """Why this peer may not write; None when it may."""
    if peer.is_waiting:
        return "waiting"
    if room.notice or may_write(room.facts, peer.role):
        return room.notice
    return "observer" if peer.role == "observer" else "locked"


def refusal_of_runs(room: "Room", peer: Peer) -> str | None:
    """Why this peer may not run programs; None when it may."""
    return notice_for(room, peer) or ("disabled" if room.facts.runs_disabled else None)


def look_again(room: "Room") -> None:
    """Something changed that may make the room read-only, or writable again."""
    before, room.notice = room.notice, find_notice(room)
    if room.notice != before:
        room.send_states()
        room.ask_refused()


def change(room: "Room", facts: SessionFacts) -> None:
    """The session's row as it was just read; what is older than what is known is passed over. Stop what nobody may do
    any more, send out who may not stay, let in who may come in, and tell everybody how things stand."""
    if facts.revision < room.facts.revision or facts == room.facts:
        return
    before, room.facts = room.facts, facts
    if facts.status != "live" or facts.revision > before.revision + 1:
        room.record.may_be_rewritten = True
    room.notice = find_notice(room)
    room.files.look_again()
    room.runs.stop_refused()
    if facts.status != "live":
        room.send_states()
        room.broadcast.flush()  # what happened last arrives before the goodbye
        for peer in room.connections():
            room.dismiss(peer, Ended(ENDED))
        return
    for peer in room.connections():
        if peer.link_id not in facts.links:
            room.dismiss(peer, NotFound(WITHDRAWN))
        elif peer.role != "host" and _was_removed(before, facts, peer.participant):
            room.dismiss(peer, Removed(TURNED_AWAY if peer.is_waiting else REMOVED))
    room.lobby.look_again()
    room.send_states("host" if _as_guests_see(facts) == _as_guests_see(before) else None)
    room.ask_refused()
    room.held.settle()


def _as_guests_see(facts: SessionFacts) -> SessionFacts:
    """Without what only hosts know: not even that something happened reaches others."""
    return replace(facts, revision=0, questions=tuple(one for one in facts.questions if one.state == "shown"))


def _was_removed(before: SessionFacts, facts: SessionFacts, participant: str) -> bool:
    """Whether a host has just decided so; who was removed earlier and came back waits."""
    decided = facts.admissions.get(participant)
    return decided is not None and decided.state == "removed" and decided != before.admissions.get(participant)
