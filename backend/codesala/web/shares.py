"""How much of this process's time the requests of one address may take together, and how many lines it may have open.

Who asks for more, waits. Nobody is refused for what is only slow; who would wait too long is told when to come again.
Each address has a queue of its own, so whatever one asks for, others find the process free.
"""

import asyncio
import time
import types
from collections import Counter
from collections.abc import Awaitable, Callable, Generator
from contextvars import ContextVar
from math import inf
from typing import Any

from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from codesala.errors import RateLimited
from codesala.web.limits import SITE_WORK_SHARE, Forgetful, network_of, networks_of
from codesala.web.problems import from_app_error
from codesala.web.visitors import Proxies

BURST_S = 3.0
"""Of computing at once: what some 300 people need who open the page in the same moment."""
MOST_WAIT_S = 8.0
CONNECTION_S = 0.0003
"""Of computing: what each connection takes."""
REQUEST_S = 0.0003
"""What a request takes beside what is measured: reading it, and sending the answer."""
SOCKET_S = 0.0015
"""The same of a WebSocket, with its closing. What is said on it is counted elsewhere (socket/allowance.py)."""
OPENING_S = 0.02
"""At most so much is counted of what opening one computes: under another server it ends when the WebSocket does."""
ADVANCE_S = 0.001
"""Taken before it is known what is computed."""
REFUSED_AFTER_S = 1.0
"""Who would wait too long is told so after a moment: else whoever asks again at once is answered without a pause."""
REFUSAL_S = 0.001
"""What telling takes beside reading the request."""
MOST_OWED_S = 2 * MOST_WAIT_S
"""Who asks on until they would wait so long is not even read: telling takes time, too."""
MOST_LINES = 2_000
"""Of one address at once, beside those that have a place in a room: what some 300 people need who open the page in the
same moment. Of the files that this process may open, one address gets a quarter at most (serving.py)."""


class Shares:
    """When whose turn is, by address; IPv6 addresses share that of their network, and networks that of their site."""

    def __init__(self, share: float, now: Callable[[], float] = time.monotonic, burst_s: float | None = None) -> None:
        """`share` is in cores."""
        self._share = share
        self._burst_s = BURST_S if burst_s is None else burst_s
        self._now = now
        self._paid_until = Forgetful[float](lambda until, now: until <= now)
        """When all that was taken will have been earned, by network."""

    def take(self, address: str, seconds: float, most_wait_s: float = MOST_WAIT_S) -> float:
        """Take so much computing, and return how long to wait before it: 0 for nearly everybody. Raises
        `errors.RateLimited`, and takes nothing, when that would be too long."""
        now = self._now()
        self._paid_until.tidy(now)
        until = max(self._paid_until.get(network, now) for network, _ in networks_of(address))
        wait_s = max(0.0, until - now - self._burst_s / self._share)
        if wait_s > most_wait_s:
            whole_s = int(wait_s) + 1
            detail = f"More comes from your address than this server answers. Try again in {whole_s} s."
            raise RateLimited(detail, retry_after_s=whole_s)
        for network, times in networks_of(address):
            until = max(self._paid_until.get(network, now), now)
            self._paid_until[network] = until + seconds / (min(times, SITE_WORK_SHARE) * self._share)
        return wait_s

    def settle(self, address: str, seconds: float) -> None:
        """What was taken has cost so much more, or less."""
        for network, times in networks_of(address):
            if network in self._paid_until:
                self._paid_until[network] += seconds / (min(times, SITE_WORK_SHARE) * self._share)


class Lines:
    """What connections cost until there is a request whose visitor is known, and how many an address has. Those of
    proxies are free: who sends what through them is not known yet, and they pass on what is well-formed."""

    def __init__(self, shares: Shares, proxies: Proxies, most: int = MOST_LINES) -> None:
        self._shares = shares
        self._proxies = proxies
        self._most = most
        self._open = Counter[str]()
        """By network."""

    def is_proxy(self, address: str) -> bool:
        return self._proxies.trusts(address)

    def open(self, address: str) -> float | None:
        """How long to wait before it is read, or None if it is one too many. Each other one is to be closed. Raises
        `errors.RateLimited`, being open, when it is not to be read at all."""
        network = network_of(address)
        if self._open[network] >= self._most:
            return None
        self._open[network] += 1
        wait_s = self._shares.take(address, CONNECTION_S, MOST_OWED_S)
        return wait_s if wait_s <= MOST_WAIT_S else REFUSED_AFTER_S  # its request is refused

    def close(self, address: str) -> None:
        network = network_of(address)
        self._open[network] -= 1
        if not self._open[network]:
            del self._open[network]

    def settle(self, address: str, seconds: float) -> None:
        self._shares.settle(address, seconds)


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
        fixed_s, most_s = (REQUEST_S, inf) if is_request else (SOCKET_S, OPENING_S)
        address = scope["client"][0] if scope.get("client") else ""
        try:
            wait_s = self._shares.take(address, fixed_s + ADVANCE_S)
        except RateLimited as error:
            self._shares.settle(address, fixed_s + REFUSAL_S)
            await asyncio.sleep(REFUSED_AFTER_S)
            refusal = from_app_error(scope, error)
            if is_request:
                await refusal(scope, receive, send)
            else:
                await WebSocket(scope, receive, send).send_denial_response(refusal)
            return
        if wait_s:
            await asyncio.sleep(wait_s)
        spent = Spent(address)
        SPENT.set(spent)  # each request is a task, whose context ends with it
        try:
            await timed(self._app(scope, receive, send), spent)
        finally:
            self._shares.settle(address, min(spent.seconds, most_s) - ADVANCE_S)


class Spent:
    """Seconds of computing, by the process's own thread and by those that worked for it."""

    __slots__ = ("address", "on_recordings", "seconds")

    def __init__(self, address: str = "") -> None:
        self.address = address
        self.seconds = 0.0
        self.on_recordings = 0.0
        """Beside these, until they are counted (heavy.py)."""


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
