"""A thread with a connection of its own to a SQLite file: what its reader and its writer have in common."""

import asyncio
import sqlite3
from abc import ABC, abstractmethod
from functools import partial
from queue import SimpleQueue
from threading import Thread
from typing import Any, Generic, TypeVar

from sqlalchemy.ext.asyncio import AsyncEngine

from codesala.db.pragmas import configure

Job = TypeVar("Job")


class SqliteThread(ABC, Generic[Job]):
    """Starts with its first job. After a failure it connects anew."""

    def __init__(self, engine: AsyncEngine, timeout_s: float, name: str) -> None:
        arguments, options = engine.dialect.create_connect_args(engine.url)
        self._open = partial(sqlite3.connect, *arguments, **options)
        self._timeout_s = timeout_s
        self._name = name
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._thread: Thread | None = None

    async def close(self) -> None:
        """End the thread, which first finishes what it has begun and answers what it was asked."""
        thread, self._thread = self._thread, None
        if thread is not None:
            self._jobs.put(None)
            await asyncio.to_thread(thread.join, self._timeout_s)

    def _put(self, job: Job) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
        self._jobs.put(job)

    @abstractmethod
    def _run(self) -> None:
        """In the thread: do the jobs until there is None among them."""

    def _connect(self) -> sqlite3.Connection:
        connection = self._open()
        configure(connection, self._timeout_s)
        return connection


def settle(done: "asyncio.Future[Any]", value: Any, error: BaseException | None) -> None:
    """Answer whoever waits still."""
    if done.done():
        return
    if error is None:
        done.set_result(value)
    else:
        done.set_exception(error)
