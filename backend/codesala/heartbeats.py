"""Which workers hang: their event loop has not turned for a while.

Each worker sets a byte of the memory that it shares with its supervisor, ten times a second; here it is looked at and
cleared. Standard library only, as all of the supervisor.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress

LOOKS = 4
"""So often within its patience somebody looks."""


def is_stopped(pid: int) -> bool:
    """Whether a debugger, or a signal, holds the process. Only Linux tells."""
    with suppress(OSError), open(f"/proc/{pid}/stat") as file:  # noqa: PTH123 - pathlib is large
        return file.read().rpartition(")")[2].split()[0] in "Tt"
    return False


class Heartbeats:
    """Takes the time; waits for nothing."""

    def __init__(self, patience_s: float, is_stopped: Callable[[int], bool] = is_stopped) -> None:
        """`patience_s`: 0 when nobody is ever said to hang."""
        self.interval_s = patience_s / LOOKS
        self.patience_s = patience_s
        self._is_stopped = is_stopped
        self._heard_at: dict[int, float] = {}
        self._looked_at = float("-inf")

    def look(self, beats: Mapping[int, memoryview], now: float) -> list[int]:
        """The process ids of those that hang, given the byte of each that serves. Does nothing when it is too early."""
        since_s = now - self._looked_at
        if not self.patience_s or since_s < self.interval_s:
            return []
        was_away = since_s > 2 * self.interval_s
        """This process did not run either: a suspended machine, a frozen container."""
        self._looked_at = now
        heard_at = {}
        for pid, beat in beats.items():
            is_well = bool(beat[0]) or was_away or self._is_stopped(pid)
            heard_at[pid] = now if is_well else self._heard_at.get(pid, now)
            beat[0] = 0
        self._heard_at = heard_at
        return [pid for pid, at in heard_at.items() if now - at >= self.patience_s]
