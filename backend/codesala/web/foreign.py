"""Keeps out what pages of other sites make their visitors' browsers do, and names that others gave this server.

Programs send neither Origin nor Sec-Fetch-Site, and a page can forge neither. Following a link changes nothing, so GET
is free to come from anywhere; a WebSocket is not.
"""

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from codesala.errors import Forbidden
from codesala.web.problems import from_app_error

READING = frozenset({"GET", "HEAD", "OPTIONS"})
WATCHING = frozenset({"/health", "/ready", "/metrics"})
"""What looks after a server calls it by names of its own."""

FOREIGN_PAGE = Forbidden(
    "A page of another site asked for this in your browser, and may change nothing here: the operator may name its "
    "origin in CORS_ORIGINS."
)


class ForeignPages:
    """`public_url` is empty where people come by whatever name they like."""

    def __init__(self, app: ASGIApp, base_url: str, public_url: str, cors_origins: tuple[str, ...]) -> None:
        self._app = app
        base = urlsplit(base_url)
        self._origins = {f"{base.scheme}://{base.netloc}", *cors_origins}
        self._names = {urlsplit(url).hostname for url in (base_url, *cors_origins)} if public_url else None
        self._unknown_name = Forbidden(f"This server is not reached by that name. Go to {base_url}/")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in ("http", "websocket"):
            refusal = self._refusal(scope, Headers(scope=scope))
            if refusal is not None:
                await from_app_error(scope, refusal)(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _refusal(self, scope: Scope, headers: Headers) -> Forbidden | None:
        host = headers.get("host", "")
        if scope["path"] not in WATCHING and not self._is_ours(host):
            return self._unknown_name
        if scope.get("method") in READING:
            return None
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        if scope["type"] == "http" and site is not None:
            # A proxy in front may have written a Host of its own, to which Origin says nothing.
            is_foreign = site in ("cross-site", "same-site") and origin not in self._origins
        else:
            is_foreign = origin is not None and origin not in self._origins and urlsplit(origin).netloc != host
        return FOREIGN_PAGE if is_foreign else None

    def _is_ours(self, host: str) -> bool:
        """Nobody can let an address point anywhere, nor a name without a dot, as containers and this machine have."""
        if self._names is None or not host:
            return True
        name = _hostname(host)
        return name is not None and (name in self._names or "." not in name or _is_address(name))


def _hostname(host: str) -> str | None:
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return None
    return name.removesuffix(".") or None if name and "@" not in host else None


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
