"""Rate limits by client address, counted in this process's memory."""

import ipaddress
import math
import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from codesala.errors import RateLimited

IPV6_NETWORK_BITS = 64  # one household or host has at least this network, so single addresses count for nothing


class Limits:
    """What one address may do in a while. Raises ValueError for a rate that cannot be read, like "30/minute"."""

    def __init__(self, *, create_rate: str, link_failure_rate: str, enabled: bool = True) -> None:
        self._enabled = enabled
        self._create_rate = parse(create_rate)
        self._failure_rate = parse(link_failure_rate)
        self._limiter = MovingWindowRateLimiter(MemoryStorage())

    def count_creation(self, address: str) -> None:
        """Raises `errors.RateLimited` when the address has created as many sessions as it may."""
        self._count("create", self._create_rate, address, "You create sessions faster than this server allows.")

    def count_link_failure(self, address: str) -> None:
        """Count a link that led nowhere; working links are never counted nor refused. Raises `errors.RateLimited`."""
        self._count("link", self._failure_rate, address, "Too many wrong links came from your address.")

    def count_wrong_credential(self, address: str) -> None:
        """Count a credential that opens nothing; right ones are never counted nor refused, whatever others at the same
        address send. Raises `errors.RateLimited`."""
        self._count("credential", self._failure_rate, address, "Too many wrong credentials came from your address.")

    def _count(self, what: str, rate: RateLimitItem, address: str, complaint: str) -> None:
        if self._enabled and not self._limiter.hit(rate, what, network_of(address)):
            raise self._refusal(what, rate, address, complaint)

    def _refusal(self, what: str, rate: RateLimitItem, address: str, complaint: str) -> RateLimited:
        reset_at = self._limiter.get_window_stats(rate, what, network_of(address)).reset_time
        wait_s = max(1, math.ceil(reset_at - time.time()))
        return RateLimited(f"{complaint} Try again in {wait_s} s.", retry_after_s=wait_s)


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
