"""The database as one object: where it is, its transactions, and which of its failures mean "try again".

One implementation for PostgreSQL and SQLite; what differs between the two is here, in `urls.py` and in `models.py`.
"""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Insert, event, text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, AsyncSession, create_async_engine
from sqlalchemy.pool import NullPool

from codesala.db.complaints import Complaints
from codesala.db.pings import ask_first
from codesala.db.pragmas import configure
from codesala.db.prepared import PostgresReader, Prepared, PreparedInsert, ReadRows, Statement, Within, in_one
from codesala.db.reader import SqliteReader
from codesala.db.same_file import FileGone, SameFile
from codesala.db.sqlite_writer import SqliteWriter
from codesala.db.turn import WriteTurn
from codesala.db.urls import connect_arguments, normalise
from codesala.errors import Unavailable

# SQLSTATE classes that say "not now" rather than "this statement is wrong": connection, transaction rolled back
# (deadlock, serialisation), insufficient resources (disk full, too many connections), operator intervention
# (shutting down, starting up, statement cancelled), system error; 25006 is a read-only server, 55P03 a lock timeout.
PASSING_CLASSES = frozenset({"08", "40", "53", "57", "58"})
PASSING_STATES = frozenset({"25006", "55P03"})

# Not at connecting, because connection poolers refuse what they do not know there.
COMMIT_TO_DISK = """
SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') <> 'remote_apply'
"""

OF_ONE_MOMENT: dict[str, dict[str, Any]] = {
    "sqlite": {"sqlite_begin": "BEGIN DEFERRED"},
    "postgresql": {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True},
}
"""What a transaction is that only reads."""

# Writers wait while SQLite empties its log, and it waits for readers: so this long, and then another time.
SCRUB_PATIENCE_S = 0.25


def is_outage(error: BaseException) -> bool:
    """Whether a failure says that the database is out of reach, busy or full, so that a retry may help."""
    cause = error.orig if isinstance(error, OperationalError) else error
    if isinstance(cause, sqlite3.OperationalError):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_ERROR  # "no such table": it is wrong
    if isinstance(error, OSError | TimeoutError | OperationalError | InterfaceError | PoolTimeoutError):
        return True
    if type(error).__module__.startswith("asyncpg"):  # while the pool connects it is not wrapped
        state = getattr(error, "sqlstate", None)
        return state is None or _passes(state)
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or _passes(getattr(error.orig, "sqlstate", None) or "")
    return False


def is_full(error: BaseException) -> bool:
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, sqlite3.Error):
        return getattr(cause, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL
    return getattr(cause, "sqlstate", None) == "53100"  # PostgreSQL's "disk full"


def _passes(state: str) -> bool:
    return state[:2] in PASSING_CLASSES or state in PASSING_STATES


class Database:
    """One engine with its pool. Belongs to the event loop on which it was opened."""

    def __init__(self, engine: AsyncEngine, timeout_s: float, unhurried: AsyncEngine | None = None) -> None:
        self.engine = engine
        self._unhurried = unhurried or engine
        self.before_close: list[Callable[[], Awaitable[None]]] = []
        """What has connections of its own, to be closed with the others."""
        self.complaints = Complaints()
        self._timeout_s = timeout_s
        self._is_sqlite = engine.dialect.name == "sqlite"
        self._turn = WriteTurn(timeout_s) if self._is_sqlite else None
        self._file = SameFile(Path(engine.url.database)) if self._is_sqlite and engine.url.database else None
        if self._file is not None:
            event.listen(engine.sync_engine, "connect", self._file.opened)
        self.needs_scrub = self._is_sqlite
        """Deleted rows may still be readable in the files; at first, those that the last process left."""
        self._reading = engine.execution_options(**OF_ONE_MOMENT[engine.dialect.name])
        self._each_alone = engine.execution_options(isolation_level="AUTOCOMMIT")
        self._prepared: dict[Statement, Prepared] = {}
        self._prepared_inserts: dict[Insert, PreparedInsert] = {}
        self.writer = SqliteWriter(engine, self._turn, timeout_s) if self._turn else None
        """What writes all the time writes here, where the database has only one writer."""
        self._quick: SqliteReader | PostgresReader = PostgresReader(engine)
        self._slow: SqliteReader | PostgresReader = self._quick
        """For what may be long, so that others need not wait for it."""
        if self._is_sqlite:
            self._quick, self._slow = quick, slow = SqliteReader(engine, timeout_s), SqliteReader(engine, timeout_s)
            self.before_close += [quick.close, slow.close]
        if self.writer is not None:
            self.before_close.append(self.writer.close)

    @asynccontextmanager
    async def transaction(self, *, read_only: bool = False) -> AsyncIterator[AsyncSession]:
        """One transaction: committed when the block ends, rolled back when it raises. On return it is on disk.

        Raises `errors.Unavailable` when the database is out of reach, busy beyond the timeout, full or read-only;
        if that happens while committing, nobody knows whether the commit arrived. `read_only` promises that the
        block writes nothing and locks nothing: then it waits for no writer, and all that it reads is as of one moment.
        """
        async with self._explaining():
            async with (
                nullcontext() if read_only else self.write_turn(),
                AsyncSession(self._reading if read_only else self.engine, expire_on_commit=False) as db,
                db.begin(),
            ):
                yield db
            self.check_file()

    async def insert(self, *inserts: tuple[Insert, Sequence[Mapping[str, Any]]]) -> None:
        """Add these rows, in this order, in one transaction: for what is done all the time, at a fraction of what
        objects in a session cost. The statements are constants. On return it is on disk; raises as `transaction`."""
        async with self._explaining():
            prepared = [self._prepare_insert(statement, rows) for statement, rows in inserts]
            if self.writer is not None:
                await self.writer.write(prepared)
                self.check_file()
            else:
                sql, arguments = in_one(prepared)
                async with self._each_alone.connect() as connection:
                    await connection.exec_driver_sql(sql, tuple(arguments))

    def _prepare_insert(self, statement: Insert, rows: Sequence[Mapping[str, Any]]) -> tuple[str, list[list[Any]]]:
        prepared = self._prepared_inserts.get(statement)
        if prepared is None:
            prepared = self._prepared_inserts[statement] = PreparedInsert(statement, self.engine.dialect)
        return prepared.sql, [prepared.arguments(row) for row in rows]

    @asynccontextmanager
    async def _explaining(self) -> AsyncIterator[None]:
        try:
            yield
        except Exception as error:
            if isinstance(error, FileGone):
                self.complaints.say("nothing is saved", error)
            if is_full(error):
                raise Unavailable("The server's disk is full, so nothing can be saved. Tell its operator.") from error
            if is_outage(error):
                raise Unavailable("The database cannot be reached at the moment: try again soon.") from error
            raise

    def check_file(self) -> None:
        """What was committed is where it will be looked for. Raises same_file.FileGone."""
        if self._file is not None:
            self._file.check()

    async def read(self, *statements: Statement, **parameters: Any) -> ReadRows:
        """The rows of these statements, which are constants, as of one moment: for what is asked all the time, at a
        tenth of what a transaction costs. Raises `errors.Unavailable`."""
        reader = self._slow if len(statements) > 1 else self._quick
        try:
            return await reader.read([self._prepare(statement) for statement in statements], parameters)
        except Exception as error:  # what is to be done about it, the ordinary way says
            self.complaints.say("a read has to be repeated", error)
        async with self.transaction(read_only=True) as db:
            return await Within(db).read(*statements, **parameters)

    def _prepare(self, statement: Statement) -> Prepared:
        prepared = self._prepared.get(statement)
        if prepared is None:
            prepared = self._prepared[statement] = Prepared(statement, self.engine.dialect)
        return prepared

    @asynccontextmanager
    async def unhurried(self) -> AsyncIterator[AsyncConnection]:
        """A connection whose statements may take as long as they need, closed afterwards: for migrations and backups.
        Raises what the driver raises."""
        async with self._unhurried.connect() as connection:
            if not self._is_sqlite:
                for limit in ("statement_timeout", "idle_in_transaction_session_timeout"):
                    await connection.execute(text(f"SET {limit} = 0"))  # the server's own
                await connection.commit()
            yield connection

    async def version(self) -> int | None:
        """A number that is another one after each commit by anybody; None where that cannot be told."""
        if isinstance(self._quick, SqliteReader):
            with suppress(sqlite3.Error):
                return await self._quick.version()
        return None

    async def ping(self) -> None:
        """Raises `errors.Unavailable` when the database does not answer within the timeout."""
        try:
            async with asyncio.timeout(self._timeout_s):
                async with self.transaction(read_only=True) as db:
                    await db.execute(text("SELECT 1"))
        except TimeoutError as error:
            raise Unavailable("The database does not answer.") from error

    async def scrub(self) -> bool:
        """Leave nothing of deleted rows in the files: False when that has to be tried again, and `needs_scrub` is true.

        SQLite overwrites what is deleted (`secure_delete`), but its write-ahead log keeps the pages as they were until
        it is emptied here. PostgreSQL keeps dead rows until VACUUM, out of reach of queries and dumps.
        """
        if not self._is_sqlite:
            return True
        self.needs_scrub = True
        try:
            async with self.write_turn(), self.engine.connect() as connection:
                driver: Any = (await connection.get_raw_connection()).driver_connection
                await driver.execute(f"PRAGMA busy_timeout = {int(SCRUB_PATIENCE_S * 1000)}")
                try:
                    cursor = await driver.execute("PRAGMA wal_checkpoint(TRUNCATE)")
                    was_busy, *_ = await cursor.fetchone()
                finally:
                    await driver.execute(f"PRAGMA busy_timeout = {int(self._timeout_s * 1000)}")
        except Exception as error:
            if is_outage(error):
                return False
            raise
        self.needs_scrub = bool(was_busy)
        return not was_busy

    async def aclose(self) -> None:
        """Close all connections. Transactions that are still open are rolled back by the database."""
        for close in self.before_close:
            await close()
        await self.engine.dispose()

    def write_turn(self) -> AbstractAsyncContextManager[None]:
        """Wait for this writer's turn, where the database has only one writer at a time."""
        return self._turn or nullcontext()


def open_database(url: str, pool_size: int, timeout_s: float) -> Database:
    """The database at a URL as users write it (see `urls.normalise`); connects at first use.

    `timeout_s` bounds connecting, waiting for a connection of the pool, each statement (PostgreSQL; not those of
    `unhurried` connections) and waiting for another writer (SQLite). Raises ValueError for a URL that cannot be used.
    """
    target = normalise(url)
    unhurried: AsyncEngine | None = None
    # Parameters of statements are code, titles and hashes: they stay out of error messages and so out of the log.
    options: dict[str, Any] = {"pool_size": pool_size, "pool_timeout": timeout_s, "hide_parameters": True}
    if target.get_backend_name() == "sqlite":
        assert target.database is not None
        _keep_to_ourselves(Path(target.database))
        engine = create_async_engine(target, max_overflow=0, connect_args={"timeout": timeout_s}, **options)
        _prepare_sqlite(engine, timeout_s)
    else:
        target, arguments = connect_arguments(target, timeout_s)
        engine = create_async_engine(target, max_overflow=0, connect_args=arguments, **options)
        ask_first(engine)
        unlimited = arguments | {"command_timeout": None}
        unhurried = create_async_engine(target, poolclass=NullPool, connect_args=unlimited, hide_parameters=True)
        for one in (engine, unhurried):
            _commit_to_disk(one, timeout_s)
    return Database(engine, timeout_s, unhurried)


def _keep_to_ourselves(file: Path) -> None:
    """Other users of the machine read neither the database nor its logs, for which SQLite takes the file's mode."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    file.touch(mode=0o600)
    for path in (file, file.with_name(f"{file.name}-wal"), file.with_name(f"{file.name}-shm")):
        with suppress(OSError):  # not there, or not ours to change
            path.chmod(0o600)


def _commit_to_disk(engine: AsyncEngine, timeout_s: float) -> None:
    """A commit that PostgreSQL answers is on disk, whatever its default is: "Saved" says so."""

    @event.listens_for(engine.sync_engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        connection.run_async(lambda driver: driver.execute(COMMIT_TO_DISK, timeout=timeout_s))


def _prepare_sqlite(engine: AsyncEngine, timeout_s: float) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        configure(connection, timeout_s)

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql(connection.get_execution_options().get("sqlite_begin", "BEGIN IMMEDIATE"))
