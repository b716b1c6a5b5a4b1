"""A thread that reads a SQLite file: prepared statements, one connection, kept; one hop there and one back.

Who asks while the thread is busy is answered together with the others that did.
"""

import asyncio
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from queue import Empty
from typing import Any, NamedTuple

from sqlalchemy.ext.asyncio import AsyncEngine

from codesala.db.prepared import Prepared, ReadRows
from codesala.db.sqlite_thread import SqliteThread, settle


class _Job(NamedTuple):
    work: Callable[[sqlite3.Connection], Any]
    done: "asyncio.Future[Any]"


class SqliteReader(SqliteThread[_Job]):
    """Answers, those together who asked together."""

    def __init__(self, engine: AsyncEngine, timeout_s: float) -> None:
        super().__init__(engine, timeout_s, "reader")

    async def read(self, statements: Sequence[Prepared], parameters: Mapping[str, Any]) -> ReadRows:
        """The rows of all statements as of one moment. Raises what the driver raises."""
        rows: ReadRows = await self._ask(partial(_read, statements, parameters))
        return rows

    async def version(self) -> int:
        """A number that is another one after each commit by anybody. Raises what the driver raises."""
        version: int = await self._ask(_read_version)
        return version

    def _ask(self, work: Callable[[sqlite3.Connection], Any]) -> "asyncio.Future[Any]":
        done: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._put(_Job(work, done))
        return done

    def _run(self) -> None:
        connection: sqlite3.Connection | None = None
        is_ending = False
        while not is_ending:
            jobs = [self._jobs.get()]
            try:
                while True:
                    jobs.append(self._jobs.get_nowait())
            except Empty:
                pass
            answers: list[tuple[asyncio.Future[Any], Any, BaseException | None]] = []
            for job in jobs:
                if job is None:
                    is_ending = True
                    continue
                try:
                    connection = connection or self._connect()
                    answers.append((job.done, job.work(connection), None))
                except BaseException as error:
                    answers.append((job.done, None, error))
                    if connection is not None:
                        connection.close()
                        connection = None
            try:
                if answers:
                    answers[0][0].get_loop().call_soon_threadsafe(_settle_all, answers)
            except RuntimeError:
                break  # the event loop is gone, and with it everybody who could ask for more
        if connection is not None:
            connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = super()._connect()
        connection.execute("PRAGMA query_only = ON")
        return connection


def _read(statements: Sequence[Prepared], parameters: Mapping[str, Any], connection: sqlite3.Connection) -> ReadRows:
    if len(statements) == 1:
        return [_fetch(connection, statements[0], parameters)]
    connection.execute("BEGIN DEFERRED")
    rows = [_fetch(connection, statement, parameters) for statement in statements]
    connection.execute("COMMIT")
    return rows


def _fetch(connection: sqlite3.Connection, statement: Prepared, parameters: Mapping[str, Any]) -> list[Any]:
    return statement.rows(connection.execute(statement.sql, statement.arguments(parameters)))


def _read_version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA data_version").fetchone()[0]
    return version


def _settle_all(answers: list[tuple["asyncio.Future[Any]", Any, BaseException | None]]) -> None:
    for answer in answers:
        settle(*answer)
