"""How much of this process's time the requests of one address may take together: who asks for more, waits.

Nobody is refused for what is only slow; who would wait too long is told when to come again. Each address has a queue of
its own, so whatever one asks for, others find the process free.
"""

import asyncio
import time
import types
from collections.abc import Awaitable, Callable, Generator
from contextvars import ContextVar
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from codesala.errors import RateLimited
from codesala.web.limits import Forgetful, network_of
from codesala.web.problems import from_app_error

BURST_S = 3.0
"""Of computing at once: what some 300 people need who open the page in the same moment."""
MOST_WAIT_S = 8.0
REQUEST_S = 0.0003
"""What a request takes beside what is measured: reading it, and sending the answer."""
SOCKET_S = 0.003
"""What a WebSocket takes to open and close on a slow computer, half of it on a quick one. What is said on it is counted
elsewhere (socket/allowance.py)."""
ADVANCE_S = 0.001
"""Taken for a request before it is known what it costs."""


class Shares:
    """When whose turn is, by address; IPv6 addresses share that of their network."""

    def __init__(self, share: float, now: Callable[[], float] = time.monotonic) -> None:
        """`share` is in cores."""
        self._share = share
        self._now = now
        self._paid_until = Forgetful[float](lambda until, now: until <= now)
        """When all that was taken will have been earned, by network."""

    def take(self, address: str, seconds: float) -> float:
        """Take so much computing, and return how long to wait before it: 0 for nearly everybody. Raises
        `errors.RateLimited`, and takes nothing, when that would be too long."""
        now = self._now()
        self._paid_until.tidy(now)
        network = network_of(address)
        until = max(self._paid_until.get(network, now), now)
        wait_s = max(0.0, until - now - BURST_S / self._share)
        if wait_s > MOST_WAIT_S:
            whole_s = int(wait_s) + 1
            detail = f"More comes from your address than this server answers. Try again in {whole_s} s."
            raise RateLimited(detail, retry_after_s=whole_s)
        self._paid_until[network] = until + seconds / self._share
        return wait_s

    def settle(self, address: str, seconds: float) -> None:
        """What was taken has cost so much more, or less."""
        network = network_of(address)
        if network in self._paid_until:
            self._paid_until[network] += seconds / self._share


class Sharing:
    """Requests, and WebSockets before they open, wait for their turn."""

    def __init__(self, app: ASGIApp, shares: Shares) -> None:
        self._app = app
        self._shares = shares

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        is_request = scope["type"] == "http"
        address = scope["client"][0] if scope.get("client") else ""
        try:
            wait_s = self._shares.take(address, ADVANCE_S if is_request else SOCKET_S)
        except RateLimited as error:
            refusal = from_app_error(scope, error)
            if is_request:
                await refusal(scope, receive, send)
            else:
                await WebSocket(scope, receive, send).send_denial_response(refusal)
            return
        if wait_s:
            await asyncio.sleep(wait_s)
        if not is_request:
            await self._app(scope, receive, send)
            return
        spent = Spent()
        SPENT.set(spent)  # each request is a task, whose context ends with it
        try:
            await timed(self._app(scope, receive, send), spent)
        finally:
            self._shares.settle(address, spent.seconds + REQUEST_S - ADVANCE_S)


class Spent:
    """Seconds of computing, by the process's own thread and by those that worked for it."""

    __slots__ = ("seconds",)

    def __init__(self) -> None:
        self.seconds = 0.0


SPENT: ContextVar[Spent | None] = ContextVar("spent", default=None)
"""By the request that is being answered."""


@types.coroutine
def timed(work: Awaitable[None], spent: Spent) -> Generator[Any, Any, None]:
    """Await it, and add to `spent` what it computes between its waits."""
    steps: Generator[Any, Any, None] = work.__await__()
    value, error = None, None
    while True:
        began = time.thread_time()
        try:
            awaited = steps.send(value) if error is None else steps.throw(error)
        except StopIteration:
            return
        finally:
            spent.seconds += time.thread_time() - began
        value, error = None, None
        try:
            value = yield awaited
        except BaseException as thrown:  # also that it is cancelled: that is for it to know
            error = thrown
