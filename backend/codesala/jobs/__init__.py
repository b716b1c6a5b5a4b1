"""Background work of a node: what runs when. One file a job; schedule.py has the clock."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from codesala.jobs.active_users import ActiveUsers
from codesala.jobs.exports import make_exports
from codesala.jobs.idle import IdleSessions
from codesala.jobs.late_erasures import erase_late_ones
from codesala.jobs.practice import PracticeSessions
from codesala.jobs.retention import ExpiredSessions
from codesala.jobs.schedule import Database, Schedule, Sweep
from codesala.rooms.hub import Hub
from codesala.rooms.ports import Attendance
from codesala.sessions.retention import Retention, find_expired, remove_if_expired

__all__ = ["plan"]

METRICS_INTERVAL_S = 1.0
"""How old the numbers of other workers may be."""


def plan(
    hub: Hub,
    attendance: Attendance,
    database: Database,
    *,
    presence_interval_s: float,
    job_interval_s: float,
    idle_end_s: float,
    retention: Retention,
    player_folder: Path,
    publish_metrics: Callable[[], None] | None,
) -> Schedule:
    """The sweeps that every node runs; `publish_metrics` is of one that has other workers beside it."""
    active_users = ActiveUsers(hub, attendance, database)
    idle = IdleSessions(hub, active_users, database, idle_end_s)
    expired = ExpiredSessions(
        hub, database, partial(find_expired, retention), partial(remove_if_expired, retention), "retention"
    )
    sweeps = [
        Sweep("active-users", presence_interval_s, active_users.write),
        Sweep("idle-sessions", job_interval_s, idle.end),
        Sweep("exports", job_interval_s, partial(make_exports, hub.marks, database, player_folder)),
        Sweep("late-erasures", job_interval_s, partial(erase_late_ones, hub, database)),
        Sweep("retention", job_interval_s, expired.delete),
        Sweep("practice-sessions", job_interval_s, PracticeSessions(hub, active_users, database).delete),
    ]
    if publish_metrics is not None:
        sweeps.append(Sweep("metrics", METRICS_INTERVAL_S, partial(_call, publish_metrics)))
    return Schedule(sweeps)


async def _call(work: Callable[[], None]) -> None:
    work()
