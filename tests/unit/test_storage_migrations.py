"""Migrations: four nodes at once, nothing to do, and a schema that is what the models say."""

import asyncio
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import CheckConstraint, Connection, inspect

from codesala.db.database import open_database
from codesala.db.migrate import migrate, newest
from codesala.db.models import Base
from codesala.questions import tables  # noqa: F401 (so that the metadata holds them)
from tests.support.databases import migrate as migrate_in_a_process
from tests.support.migrations import migrated_to
from tests.support.waiting import eventually


@pytest.fixture
def empty_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if database_kind == "sqlite":
        return f"sqlite:///{tmp_path / 'new' / 'codesala.db'}"
    url: str = request.getfixturevalue("empty_postgres_url")
    return url


async def ask(url: str, question: Any) -> Any:
    database = open_database(url, pool_size=1, timeout_s=10)
    try:
        async with database.engine.connect() as connection:
            return await connection.run_sync(question)
    finally:
        await database.aclose()


def differences(connection: Connection) -> list[Any]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, Base.metadata))


async def test_the_migrated_schema_is_what_the_models_say(database_url: str) -> None:
    assert await ask(database_url, differences) == []


async def test_the_constraints_of_the_models_are_in_the_migrated_schema(database_url: str) -> None:
    """Autogeneration does not look at checks and at ON DELETE."""
    found = await ask(
        database_url,
        lambda connection: {
            table: (
                {check["name"] for check in inspect(connection).get_check_constraints(table)},
                {(key["name"], key["options"].get("ondelete")) for key in inspect(connection).get_foreign_keys(table)},
            )
            for table in Base.metadata.tables
        },
    )
    for name, table in Base.metadata.tables.items():
        checks = {one.name for one in table.constraints if isinstance(one, CheckConstraint)}
        keys = {(one.name, one.ondelete) for one in table.foreign_key_constraints}
        assert found[name] == (checks, keys)


async def test_four_nodes_that_migrate_at_once_all_succeed(empty_url: str) -> None:
    databases = [open_database(empty_url, pool_size=2, timeout_s=10) for _ in range(4)]
    await asyncio.gather(*(migrate(database) for database in databases))
    for database in databases:
        await database.aclose()
    assert await ask(empty_url, differences) == []


async def test_four_processes_that_migrate_at_once_all_succeed(empty_url: str) -> None:
    await asyncio.gather(*(migrate_in_a_process(empty_url) for _ in range(4)))
    assert await ask(empty_url, differences) == []


async def test_migrating_again_does_nothing(database_url: str) -> None:
    database = open_database(database_url, pool_size=1, timeout_s=10)
    await migrate(database)
    await migrate(database)
    async with database.engine.connect() as connection:
        version = await connection.exec_driver_sql("SELECT version_num FROM alembic_version")
        assert [row[0] for row in version] == [newest()]
    await database.aclose()


async def test_a_database_of_the_first_schema_keeps_its_rows(empty_url: str) -> None:
    """SQLite makes some tables anew for a migration, and dropping the old one could delete what refers to it."""
    database = open_database(empty_url, pool_size=1, timeout_s=10)
    day = "'2026-11-20 09:00:00'"
    session = "sessions (id, language, initial_code, status, created_at, active_users)"
    rows = (
        f"INSERT INTO {session} VALUES ('s', 'python', '', 'live', {day}, 0)",
        f"INSERT INTO links (session_id, role, token_hash, created_at) VALUES ('s', 'host', 'h', {day})",
        f"INSERT INTO log_batches VALUES ('s', 'w', 1, {day}, 1, 'x')",
    )
    async with database.engine.begin() as connection:
        await connection.run_sync(migrated_to, "0001")
        for row in rows:
            await connection.exec_driver_sql(row)
    await migrate(database)
    async with database.engine.connect() as connection:
        for table in ("sessions", "links", "log_batches"):
            assert (await connection.exec_driver_sql(f"SELECT count(*) FROM {table}")).scalar_one() == 1
        added = await connection.exec_driver_sql("SELECT shares_code, is_locked FROM sessions")
        assert [bool(value) for value in added.one()] == [True, False]
    await database.aclose()


async def test_a_migration_that_takes_longer_than_any_statement_may_is_finished(empty_postgres_url: str) -> None:
    database = open_database(f"{empty_postgres_url}?command_timeout=0.2&statement_timeout=300", 1, timeout_s=10)
    beside = await asyncpg.connect(empty_postgres_url)
    try:
        async with database.engine.begin() as connection:
            await connection.run_sync(migrated_to, "0001")
        in_the_way = beside.transaction()
        await in_the_way.start()
        await beside.execute("LOCK TABLE sessions")
        migrating = asyncio.create_task(migrate(database))

        async def it_takes_a_while() -> bool:
            late = "wait_event_type = 'Lock' AND clock_timestamp() - query_start > interval '0.5 seconds'"
            query = f"SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND {late})"
            await beside.execute("SELECT pg_stat_clear_snapshot()")
            return migrating.done() or await beside.fetchval(query)

        await eventually(it_takes_a_while)
        await in_the_way.commit()
        await migrating
    finally:
        await beside.close()
        await database.aclose()
    assert await ask(empty_postgres_url, differences) == []
