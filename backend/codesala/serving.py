"""What a worker of `codesala serve` does: prepare what all workers share, if it is the first, and serve."""

import asyncio
import errno
import os
import resource
import secrets
import socket
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import TypeVar

import uvicorn

from codesala import logs
from codesala.db.database import open_database
from codesala.db.locks import InUse, LockKeeper, SqliteLock
from codesala.db.migrate import migrate
from codesala.db.urls import sqlite_file
from codesala.errors import Unavailable
from codesala.marks import Marks
from codesala.settings import WILDCARD_HOSTS, Settings
from codesala.supervisor import WRONG_SETTINGS, Shared, Worker

T = TypeVar("T")

DATABASE_PATIENCE_S = 30.0  # a database that starts together with this server, as under Docker Compose, needs a while
MANY_FILES = (65_536, 10_240)  # the second is what macOS lets a process have, whatever it says
PREDECESSOR_PATIENCE_S = 3.0  # the worker of a server that was killed outlives it by a moment


class CannotStart(Exception):
    """The message says what to change."""


def serve(settings: Settings, worker: Worker) -> int:
    """Raises CannotStart, `locks.InUse`, `migrate.NewerSchema`, `errors.Unavailable`, OSError."""
    node_id = secrets.token_hex(8)
    logs.configure(settings.log_level, settings.log_format, node_id)
    lock = _hold_database(settings, worker)
    shared = worker.shared or _prepare(settings, worker, lock)
    settings = Settings()  # again: the operator's key may have been made just now
    keeper = LockKeeper(lock) if lock is not None else None
    if keeper is not None:
        keeper.start()
    try:
        _serve(settings, shared, worker, node_id)
    except KeyboardInterrupt:
        pass
    if keeper is not None and keeper.has_lost:
        return WRONG_SETTINGS
    from codesala import main

    return int(main.has_given_up)


def _serve(settings: Settings, shared: Shared, worker: Worker, node_id: str) -> None:
    """Until a signal comes, which is raised once more after the end."""
    from codesala.main import app, proxies_of
    from codesala.web.requests import Requests
    from codesala.web.shares import MOST_LINES, Lines, Shares

    shares = Shares(settings.request_share)
    most = min(MOST_LINES, may_open_files() // 4)
    lines = Lines(shares, proxies_of(settings), most) if settings.limits == "on" else None
    config = uvicorn.Config(
        partial(app, settings, Marks(worker.marks), worker.blamed, node_id, shares),
        factory=True,
        loop="uvloop",
        http=partial(Requests, lines=lines),  # type: ignore[arg-type]
        ws="codesala.web.socket.connection:Connection",
        ws_per_message_deflate=False,  # doubles CPU and memory per connection
        ws_max_size=settings.max_frame_bytes,
        ws_ping_interval=settings.ping_interval_s,
        ws_ping_timeout=settings.ping_timeout_s,
        timeout_graceful_shutdown=4,
        access_log=False,
        log_config=None,
        server_header=False,
        proxy_headers=False,  # it believes the first address, which is the visitor's word: web/visitors
    )
    config.load_app()
    _Server(config, worker).run([socket.socket(fileno=file) for file in shared.listening])


def may_open_files() -> int:
    """How many this process may open from now on: each connection is one, and most systems begin with a thousand."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    for wanted in MANY_FILES:
        more = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        if soft == resource.RLIM_INFINITY or soft >= more:
            return max(soft, more)
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (more, hard))
            return more
    return soft


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, worker: Worker) -> None:
        super().__init__(config)
        self._worker = worker

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self._worker.is_up()

    async def on_tick(self, counter: int) -> bool:
        self._worker.beat()
        return await super().on_tick(counter)


def _prepare(settings: Settings, worker: Worker, lock: SqliteLock | None) -> Shared:
    """What is done once for all workers, and for all that follow them."""
    key = _operators_key(settings)
    _warn(settings)
    sockets = _once_free(lambda: _bind(settings.host, settings.port))
    asyncio.run(bring_up_to_date(settings, DATABASE_PATIENCE_S))
    say(f"Codesala: {settings.base_url}")
    environment = {"ADMIN_TOKEN": key}
    metrics = None
    if settings.workers > 1:  # whichever is asked knows the numbers of all: web/worker_metrics
        metrics = environment["PROMETHEUS_MULTIPROC_DIR"] = mkdtemp(prefix="codesala-metrics-")
    lock_file = None if lock is None else lock.fileno()
    shared = Shared(settings.workers, lock_file, [one.detach() for one in sockets], metrics, settings.hang_s)
    worker.share(shared, environment)
    return shared


def _bind(host: str, port: int) -> list[socket.socket]:
    """A socket for each address of the host, as asyncio makes them. Nobody is listened to yet. Raises OSError."""
    sockets: list[socket.socket] = []
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    for family, kind, protocol, _, address in dict.fromkeys(found):
        one = socket.socket(family, kind, protocol)
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        try:
            one.bind(address)
        except OSError as error:
            for bound in (one, *sockets):
                bound.close()
            raise OSError(error.errno, f"{address[0]}, port {port}: {os.strerror(error.errno or 0)}") from error
        sockets.append(one)
    return sockets


async def bring_up_to_date(settings: Settings, patience_s: float) -> None:
    """Migrate before the server starts, so that a database which is still starting, or wrong, is told in one sentence.
    Raises `errors.Unavailable` after `patience_s`."""
    database = _checked(lambda: open_database(settings.database, 1, settings.database_timeout_s))
    deadline = time.monotonic() + patience_s
    is_waiting = False
    try:
        while True:
            try:
                return await migrate(database)
            except Unavailable:
                if time.monotonic() >= deadline:
                    raise
            if not is_waiting:
                say(f"The database does not answer yet: waiting up to {patience_s:.0f} s for it.")
            is_waiting = True
            await asyncio.sleep(1)
    finally:
        await database.aclose()


def _operators_key(settings: Settings) -> str:
    """The key that is set; or the one that was made at the first start, now or then."""
    given = settings.admin_token.get_secret_value()
    if given:
        return given
    path = settings.data_dir / "admin-token"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_text().strip()
        if not key:
            raise CannotStart(f"{path} is empty: remove it, or set ADMIN_TOKEN.") from None
        return key
    key = secrets.token_urlsafe(32)
    with os.fdopen(descriptor, "w") as file:
        file.write(key + "\n")
    say(
        f"The operator's key was made and is kept in {path}. It lists, changes and deletes every session:\n\n"
        f"    curl -H \"Authorization: Bearer $(cat '{path}')\" {settings.base_url}/api/sessions\n"
    )
    return key


def _warn(settings: Settings) -> None:
    if settings.limits == "off":
        say("Warning: LIMITS=off: no rate limits at all. For load tests on this machine only.")
    if settings.host in WILDCARD_HOSTS and not settings.public_url:
        say(
            f"Warning: HOST={settings.host} is reached from other machines, but PUBLIC_URL is not set: "
            f"share links will begin with {settings.base_url}. Set PUBLIC_URL=https://… to what people type."
        )


def _hold_database(settings: Settings, worker: Worker) -> SqliteLock | None:
    """The lock on the SQLite file, which the first of the workers holds for all of them."""
    path = sqlite_path(settings)
    if path is None or worker.index > 0:
        return None
    inherited = worker.shared.lock if worker.shared else None
    lock = _once_free(lambda: SqliteLock(path, owner=os.getppid(), inherited=inherited))
    lock.hold_on()
    return lock


def _once_free(take: Callable[[], T]) -> T:
    """What a server that is about to end may still have: waits a moment for it, then raises as `take` does."""
    deadline = time.monotonic() + PREDECESSOR_PATIENCE_S
    is_waiting = False
    while True:
        try:
            return take()
        except (InUse, OSError) as error:
            is_taken = isinstance(error, InUse) or error.errno == errno.EADDRINUSE
            if not is_taken or time.monotonic() >= deadline:
                raise
            if not is_waiting:
                say(f"Waiting a moment for whoever ends now: {error}")
            is_waiting = True
        time.sleep(0.05)


def sqlite_path(settings: Settings) -> Path | None:
    """None for PostgreSQL. Raises CannotStart."""
    return _checked(lambda: sqlite_file(settings.database))


def _checked(read: Callable[[], T]) -> T:
    try:
        return read()
    except ValueError as error:
        raise CannotStart(str(error)) from error


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
