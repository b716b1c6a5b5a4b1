"""Locks between processes on one machine: who may use a SQLite file, and who migrates it."""

import fcntl
import logging
import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from typing import IO

logger = logging.getLogger(__name__)

LOOK_EVERY_S = 1.0


class InUse(Exception):
    """Another process has the file. The message says what to do."""


class SqliteLock:
    """A SQLite file is this process's, from now on until `close` or its end, however it ends.

    The lock is on `<file>.lock`, which holds the owner's process id and stays behind; links to one file lead to one
    lock. Processes that share the open file share the lock: it ends with the last of them.
    """

    def __init__(self, path: Path, *, owner: int | None = None, inherited: int | None = None) -> None:
        """`owner`: the process that people may stop, if it is another one; `inherited`: the open file of a lock that it
        holds already. Raises `InUse`."""
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._path = path.resolve()
        self._owner = os.getpid() if owner is None else owner
        self._file = self._claim() if inherited is None else os.fdopen(inherited, "r+")

    def fileno(self) -> int:
        return self._file.fileno()

    def hold_on(self) -> None:
        """Make the lock anew if somebody has removed its file. Raises `InUse` when another process was quicker."""
        file = _beside(self._path, ".lock")
        if not file.exists() or not os.path.samestat(file.stat(), os.fstat(self._file.fileno())):
            removed, self._file = self._file, self._claim()
            removed.close()

    def _claim(self) -> IO[str]:
        file = _open(_beside(self._path, ".lock"))
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner = file.read().strip() or "unknown"
            file.close()
            raise InUse(
                f"{self._path} is in use by another Codesala (pid {owner}). "
                "Stop it, or give this one its own DATA_DIR or DATABASE_URL."
            ) from None
        file.seek(0)
        file.truncate()
        file.write(str(self._owner))
        file.flush()
        return file

    def close(self) -> None:
        self._file.close()


class LockKeeper(Thread):
    """Holds on to a lock until it is closed. Two servers on one file tell people that all is saved who do not see each
    other's text: so the process that has lost its lock is told to end."""

    def __init__(self, lock: SqliteLock) -> None:
        super().__init__(name="lock-keeper", daemon=True)
        self._lock = lock
        self._is_closed = Event()
        self.has_lost = False

    def run(self) -> None:
        while not self._is_closed.wait(LOOK_EVERY_S):
            try:
                self._lock.hold_on()
            except InUse as error:
                self.has_lost = True
                logger.error("%s", error)
                os.kill(os.getpid(), signal.SIGINT)
                return
            except OSError as error:
                logger.warning("nobody knows whether another server uses the database: %s", error)

    def close(self) -> None:
        self._is_closed.set()
        self._lock.close()


@contextmanager
def migrating(path: Path) -> Iterator[None]:
    """Held by the process that migrates a SQLite file; blocks while another one does."""
    with _open(_beside(path, ".migrate.lock")) as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _open(path: Path) -> IO[str]:
    return os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+")
