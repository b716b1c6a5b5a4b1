"""Which sessions everybody has left, when that is known for sure: two jobs ask."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.jobs.active_users import ActiveUsers
from codesala.jobs.schedule import Database


class LeftSessions:
    """What `find` finds in two sweeps in a row, so that every node has had time to say who is there, also after Redis
    was away."""

    def __init__(
        self,
        active_users: ActiveUsers,
        database: Database,
        find: Callable[[AsyncSession, datetime], Awaitable[Sequence[str]]],
    ) -> None:
        self._active_users = active_users
        self._database = database
        self._find_in = find
        self._found: set[str] = set()

    async def find(self, at: datetime) -> set[str]:
        """Of one sweep. Raises Unavailable: while nobody knows who is where, nobody has left."""
        found_before, self._found = self._found, set()
        if not await self.look(at):
            return set()
        await self._active_users.write(always=True)  # somebody may be there without a row that says so
        self._found = await self.look(at)
        return self._found & found_before

    async def look(self, at: datetime) -> set[str]:
        """What the rows say. Raises Unavailable."""
        async with self._database.transaction(read_only=True) as db:
            return set(await self._find_in(db, at))
