"""Takes into live rooms what other nodes have written to the log, where the broker may not have told it.

The broker is a hint, and nobody may be left to ask: people of another node can have typed, been told "saved" and gone
while Redis was away, or with their node. Text that stands on a missing row of the log is taken in the same way, once
somebody has brought what the row held, or the row itself is in the log again (journal/missing.py). *Liveness:* a read
that fails is repeated until it succeeds or the room is closed.
"""

import asyncio
import logging
from collections.abc import Callable, Mapping

import structlog

from codesala.errors import AppError, NotFound
from codesala.rooms.documents.engine import DocumentBroken
from codesala.rooms.node.opening import rebuilt_from
from codesala.rooms.ports import SessionLog
from codesala.rooms.room import Room
from codesala.wire.frames import encode_state_vector

logger = logging.getLogger(__name__)

AT_ONCE = 2
AGAIN_S = 1.0


class CatchingUp:
    """One read a room at a time, and few at once: when the broker's line is back, all rooms want one."""

    def __init__(self, log: SessionLog, is_live: Callable[[Room], bool]) -> None:
        self._log = log
        self._is_live = is_live
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._wanted: dict[Room, bool] = {}
        """Rooms that are being read for; True when that is wanted once more afterwards."""

    def is_wanted(self, room: Room) -> bool:
        """Whether to start `run` for the room; when it runs already, it will read again."""
        if room in self._wanted:
            self._wanted[room] = True
            return False
        self._wanted[room] = False
        return True

    async def run(self, room: Room) -> None:
        try:
            while self._is_live(room):
                self._wanted[room] = False
                async with self._slots:
                    is_read = await self._read(room)
                if not is_read:
                    await asyncio.sleep(AGAIN_S)
                elif not self._wanted[room]:
                    return
        finally:
            del self._wanted[room]

    async def _read(self, room: Room) -> bool:
        """Whether the log was read, or there is nothing to be read any more."""
        session_id, missing = room.facts.session_id, room.record.missing
        missing.looked_at = room.outside.now()
        try:
            written = await self._log.written(session_id)
            if not missing.is_here(room.document.known.clocks) and not _has_news(room, written):
                return True
            facts, stored = await self._log.load(session_id)
            with structlog.contextvars.bound_contextvars(session=session_id):
                rebuilt, _ = await rebuilt_from(stored, [room.document.answer()] if missing.clocks else ())
            if not self._is_live(room):
                return True
            room.change(facts)
            if room.is_discarded:
                return True
            is_news = room.edits.take_from_log(rebuilt.doc.get_update(encode_state_vector(room.document.known.clocks)))
            room.settle()
        except NotFound:
            return True
        except AppError as error:
            logger.warning("log not read again: %s", error.detail, extra={"session": session_id})
            return False
        except DocumentBroken as error:
            room.fail(error)
            return True
        room.record.known_batches.update(rebuilt.covers)
        room.record.missing = rebuilt.missing
        rebuilt.missing.looked_at = missing.looked_at
        if is_news:
            logger.info("caught up with the log", extra={"session": session_id})
        return True


def _has_news(room: Room, written: Mapping[str, tuple[int, int]]) -> bool:
    """Whether others have written what this room did not read: after what it knows of them or, where something is
    missing, also before."""
    known, missing, own = room.record.known_batches, room.record.missing, room.id.hex()
    return any(
        number > known.get(writer, 0) or (missing.clocks and batches > missing.rows.get(writer, 0))
        for writer, (number, batches) in written.items()
        if writer != own
    )
