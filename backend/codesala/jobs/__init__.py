"""Background work of a node: what runs when. One file a job; schedule.py has the clock."""

from functools import partial

from codesala.jobs.active_users import write_active_users
from codesala.jobs.retention import delete_expired
from codesala.jobs.schedule import Database, Schedule, Sweep
from codesala.rooms.hub import Hub
from codesala.rooms.ports import Attendance

__all__ = ["plan"]


def plan(
    hub: Hub, attendance: Attendance, database: Database, *, presence_interval_s: float, job_interval_s: float
) -> Schedule:
    """The sweeps that every node runs."""
    return Schedule(
        [
            Sweep("active-users", presence_interval_s, partial(write_active_users, hub, attendance, database)),
            Sweep("retention", job_interval_s, partial(delete_expired, hub, database)),
        ]
    )
