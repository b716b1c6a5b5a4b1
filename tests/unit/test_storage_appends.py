"""The connection that only appends to the log: it is made anew after every failure, and closed with the others."""

import asyncio
import re
from collections.abc import AsyncIterator

import asyncpg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from codesala.db.database import Database, open_database
from codesala.db.migrate import migrate
from codesala.errors import Unavailable
from codesala.recordings.rows_log import SqlSessionLog
from codesala.records import Batch
from tests.support.postgres import PostgresServer
from tests.support.sessions import add
from tests.support.waiting import eventually


@pytest.fixture
async def observer(postgres_url: str) -> AsyncIterator[asyncpg.Connection]:
    connection = await asyncpg.connect(postgres_url)
    yield connection
    await connection.close()


@pytest.fixture
async def database(postgres_url: str) -> AsyncIterator[Database]:
    database = open_database(postgres_url, pool_size=1, timeout_s=5)
    yield database
    await database.aclose()


@pytest.fixture
def log(database: Database) -> SqlSessionLog:
    return SqlSessionLog(database, timeout_s=5)


async def numbers(log: SqlSessionLog, session_id: str) -> list[int]:
    _facts, stored = await log.load(session_id)
    return [batch.number for batch in stored.batches if batch.writer == "a"]


async def test_appends_go_on_after_the_server_was_killed(own_postgres: PostgresServer) -> None:
    database = open_database(own_postgres.url(), pool_size=1, timeout_s=5)
    await migrate(database)
    log = SqlSessionLog(database, timeout_s=5)
    session_id = await add(database)
    await log.append([Batch(session_id, "a", 1, 1, b"x")])
    own_postgres.kill()
    with pytest.raises(Unavailable):
        await log.append([Batch(session_id, "a", 2, 1, b"x")])
    own_postgres.start()
    await log.append([Batch(session_id, "a", 2, 1, b"x")])
    await log.append([Batch(session_id, "a", 3, 1, b"x")])
    assert await numbers(log, session_id) == [1, 2, 3]
    await database.aclose()


async def test_nobody_notices_that_the_servers_end_of_a_line_was_cut(
    database: Database, log: SqlSessionLog, observer: asyncpg.Connection
) -> None:
    session_id = await add(database)
    for number in (1, 3, 5):
        await log.append([Batch(session_id, "a", number, 1, b"x")])  # may be repeated through the pool
        await log.append([Batch(session_id, "a", number + 1, 1, b"x")])
        cut = await observer.fetch(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND query ~ $1",
            r"^\s*INSERT INTO log_batches",
        )
        assert len(cut) == 1
    assert await numbers(log, session_id) == [1, 2, 3, 4, 5, 6]


async def test_an_append_that_takes_too_long_may_be_repeated(database_url: str) -> None:
    database = open_database(database_url, pool_size=2, timeout_s=5)
    session_id = await add(database)
    log = SqlSessionLog(database, timeout_s=10)
    await log.append([Batch(session_id, "a", 1, 1, b"x")])
    async with database.transaction() as db:
        if database.engine.dialect.name == "postgresql":
            await db.execute(text("LOCK TABLE log_batches"))
        with pytest.raises(Unavailable):
            await SqlSessionLog(database, timeout_s=0.2).append([Batch(session_id, "a", 2, 1, b"x")])
    await log.append([Batch(session_id, "a", 2, 1, b"x")])
    assert await numbers(log, session_id) == [1, 2]
    await database.aclose()


async def test_what_makes_the_quick_way_fail_each_time_is_said_once(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    database = open_database(sqlite_url, pool_size=1, timeout_s=5)
    session_id = await add(database)
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE log_batches RENAME TO elsewhere")
    for number in (1, 2, 3):
        with pytest.raises(OperationalError, match="no such table"):
            await SqlSessionLog(database, timeout_s=5).append([Batch(session_id, "a", number, 1, b"x")])
    said = [line for line in caplog.messages if "an append has to be repeated" in line]
    assert len(said) == 1
    assert "no such table" in said[0]
    await database.aclose()


async def test_what_is_appended_survives_a_crash_although_the_database_would_rather_write_later() -> None:
    server = PostgresServer(options={"wal_writer_delay": "10s"})  # as late as it can be
    try:
        server.start()
        beside = await asyncpg.connect(server.url())
        await beside.execute("ALTER DATABASE postgres SET synchronous_commit = off")
        await beside.close()
        database = open_database(server.url(), pool_size=1, timeout_s=5)
        await migrate(database)
        log = SqlSessionLog(database, timeout_s=5)
        session_id = await add(database)
        for number in range(1, 6):
            await log.append([Batch(session_id, "a", number, 1, b"x")])
        server.kill()
        await database.aclose()
        server.start()
        database = open_database(server.url(), pool_size=1, timeout_s=5)
        assert await numbers(SqlSessionLog(database, timeout_s=5), session_id) == [1, 2, 3, 4, 5]
        await database.aclose()
    finally:
        server.kill()


async def test_a_stricter_choice_of_the_database_is_kept(postgres_url: str) -> None:
    for chosen, kept in (("off", "on"), ("local", "on"), ("remote_apply", "remote_apply")):
        database = open_database(f"{postgres_url}?synchronous_commit={chosen}", pool_size=1, timeout_s=5)
        async with database.transaction() as db:
            assert (await db.execute(text("SHOW synchronous_commit"))).scalar_one() == kept
        await database.aclose()


async def test_times_in_sqlite_are_written_alike_whoever_writes_them(sqlite_url: str) -> None:
    database = open_database(sqlite_url, pool_size=1, timeout_s=5)
    session_id = await add(database)
    await SqlSessionLog(database, timeout_s=5).append([Batch(session_id, "a", 1, 1, b"x")])
    async with database.transaction(read_only=True) as db:
        times = (await db.execute(text("SELECT created_at FROM log_batches"))).scalars().all()
    assert len(times) == 2
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}", time) for time in times), times
    await database.aclose()


async def test_closing_the_database_closes_it_too_even_while_it_appends(
    database: Database, log: SqlSessionLog, observer: asyncpg.Connection
) -> None:
    session_id = await add(database)
    await log.append([Batch(session_id, "a", 1, 1, b"x")])
    append = asyncio.create_task(log.append([Batch(session_id, "a", 2, 1, b"x")]))
    await asyncio.sleep(0)
    await database.aclose()
    await append

    async def nobody_is_left() -> bool:
        query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
        left: int = await observer.fetchval(query)
        return left == 0

    await eventually(nobody_is_left)
