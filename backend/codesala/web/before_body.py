"""What is checked before a body is read: who may send one, how often, and how long it may be.

FastAPI reads a body first and asks dependencies afterwards, so that whoever may do nothing can send megabytes.
"""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any, TypeVar

from fastapi import Request, Response
from fastapi.routing import APIRoute
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.types import Message, Receive, Scope

BODY_BYTES = 64 * 1024
"""Of a body, unless its operation needs more."""
PROSE_BODY_BYTES = 256 * 1024
"""Where people write: each of 10,000 characters may take 12 bytes, as JSON escapes them."""

Check = Callable[[Request], Awaitable[None]]
Endpoint = TypeVar("Endpoint", bound=Callable[..., Any])


def before_body(check: Check, *, max_bytes: int | None = BODY_BYTES) -> Callable[[Endpoint], Endpoint]:
    """For the function of a route that takes a body: `check` is called before any of it is read. `max_bytes` is None
    where the server's limit on all bodies is enough (MAX_BODY_BYTES)."""

    def mark(endpoint: Endpoint) -> Endpoint:
        endpoint.__dict__.update(check_before_body=check, max_body_bytes=max_bytes)
        return endpoint

    return mark


class CheckedRoute(APIRoute):
    """A route whose function says what is checked before its body is read, if it takes one."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        handle = super().get_route_handler()
        check: Check | None = getattr(self.endpoint, "check_before_body", None)
        if check is None:
            assert self.body_field is None, f"{self.path} reads a body of whoever sends one: see before_body.py"
            return handle
        max_bytes: int | None = self.endpoint.max_body_bytes  # type: ignore[attr-defined]

        async def checked(request: Request) -> Response:
            await check(request)
            if max_bytes is not None:
                request = Request(request.scope, limited(request.scope, request.receive, max_bytes))
            return await handle(request)

        return checked


def limited(scope: Scope, receive: Receive, max_bytes: int) -> Receive:
    """`receive`, which raises 413 for a body that is too long. Raises the same at once when its length is told."""
    received = 0
    told = Headers(scope=scope).get("content-length", "")
    if told.isdigit() and int(told) > max_bytes:
        raise _too_long(max_bytes)

    async def receive_counted() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > max_bytes:
            raise _too_long(max_bytes)
        return message

    return receive_counted


def _too_long(max_bytes: int) -> HTTPException:
    """Not an AppError: FastAPI lets only HTTPException pass while it reads a body. The rest is not read, so the
    connection cannot be used again."""
    return HTTPException(413, f"The body is longer than {max_bytes} bytes.", {"Connection": "close"})
