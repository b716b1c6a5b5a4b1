"""The rooms of the same session on other nodes: what they say to each other through the broker, and who was heard.

A payload is the sender's room id (8 bytes), a kind and a body. Payloads may be lost, so every HELLO, UPDATE and ANSWER
tells which update was made last; who finds that it missed one asks. What comes with each keystroke and commit
(UPDATE, AWARENESS, DURABLE) is published for the nodes of those who are known, the rest for all. Kinds and bodies:

HELLO     last position, node: I am here; sent now and then, and at once to a newcomer
UPDATE    previous and own position, time, what was typed, author, update (UPDATE_HEAD)
AWARENESS an awareness update
ASK       room id or zeros for everybody, state vector: what do I lack?
ANSWER    id of the room that asked, last published position, position, update; then the sender's AWARENESS and PEOPLE
QUESTION  id of the room that is asked, client id: what has your person with this id written? (words.py)
WORD      id of the room that asked, client id, update: what that person has answered
DIGEST    how many clients have written, the sum of their clocks, CRC-32 of the texts: is yours so, too? (comparing.py)
DURABLE   position: every change of mine up to here is on disk
PEOPLE    JSON: who is on my node, who waits there, and when they were last heard of
EVENT     JSON: an event, which I record
CHANGED   JSON: events that are in the log; the session's row has changed: read it again
DELETED   the session is gone
REWRITTEN its log is not what it was: forget what was read from it
BYE       this room closes
"""

import struct
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

EVERYBODY = bytes(8)
ID_BYTES = 8
BODY_AT = ID_BYTES + 1

UPDATE_HEAD = struct.Struct(">IIQQIBB")
"""Previous and own position, milliseconds since 1970; client, clock and number of ASCII characters of an update that
went on with what its client had written last, or a number of 0 for any other; length of the author."""

SILENT_AFTER_S = 12.0
"""A sibling that was not heard for so long is gone."""


class PayloadKind(IntEnum):
    HELLO = 0
    AWARENESS = 2
    ASK = 3
    DURABLE = 5
    PEOPLE = 6
    EVENT = 7
    CHANGED = 8
    DELETED = 9
    BYE = 10
    REWRITTEN = 11
    UPDATE = 12
    ANSWER = 13
    QUESTION = 14
    WORD = 15
    DIGEST = 16


def channel_of(session_id: str) -> str:
    """Where the rooms of a session hear of each other."""
    return f"room:{session_id}"


def encode(sender: bytes, kind: PayloadKind, body: bytes = b"") -> bytes:
    return sender + bytes((kind,)) + body


@dataclass(slots=True)
class Sibling:
    heard_at: float
    seen: int
    """Position of its last update that arrived, or was made up for, here."""
    node: bytes = b""
    """Where it is; empty until it has said so."""
    is_behind: bool = False
    """Something of it is missing here."""
    people: list[dict[str, Any]] = field(default_factory=list)
    waiting: list[dict[str, Any]] = field(default_factory=list)


class Siblings:
    """Which rooms of this session are alive on other nodes."""

    __slots__ = ("_room_id", "are_known", "known", "nodes", "published")

    def __init__(self, room_id: bytes) -> None:
        """`room_id` is that of the room whose siblings they are."""
        self._room_id = room_id
        self.are_known = False
        """Whether there is one. A plain attribute, because each keystroke asks."""
        self.known: dict[bytes, Sibling] = {}
        self.nodes: tuple[bytes, ...] = ()
        """Where they are; empty while that is not known of all of them."""
        self.published = 0
        """Position of the last update of this room, published or made while nobody else was known to be there."""

    @property
    def is_first(self) -> bool:
        """Whether the room does what only one of them all is to do."""
        return all(self._room_id < other for other in self.known)

    def hear(self, sender: bytes, now: float) -> Sibling | None:
        """A sign of life; None when this sender was not known, and now is."""
        sibling = self.known.get(sender)
        if sibling is None:
            self.known[sender] = Sibling(now, 0)
            self._changed()
            return None
        sibling.heard_at = now
        return sibling

    def lose(self, sender: bytes) -> bool:
        """Forget a sibling; False if it was not known."""
        if self.known.pop(sender, None) is None:
            return False
        self._changed()
        return True

    def locate(self, sibling: Sibling, node: bytes) -> None:
        """A sibling has said where it is."""
        if sibling.node != node:
            sibling.node = node
            self._changed()

    def _changed(self) -> None:
        """Who is known, or where they are, is not what it was."""
        self.are_known = bool(self.known)
        nodes = {sibling.node for sibling in self.known.values()}
        self.nodes = () if b"" in nodes else tuple(nodes)

    def lose_silent(self, now: float) -> list[bytes]:
        """Forget siblings that are silent for too long; returns them."""
        lost = [room for room, sibling in self.known.items() if now - sibling.heard_at > SILENT_AFTER_S]
        for room in lost:
            self.lose(room)
        return lost
