"""Deletes practice sessions half an hour after everybody left, and after a day in any case."""

from datetime import UTC, datetime

from codesala.jobs.active_users import ActiveUsers
from codesala.jobs.left import LeftSessions
from codesala.jobs.retention import ExpiredSessions
from codesala.jobs.schedule import Database
from codesala.practice.service import find_left, remove_if_left
from codesala.rooms.hub import Hub


class PracticeSessions:
    """One is deleted when two sweeps in a row found it left."""

    def __init__(self, hub: Hub, active_users: ActiveUsers, database: Database) -> None:
        self._left = LeftSessions(active_users, database, find_left)
        self._expired = ExpiredSessions(hub, database, find_left, remove_if_left, "practice")

    async def delete(self) -> None:
        """One run. Raises Unavailable: while nobody knows who is where, nothing goes."""
        if left := await self._left.find(datetime.now(UTC)):
            await self._expired.delete(left)
