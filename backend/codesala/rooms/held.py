"""Answers with text of others who are here, held until those have said themselves what they wrote.

After a crash each client knows text of all the others that the server has lost, and all bring it at once; so do tabs
that met each other past the server. None of them is a forger. But who brings other words than their living author must
not be believed. So what counts is content: an answer (SyncStep2) is taken as soon as, for each client id of another
who is here, its text is known already, or is in that author's own answer, the same unit for unit.

*Safety:* nobody's text is taken from somebody else while its author is here and has not brought the same. *Liveness:*
an author who is gone, or shows no sign of life, or is alive and does not answer, holds up nobody for long.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from codesala.errors import AppError
from codesala.rooms.across.saying import Saying
from codesala.rooms.across.words import ASK_AGAIN_S, SPEECHLESS_AFTER_S, Words
from codesala.rooms.asking import Asked, Asking, is_dead
from codesala.rooms.documents.document import Document
from codesala.rooms.outside import Clock
from codesala.rooms.ownership import Elsewhere, Ownership
from codesala.rooms.peer import Peer
from codesala.rooms.rights import Rights
from codesala.wire.agreement import agrees, section_of
from codesala.wire.screening.refusals import Gap
from codesala.wire.screening.verdicts import Verdict
from codesala.wire.updates import Update, read_update

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

    __slots__ = ("_answers", "_asking", "_bytes", "_clock", "_document", "_ownership", "_rights", "_saying", "words")

    def __init__(
        self,
        document: Document,
        ownership: Ownership,
        rights: Rights,
        asking: Asking,
        saying: Saying,
        words: Words,
        clock: Clock,
    ) -> None:
        self._document = document
        self._ownership = ownership
        self._rights = rights
        self._asking = asking
        self._saying = saying
        self.words = words
        self._clock = clock
        self._answers: dict[Peer, _Held] = {}
        self._bytes = 0

    @property
    def is_empty(self) -> bool:
        return not self._answers

    def hold(self, peer: Peer, update: bytes) -> None:
        """Keep the answer of a peer that holds text of others who are here."""
        self.forget(peer)
        peer.refused = True
        if self._bytes + len(update) > MAX_HELD_BYTES:
            return  # it is asked again by the next sweep
        self._answers[peer] = _Held(update)
        self._bytes += len(update)

    def has(self, peer: Peer) -> bool:
        return peer in self._answers

    def forget(self, peer: Peer) -> None:
        answer = self._answers.pop(peer, None)
        if answer is not None:
            self._bytes -= len(answer.update)
            if not self._answers:
                self.words.clear()

    def ready(self) -> Iterator[tuple[Peer, bytes, Verdict | Gap | AppError]]:
        """What can be taken by now, one after the other: each that is taken may make others ready. Or what is wrong
        with it by now: with a Gap, its peer is to be asked again. They are held no longer."""
        is_news = True
        while is_news and self._answers:
            is_news = False
            for peer, answer in list(self._answers.items()):
                if self._answers.get(peer) is not answer:
                    continue
                try:
                    found: Verdict | Gap | AppError = self._document.screen(answer.update)
                except (Gap, AppError) as error:
                    found = error
                if not isinstance(found, Verdict) or self._may_be_taken(peer, answer, found):
                    self.forget(peer)
                    is_news = True
                    yield peer, answer.update, found

    def _may_be_taken(self, peer: Peer, answer: _Held, verdict: Verdict) -> bool:
        """Who has a say in it, and has not said it yet, is asked."""
        disputed = self._disputed(peer, answer, verdict)
        if not disputed and self._rights.can_write(peer):
            return True
        for author in disputed:
            if isinstance(author, Peer) and author not in answer.asked:
                answer.asked[author] = self._asking.ask_author(author)
        return False

    def _disputed(self, peer: Peer, answer: _Held, verdict: Verdict) -> list[Peer | Elsewhere]:
        """Those who are here, or on another node, and of whose text the answer has more than they have brought
        themselves."""
        now = self._clock.now()
        disputed: list[Peer | Elsewhere] = []
        for client in verdict.ends:
            author = self._ownership.other_owner(peer, client)
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
        return agrees(copied, said, max(self._document.known.clocks.get(client, 0), copied.clock))

    def hear_question(self, sender: bytes, client: int, author: Peer) -> None:
        """Somebody on the sender's node brings text of a person here: tell what they have said, or ask them."""
        said = self._answers.get(author)
        if said is not None:
            self._saying.word(sender, client, said.update)
        else:
            self.words.hear_question(sender, client, author)

    def sweep(self, now: float) -> list[Peer]:
        """Who comes with text that its author does not know is asked again. Returns authors who are dead, to be
        dropped: they hold up nobody."""
        dead = self.words.sweep(now)
        for answer in self._answers.values():
            for author, asked in list(answer.asked.items()):
                if is_dead(author, asked, now):
                    dead.append(author)
                elif author.answers != asked.answers and now - asked.at > ASK_AGAIN_S:
                    del answer.asked[author]
        return dead
