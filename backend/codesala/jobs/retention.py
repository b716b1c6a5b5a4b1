"""Deletes sessions that were kept long enough or that nobody entered, and what is left of them in the database."""

import logging
from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import UTC, datetime

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.jobs.schedule import Database
from codesala.rooms.hub import Hub

logger = logging.getLogger(__name__)


class ExpiredSessions:
    """What `find` finds and `remove` still removes; `reason` is for the log. One that cannot be deleted holds up no
    other: it is told once, and tried again after the others."""

    def __init__(
        self,
        hub: Hub,
        database: Database,
        find: Callable[[AsyncSession, datetime], Awaitable[Sequence[str]]],
        remove: Callable[[AsyncSession, str, datetime], Awaitable[bool]],
        reason: str,
    ) -> None:
        self._find_in, self._remove_in, self._reason = find, remove, reason
        self._hub = hub
        self._database = database
        self._failing: set[str] = set()

    async def delete(self, found: Collection[str] | None = None) -> None:
        """One run, for those that were found already if they are given. A session that two nodes delete at once is
        deleted by one of them. Raises Unavailable."""
        at = datetime.now(UTC)
        expired = await self._find(at) if found is None else found
        self._failing &= set(expired)
        for session_id in sorted(expired, key=self._failing.__contains__):
            try:
                await self._delete(session_id, at)
            except Exception:
                if session_id not in self._failing:
                    logger.exception("session not deleted", extra={"session": session_id})
                self._failing.add(session_id)
                await self._find(at)  # raises when it is the whole database that does not answer
        if expired or self._database.needs_scrub:
            await self._database.scrub()

    async def _find(self, at: datetime) -> Sequence[str]:
        async with self._database.transaction(read_only=True) as db:
            return await self._find_in(db, at)

    async def _delete(self, session_id: str, at: datetime) -> None:
        async with self._database.transaction() as db:
            is_gone = await self._remove_in(db, session_id, at)
        if is_gone:
            logger.info("session deleted", extra={"session": session_id, "reason": self._reason})
            await self._hub.session_deleted(session_id)
