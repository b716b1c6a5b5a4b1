"""`codesala backup | restore` on both databases: what is restored, and what is refused."""

import os
import shutil
import signal
import stat
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, inspect, text

from codesala.db.database import Database, open_database
from codesala.db.migrate import newest
from tests.conftest import StartNode, fresh_database
from tests.support.command import backup, forked, path_of_postgres, restore
from tests.support.migrations import migrated_to
from tests.support.notes import Notes
from tests.support.rest import serving

ONE_SESSION = f"1 sessions, 1 log rows, migration {newest()}"


@pytest.fixture
async def filled_url(database_url: str, tmp_path: Path) -> str:
    """A database with a session and a note."""
    async with serving(database_url, tmp_path) as rest:
        session = await rest.create(title="kept")
        await Notes(rest, session).add(title="kept too", content="about the candidate")
    return database_url


@pytest.fixture
async def other_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """Another database, migrated and without sessions, as a server makes it at its first start."""
    async with fresh_database(database_kind, request, tmp_path / "elsewhere") as url:
        yield url


@pytest.fixture
def old_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without tables."""
    if database_kind == "sqlite":
        return f"sqlite:///{tmp_path / 'old.db'}"
    url: str = request.getfixturevalue("empty_postgres_url")
    return url


async def in_database(url: str, work: Any) -> Any:
    database: Database = open_database(url, pool_size=1, timeout_s=10)
    try:
        async with database.engine.begin() as connection:
            return await connection.run_sync(work)
    finally:
        await database.aclose()


async def execute(url: str, statement: str) -> None:
    await in_database(url, lambda connection: connection.execute(text(statement)))


async def contents(url: str) -> dict[str, list[Any]]:
    """Every row of every table."""

    def rows(connection: Connection) -> dict[str, list[Any]]:
        tables = inspect(connection).get_table_names()
        return {name: sorted(map(str, connection.execute(text(f"SELECT * FROM {name}")))) for name in tables}

    found: dict[str, list[Any]] = await in_database(url, rows)
    return found


async def test_what_is_restored_elsewhere_is_what_was_backed_up(
    filled_url: str, other_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "backups" / "monday"
    file.parent.mkdir()
    made = backup(filled_url, file)
    assert made.returncode == 0, made.stderr
    assert f"{file}: {ONE_SESSION}; {file.stat().st_size} bytes in " in made.stdout
    assert [path.name for path in file.parent.iterdir()] == ["monday"], "nothing is left over"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600, "it holds everything that is private"
    done = restore(other_url, file)
    assert done.returncode == 0, done.stderr
    assert f"Restored from {file}: {ONE_SESSION}" in done.stdout
    assert await contents(other_url) == await contents(filled_url)


async def test_a_file_that_is_there_is_replaced_only_by_force(filled_url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    file.write_text("somebody's")
    refused = backup(filled_url, file)
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert file.read_text() == "somebody's"
    assert backup(filled_url, file, "--force").returncode == 0
    assert backup(filled_url, tmp_path / "nowhere" / "backup").returncode == 1


async def test_sessions_are_replaced_only_by_force(filled_url: str, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    assert backup(filled_url, file).returncode == 0
    before = await contents(filled_url)
    await execute(filled_url, "UPDATE sessions SET title = 'newer'")
    newer = await contents(filled_url)
    refused = restore(filled_url, file)
    assert refused.returncode == 1
    assert "--force" in refused.stderr
    assert await contents(filled_url) == newer
    done = restore(filled_url, file, "--force")
    assert done.returncode == 0, done.stderr
    assert await contents(filled_url) == before


async def test_the_sqlite_file_that_is_replaced_is_kept_beside(sqlite_url: str, tmp_path: Path) -> None:
    async with serving(sqlite_url, tmp_path) as rest:
        await rest.create()
    file = tmp_path / "backup"
    assert backup(sqlite_url, file).returncode == 0
    await execute(sqlite_url, "UPDATE sessions SET title = 'newer'")
    newer = await contents(sqlite_url)
    done = restore(sqlite_url, file, "--force")
    kept = done.stdout.partition("kept as ")[2].partition(":")[0]
    assert await contents(f"sqlite:///{kept}") == newer


@pytest.mark.parametrize("moment", ["fsync", "link", "replace"])
async def test_a_restore_that_is_killed_leaves_the_sqlite_file_as_it_was(
    sqlite_url: str, tmp_path: Path, moment: str
) -> None:
    file = tmp_path / "backup"
    assert backup(sqlite_url, file).returncode == 0
    async with serving(sqlite_url, tmp_path) as rest:
        await rest.create()
    newer = await contents(sqlite_url)
    killed = forked(
        "restore",
        str(file),
        "--force",
        fault=f"import os; os.{moment} = lambda *_, **__: os.kill(os.getpid(), {signal.SIGKILL:d})",
        DATABASE_URL=sqlite_url,
    )
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert await contents(sqlite_url) == newer
    assert restore(sqlite_url, file, "--force").returncode == 0


async def test_nothing_is_restored_while_a_server_uses_the_database(
    start_node: StartNode, database_url: str, tmp_path: Path
) -> None:
    node = await start_node(database_url=database_url)
    await node.create_session()
    assert backup(database_url, tmp_path / "backup").returncode == 0, "while the server runs"
    refused = restore(database_url, tmp_path / "backup", "--force")
    assert refused.returncode == 2
    assert "stop" in refused.stderr.lower()
    assert await node.stop() in (0, -15)
    assert restore(database_url, tmp_path / "backup", "--force").returncode == 0


async def test_a_backup_of_a_newer_version_is_refused(filled_url: str, other_url: str, tmp_path: Path) -> None:
    await execute(filled_url, "UPDATE alembic_version SET version_num = '9999'")
    assert backup(filled_url, tmp_path / "backup").returncode == 0
    refused = restore(other_url, tmp_path / "backup")
    assert refused.returncode == 2
    assert "migration 9999" in refused.stderr
    assert (await contents(other_url))["sessions"] == []


async def test_a_backup_of_an_older_version_is_migrated(old_url: str, other_url: str, tmp_path: Path) -> None:
    await in_database(old_url, lambda connection: migrated_to(connection, "0001"))
    columns = "(id, language, initial_code, status, created_at, active_users)"
    await execute(
        old_url, f"INSERT INTO sessions {columns} VALUES ('s', 'python', '', 'live', '2026-11-20 09:00:00', 0)"
    )
    made = backup(old_url, tmp_path / "backup")
    assert "1 sessions, 0 log rows, migration 0001" in made.stdout, made.stderr
    done = restore(other_url, tmp_path / "backup")
    assert f"1 sessions, 0 log rows, migration {newest()}" in done.stdout, done.stderr
    tables = await contents(other_url)
    assert (len(tables["sessions"]), tables["notes"]) == (1, [])


async def test_what_is_no_whole_backup_is_refused(filled_url: str, other_url: str, tmp_path: Path) -> None:
    whole, half, text_file = (tmp_path / name for name in ("whole", "half", "text"))
    assert backup(filled_url, whole).returncode == 0
    half.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    text_file.write_text("to be, or not to be")
    for file in (half, text_file, tmp_path / "nothing"):
        refused = restore(other_url, file)
        assert refused.returncode == 1, refused.stdout
        assert "Traceback" not in refused.stderr
    assert (await contents(other_url))["sessions"] == []


def program(folder: Path, name: str, script: str) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ('echo "no space left on device" >&2; exit 1', "no space left on device"),
        ("exit 0", "pg_restore has not brought the tables"),
    ],
    ids=["fails", "brings nothing"],
)
async def test_a_restore_that_fails_leaves_the_tables_as_they_were(
    postgres_url: str, tmp_path: Path, fault: str, said: str
) -> None:
    async with serving(postgres_url, tmp_path) as rest:
        await rest.create()
    file = tmp_path / "backup"
    assert backup(postgres_url, file).returncode == 0
    before = await contents(postgres_url)
    real = shutil.which("pg_restore", path=path_of_postgres())
    program(
        tmp_path / "bin",
        "pg_restore",
        f'case "$*" in *--single-transaction*) {fault};; esac; exec {real} "$@"',
    )
    path = f"{tmp_path / 'bin'}{os.pathsep}{path_of_postgres()}"
    failed = forked("restore", str(file), "--force", DATABASE_URL=postgres_url, PATH=path)
    assert failed.returncode == 1
    assert said in failed.stderr
    assert await contents(postgres_url) == before
    assert restore(postgres_url, file, "--force").returncode == 0


async def test_a_backup_of_another_schema_is_refused_and_changes_nothing(
    postgres_url: str, empty_postgres_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "backup"
    assert backup(postgres_url, file).returncode == 0
    await execute(empty_postgres_url, "CREATE SCHEMA elsewhere")
    url = f"{empty_postgres_url}?options=-csearch_path%3Delsewhere"
    async with serving(url, tmp_path) as rest:
        await rest.create()
    before = await contents(url)
    refused = restore(url, file, "--force")
    assert refused.returncode == 1, refused.stdout
    assert "The backup is of the schema public, and DATABASE_URL uses elsewhere" in refused.stderr
    assert await contents(url) == before
    assert await contents(empty_postgres_url) == {}, "nothing is in the schema of the backup"
    assert backup(url, file, "--force").returncode == 0
    await execute(url, "UPDATE sessions SET title = 'newer'")
    done = restore(url, file, "--force")
    assert done.returncode == 0, done.stderr
    assert await contents(url) == before


def test_missing_and_old_programs_of_postgres_are_named(postgres_url: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    missing = forked("backup", str(tmp_path / "b"), DATABASE_URL=postgres_url, PATH=str(tmp_path / "empty"))
    assert missing.returncode == 1
    assert "pg_dump is not installed here" in missing.stderr
    program(tmp_path / "bin", "pg_dump", "echo 'pg_dump (PostgreSQL) 9.6.24'")
    old = forked("backup", str(tmp_path / "b"), DATABASE_URL=postgres_url, PATH=str(tmp_path / "bin"))
    assert old.returncode == 1
    assert "pg_dump here is of version 9, and the server of version" in old.stderr
    assert not (tmp_path / "b").exists()


def test_the_password_is_on_no_command_line(postgres_url: str, tmp_path: Path) -> None:
    said = tmp_path / "said"
    program(
        tmp_path / "bin",
        "pg_dump",
        f'[ "$1" = --version ] && echo "pg_dump (PostgreSQL) 99" && exit\n'
        f'echo "$@; $PGPASSWORD; $PGSSLMODE; $PGDATABASE" > {said}; exit 1',
    )
    url = postgres_url.replace("codesala@", "codesala:secret@") + "?sslmode=prefer"
    path = f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}"
    assert forked("backup", str(tmp_path / "b"), DATABASE_URL=url, PATH=path).returncode == 1
    arguments, *settings = said.read_text().strip().split("; ")
    assert "secret" not in arguments
    assert settings == ["secret", "prefer", postgres_url.rpartition("/")[2]]


def test_nothing_to_back_up_is_said(tmp_path: Path) -> None:
    refused = backup(f"sqlite:///{tmp_path / 'nothing.db'}", tmp_path / "b")
    assert refused.returncode == 1
    assert "There is no database" in refused.stderr
    assert not list(tmp_path.iterdir())
