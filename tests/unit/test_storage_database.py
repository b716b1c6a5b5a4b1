"""Transactions: what they keep, what they undo, and how an outage looks. And who may open a SQLite file."""

import asyncio
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import bindparam, select, text
from sqlalchemy.exc import OperationalError

from codesala.db.database import is_outage, open_database
from codesala.db.locks import InUse, SqliteLock
from codesala.db.migrate import migrate
from codesala.db.models import Session
from codesala.db.urls import sqlite_file
from codesala.errors import Unavailable
from codesala.recordings.rows_log import SqlSessionLog
from codesala.records import Batch
from codesala.sessions import service as sessions
from codesala.sessions.changes import Actor
from codesala.sessions.life import change_session
from tests.support.cluster import python_environment
from tests.support.postgres import PostgresServer
from tests.support.sessions import add
from tests.support.waiting import patient

HOST = Actor("host")


async def test_an_error_undoes_the_whole_transaction(database_url: str) -> None:
    database = open_database(database_url, pool_size=2, timeout_s=5)
    session_id = await add(database)

    async def fail_halfway() -> None:
        async with database.transaction() as db:
            await change_session(db, session_id, HOST, title="never")
            raise RuntimeError("something else went wrong")

    with pytest.raises(RuntimeError):
        await fail_halfway()
    async with database.transaction() as db:
        assert (await sessions.read_session(db, session_id)).title is None
    await database.aclose()


async def test_concurrent_read_and_write_loses_nothing(database_url: str) -> None:
    """On SQLite this fails without BEGIN IMMEDIATE; on PostgreSQL the row is locked by the read."""
    database = open_database(database_url, pool_size=8, timeout_s=20)
    session_id = await add(database)

    async def count_one_more() -> None:
        async with database.transaction() as db:
            session = (await db.execute(select(Session).where(Session.id == session_id).with_for_update())).scalar_one()
            session.active_users += 1

    await asyncio.gather(*(count_one_more() for _ in range(60)))
    async with database.transaction() as db:
        assert (await sessions.read_session(db, session_id)).active_users == 60
    await database.aclose()


async def test_times_come_back_as_aware_as_they_were(database_url: str) -> None:
    database = open_database(database_url, pool_size=1, timeout_s=5)
    session_id = await add(database)
    async with database.transaction() as db:
        created_at = (await sessions.read_session(db, session_id)).created_at
    assert created_at.utcoffset() is not None
    assert created_at.isoformat().endswith("+00:00")
    await database.aclose()


async def test_sqlite_writes_as_durably_as_promised(sqlite_url: str) -> None:
    database = open_database(sqlite_url, pool_size=1, timeout_s=5)
    async with database.transaction() as db:
        found = {
            name: (await db.execute(text(f"PRAGMA {name}"))).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    assert found == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
    await database.aclose()


async def test_reading_in_sqlite_does_not_wait_for_a_writer(sqlite_url: str) -> None:
    database = open_database(sqlite_url, pool_size=4, timeout_s=1)
    session_id = await add(database)
    async with database.transaction() as writing:
        await change_session(writing, session_id, HOST, title="new")
        async with database.transaction(read_only=True) as db:
            assert (await sessions.read_session(db, session_id)).title is None
    await database.aclose()


async def test_a_writer_that_waits_too_long_for_its_turn_is_told_to_come_back(sqlite_url: str) -> None:
    database = open_database(sqlite_url, pool_size=4, timeout_s=0.1)
    async with database.transaction():
        with pytest.raises(Unavailable):
            async with database.transaction():
                pass
    await database.aclose()


async def test_a_file_that_cannot_be_opened_is_unavailable_and_read_as_soon_as_it_can(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    database = open_database(f"sqlite:///{folder / 'codesala.db'}", pool_size=1, timeout_s=5)
    shutil.rmtree(folder)
    with pytest.raises(Unavailable):
        await database.read(select(Session.id))
    assert await database.version() is None
    folder.mkdir()
    await migrate(database)
    session_id = await add(database)
    assert await database.read(select(Session.id), select(Session.status)) == [[(session_id,)], [("live",)]]
    before = await database.version()
    assert await database.version() == before
    await add(database)
    assert await database.version() != before
    await database.aclose()


async def test_many_who_read_at_once_are_all_answered(database_url: str) -> None:
    database = open_database(database_url, pool_size=2, timeout_s=20)
    sessions_made = [await add(database) for _ in range(5)]
    one = select(Session.id).where(Session.id == bindparam("of"))
    found = await asyncio.gather(*(database.read(one, of=session_id) for session_id in sessions_made * 20))
    assert [rows[0][0].id for rows in found] == sessions_made * 20
    await database.aclose()


async def test_an_outage_is_unavailable_and_the_pool_recovers_by_itself(own_postgres: PostgresServer) -> None:
    database = open_database(own_postgres.url(), pool_size=3, timeout_s=5)
    await migrate(database)
    session_id = await add(database)

    async def be_cut_halfway() -> None:
        async with database.transaction() as db:
            await change_session(db, session_id, HOST, title="never")
            own_postgres.kill()
            await db.execute(text("SELECT 1"))

    with pytest.raises(Unavailable):
        await be_cut_halfway()
    with pytest.raises(Unavailable):
        await database.ping()
    with pytest.raises(Unavailable):
        await SqlSessionLog(database, timeout_s=5).append([Batch(session_id, "a", 1, 1, b"x")])
    with pytest.raises(Unavailable):
        await SqlSessionLog(database, timeout_s=5).load(session_id)
    own_postgres.start()
    await database.ping()
    async with database.transaction() as db:
        assert (await sessions.read_session(db, session_id)).title is None
    await database.aclose()


async def test_a_full_house_of_connections_is_unavailable(postgres_url: str) -> None:
    database = open_database(postgres_url, pool_size=1, timeout_s=patient(2))
    async with database.transaction() as db:
        await db.execute(text("SELECT 1"))
        with pytest.raises(Unavailable):
            await database.ping()
    await database.aclose()


async def test_a_full_disk_is_unavailable_and_loses_nothing_that_was_stored(sqlite_url: str) -> None:
    database = open_database(sqlite_url, pool_size=1, timeout_s=5)
    log = SqlSessionLog(database, timeout_s=5)
    session_id = await add(database)
    large = Batch(session_id, "a", 1, 1, bytes(1_000_000))
    path = sqlite_file(sqlite_url)
    assert path
    largest = max(file.stat().st_size for file in path.parent.iterdir())
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest + 100_000, hard))  # for all ways to the file alike
    try:
        with pytest.raises(Unavailable):
            await log.append([large])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    await log.append([large])
    _facts, stored = await log.load(session_id)
    assert [one.writer for one in stored.batches] == ["initial", "a"]
    await database.aclose()


async def test_who_writes_to_a_full_disk_is_told_that_it_is_full(sqlite_url: str) -> None:
    database = open_database(sqlite_url, pool_size=1, timeout_s=5)
    await add(database)
    async with database.engine.connect() as connection:
        await connection.exec_driver_sql("PRAGMA max_page_count = 1")  # it cannot grow: SQLite's own word for "full"
    with pytest.raises(Unavailable, match="disk is full"):
        async with database.transaction() as db:
            await db.execute(text("CREATE TABLE more AS SELECT randomblob(100000) AS x"))
    await database.aclose()


async def test_calls_that_are_cancelled_leave_whole_transactions_and_a_working_pool(database_url: str) -> None:
    database = open_database(database_url, pool_size=2, timeout_s=5)
    log = SqlSessionLog(database, timeout_s=5)
    session_id = await add(database)
    for number in range(1, 41):
        pair = [Batch(session_id, f"w{number}", part, 1, b"x") for part in (1, 2)]
        append = asyncio.create_task(log.append(pair))
        for _ in range(number):  # each time a little later: in the queue, at BEGIN, INSERT, COMMIT
            await asyncio.sleep(0)
        append.cancel()
        await asyncio.gather(append, return_exceptions=True)
    await log.append([Batch(session_id, "last", 1, 1, b"x")])
    _facts, stored = await log.load(session_id)
    writers = [one.writer for one in stored.batches]
    assert writers[-1] == "last"
    assert all(writers.count(writer) == 2 for writer in set(writers) - {"initial", "last"})
    await asyncio.gather(*(database.ping() for _ in range(10)))
    await database.aclose()


async def test_a_read_only_server_is_unavailable(postgres_url: str) -> None:
    database = open_database(f"{postgres_url}?default_transaction_read_only=on", pool_size=1, timeout_s=5)
    with pytest.raises(Unavailable):
        await add(database)
    await database.aclose()


def test_the_first_to_lock_a_sqlite_file_keeps_others_out_and_tells_them_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "new" / "codesala.db"
    held = SqliteLock(path)
    script = (
        "import sys, pathlib\n"
        "from codesala.db.locks import InUse, SqliteLock\n"
        "try: SqliteLock(pathlib.Path(sys.argv[1]))\n"
        "except InUse as refusal: print(refusal)\n"
        "else: print('mine')\n"
    )

    def try_elsewhere() -> str:
        command = [sys.executable, "-c", script, str(path)]
        done = subprocess.run(command, check=True, env=python_environment(), capture_output=True, text=True)
        return done.stdout.strip()

    with pytest.raises(InUse, match=r"in use by another Codesala \(pid \d+\)\. Stop it, or give this one its own"):
        SqliteLock(path)
    assert try_elsewhere().startswith(f"{path} is in use by another Codesala (pid ")
    link = tmp_path / "link.db"
    link.symlink_to(path)
    with pytest.raises(InUse):
        SqliteLock(link)
    held.close()
    assert try_elsewhere() == "mine"


def test_who_removes_the_file_of_a_lock_does_not_remove_the_lock(tmp_path: Path) -> None:
    path = tmp_path / "codesala.db"
    file = tmp_path / "codesala.db.lock"
    held = SqliteLock(path)
    file.unlink()
    held.hold_on()
    with pytest.raises(InUse):
        SqliteLock(path)
    file.unlink()
    quicker = SqliteLock(path)
    with pytest.raises(InUse):
        held.hold_on()
    quicker.close()
    held.close()


def test_what_the_driver_says_while_the_pool_connects_is_an_outage_unless_something_is_wrong() -> None:
    assert is_outage(asyncpg.InterfaceError("connection is closed"))
    assert is_outage(asyncpg.CannotConnectNowError("the database system is starting up"))
    assert not is_outage(asyncpg.InvalidPasswordError("password authentication failed"))


async def test_a_statement_that_is_wrong_is_not_taken_for_an_outage_and_its_failures_are_said_once(
    sqlite_url: str, caplog: pytest.LogCaptureFixture
) -> None:
    database = open_database(sqlite_url, pool_size=2, timeout_s=5)
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql("ALTER TABLE sessions RENAME TO elsewhere")
    for _ in range(3):
        with pytest.raises(OperationalError, match="no such table"):
            await database.read(select(Session.id).where(Session.id == bindparam("id")), id="s")
    said = [line for line in caplog.messages if "a read has to be repeated" in line]
    assert len(said) == 1
    assert "no such table" in said[0]
    await database.aclose()
