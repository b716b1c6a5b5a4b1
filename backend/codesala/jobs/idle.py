"""Ends sessions that everybody left a while ago: their data is kept, their rooms are told, their export is wanted."""

import logging
from datetime import UTC, datetime, timedelta

from codesala.jobs.active_users import ActiveUsers
from codesala.jobs.left import LeftSessions
from codesala.jobs.schedule import Database
from codesala.rooms.hub import Hub
from codesala.sessions.idle import end_if_empty, find_empty

logger = logging.getLogger(__name__)


class IdleSessions:
    """A session is ended when two sweeps in a row found it empty for too long."""

    def __init__(self, hub: Hub, active_users: ActiveUsers, database: Database, idle_end_s: float) -> None:
        self._hub = hub
        self._database = database
        self._idle_end = timedelta(seconds=idle_end_s)
        self._left = LeftSessions(active_users, database, find_empty)
        self._failing: set[str] = set()

    async def end(self) -> None:
        """One run. Raises Unavailable: while nobody knows who is where, nothing ends."""
        since = datetime.now(UTC) - self._idle_end
        left = await self._left.find(since)
        self._failing &= left
        for session_id in sorted(left):
            try:
                await self._end(session_id, since)
            except Exception:  # one that cannot be ended holds up no other
                if session_id not in self._failing:
                    logger.exception("session not ended", extra={"session": session_id})
                self._failing.add(session_id)
                await self._left.look(since)  # raises when it is the whole database that does not answer

    async def _end(self, session_id: str, since: datetime) -> None:
        async with self._database.transaction() as db:
            changed = await end_if_empty(db, session_id, since)
        if changed is not None:
            logger.info("session ended", extra={"session": session_id, "reason": "idle"})
            await self._hub.session_changed(session_id, changed.events)
