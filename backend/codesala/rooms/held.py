"""Answers with text of others who are here, held until those have said themselves what they wrote.

After a crash each client knows text of all the others that the server has lost, and all bring it at once; so do tabs
that met each other past the server. None of them is a forger. But who brings other words than their living author must
not be believed. So what counts is content: an answer (SyncStep2) is taken as soon as, for each client id of another
who is here, its text is known already, or is in that author's own answer, the same unit for unit.

*Safety:* nobody's text is taken from somebody else while its author is here and has not brought the same. *Liveness:*
an author who is gone, or shows no sign of life, or is alive and does not answer, holds up nobody for long.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from codesala.rooms.across.words import ASK_AGAIN_S, SPEECHLESS_AFTER_S, Asked, Elsewhere, Words, ask, cut_if_dead
from codesala.rooms.peer import Peer
from codesala.wire.agreement import agrees, section_of
from codesala.wire.screening.refusals import Gap
from codesala.wire.screening.verdicts import Verdict
from codesala.wire.updates import Update, read_update

if TYPE_CHECKING:
    from codesala.rooms.room import Room

MAX_HELD_BYTES = 64 * 1024 * 1024
"""Of a room. Who would come beyond is asked again later."""


@dataclass(slots=True)
class _Held:
    update: bytes
    asked: dict[Peer, Asked] = field(default_factory=dict)
    _read: Update | None = None

    def read(self) -> Update:
        if self._read is None:
            self._read = read_update(self.update)
        return self._read


class Held:
    """At most one answer a peer: the newest, which has all that the ones before had."""

    __slots__ = ("_answers", "_bytes", "_room", "words")

    def __init__(self, room: "Room") -> None:
        self._room = room
        self._answers: dict[Peer, _Held] = {}
        self._bytes = 0
        self.words = Words(room)

    @property
    def is_empty(self) -> bool:
        return not self._answers

    def hold(self, peer: Peer, update: bytes) -> None:
        """Keep the answer of a peer that holds text of others who are here."""
        self.forget(peer)
        peer.refused = True
        room = self._room
        room.outside.attend(room)
        if self._bytes + len(update) > MAX_HELD_BYTES:
            return  # it is asked again by the next sweep
        self._answers[peer] = _Held(update)
        self._bytes += len(update)

    def has(self, peer: Peer) -> bool:
        return peer in self._answers

    def answer_of(self, peer: Peer) -> bytes | None:
        answer = self._answers.get(peer)
        return answer.update if answer else None

    def forget(self, peer: Peer) -> None:
        answer = self._answers.pop(peer, None)
        if answer is not None:
            self._bytes -= len(answer.update)
            if not self._answers:
                self.words.clear()

    def settle(self) -> None:
        """Take what can be taken by now. To be called when an answer came or was taken, and when somebody left."""
        is_news = True
        while is_news and self._answers:
            is_news = False
            for peer, answer in list(self._answers.items()):
                if peer in self._answers and self._settle(peer, answer):
                    is_news = True

    def _settle(self, peer: Peer, answer: _Held) -> bool:
        """Whether the answer is held no longer."""
        room = self._room
        try:
            verdict = room.document.screen(answer.update)
        except Gap:
            self.forget(peer)
            room.refuse(peer)
            return True
        disputed = self._disputed(peer, answer, verdict)
        if disputed or not room.can_write(peer):
            for author in disputed:
                if isinstance(author, Peer):
                    self._ask(answer, author)
            return False
        self.forget(peer)
        room.take_answer(peer, answer.update, verdict)
        return True

    def _disputed(self, peer: Peer, answer: _Held, verdict: Verdict) -> list[Peer | Elsewhere]:
        """Those who are here, or on another node, and of whose text the answer has more than they have brought
        themselves."""
        now = self._room.outside.now()
        disputed: list[Peer | Elsewhere] = []
        for client in verdict.ends:
            author = self._room.ownership.other_owner(peer, client)
            if author is None or author in disputed:
                continue
            if isinstance(author, Elsewhere):
                said = self.words.said_by(author, client)
                is_theirs = said is not None and self._is_in(client, answer, said)
                if not is_theirs and not self.words.is_nobody(author, client):
                    disputed.append(author)
                continue
            asked = answer.asked.get(author)
            if asked is not None and author.answers == asked.answers and now - asked.at > SPEECHLESS_AFTER_S:
                continue
            own = self._answers.get(author)
            if own is None or not self._is_in(client, answer, own.read()):
                disputed.append(author)
        return disputed

    def _is_in(self, client: int, copy: _Held, own: Update) -> bool:
        copied, said = section_of(copy.read(), client), section_of(own, client)
        if copied is None or said is None:
            return False
        return agrees(copied, said, max(self._room.document.known.clocks.get(client, 0), copied.clock))

    def _ask(self, answer: _Held, author: Peer) -> None:
        if author not in answer.asked:
            answer.asked[author] = ask(self._room, author)

    def sweep(self, now: float) -> None:
        """Who is dead holds up nobody; who comes with text that its author does not know is asked again."""
        room = self._room
        self.words.sweep(now)
        for answer in list(self._answers.values()):
            for author, asked in list(answer.asked.items()):
                is_old = author.answers != asked.answers and now - asked.at > ASK_AGAIN_S
                if not cut_if_dead(room, author, asked, now) and is_old:
                    del answer.asked[author]
        self.settle()
        room.ask_refused()
        if self._answers:
            room.outside.attend(room)
