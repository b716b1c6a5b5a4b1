"""Writes how many people are in which session to `sessions.active_users`, for lists and for the API.

Every node reports its own people and writes the sums over all nodes; a statement touches only rows that differ, so it
does not matter who writes. What a dead node reported expires, and the next run of any other takes its people away.
"""

import time
from collections.abc import Mapping

from codesala.jobs.schedule import Database
from codesala.rooms.hub import Hub
from codesala.rooms.ports import Attendance
from codesala.sessions.idle import record_attendance

WRITE_AGAIN_S = 30.0
"""Numbers that stayed the same are written again after so long, in case somebody else changed them."""


class ActiveUsers:
    """One node's sweep: it asks who is there each time, and the database only when that has changed."""

    def __init__(self, hub: Hub, attendance: Attendance, database: Database) -> None:
        self._hub = hub
        self._attendance = attendance
        self._database = database
        self._everybody: Mapping[str, frozenset[str]] | None = None
        self._written: dict[str, int] | None = None
        self._written_at = 0.0

    async def write(self, *, always: bool = False) -> None:
        """One run. Raises Unavailable: numbers may be late, never invented."""
        await self._attendance.report(self._hub.node_id, self._hub.attendance())
        everybody = await self._attendance.everybody()
        now = time.monotonic()
        is_due = always or now - self._written_at >= WRITE_AGAIN_S
        if everybody is self._everybody and self._written is not None and not is_due:
            return
        self._everybody = everybody
        counts = {session_id: len(people) for session_id, people in everybody.items()}
        if counts == self._written and not is_due:
            return
        self._written = None
        async with self._database.transaction() as db:
            await record_attendance(db, counts)
        self._written, self._written_at = counts, now
