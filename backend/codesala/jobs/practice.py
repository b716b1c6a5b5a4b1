"""Deletes practice sessions half an hour after everybody left, and after a day in any case."""

from datetime import UTC, datetime

from codesala.jobs.active_users import ActiveUsers
from codesala.jobs.retention import ExpiredSessions
from codesala.jobs.schedule import Database
from codesala.practice.service import find_left, remove_if_left
from codesala.rooms.hub import Hub


class PracticeSessions:
    def __init__(self, hub: Hub, active_users: ActiveUsers, database: Database) -> None:
        self._active_users = active_users
        self._database = database
        self._expired = ExpiredSessions(hub, database, find_left, remove_if_left, "practice")

    async def delete(self) -> None:
        """One run. Raises Unavailable: while nobody knows who is where, nothing goes."""
        async with self._database.transaction(read_only=True) as db:
            if not await find_left(db, datetime.now(UTC)):
                return
        await self._active_users.write(always=True)  # somebody may be there without a row that says so
        await self._expired.delete()
