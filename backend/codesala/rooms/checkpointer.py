"""Keeps opening fast: merges long logs into checkpoints, one session at a time, off the event loop."""

import asyncio
import logging

from codesala.errors import AppError
from codesala.rooms.document import make_checkpoint
from codesala.rooms.ports import SessionLog

logger = logging.getLogger(__name__)


class Checkpointer:
    """One task a node, owned by the hub. A checkpoint is made from the stored log alone, so any node may make it,
    and a crash in between costs nothing."""

    def __init__(self, log: SessionLog) -> None:
        self._log = log
        self._wanted: dict[str, None] = {}
        self._wake = asyncio.Event()

    def want(self, session_id: str) -> None:
        self._wanted[session_id] = None
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
        _, stored = await self._log.load(session_id)
        if not stored.batches:
            return
        checkpoint = await asyncio.to_thread(make_checkpoint, stored)
        if checkpoint is not None:
            await self._log.store_checkpoint(session_id, checkpoint)
