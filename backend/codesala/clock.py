"""The time of entries and events."""

import time


def milliseconds_now() -> int:
    """Since 1970, by the clock of this machine."""
    return time.time_ns() // 1_000_000
