"""The metrics of a server's workers as one, whichever of them is asked: in files of one folder that all of them read.

This is prometheus_client's multi-process mode. What a worker counted stays when it ends, so that sums never fall; what
it had open does not. https://prometheus.github.io/client_python/multiprocess/
"""

import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Literal

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from codesala.web.metrics import ROOM_HELP

FOLDER_VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
"""Of the environment; set before prometheus_client is imported."""

MODES: dict[str, Literal["livemax", "livesum"]] = {"log_failing": "livemax"}
"""How gauges are taken together that are no sums."""


class WorkerMetrics:
    """One worker's part. The HTTP metrics write to the folder by themselves; the rooms' numbers are published here."""

    def __init__(self, folder: Path, statistics: Callable[[], Mapping[str, int]]) -> None:
        self._folder = folder
        self._statistics = statistics
        self._registry = CollectorRegistry()
        MultiProcessCollector(self._registry, str(folder))  # type: ignore[no-untyped-call]
        self._gauges: dict[str, Gauge] = {}
        self._counters: dict[str, Counter] = {}
        for name, told in ROOM_HELP.items():
            if name.endswith("_total"):
                self._counters[name] = Counter(f"codesala_{name}", told, registry=None)
            else:
                mode: Literal["livemax", "livesum"] = MODES.get(name, "livesum")
                self._gauges[name] = Gauge(f"codesala_{name}", told, registry=None, multiprocess_mode=mode)
        self._published = dict.fromkeys(self._counters, 0)
        self._lock = Lock()  # scrapes are answered in threads

    def publish(self) -> None:
        """Let the other workers know the numbers of this one."""
        with self._lock:
            numbers = self._statistics()
            for name, gauge in self._gauges.items():
                gauge.set(numbers[name])
            for name, counter in self._counters.items():
                counter.inc(numbers[name] - self._published[name])
                self._published[name] = numbers[name]

    def exposition(self) -> bytes:
        """The metrics of all workers in Prometheus' text format."""
        self._forget_the_dead()
        self.publish()
        return generate_latest(self._registry)

    def _forget_the_dead(self) -> None:
        pids = {int(path.stem.rpartition("_")[2]) for path in self._folder.glob("gauge_live*.db")}
        for pid in pids:
            try:
                os.kill(pid, 0)
            except ProcessLookupError:
                with suppress(FileNotFoundError):  # another worker was asked, too
                    mark_process_dead(pid, str(self._folder))  # type: ignore[no-untyped-call]
