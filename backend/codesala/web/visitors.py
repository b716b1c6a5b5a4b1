"""Whose request it is when proxies stand in front: the visitor's address, counted from the side that is trusted.

A header of forwarded addresses begins with whatever the visitor wrote, and each proxy appends who came to it. So it is
read from its end, and only when the connection itself comes from a proxy that is trusted.
"""

import ipaddress
import logging
from dataclasses import dataclass
from functools import lru_cache

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

logger = logging.getLogger(__name__)

Network = ipaddress.IPv4Network | ipaddress.IPv6Network

FORWARDED_FOR = "x-forwarded-for"
EVERYBODY = "*"


@dataclass(frozen=True, slots=True)
class Proxies:
    """Which of them are trusted, and what they say of who came. `hops`: so many stand in front, at least. `header`: the
    one of them that holds a single address, which its proxy always sets; empty: X-Forwarded-For is counted."""

    networks: tuple[Network, ...] = ()
    trusts_everybody: bool = False
    hops: int = 1
    header: str = ""

    def trusts(self, address: str) -> bool:
        return self.trusts_everybody or self._is_known(address)

    def visitor(self, peer: str, headers: Headers) -> str:
        """The visitor's address as a peer that is trusted says it; else the peer's, of the connection itself."""
        if self.header:
            told = headers.getlist(self.header)
            return (_address(told[-1]) if told else None) or peer
        told = [part for line in headers.getlist(FORWARDED_FOR) for part in line.split(",")]
        found = peer
        for number, entry in enumerate(reversed(told), start=1):
            address = _address(entry)
            if address is None:
                break
            found = address
            if number >= self.hops and not self._is_known(address):
                break
        return found

    def _is_known(self, address: str) -> bool:
        return _is_in(address, self.networks)


@lru_cache(256)  # most requests come from the same few proxies
def _is_in(address: str, networks: tuple[Network, ...]) -> bool:
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(parsed, ipaddress.IPv6Address) and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    return any(parsed in network for network in networks)


def read_proxies(allowed: str, hops: int, header: str) -> Proxies:
    """`allowed` holds addresses and networks, separated by commas, or `*`. Raises ValueError."""
    names = [name.strip() for name in allowed.split(",") if name.strip()]
    networks = tuple(ipaddress.ip_network(name, strict=False) for name in names if name != EVERYBODY)
    return Proxies(networks, EVERYBODY in names, hops, header.lower())


class Visitors:
    """Puts the visitor's address, and the scheme that they used, where everything else looks for it."""

    def __init__(self, app: ASGIApp, proxies: Proxies) -> None:
        self._app = app
        self._proxies = proxies
        self._has_warned = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            headers = Headers(scope=scope)
            peer = scope["client"][0] if scope.get("client") else ""
            if self._proxies.trusts(peer):
                scope["client"] = (self._proxies.visitor(peer, headers), 0)
                scope["scheme"] = _scheme(headers, scope)
            elif FORWARDED_FOR in headers and not self._has_warned:
                self._has_warned = True
                logger.warning(
                    "a request brought X-Forwarded-For from an address that is not in FORWARDED_ALLOW_IPS: if a proxy "
                    "stands in front of this server, all its visitors count as one until it is named there"
                )
        await self._app(scope, receive, send)


def _scheme(headers: Headers, scope: Scope) -> str:
    told = headers.get("x-forwarded-proto", "").rpartition(",")[2].strip().lower()
    if told not in ("http", "https"):
        return str(scope["scheme"])
    return told if scope["type"] == "http" else told.replace("http", "ws")


def _address(entry: str) -> str | None:
    """Without a port, as some proxies append it; None for what is no address."""
    entry = entry.strip()
    if entry.startswith("["):
        entry = entry[1:].partition("]")[0]
    elif entry.count(":") == 1:
        entry = entry.partition(":")[0]
    try:
        return str(ipaddress.ip_address(entry))
    except ValueError:
        return None
