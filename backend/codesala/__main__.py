"""`codesala serve | migrate | backup | restore | …`: reads the settings, takes the lock, does what is asked."""

import argparse
import asyncio
import json
import os
import secrets
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

import uvicorn
from pydantic import ValidationError

from codesala import logs
from codesala.errors import AppError, Unavailable
from codesala.runner.sandbox import CannotRun, Limits
from codesala.runner.server import serve as serve_runner
from codesala.settings import WILDCARD_HOSTS, Settings
from codesala.storage import backup_postgres, backup_sqlite
from codesala.storage.backup_file import BackupFailed, Holdings
from codesala.storage.database import open_database
from codesala.storage.locks import InUse, LockKeeper, SqliteLock
from codesala.storage.migrate import NewerSchema, migrate
from codesala.storage.urls import sqlite_file

T = TypeVar("T")

DATABASE_PATIENCE_S = 30.0  # a database that starts together with this server, as under Docker Compose, needs a while


class CannotStart(Exception):
    """The message says what to change."""


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status: 0 done, 1 failed, 2 wrong settings."""
    parser = argparse.ArgumentParser(prog="codesala", description="Live coding interviews on your own server.")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve", help="serve the page, the API and the rooms; settings come from the environment")
    commands.add_parser("migrate", help="bring the database to the newest schema (serve does that too)")
    for name, told in (
        ("backup", "write all that the database holds to a file, while servers go on (docs/operations.md)"),
        ("restore", "put a backup in the place of the database, while no server uses it"),
    ):
        copying = commands.add_parser(name, help=told)
        copying.add_argument("file", type=Path)
        copying.add_argument("--force", action="store_true", help="replace what is there")
    commands.add_parser("openapi", help="print the description of the API as JSON")
    commands.add_parser("runner", help="run Java programs for a server beside it (docs/runner.md)")
    verifying = commands.add_parser("verify", help="check an exported interview, and say where it was changed")
    verifying.add_argument("file", type=Path)
    options = parser.parse_args(arguments)
    command = options.command
    try:
        if command == "verify":
            return verify_export(options.file)
        settings = Settings()
        if command == "openapi":
            return print_openapi(settings)
        if command == "runner":
            return run_programs(settings)
        if command == "backup":
            return back_up(settings, options.file, force=options.force)
        if command == "restore":
            return restore(settings, options.file, force=options.force)
        return serve(settings) if command == "serve" else migrate_only(settings)
    except ValidationError as error:
        return _fail("\n".join(explain(error)), 2)
    except (CannotStart, CannotRun, InUse, NewerSchema) as error:
        return _fail(str(error), 2)
    except (AppError, BackupFailed, OSError) as error:
        return _fail(str(error), 1)
    except KeyboardInterrupt:
        return 130


def serve(settings: Settings) -> int:
    logs.configure(settings.log_level, settings.log_format)
    keeper = _lock_database(settings)
    _ensure_operators_key(settings)
    _warn(settings)
    asyncio.run(_migrate(settings, DATABASE_PATIENCE_S))
    _say(f"Codesala: {settings.base_url}")
    try:
        if keeper is not None:
            keeper.start()
        with _folder_of_metrics(settings.workers):
            uvicorn.run(
                "codesala.main:app",
                factory=True,
                host=settings.host,
                port=settings.port,
                workers=settings.workers,
                loop="uvloop",
                http="codesala.api.requests:Requests",
                ws="codesala.api.connection:Connection",
                ws_per_message_deflate=False,  # doubles CPU and memory per connection
                ws_max_size=settings.max_frame_bytes,
                ws_ping_interval=settings.ping_interval_s,
                ws_ping_timeout=settings.ping_timeout_s,
                timeout_graceful_shutdown=4,
                access_log=False,
                log_config=None,
                server_header=False,
                proxy_headers=False,  # it believes the first address, which is the visitor's word: api/visitors
            )
    finally:
        if keeper is not None:
            keeper.close()
    return int(has_given_up() or (keeper is not None and keeper.has_lost))


def has_given_up() -> bool:
    """Whether the app has ended this process because it could not go on."""
    from codesala import main

    return main.has_given_up


@contextmanager
def _folder_of_metrics(workers: int) -> Iterator[None]:
    """Where workers write what they count, so that whichever is asked knows the numbers of all (api/worker_metrics)."""
    if workers == 1:
        yield
        return
    with TemporaryDirectory(prefix="codesala-metrics-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        yield


def migrate_only(settings: Settings) -> int:
    logs.configure(settings.log_level, settings.log_format)
    asyncio.run(_migrate(settings, patience_s=0))
    _say("The database has the newest schema.")
    return 0


def back_up(settings: Settings, path: Path, *, force: bool) -> int:
    begun = time.monotonic()
    kind = backup_postgres if _sqlite_file(settings) is None else backup_sqlite
    held = kind.back_up(settings.database, path, force=force, timeout_s=settings.database_timeout_s)
    size, seconds = path.stat().st_size, time.monotonic() - begun
    print(f"{path}: {_told(held)}; {size} bytes in {seconds:.1f} s, checked.")
    return 0


def restore(settings: Settings, path: Path, *, force: bool) -> int:
    logs.configure(settings.log_level, settings.log_format)
    begun = time.monotonic()
    kind = backup_postgres if _sqlite_file(settings) is None else backup_sqlite
    done = kind.restore(settings.database, path, force=force, timeout_s=settings.database_timeout_s)
    print(f"Restored from {path}: {_told(done.holdings)}; in {time.monotonic() - begun:.1f} s.")
    if done.kept is not None:
        print(f"What was there before is kept as {done.kept}: delete it when you no longer need it.")
    return 0


def run_programs(settings: Settings) -> int:
    logs.configure(settings.log_level, settings.log_format)
    path = settings.runner_socket or settings.data_dir / "runner.sock"
    limits = Limits(
        runs=settings.runner_max_runs,
        queue_s=settings.runner_queue_s,
        time_s=settings.runner_time_s,
        idle_s=settings.runner_idle_s,
        cpu_s=settings.runner_cpu_s,
        memory_mib=settings.runner_memory_mib,
        output_bytes=settings.runner_output_bytes,
        processes=settings.runner_processes,
    )
    serve_runner(path, limits, lambda version: _say(f"Codesala's runner: {version} at {path}"))
    return 0


def print_openapi(settings: Settings) -> int:
    """The same text for the same code, whatever the environment says."""
    from codesala.main import create_app

    print(json.dumps(create_app(settings).openapi(), indent=2, sort_keys=True, ensure_ascii=False))
    return 0


def verify_export(path: Path) -> int:
    """Needs no settings and no database: 0 when every byte is as it was written, else 1."""
    from codesala.services.verify import verify

    verdict = verify(path.read_bytes())
    for finding in verdict.findings:
        print(finding)
    if verdict.findings:
        print(f"{path} was CHANGED, or is damaged: see above.")
        return 1
    print(f"{path} is as it was written: {verdict.entries} entries, head {verdict.head}")
    return 0


def explain(error: ValidationError) -> list[str]:
    """One line a wrong setting, named by its environment variable. Never repeats a value: it may be a secret."""
    lines = []
    for problem in error.errors(include_input=False, include_url=False):
        name = "_".join(str(part) for part in problem["loc"]).upper()
        message = problem["msg"].removeprefix("Value error, ")
        lines.append(f"{name}: {message}" if name else message)
    return lines


async def _migrate(settings: Settings, patience_s: float) -> None:
    """Before the server starts, so that a database which is still starting, or wrong, is told in one sentence.
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
                _say(f"The database does not answer yet: waiting up to {patience_s:.0f} s for it.")
            is_waiting = True
            await asyncio.sleep(1)
    finally:
        await database.aclose()


def _ensure_operators_key(settings: Settings) -> None:
    """Make the operator's key at the first start and hand it, by the environment, to the workers."""
    if settings.admin_token.get_secret_value():
        return
    path = settings.data_dir / "admin-token"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        key = path.read_text().strip()
        if not key:
            raise CannotStart(f"{path} is empty: remove it, or set ADMIN_TOKEN.") from None
    else:
        key = secrets.token_urlsafe(32)
        with os.fdopen(descriptor, "w") as file:
            file.write(key + "\n")
        _say(
            f"The operator's key was made and is kept in {path}. It lists, changes and deletes every session:\n\n"
            f"    curl -H \"Authorization: Bearer $(cat '{path}')\" {settings.base_url}/api/sessions\n"
        )
    os.environ["ADMIN_TOKEN"] = key


def _warn(settings: Settings) -> None:
    if settings.limits == "off":
        _say("Warning: LIMITS=off: no rate limits at all. For load tests on this machine only.")
    if settings.host in WILDCARD_HOSTS and not settings.public_url:
        _say(
            f"Warning: HOST={settings.host} is reached from other machines, but PUBLIC_URL is not set: "
            f"share links will begin with {settings.base_url}. Set PUBLIC_URL=https://… to what people type."
        )


def _lock_database(settings: Settings) -> LockKeeper | None:
    """Workers are this process's children and share the file under its lock."""
    path = _sqlite_file(settings)
    return LockKeeper(SqliteLock(path)) if path is not None else None


def _sqlite_file(settings: Settings) -> Path | None:
    """None for PostgreSQL."""
    return _checked(lambda: sqlite_file(settings.database))


def _told(held: Holdings) -> str:
    return f"{held.sessions} sessions, {held.log_rows} log rows, migration {held.revision}"


def _checked(read: Callable[[], T]) -> T:
    try:
        return read()
    except ValueError as error:
        raise CannotStart(str(error)) from error


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _fail(text: str, status: int) -> int:
    _say(f"codesala: {text}")
    return status


if __name__ == "__main__":
    sys.exit(main())
