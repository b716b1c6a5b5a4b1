"""Round every request: its id, its metrics, the security headers of its answer, and the limit on its body."""

import re
import secrets
import time
from urllib.parse import urlsplit

import structlog
from prometheus_client import CollectorRegistry
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from codesala.web.before_body import limited
from codesala.web.metrics import http_metrics
from codesala.web.policies import Policies
from codesala.web.problems import problem, route_of

REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,64}")


class Envelope:
    """The outermost layer. HEAD is answered like GET, without the body. WebSockets get an id and, if they are
    refused before they open, the headers."""

    def __init__(self, app: ASGIApp, base_url: str, registry: CollectorRegistry) -> None:
        self._app = app
        self._policies = Policies(base_url)
        self._base_path = urlsplit(base_url).path.rstrip("/")
        self._metrics = http_metrics(registry)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        request_id = given if REQUEST_ID.fullmatch(given) else secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = request_id
        method = scope.get("method", "")
        if method == "HEAD":
            scope = {**scope, "method": "GET"}  # a copy: the server must go on knowing that no body may be sent
        began, status = time.perf_counter(), 500

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] in ("http.response.start", "websocket.http.response.start"):
                status = message["status"]
                self._add_headers(message, scope["path"], headers.get("host", ""), request_id)
                if status == 307:
                    answer = MutableHeaders(scope=message)
                    answer["Location"] = self._base_path + _here(answer["Location"])
            elif method == "HEAD" and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):  # on every line logged below
            try:
                await self._app(scope, receive, send_with_headers)
            finally:
                if method:
                    self._metrics.observe(method, route_of(scope), status, time.perf_counter() - began)

    def _add_headers(self, message: Message, path: str, host: str, request_id: str) -> None:
        """Those that the answer has already stay as they are."""
        headers = message["headers"] = list(message.get("headers", ()))
        given = {name for name, _value in headers}
        headers.append((b"x-request-id", request_id.encode()))
        headers += [header for header in self._policies.headers(path, host) if header[0] not in given]
        if b"cache-control" not in given:
            headers.append((b"cache-control", b"no-store"))


def _here(address: str) -> str:
    """An address that was made of the request, for a slash too many, without its Host and scheme: a token would follow
    them to wherever somebody else points."""
    parts = urlsplit(address)
    return "/" + parts.path.lstrip("/") + (f"?{parts.query}" if parts.query else "")


IMPORT = re.compile(r"/api/libraries/[^/]+/import$")


class BodyLimit:
    """Refuses bodies over `max_body_bytes` with 413: at once if their length is told, else while they come in. Zip
    files of questions may have `max_import_bytes`: who sends them is asked first who they are."""

    def __init__(self, app: ASGIApp, max_body_bytes: int, max_import_bytes: int) -> None:
        self._app = app
        self._max_body_bytes = max_body_bytes
        self._max_import_bytes = max_import_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        try:
            is_import = IMPORT.search(scope["path"]) is not None
            longest = self._max_import_bytes if is_import else self._max_body_bytes
            counted = limited(scope, receive, longest)
        except HTTPException as error:
            await problem(scope, error.status_code, error.detail, headers=error.headers)(scope, receive, send)
            return
        await self._app(scope, counted, send)
