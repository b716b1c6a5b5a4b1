"""A thread that adds rows to a SQLite file: one connection, kept; one hop there and one back for each transaction.

Through the pool every statement of a transaction is a hop of its own, and any of its threads may be the next: that cost
more than SQLite itself.
"""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any, NamedTuple

from sqlalchemy.ext.asyncio import AsyncEngine

from codesala.db.models import now
from codesala.db.sqlite_thread import SqliteThread, settle
from codesala.records import Batch

Inserts = Sequence[tuple[str, Sequence[Sequence[Any]]]]
"""Statements, each with its rows."""

SQL = """
INSERT INTO log_batches (session_id, writer, number, created_at, entry_count, data) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT DO NOTHING
"""


class _Job(NamedTuple):
    inserts: Inserts
    done: "asyncio.Future[None]"


class SqliteWriter(SqliteThread[_Job]):
    """Writes, one transaction after the other."""

    def __init__(self, engine: AsyncEngine, turn: AbstractAsyncContextManager[None], timeout_s: float) -> None:
        """`turn` is this database's turn to write."""
        super().__init__(engine, timeout_s, "writer")
        self._turn = turn

    async def append(self, batches: Sequence[Batch]) -> None:
        """All batches in one transaction; on return they are on disk. Raises TimeoutError, and what the driver raises.
        When late or cancelled, they may still be written."""
        at = now().replace(tzinfo=None).isoformat(" ", "microseconds")  # as SQLAlchemy writes it
        rows = [(batch.session_id, batch.writer, batch.number, at, batch.entry_count, batch.data) for batch in batches]
        await self.write([(SQL, rows)])

    async def write(self, inserts: Inserts) -> None:
        """The same with rows of any tables, in this order."""
        loop = asyncio.get_running_loop()
        async with self._turn:
            done: asyncio.Future[None] = loop.create_future()
            late = loop.call_later(self._timeout_s, settle, done, None, TimeoutError())
            self._put(_Job(inserts, done))
            try:
                await done
            finally:
                late.cancel()

    def _run(self) -> None:
        connection: sqlite3.Connection | None = None
        while (job := self._jobs.get()) is not None:
            error: BaseException | None = None
            try:
                connection = connection or self._connect()
                connection.execute("BEGIN IMMEDIATE")
                for sql, rows in job.inserts:
                    connection.executemany(sql, rows)
                connection.execute("COMMIT")
            except BaseException as caught:
                error = caught
                if connection is not None:
                    connection.close()  # which rolls back
                    connection = None
            try:
                job.done.get_loop().call_soon_threadsafe(settle, job.done, None, error)
            except RuntimeError:
                break  # the event loop is gone, and with it everybody who could ask for more
        if connection is not None:
            connection.close()
