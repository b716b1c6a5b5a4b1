"""Whether the rooms of a session hold the same text, as pages ask of their room (docs/decisions/0018, 0052).

Numbers and state vectors tell what is missing. What they cannot tell is that two who took the same client id at once,
on two nodes, wrote something else under it: each node has its own, for good.
"""

import logging
import struct

from codesala.rooms.documents.contents import Digest
from codesala.rooms.room import Room

logger = logging.getLogger(__name__)

DIGEST = struct.Struct(">IQI")
TIMES = 3
"""So often, one after the other, two rooms must differ in the same way: what is on its way arrives in between."""
ANEW_EVERY_S = 60.0
"""A room that was read from the log lately leaves it to the other, who needs TIMES digests of it to find out."""


class Comparing:
    """What one room knows of the others' text."""

    __slots__ = ("_differs", "_made_at", "_quiet", "_room")

    def __init__(self, room: Room) -> None:
        self._room = room
        self._made_at = room.outside.now()
        self._quiet: tuple[int, int] | None = None
        self._differs: dict[bytes, tuple[Digest, Digest, int]] = {}
        """By sibling: our digest, theirs, and how often they were so."""

    def sweep(self) -> None:
        """Now and then, while there are siblings: tell them our digest, unless somebody types."""
        clocks = self._room.document.known.clocks
        before, self._quiet = self._quiet, (len(clocks), sum(clocks.values()))
        if self._quiet == before:
            self._room.saying.digest(DIGEST.pack(*self._room.document.digest()))

    def hear(self, sender: bytes, body: bytes) -> None:
        """A sibling's digest. Raises struct.error, DocumentBroken."""
        room = self._room
        ours, theirs = room.document.digest(), Digest(*DIGEST.unpack(body))
        if ours == theirs:
            self._differs.pop(sender, None)
            return
        *pair, times = self._differs.get(sender, (ours, theirs, 0))
        times = times + 1 if pair == [ours, theirs] else 1
        self._differs[sender] = (ours, theirs, times)
        if times < TIMES:
            return
        if ours[:2] != theirs[:2]:
            room.outside.catch_up(room)
            room.saying.ask(room.document.known.clocks, sender)
        elif room.outside.now() - self._made_at >= ANEW_EVERY_S:
            del self._differs[sender]
            room.outside.divergences += 1
            logger.error("rooms hold different texts", extra={"session": room.facts.session_id})
            room.outside.discard(room, "The text is read again. Connect again.", 1012)

    def lose(self, sender: bytes) -> None:
        self._differs.pop(sender, None)
