"""Ends sessions that everybody left a while ago: their data is kept, their rooms are told, their export is wanted."""

import logging
from datetime import UTC, datetime, timedelta

from codesala.jobs.active_users import ActiveUsers
from codesala.jobs.schedule import Database
from codesala.rooms.hub import Hub
from codesala.sessions.idle import end_if_empty, find_empty

logger = logging.getLogger(__name__)


class IdleSessions:
    """A session is ended when two sweeps in a row found it empty for too long, so that every node has had time to say
    who is there, also after Redis was away."""

    def __init__(self, hub: Hub, active_users: ActiveUsers, database: Database, idle_end_s: float) -> None:
        self._hub = hub
        self._active_users = active_users
        self._database = database
        self._idle_end = timedelta(seconds=idle_end_s)
        self._found_empty: set[str] = set()
        self._failing: set[str] = set()

    async def end(self) -> None:
        """One run. Raises Unavailable: while nobody knows who is where, nothing ends."""
        found_before, self._found_empty = self._found_empty, set()
        since = datetime.now(UTC) - self._idle_end
        if not await self._find(since):
            return
        await self._active_users.write(always=True)  # somebody may be there without a row that says so
        self._found_empty = await self._find(since)
        self._failing &= self._found_empty
        for session_id in sorted(self._found_empty & found_before):
            try:
                await self._end(session_id, since)
            except Exception:  # one that cannot be ended holds up no other
                if session_id not in self._failing:
                    logger.exception("session not ended", extra={"session": session_id})
                self._failing.add(session_id)
                await self._find(since)  # raises when it is the whole database that does not answer

    async def _end(self, session_id: str, since: datetime) -> None:
        async with self._database.transaction() as db:
            changed = await end_if_empty(db, session_id, since)
        if changed is not None:
            logger.info("session ended", extra={"session": session_id, "reason": "idle"})
            await self._hub.session_changed(session_id, changed.events)

    async def _find(self, since: datetime) -> set[str]:
        async with self._database.transaction(read_only=True) as db:
            return set(await find_empty(db, since))
