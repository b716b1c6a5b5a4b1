"""What people on other nodes say that they wrote: asked for when somebody here brings text of theirs.

Their node asks them, and passes on what they answer (QUESTION and WORD in siblings.py). A node that does not react is
dead or stands still, and its people are nobody.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from codesala.rooms.peer import Peer
from codesala.wire.updates import Update, read_update

if TYPE_CHECKING:
    from codesala.rooms.room import Room

REACTS_WITHIN_S = 1.5
SILENT_AFTER_S = 5.0
"""Who shows no sign of life for so long although asked is dead."""
SPEECHLESS_AFTER_S = 15.0
"""Who does not answer for so long has nothing to say against what others bring."""
ASK_AGAIN_S = 3.0


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Somebody on another node."""

    room_id: bytes
    participant: str


@dataclass(slots=True)
class _Word:
    author: Elsewhere
    asked_at: float
    said: Update | None = None


@dataclass(slots=True)
class Asked:
    """Somebody here was asked what they wrote."""

    at: float
    heard_at: float
    answers: int
    """How many answers of theirs had come by then."""


def ask(room: "Room", author: Peer) -> Asked:
    """Ask somebody here what they wrote, and for a sign of life."""
    asked = Asked(room.outside.now(), author.sink.heard_at, author.answers)
    author.sink.probe()
    if not author.asked:
        room.ask(author)
    return asked


def cut_if_dead(room: "Room", author: Peer, asked: Asked, now: float) -> bool:
    """Cut an author who has shown no sign of life since."""
    if author.is_gone or author.sink.heard_at > asked.heard_at or now - asked.at <= SILENT_AFTER_S:
        return False
    author.sink.abort()
    room.leave(author)
    return True


class Words:
    """Of the people on other nodes by client id, while answers are held here; and who was asked for other nodes."""

    __slots__ = ("_asked", "_questions", "_room", "_words")

    def __init__(self, room: "Room") -> None:
        self._room = room
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
            word = self._words[client] = _Word(author, self._room.outside.now())
            self._room.saying.question(author.room_id, client)
        return word.said

    def is_nobody(self, author: Elsewhere, client: int) -> bool:
        """Whether an author who was asked will not answer."""
        word = self._words.get(client)
        sibling = self._room.across.siblings.known.get(author.room_id)
        if sibling is None:
            return True
        if word is None or word.said is not None:
            return False
        waited_s = self._room.outside.now() - word.asked_at
        has_reacted = sibling.heard_at > word.asked_at
        return waited_s > (SPEECHLESS_AFTER_S if has_reacted else REACTS_WITHIN_S)

    def sweep(self, now: float) -> None:
        """Who has said something else is asked again: they may have learnt of it since. Who is dead is cut."""
        for client, word in list(self._words.items()):
            if word.said is not None and now - word.asked_at > ASK_AGAIN_S:
                del self._words[client]
        for author, asked in list(self._asked.items()):
            cut_if_dead(self._room, author, asked, now)

    # What other nodes ask and say

    def hear_question(self, sender: bytes, client: int) -> None:
        """Somebody on the sender's node brings text of a person here."""
        room = self._room
        author = room.ownership.local_owner(client)
        if author is None:
            room.saying.who_is_here()
            return
        held = room.held.answer_of(author)
        if held is not None:
            room.saying.word(sender, client, held)
            return
        if author not in self._asked:
            self._asked[author] = ask(room, author)
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
            self._room.saying.word(asker, client, update)

    def left(self, peer: Peer) -> None:
        self._asked.pop(peer, None)
        self._questions.pop(peer, None)
