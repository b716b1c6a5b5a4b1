"""Deletes sessions that ended longer ago than they are to be kept, and what is left of them in the database's files."""

import logging
from datetime import UTC, datetime

from codesala.jobs.schedule import Database
from codesala.rooms.hub import Hub
from codesala.services.retention import find_expired, remove_if_expired

logger = logging.getLogger(__name__)


async def delete_expired(hub: Hub, database: Database) -> None:
    """One run. A session that two nodes delete at once is deleted by one of them. Raises Unavailable."""
    at = datetime.now(UTC)
    async with database.transaction(read_only=True) as db:
        expired = await find_expired(db, at)
    for session_id in expired:
        async with database.transaction() as db:
            is_gone = await remove_if_expired(db, session_id, at)
        if is_gone:
            logger.info("session deleted", extra={"session": session_id, "reason": "retention"})
            await hub.session_deleted(session_id)
    if expired or database.needs_scrub:
        await database.scrub()
