"""Keeps opening fast: merges long logs into checkpoints, one session at a time, off the event loop."""

import asyncio
import logging
from dataclasses import dataclass

from codesala.errors import AppError
from codesala.rooms.document import make_checkpoint
from codesala.rooms.ports import SessionLog
from codesala.rooms.room import Room

logger = logging.getLogger(__name__)

MAX_FACTOR = 10
CLOSING_FRACTION = 0.1


@dataclass(slots=True)
class _Progress:
    """Entries of a session's log that a checkpoint covers, or is to cover soon, and those since."""

    covered: int
    uncovered: int = 0


class Checkpointer:
    """One task a node, owned by the hub. A checkpoint is made from the stored log alone, so any node may make it,
    and a crash in between costs nothing.

    Each costs as much as the document that it holds, so a live room gets one when its log has doubled (at the latest
    after ten times `entries`), and another when it closes.
    """

    def __init__(self, log: SessionLog, entries: int) -> None:
        self._log = log
        self._entries = entries
        self._progress: dict[Room, _Progress] = {}
        self._wanted: dict[str, None] = {}
        self._wake = asyncio.Event()

    def opened(self, room: Room, covered: int, uncovered: int) -> None:
        """Entries of the room's log that its checkpoint covered, and that had to be read one by one."""
        self._progress[room] = _Progress(covered)
        self.count(room, uncovered)

    def count(self, room: Room, entries: int) -> None:
        """More entries of a room are in the log."""
        progress = self._progress.get(room)
        if progress is None:
            return
        progress.uncovered += entries
        if progress.uncovered >= min(max(self._entries, progress.covered), MAX_FACTOR * self._entries):
            progress.covered += progress.uncovered
            progress.uncovered = 0
            self._want(room)

    def closed(self, room: Room) -> None:
        progress = self._progress.pop(room, None)
        if progress and progress.uncovered >= CLOSING_FRACTION * self._entries:
            self._want(room)

    def _want(self, room: Room) -> None:
        self._wanted[room.facts.session_id] = None
        self._wake.set()

    async def run(self) -> None:
        """Until cancelled, which may happen at any moment."""
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._wanted:
                session_id = next(iter(self._wanted))
                del self._wanted[session_id]
                try:
                    await self._checkpoint(session_id)
                except AppError as error:
                    logger.warning("no checkpoint made: %s", error.detail)
                except Exception:
                    logger.exception("no checkpoint made")

    async def _checkpoint(self, session_id: str) -> None:
        facts, stored = await self._log.load(session_id)
        if not stored.batches:
            return
        checkpoint = await asyncio.to_thread(make_checkpoint, stored)
        if checkpoint is not None and not await self._log.store_checkpoint(session_id, checkpoint, facts.revision):
            self._wanted[session_id] = None  # of what the log is now
