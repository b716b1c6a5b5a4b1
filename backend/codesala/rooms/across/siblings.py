"""Which rooms of the same session on other nodes are heard, and what they said of themselves."""

from dataclasses import dataclass, field
from typing import Any

SILENT_AFTER_S = 12.0
"""A sibling that was not heard for so long is gone."""


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
