"""When rooms send: frames at the end of the event loop's tick, or as late as a big room asks for; lists of people a
moment later, once for all changes until then."""

import asyncio
import logging

from codesala.rooms.room import Room

logger = logging.getLogger(__name__)

ROSTER_DELAY_S = 0.05
ROSTER_MAX_DELAY_S = 2.0
ROSTER_ENTRIES_PER_S = 50_000
"""Told to all together. Everybody is told of everybody, so lists of large rooms are told less often."""


class Rhythm:
    """Rooms that are to send at the end of the tick, that wait to, and whose lists are due."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._awake: dict[Room, None] = {}
        self._waiting: set[Room] = set()
        self._rosters: set[Room] = set()

    def wake(self, room: Room) -> None:
        if not self._awake:
            self._loop.call_soon(self._flush)
        self._awake[room] = None

    def _flush(self) -> None:
        awake, self._awake = self._awake, {}
        now = self._loop.time()
        for room in awake:
            wait_s = room.outbox.wait_s(now)
            if wait_s <= 0:
                self._flush_one(room)
            elif room not in self._waiting:
                self._waiting.add(room)
                self._loop.call_later(wait_s, self._flush_late, room)

    def _flush_late(self, room: Room) -> None:
        self._waiting.discard(room)
        self._flush_one(room)

    def _flush_one(self, room: Room) -> None:
        """A room in which something fails holds up no other."""
        try:
            room.outbox.flush()
        except Exception:
            logger.exception("flush failed", extra={"session": room.facts.session_id})

    def wake_roster(self, room: Room) -> None:
        if room not in self._rosters:
            self._rosters.add(room)
            delay_s = min(max(ROSTER_DELAY_S, len(room.peers) ** 2 / ROSTER_ENTRIES_PER_S), ROSTER_MAX_DELAY_S)
            self._loop.call_later(delay_s, self._send_roster, room)

    def _send_roster(self, room: Room) -> None:
        self._rosters.discard(room)
        try:
            room.send_roster()
        except Exception:
            logger.exception("roster not sent", extra={"session": room.facts.session_id})
