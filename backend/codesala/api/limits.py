"""Rate limits by client address, counted in this process's memory."""

import ipaddress
import math
import time

from limits import RateLimitItem, RateLimitItemPerDay, WindowStats, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter, MovingWindowRateLimiter

from codesala.errors import RateLimited

IPV6_NETWORK_BITS = 64  # one household or host has at least this network, so single addresses count for nothing
IPV6_SITE_BITS = 48
"""What one customer may have of such networks: up to 65,536. Whole sites are behind one, so it has its own limit."""
SITE_SHARE = 16
"""So much more than one network may a site do."""

KEPT_TIMES = 2
"""The initial code is in the session's row and in its log."""
SESSION_BYTES = 2_048
"""What a session takes beside its code, about."""


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
        self._day = RateLimitItemPerDay(create_bytes_a_day)
        self._change_rate = parse(change_rate)
        self._create_rate = parse(create_rate)
        self._failure_rate = parse(link_failure_rate)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        self._bytes = FixedWindowRateLimiter(MemoryStorage())

    def count_creation(self, address: str) -> None:
        """Raises `errors.RateLimited` when the address has created as many sessions as it may."""
        self._count("create", self._create_rate, address, "You create sessions faster than this server allows.")

    def count_created_bytes(self, address: str, code_bytes: int) -> None:
        """Raises `errors.RateLimited` when a session with so much code is more than the address may add in a day."""
        if not self._enabled:
            return
        cost = KEPT_TIMES * code_bytes + SESSION_BYTES
        counted = [(_of_network(self._day, share), network) for network, share in networks_of(address)]
        for rate, network in counted:
            if not self._bytes.test(rate, network, cost=cost):
                complaint = "Sessions that were created from your address today hold as much as this server allows."
                raise self._refusal(self._bytes.get_window_stats(rate, network), complaint)
        for rate, network in counted:
            self._bytes.hit(rate, network, cost=cost)

    def count_change(self, session_id: str) -> None:
        """By whoever may change the session; all of them together. Raises `errors.RateLimited`."""
        if self._enabled and not self._limiter.hit(self._change_rate, "change", session_id):
            window = self._limiter.get_window_stats(self._change_rate, "change", session_id)
            raise self._refusal(window, "This session is changed more often than this server allows.")

    def count_link_failure(self, address: str) -> None:
        """Count a link that led nowhere; working links are never counted nor refused. Raises `errors.RateLimited`."""
        self._count("link", self._failure_rate, address, "Too many wrong links came from your address.")

    def count_wrong_credential(self, address: str) -> None:
        """Count a credential that opens nothing; right ones are never counted nor refused, whatever others at the same
        address send. Raises `errors.RateLimited`."""
        self._count("credential", self._failure_rate, address, "Too many wrong credentials came from your address.")

    def _count(self, what: str, rate: RateLimitItem, address: str, complaint: str) -> None:
        if not self._enabled:
            return
        for network, share in networks_of(address):  # what the first refuses does not count for the second
            allowed = _of_network(rate, share)
            if not self._limiter.hit(allowed, what, network):
                raise self._refusal(self._limiter.get_window_stats(allowed, what, network), complaint)

    def _refusal(self, window: WindowStats, complaint: str) -> RateLimited:
        wait_s = max(1, math.ceil(window.reset_time - time.time()))
        return RateLimited(f"{complaint} Try again in {wait_s} s.", retry_after_s=wait_s)


def _of_network(rate: RateLimitItem, share: int) -> RateLimitItem:
    return type(rate)(rate.amount * share, rate.multiples)


def networks_of(address: str) -> list[tuple[str, int]]:
    """What is counted for an address, and how many times the rate each may have: itself, or its networks."""
    network = network_of(address)
    if ":" not in network:
        return [(network, 1)]
    site = ipaddress.ip_network((network, IPV6_SITE_BITS), strict=False)
    return [(network, 1), (str(site), SITE_SHARE)]


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
