"""Who is in which room of this node: kept up to date room by room, never collected from all of them."""

from collections.abc import Mapping
from types import MappingProxyType

from codesala.rooms.room import Room


class Present:
    """Rooms whose people changed since somebody asked, and who was there then."""

    def __init__(self, rooms: Mapping[str, Room]) -> None:
        self._rooms = rooms
        self._changed: set[str] = set()
        self._known: Mapping[str, frozenset[str]] = MappingProxyType({})

    def note(self, session_id: str) -> None:
        """Somebody came, went, or became somebody else."""
        self._changed.add(session_id)

    def attendance(self) -> Mapping[str, frozenset[str]]:
        """Session id → ids of the people on this node. The same object for as long as nothing changes."""
        if self._changed:
            known = dict(self._known)
            for session_id in self._changed:
                room = self._rooms.get(session_id)
                if room is not None and room.peers:
                    known[session_id] = room.people.participants()
                else:
                    known.pop(session_id, None)
            self._changed.clear()
            self._known = MappingProxyType(known)
        return self._known
