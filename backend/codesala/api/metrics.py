"""Counts and times of HTTP requests, by the template of the route: never by address, which holds tokens."""

from functools import cache

from prometheus_client import CollectorRegistry, Counter, Histogram

KNOWN_METHODS = frozenset({"GET", "HEAD", "POST", "PATCH", "PUT", "DELETE", "OPTIONS"})


class HttpMetrics:
    def __init__(self, registry: CollectorRegistry) -> None:
        self._requests = Counter(
            "codesala_http_requests", "HTTP requests answered.", ["method", "route", "status"], registry=registry
        )
        self._seconds = Histogram(
            "codesala_http_request_seconds", "Time to answer an HTTP request.", ["method", "route"], registry=registry
        )

    def observe(self, method: str, route: str, status: int, seconds: float) -> None:
        method = method if method in KNOWN_METHODS else "other"
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)


@cache
def http_metrics(registry: CollectorRegistry) -> HttpMetrics:
    """One for each registry, since a registry takes a name only once; apps of one process share it."""
    return HttpMetrics(registry)
