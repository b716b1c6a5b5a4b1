"""What people may do, as the session stands."""

from collections.abc import Iterable
from dataclasses import replace

from codesala.records import FROZEN_FROM, SessionFacts, may_write
from codesala.rooms.peer import Peer


def as_guests_see(facts: SessionFacts) -> SessionFacts:
    """Without what only hosts know: not even that something happened reaches others."""
    return replace(facts, revision=0, questions=tuple(one for one in facts.questions if one.state == "shown"))


class Rights:
    """The session's row as it was read last, and what follows from it. Changed by the room alone."""

    __slots__ = ("facts", "is_damaged", "is_full", "notice")

    def __init__(self, facts: SessionFacts, *, is_damaged: bool, is_full: bool) -> None:
        self.facts = facts
        self.is_damaged = is_damaged
        """The log cannot be read, or written, as it should be."""
        self.is_full = is_full
        """The log is as long as it may be."""
        self.notice = self._find_notice()
        """Why nobody may write in this room; None when that is not so."""

    def look_again(self) -> bool:
        """Something changed that may make the room read-only, or writable again; whether it did."""
        before, self.notice = self.notice, self._find_notice()
        return self.notice != before

    def _find_notice(self) -> str | None:
        if self.facts.status != "live":
            return self.facts.status
        if self.facts.deaths >= FROZEN_FROM:
            return "frozen"
        if self.is_damaged:
            return "damaged"
        return "full" if self.is_full else None

    # Writing and running

    def can_write(self, peer: Peer) -> bool:
        return self.notice is None and may_write(peer.role, self.facts.is_locked)

    def notice_for(self, peer: Peer) -> str | None:
        """Why this peer may not write; None when it may."""
        if peer.is_waiting:
            return "waiting"
        if self.notice or may_write(peer.role, self.facts.is_locked):
            return self.notice
        return "observer" if peer.role == "observer" else "locked"

    def refusal_of_runs(self, peer: Peer) -> str | None:
        """Why this peer may not run programs; None when it may."""
        return self.notice_for(peer) or ("disabled" if self.facts.runs_disabled else None)

    def must_stop(self, participant: str, peers: Iterable[Peer]) -> bool:
        """Whether the programs of somebody must end, who is here with these connections, or with none."""
        decided = self.facts.admissions.get(participant)
        if self.facts.status != "live" or self.facts.runs_disabled or (decided and decided.state == "removed"):
            return True
        refusals = [self.refusal_of_runs(peer) for peer in peers]
        return bool(refusals) and all(refusals)

    # Being inside

    def must_wait(self, peer: Peer) -> bool:
        """Whether a host has yet to let them in, as far as the room knows."""
        if peer.role == "host":
            return False
        decided = self.facts.admissions.get(peer.participant)
        if decided is not None:
            return decided.state != "admitted"
        return self.facts.links.get(peer.link_id, True)

    def is_removed(self, peer: Peer) -> bool:
        decided = self.facts.admissions.get(peer.participant)
        return peer.role != "host" and decided is not None and decided.state == "removed"

    def was_removed(self, peer: Peer, before: SessionFacts) -> bool:
        """Whether a host has just decided so; who was removed earlier and came back waits."""
        return self.is_removed(peer) and (
            self.facts.admissions[peer.participant] != before.admissions.get(peer.participant)
        )
