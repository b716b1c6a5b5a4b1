"""Writes how many people are in which session to `sessions.active_users`, for lists and for the API.

Every node reports its own people and writes the sums over all nodes; a statement touches only rows that differ, so it
does not matter who writes. What a dead node reported expires, and the next run of any other takes its people away.
"""

from codesala.jobs.schedule import Database
from codesala.rooms.hub import Hub
from codesala.rooms.ports import Attendance
from codesala.services.sessions import record_attendance


async def write_active_users(hub: Hub, attendance: Attendance, database: Database) -> None:
    """One run. Raises Unavailable: numbers may be late, never invented."""
    await attendance.report(hub.node_id, hub.attendance())
    everybody = await attendance.everybody()
    async with database.transaction() as db:
        await record_attendance(db, {session_id: len(people) for session_id, people in everybody.items()})
