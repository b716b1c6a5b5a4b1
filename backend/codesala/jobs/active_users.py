"""Writes how many people are in which session to `sessions.active_users`, for lists and for the API.

Every node reports its own people and writes the sums over all nodes; a statement touches only rows that differ, so it
does not matter who writes. What a dead node reported expires, and the next run of any other takes its people away.
"""

import asyncio
import logging
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.errors import AppError
from codesala.rooms.hub import Hub
from codesala.rooms.ports import Attendance
from codesala.services.sessions import record_attendance

logger = logging.getLogger(__name__)


class Database(Protocol):
    def transaction(self, *, read_only: bool = False) -> AbstractAsyncContextManager[AsyncSession]: ...


async def keep_active_users(hub: Hub, attendance: Attendance, database: Database, interval_s: float) -> None:
    """Until cancelled. Failures are logged once and tried again: numbers may be late, never invented."""
    is_failing = False
    while True:
        try:
            await write_active_users(hub, attendance, database)
            is_failing = False
        except AppError as error:
            if not is_failing:
                logger.warning("active users were not written: %s", error.detail)
            is_failing = True
        except Exception:
            logger.exception("active users were not written")
        await asyncio.sleep(interval_s)


async def write_active_users(hub: Hub, attendance: Attendance, database: Database) -> None:
    """One run. Raises Unavailable."""
    await attendance.report(hub.node_id, hub.attendance())
    everybody = await attendance.everybody()
    async with database.transaction() as db:
        await record_attendance(db, {session_id: len(people) for session_id, people in everybody.items()})
