"""Rate limits by client address, counted in this process's memory."""

import ipaddress
import math
import re
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import NamedTuple, TypeVar

from codesala.errors import NotFound, RateLimited

IPV6_NETWORK_BITS = 64  # one household or host has at least this network, so single addresses count for nothing
IPV6_SITE_BITS = 48
"""What one customer may have of such networks: up to 65,536. Whole sites are behind one, so it has its own limit."""
SITE_SHARE, SITE_WORK_SHARE = 16, 4
"""So much more than one network may a site do; and compute, which is half a core: sixteen times would be more than a
process has."""

PREVIEW_RATE = "60/minute"
"""Of statements of a library. Each may take a second of computing."""

CHECK_RATE = "120/minute"
"""Of questions of a library while they are written. Each may be two mebibytes."""

KEPT_TIMES = 2
"""The initial code is in the session's row and in its log."""
SESSION_BYTES = 2_048
"""What a session takes beside its code, about."""
PRACTICE_RATE = "5/hour"
"""Of one candidate's link."""
DAY_S = 24 * 60 * 60
MANY_KEYS = 1_000
"""Until there are so many, nobody looks for those that may be forgotten."""


SECONDS = {"second": 1, "minute": 60, "hour": 3_600, "day": DAY_S, "month": 30 * DAY_S, "year": 360 * DAY_S}
_ONE = rf"\s*([0-9]+)\s*(?:/|per)\s*([0-9]+)?\s*({'|'.join(SECONDS)})s?\s*"
_RATE = re.compile(rf"{_ONE}(?:[,;|]{_ONE})*", re.IGNORECASE | re.ASCII)

Value = TypeVar("Value")


class Rate(NamedTuple):
    """So often in so many seconds."""

    amount: int
    seconds: int


def read_rate(text: str) -> Rate:
    """Like "30/minute" or "5 per 2 hours"; of several the first counts. Raises ValueError."""
    found = _RATE.fullmatch(text)
    if found is None or not int(found[1]):
        raise ValueError(f"This is no rate like 30/minute: {text!r}")
    amount, units, unit = found.group(1, 2, 3)
    return Rate(int(amount), (int(units or 1) or 1) * SECONDS[unit.lower()])


class Forgetful(dict[str, Value]):
    """By address or another key that strangers choose; of many, those are forgotten of which nothing would be lost."""

    def __init__(self, may_forget: Callable[[Value, float], bool]) -> None:
        super().__init__()
        self._may_forget = may_forget
        self._many = MANY_KEYS

    def tidy(self, now: float) -> None:
        """Before a key is added."""
        if len(self) <= self._many:
            return
        for key in [key for key, value in self.items() if self._may_forget(value, now)]:
            del self[key]
        self._many = max(MANY_KEYS, 2 * len(self))


class MovingWindow:
    """How often something was done in the last so many seconds, by key."""

    def __init__(self, rate: Rate, now: Callable[[], float] = time.monotonic) -> None:
        self._amount, self._seconds = rate
        self._now = now
        self._done = Forgetful[deque[float]](lambda times, now: times[-1] <= now - self._seconds)

    def hit(self, key: str, share: int = 1) -> float:
        """Count it, and return 0; or how many seconds it is too early, `share` times the rate being allowed."""
        now = self._now()
        past = now - self._seconds
        self._done.tidy(now)
        times = self._done.setdefault(key, deque())
        while times and times[0] <= past:
            times.popleft()
        if len(times) >= self._amount * share:
            return times[0] - past
        times.append(now)
        return 0.0


class DayWindow:
    """How much was added since the first time within a day, by key."""

    def __init__(self, amount: int, now: Callable[[], float] = time.monotonic) -> None:
        self._amount = amount
        self._now = now
        self._added = Forgetful[tuple[float, int]](lambda day, now: day[0] <= now)
        """When its day is over, and the sum."""

    def wait_s(self, key: str, cost: int, share: int = 1) -> float:
        """0, or after how many seconds so much may be added, `share` times the amount being allowed."""
        ends_at, added = self._of(key)
        return 0.0 if added + cost <= self._amount * share else ends_at - self._now()

    def add(self, key: str, cost: int) -> None:
        self._added.tidy(self._now())
        ends_at, added = self._of(key)
        self._added[key] = (ends_at, added + cost)

    def _of(self, key: str) -> tuple[float, int]:
        now = self._now()
        ends_at, added = self._added.get(key, (0.0, 0))
        return (ends_at, added) if ends_at > now else (now + DAY_S, 0)


class Limits:
    """What one address may do in a while. Raises ValueError for a rate that cannot be read, like "30/minute"."""

    def __init__(
        self,
        *,
        create_rate: str,
        create_bytes_a_day: int,
        change_rate: str,
        link_failure_rate: str,
        enabled: bool = True,
    ) -> None:
        self._enabled = enabled
        self._created_bytes = DayWindow(create_bytes_a_day)
        self._created = MovingWindow(read_rate(create_rate))
        self._practices = MovingWindow(read_rate(PRACTICE_RATE))
        self._changed = MovingWindow(read_rate(change_rate))
        self._written = MovingWindow(read_rate(change_rate))
        self._previews = MovingWindow(read_rate(PREVIEW_RATE))
        self._checks = MovingWindow(read_rate(CHECK_RATE))
        self._wrong_links = MovingWindow(read_rate(link_failure_rate))
        self._wrong_credentials = MovingWindow(read_rate(link_failure_rate))

    def count_creation(self, address: str) -> None:
        """Raises `errors.RateLimited` when the address has created as many sessions as it may."""
        self._count(self._created, address, "You create sessions faster than this server allows.")

    def count_created_bytes(self, address: str, code_bytes: int, beside: int = 0) -> None:
        """Raises `errors.RateLimited` when a session with so much code, and so much `beside` it, is more than the
        address may add in a day."""
        self.count_kept_bytes(address, KEPT_TIMES * code_bytes + SESSION_BYTES + beside)

    def count_kept_bytes(self, address: str, cost: int) -> None:
        """Raises `errors.RateLimited` when so much is more than the address may add in a day."""
        if not self._enabled:
            return
        counted = networks_of(address)
        for network, share in counted:
            if wait_s := self._created_bytes.wait_s(network, cost, share):
                complaint = "What was created from your address today is as much as this server allows."
                raise _refusal(wait_s, complaint)
        for network, _share in counted:
            self._created_bytes.add(network, cost)

    def count_change(self, session_id: str) -> None:
        """By whoever may change the session; all of them together. Raises `errors.RateLimited`."""
        self._count_of(self._changed, session_id, "This session is changed more often than this server allows.")

    def count_writing(self, library_id: str) -> None:
        """By whoever writes in the library; all of them together. Raises `errors.RateLimited`."""
        self._count_of(self._written, library_id, "This library is changed more often than this server allows.")

    def count_preview(self, library_id: str) -> None:
        """As changes are. Raises `errors.RateLimited`."""
        complaint = "Statements of this library are previewed more often than this server allows."
        self._count_of(self._previews, library_id, complaint)

    def count_check(self, library_id: str) -> None:
        """As changes are. Raises `errors.RateLimited`."""
        complaint = "Questions of this library are checked more often than this server allows."
        self._count_of(self._checks, library_id, complaint)

    def count_practice(self, link: str) -> None:
        """Raises `errors.RateLimited` when practice was begun by this link as often as it may be."""
        self._count_of(self._practices, link, "Practice was begun by this link more often than this server allows.")

    @contextmanager
    def counting_wrong_links(self, address: str) -> Iterator[None]:
        """Around the search for what a link leads to: what leads nowhere, `errors.NotFound`, is counted. Working links
        are never counted nor refused. Raises `errors.RateLimited`."""
        try:
            yield
        except NotFound:
            self._count(self._wrong_links, address, "Too many wrong links came from your address.")
            raise

    @contextmanager
    def counting_wrong_credentials(self, address: str) -> Iterator[None]:
        """The same for credentials, around the search for what they open."""
        try:
            yield
        except NotFound:
            self.count_wrong_credential(address)
            raise

    def count_wrong_credential(self, address: str) -> None:
        """Count a credential that opens nothing; right ones are never counted nor refused, whatever others at the same
        address send. Raises `errors.RateLimited`."""
        self._count(self._wrong_credentials, address, "Too many wrong credentials came from your address.")

    def _count_of(self, window: MovingWindow, key: str, complaint: str) -> None:
        """For one key, whatever addresses ask."""
        if self._enabled and (wait_s := window.hit(key)):
            raise _refusal(wait_s, complaint)

    def _count(self, window: MovingWindow, address: str, complaint: str) -> None:
        if not self._enabled:
            return
        for network, share in networks_of(address):  # what the first refuses does not count for the second
            if wait_s := window.hit(network, share):
                raise _refusal(wait_s, complaint)


def _refusal(wait_s: float, complaint: str) -> RateLimited:
    whole_s = max(1, math.ceil(wait_s))
    return RateLimited(f"{complaint} Try again in {whole_s} s.", retry_after_s=whole_s)


@lru_cache(1024)  # each request and each connection asks, several times
def networks_of(address: str) -> tuple[tuple[str, int], ...]:
    """What is counted for an address, and how many times the rate each may have: itself, or its networks."""
    network = network_of(address)
    if ":" not in network:
        return ((network, 1),)
    site = ipaddress.ip_network((network, IPV6_SITE_BITS), strict=False)
    return ((network, 1), (str(site), SITE_SHARE))


@lru_cache(1024)
def network_of(address: str) -> str:
    """What is counted for an address: itself, or the network of an IPv6 address."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(parsed, ipaddress.IPv6Address):
        if parsed.ipv4_mapped:
            return str(parsed.ipv4_mapped)
        return str(ipaddress.ip_network((parsed, IPV6_NETWORK_BITS), strict=False).network_address)
    return address
