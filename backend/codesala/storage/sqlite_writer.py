"""A thread that appends to a SQLite file: one connection, kept; one hop there and one back for each transaction.

Through the pool every statement of a transaction is a hop of its own, and any of its threads may be the next: that cost
more than SQLite itself.
"""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import Any, NamedTuple

from sqlalchemy.ext.asyncio import AsyncEngine

from codesala.records import Batch
from codesala.storage.models import now
from codesala.storage.pragmas import configure

Rows = list[tuple[Any, ...]]

SQL = """
INSERT INTO log_batches (session_id, writer, number, created_at, entry_count, data) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT DO NOTHING
"""


class _Job(NamedTuple):
    rows: Rows
    loop: asyncio.AbstractEventLoop
    done: "asyncio.Future[None]"


class SqliteWriter:
    """The thread starts with the first append. After a failure it connects anew."""

    def __init__(self, engine: AsyncEngine, turn: AbstractAsyncContextManager[None], timeout_s: float) -> None:
        """`turn` is this database's turn to write."""
        arguments, options = engine.dialect.create_connect_args(engine.url)
        self._open = partial(sqlite3.connect, *arguments, **options)
        self._timeout_s = timeout_s
        self._turn = turn
        self._jobs: SimpleQueue[_Job | None] = SimpleQueue()
        self._thread: Thread | None = None

    async def append(self, batches: Sequence[Batch]) -> None:
        """All batches in one transaction; on return they are on disk. Raises TimeoutError, and what the driver raises.
        When late or cancelled, they may still be written."""
        at = now().replace(tzinfo=None).isoformat(" ", "microseconds")  # as SQLAlchemy writes it
        rows = [(batch.session_id, batch.writer, batch.number, at, batch.entry_count, batch.data) for batch in batches]
        if self._thread is None:
            self._thread = Thread(target=self._run, name="log-writer", daemon=True)
            self._thread.start()
        loop = asyncio.get_running_loop()
        async with self._turn:
            done: asyncio.Future[None] = loop.create_future()
            late = loop.call_later(self._timeout_s, _settle, done, TimeoutError())
            self._jobs.put(_Job(rows, loop, done))
            try:
                await done
            finally:
                late.cancel()

    async def close(self) -> None:
        """End the thread, which first finishes what it has begun."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._jobs.put(None)
            await asyncio.to_thread(thread.join, self._timeout_s)

    def _run(self) -> None:
        connection: sqlite3.Connection | None = None
        while (job := self._jobs.get()) is not None:
            error: BaseException | None = None
            try:
                connection = connection or self._connect()
                connection.execute("BEGIN IMMEDIATE")
                connection.executemany(SQL, job.rows)
                connection.execute("COMMIT")
            except BaseException as caught:
                error = caught
                if connection is not None:
                    connection.close()  # which rolls back
                    connection = None
            try:
                job.loop.call_soon_threadsafe(_settle, job.done, error)
            except RuntimeError:
                break  # the event loop is gone, and with it everybody who could ask for more
        if connection is not None:
            connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = self._open()
        configure(connection, self._timeout_s)
        return connection


def _settle(done: "asyncio.Future[None]", error: BaseException | None) -> None:
    if done.done():
        return
    if error is None:
        done.set_result(None)
    else:
        done.set_exception(error)
