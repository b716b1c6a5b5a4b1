"""When rooms send: frames at the end of the event loop's tick, or as late as a big room asks for; lists of people a
moment later, once for all changes until then."""

import asyncio
import logging

from codesala.rooms.room import Room

logger = logging.getLogger(__name__)

ROSTER_DELAY_S = 0.05


class Rhythm:
    """Part of the hub, apart only for its size."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._awake: dict[Room, None] = {}
        self._waiting: set[Room] = set()
        self._rosters: dict[Room, None] = {}

    def wake(self, room: Room) -> None:
        if not self._awake:
            self._loop.call_soon(self._flush)
        self._awake[room] = None

    def _flush(self) -> None:
        awake, self._awake = self._awake, {}
        now = self._loop.time()
        for room in awake:
            wait_s = room.broadcast.wait_s(now)
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
            room.broadcast.flush()
        except Exception:
            logger.exception("flush failed", extra={"session": room.facts.session_id})

    def wake_roster(self, room: Room) -> None:
        if not self._rosters:
            self._loop.call_later(ROSTER_DELAY_S, self._send_rosters)
        self._rosters[room] = None

    def _send_rosters(self) -> None:
        rosters, self._rosters = self._rosters, {}
        for room in rosters:
            try:
                room.people.send_roster()
                room.saying.people()
            except Exception:
                logger.exception("roster not sent", extra={"session": room.facts.session_id})
