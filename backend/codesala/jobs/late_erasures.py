"""Erases what nodes wrote late of people who were erased meanwhile."""

import asyncio
import logging
from datetime import UTC, datetime

from codesala.erasures.late import carry_out_late, clean, find_late, read_late
from codesala.errors import Conflict, NotFound
from codesala.jobs.schedule import Database
from codesala.rooms.hub import Hub

logger = logging.getLogger(__name__)


async def erase_late_ones(hub: Hub, database: Database) -> None:
    """One run. Raises Unavailable."""
    async with database.transaction(read_only=True) as db:
        found = await find_late(db, datetime.now(UTC))
    for session_id in found:
        try:
            async with database.transaction(read_only=True) as db:
                late = await read_late(db, session_id)
            cleaned = await asyncio.to_thread(clean, late)
            async with database.transaction() as db:
                is_changed = await carry_out_late(db, cleaned)
        except (Conflict, NotFound):
            continue  # deleted, reopened or changed meanwhile: the next run looks again
        if is_changed:
            logger.info("late batch of an erased person erased", extra={"session": session_id})
            await hub.session_rewritten(session_id)
            await database.scrub()
