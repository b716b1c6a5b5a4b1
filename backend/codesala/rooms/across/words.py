"""What people on other nodes say that they wrote: asked for when somebody here brings text of theirs.

Their node asks them, and passes on what they answer (QUESTION and WORD in siblings.py). A node that does not react is
dead or stands still, and its people are nobody.
"""

from dataclasses import dataclass

from codesala.rooms.across.saying import Saying
from codesala.rooms.across.siblings import Siblings
from codesala.rooms.asking import Asked, Asking, is_dead
from codesala.rooms.outside import Clock
from codesala.rooms.ownership import Elsewhere
from codesala.rooms.peer import Peer
from codesala.wire.updates import Update, read_update

REACTS_WITHIN_S = 1.5
SPEECHLESS_AFTER_S = 15.0
"""Who does not answer for so long has nothing to say against what others bring."""
ASK_AGAIN_S = 3.0


@dataclass(slots=True)
class _Word:
    author: Elsewhere
    asked_at: float
    said: Update | None = None


class Words:
    """Of the people on other nodes by client id, while answers are held here; and who was asked for other nodes."""

    __slots__ = ("_asked", "_asking", "_clock", "_questions", "_saying", "_siblings", "_words")

    def __init__(self, siblings: Siblings, saying: Saying, asking: Asking, clock: Clock) -> None:
        self._siblings = siblings
        self._saying = saying
        self._asking = asking
        self._clock = clock
        self._words: dict[int, _Word] = {}
        self._asked: dict[Peer, Asked] = {}
        """People of this node who were asked for other nodes, …"""
        self._questions: dict[Peer, set[tuple[bytes, int]]] = {}
        """… for which rooms, each because of a client id."""

    def clear(self) -> None:
        self._words.clear()

    def said_by(self, author: Elsewhere, client: int) -> Update | None:
        """What the author has said to have written. None while that is not known: then they are asked."""
        word = self._words.get(client)
        if word is None or word.author != author:
            word = self._words[client] = _Word(author, self._clock.now())
            self._saying.question(author.room_id, client)
        return word.said

    def is_nobody(self, author: Elsewhere, client: int) -> bool:
        """Whether an author who was asked will not answer."""
        word = self._words.get(client)
        sibling = self._siblings.known.get(author.room_id)
        if sibling is None:
            return True
        if word is None or word.said is not None:
            return False
        waited_s = self._clock.now() - word.asked_at
        has_reacted = sibling.heard_at > word.asked_at
        return waited_s > (SPEECHLESS_AFTER_S if has_reacted else REACTS_WITHIN_S)

    def sweep(self, now: float) -> list[Peer]:
        """Who has said something else is asked again: they may have learnt of it since. Returns who is dead."""
        for client, word in list(self._words.items()):
            if word.said is not None and now - word.asked_at > ASK_AGAIN_S:
                del self._words[client]
        return [author for author, asked in self._asked.items() if is_dead(author, asked, now)]

    # What other nodes ask and say

    def hear_question(self, sender: bytes, client: int, author: Peer) -> None:
        """Somebody on the sender's node brings text of a person here, who has not said what they wrote."""
        if author not in self._asked:
            self._asked[author] = self._asking.ask_author(author)
        self._questions.setdefault(author, set()).add((sender, client))

    def hear_word(self, client: int, update: bytes) -> None:
        """What a person on another node has written. Raises ValueError for what cannot be read."""
        word = self._words.get(client)
        if word is not None:
            word.said = read_update(update)

    def answered(self, peer: Peer, update: bytes) -> None:
        """Somebody here has answered SyncStep1."""
        self._asked.pop(peer, None)
        for asker, client in self._questions.pop(peer, ()):
            self._saying.word(asker, client, update)

    def left(self, peer: Peer) -> None:
        self._asked.pop(peer, None)
        self._questions.pop(peer, None)
