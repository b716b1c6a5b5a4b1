"""Counts and times of HTTP requests, by the template of the route: never by address, which holds tokens.
And the numbers of the rooms, which are asked for when they are scraped."""

from collections.abc import Iterator, Mapping
from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.registry import Collector

ROOM_HELP = {
    "rooms": "Rooms that are open on this node.",
    "peers": "WebSocket connections in rooms.",
    "log_backlog_bytes": "Accepted and not yet on disk.",
    "log_failing": "1 while the log cannot be written.",
    "log_entries_total": "Log entries committed.",
    "log_commits_total": "Transactions that committed log entries.",
    "frames_received_total": "WebSocket messages from clients.",
    "frames_sent_total": "WebSocket messages to clients.",
    "peers_cut_total": "Connections closed for what they did or did not do.",
    "divergence_total": "Pages and rooms that found their text to differ. Anything but 0 is a fault: report it.",
}


class RoomNumbers(Collector):
    """One scrape of `rooms.statistics`."""

    def __init__(self, statistics: Mapping[str, int]) -> None:
        self._statistics = statistics

    def collect(self) -> Iterator[CounterMetricFamily | GaugeMetricFamily]:
        for name, value in self._statistics.items():
            family = CounterMetricFamily if name.endswith("_total") else GaugeMetricFamily
            yield family(f"codesala_{name}", ROOM_HELP[name], value=value)


def exposition(registry: CollectorRegistry, statistics: Mapping[str, int]) -> bytes:
    """The metrics of a process that is alone, in Prometheus' text format."""
    rooms = CollectorRegistry()
    rooms.register(RoomNumbers(statistics))
    return generate_latest(registry) + generate_latest(rooms)


KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"})


class HttpMetrics:
    def __init__(self, registry: CollectorRegistry) -> None:
        self._requests = Counter(
            "codesala_http_requests", "HTTP requests answered.", ["method", "route", "status"], registry=registry
        )
        self._seconds = Histogram(
            "codesala_http_request_seconds", "Time to answer an HTTP request.", ["method", "route"], registry=registry
        )
        self._counted: dict[tuple[str, str, int], tuple[Counter, Histogram]] = {}
        """By method, route and status: looked up there, they cost more than counting."""

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        method = method if method in KNOWN_METHODS else "other"
        counted = self._counted.get((method, route, status))
        if counted is None:
            counted = self._requests.labels(method, route, str(status)), self._seconds.labels(method, route)
            self._counted[method, route, status] = counted
        answered, took = counted
        answered.inc()
        took.observe(seconds)


@cache
def http_metrics(registry: CollectorRegistry) -> HttpMetrics:
    """One for each registry, since a registry takes a name only once; apps of one process share it."""
    return HttpMetrics(registry)
