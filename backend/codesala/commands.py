"""What `codesala serve | migrate | backup | restore | …` do, each in a few lines. Serving itself is serving.py."""

import argparse
import asyncio
import json
import time
from pathlib import Path

from pydantic import ValidationError

from codesala import logs
from codesala.db.backup import postgres as backup_postgres
from codesala.db.backup import sqlite as backup_sqlite
from codesala.db.backup.file import BackupFailed, Holdings
from codesala.db.database import open_database
from codesala.db.locks import InUse
from codesala.db.migrate import NewerSchema
from codesala.errors import AppError
from codesala.runner.sandbox import CannotRun, Limits
from codesala.runner.server import serve as serve_runner
from codesala.serving import CannotStart, bring_up_to_date, say, serve, sqlite_path
from codesala.sessions.changes import Actor
from codesala.sessions.deaths import unfreeze_session
from codesala.settings import Settings
from codesala.supervisor import Worker


def run(arguments: list[str], worker: Worker | None) -> int:
    """Run one command; returns the exit status: 0 done, 1 failed, 2 wrong settings. `worker`: what serves is one."""
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
    thawing = commands.add_parser(
        "unfreeze",
        add_help=False,
        prefix_chars="+",  # an id may begin with a dash
        help="let people write again to a session at which workers died",
    )
    thawing.add_argument("session")
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
        if command == "migrate":
            return migrate_only(settings)
        if command == "unfreeze":
            return unfreeze(settings, options.session)
        assert worker is not None
        return serve(settings, worker)
    except ValidationError as error:
        return _fail("\n".join(explain(error)), 2)
    except (CannotStart, CannotRun, InUse, NewerSchema) as error:
        return _fail(str(error), 2)
    except (AppError, BackupFailed, OSError) as error:
        return _fail(str(error), 1)
    except KeyboardInterrupt:
        return 130


def migrate_only(settings: Settings) -> int:
    logs.configure(settings.log_level, settings.log_format)
    asyncio.run(bring_up_to_date(settings, patience_s=0))
    say("The database has the newest schema.")
    return 0


def back_up(settings: Settings, path: Path, *, force: bool) -> int:
    begun = time.monotonic()
    kind = backup_postgres if sqlite_path(settings) is None else backup_sqlite
    held = kind.back_up(settings.database, path, force=force, timeout_s=settings.database_timeout_s)
    size, seconds = path.stat().st_size, time.monotonic() - begun
    print(f"{path}: {_told(held)}; {size} bytes in {seconds:.1f} s, checked.")
    return 0


def restore(settings: Settings, path: Path, *, force: bool) -> int:
    logs.configure(settings.log_level, settings.log_format)
    begun = time.monotonic()
    kind = backup_postgres if sqlite_path(settings) is None else backup_sqlite
    done = kind.restore(settings.database, path, force=force, timeout_s=settings.database_timeout_s)
    print(f"Restored from {path}: {_told(done.holdings)}; in {time.monotonic() - begun:.1f} s.")
    if done.kept is not None:
        print(f"What was there before is kept as {done.kept}: delete it when you no longer need it.")
    return 0


def unfreeze(settings: Settings, session_id: str) -> int:
    """As the operation of the API, without the operator's key. Servers that are up find it in the rows."""
    asyncio.run(_unfreeze(settings, session_id))
    print(f"{session_id}: people may write again.")
    return 0


async def _unfreeze(settings: Settings, session_id: str) -> None:
    database = open_database(settings.database, 1, settings.database_timeout_s)
    try:
        async with database.transaction() as db:
            await unfreeze_session(db, session_id, Actor("operator"))
    finally:
        await database.aclose()


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
    serve_runner(path, limits, lambda version: say(f"Codesala's runner: {version} at {path}"))
    return 0


def print_openapi(settings: Settings) -> int:
    """The same text for the same code, whatever the environment says."""
    from codesala.main import create_app

    print(json.dumps(create_app(settings).openapi(), indent=2, sort_keys=True, ensure_ascii=False))
    return 0


def verify_export(path: Path) -> int:
    """Needs no settings and no database: 0 when every byte is as it was written, else 1."""
    from codesala.recordings.verify import verify

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


def _told(held: Holdings) -> str:
    return f"{held.sessions} sessions, {held.log_rows} log rows, migration {held.revision}"


def _fail(text: str, status: int) -> int:
    say(f"codesala: {text}")
    return status
