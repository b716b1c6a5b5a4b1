"""The time of entries and events, and of versions."""

import time
from datetime import datetime, timedelta

TICK = timedelta(microseconds=1)
"""The least by which two times differ in both databases and in JSON."""


def milliseconds_now() -> int:
    """Since 1970, by the clock of this machine."""
    return time.time_ns() // 1_000_000


def later_than(before: datetime, now: datetime) -> datetime:
    """The time of what takes the place of something of `before`: now, and never the same, since it names a version."""
    return max(now, before + TICK)
