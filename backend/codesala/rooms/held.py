"""Answers with text of others who are here, held until those have said themselves what they wrote.

After a crash each client knows text of all the others that the server has lost, and all bring it at once; so do tabs
that met each other past the server. None of them is a forger. But who brings other words than their living author must
not be believed. So what counts is content: an answer (SyncStep2) is taken as soon as, for each client id of another
who is here, its text is known already, or is in that author's own answer, the same unit for unit.

*Safety:* nobody's text is taken from somebody else while its author is here and has not brought the same. *Liveness:*
an author who is gone, or shows no sign of life, or is alive and does not answer, holds up nobody for long.
"""

import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from codesala.errors import AppError
from codesala.rooms.across.saying import Saying
from codesala.rooms.across.words import ASK_AGAIN_S, SPEECHLESS_AFTER_S, Words
from codesala.rooms.asking import Asked, Asking, is_dead
from codesala.rooms.documents.document import Document
from codesala.rooms.outside import Clock
from codesala.rooms.ownership import Elsewhere, Ownership
from codesala.rooms.peer import PaidBy, Peer
from codesala.rooms.rights import Rights
from codesala.wire.agreement import agrees, section_of
from codesala.wire.screening.refusals import Gap
from codesala.wire.screening.verdicts import Verdict
from codesala.wire.updates import Update, read_update

MAX_HELD_BYTES = 64 * 1024 * 1024
"""Of a room. Who would come beyond is asked again later."""

READY_S = 0.1
"""When an author leaves, many long answers may be ready in the same moment: others wait no longer."""


@dataclass(slots=True)
class _Held:
    update: bytes
    waits_for: list[tuple[int, int]] = field(default_factory=list)
    """Client ids of which it has more than others, here or on other nodes, have said; and where that ends."""
    asked: dict[Peer, Asked] = field(default_factory=dict)
    compared: dict[int, tuple[Update, int, bool]] = field(default_factory=dict)
    """By client id: what it was compared with last, from which clock on, and whether it is the same."""
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

    def hold(self, peer: Peer, update: bytes, ends: Mapping[int, int]) -> None:
        """Keep the answer of a peer that holds text of others who are here. `ends` are those of its verdict."""
        self.forget(peer)
        peer.refused = True
        if self._bytes + len(update) > MAX_HELD_BYTES:
            return  # it is asked again by the next sweep
        self._answers[peer] = answer = _Held(update)
        self._bytes += len(update)
        self._look(peer, answer, ends.items())

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
        with it by now: with a Gap, its peer is to be asked again. They are held no longer. Ends after `READY_S`: the
        next message or sweep goes on."""
        until = time.thread_time() + READY_S
        is_news = True
        while is_news and self._answers:
            is_news = False
            for peer, answer in list(self._answers.items()):
                if self._answers.get(peer) is not answer or not self._rights.can_write(peer):
                    continue
                if self._waits(peer, answer):
                    continue
                with PaidBy(peer):
                    try:
                        found: Verdict | Gap | AppError = self._document.screen(answer.update)
                    except (Gap, AppError) as error:
                        found = error
                    is_disputed = isinstance(found, Verdict) and self._look(peer, answer, found.ends.items())
                if not is_disputed:
                    self.forget(peer)
                    is_news = True
                    yield peer, answer.update, found
                    if time.thread_time() > until:
                        return

    def _waits(self, peer: Peer, answer: _Held) -> bool:
        """Whether something of it is disputed as before: a look, since it is taken for each message that may change
        that, and screening takes milliseconds."""
        waits_for = answer.waits_for
        while waits_for:
            if self._is_disputed(peer, answer, *waits_for[-1]):
                return True
            waits_for.pop()
        return False

    def _look(self, peer: Peer, answer: _Held, ends: Iterable[tuple[int, int]]) -> bool:
        """Note what of this is disputed, and say whether anything is."""
        answer.waits_for = [one for one in ends if self._is_disputed(peer, answer, *one)]
        return bool(answer.waits_for)

    def _is_disputed(self, peer: Peer, answer: _Held, client: int, end: int) -> bool:
        """Whether text up to there is not known, of somebody here, or on another node, who has not brought the same
        themselves. Who was not asked yet is asked."""
        author = self._ownership.other_owner(peer, client)
        if author is None or self._document.known.clocks.get(client, 0) >= end:
            return False
        if isinstance(author, Elsewhere):
            said = self.words.said_by(author, client)
            is_theirs = said is not None and self._is_in(client, answer, said)
            return not is_theirs and not self.words.is_nobody(author, client)
        own = self._answers.get(author)
        if own is not None and self._is_in(client, answer, own.read()):
            return False
        asked = answer.asked.get(author)
        if asked is None:
            answer.asked[author] = self._asking.ask_author(author)
            return True
        return author.answers != asked.answers or self._clock.now() - asked.at <= SPEECHLESS_AFTER_S

    def _is_in(self, client: int, copy: _Held, own: Update) -> bool:
        known = self._document.known.clocks.get(client, 0)
        before = copy.compared.get(client)
        if before is not None and before[0] is own and before[1] == known:
            return before[2]
        copied, said = section_of(copy.read(), client), section_of(own, client)
        is_in = copied is not None and said is not None and agrees(copied, said, max(known, copied.clock))
        copy.compared[client] = own, known, is_in
        return is_in

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
        for peer, answer in self._answers.items():
            for author, asked in list(answer.asked.items()):
                if is_dead(author, asked, now):
                    dead.append(author)
                elif author.answers != asked.answers and now - asked.at > ASK_AGAIN_S:
                    del answer.asked[author]
            self._look(peer, answer, answer.waits_for)
        return dead
