"""Locks between processes on one machine: who may use a SQLite file, and who migrates it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


class InUse(Exception):
    """Another process has the file. The message says what to do."""


def lock_sqlite_file(path: Path) -> IO[str]:
    """Claim a SQLite file for this process for as long as the returned file stays open; keep a reference to it.

    The lock is on `<file>.lock`, which holds the owner's process id and stays behind; the kernel frees the lock when
    the process ends, however it ends. Processes that this one starts may share the file: they do not lock. Raises
    `InUse`.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    file = _open(_beside(path, ".lock"))
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        owner = file.read().strip() or "unknown"
        file.close()
        raise InUse(
            f"{path} is in use by another Codesala (pid {owner}). "
            "Stop it, or give this one its own DATA_DIR or DATABASE_URL."
        ) from None
    file.seek(0)
    file.truncate()
    file.write(str(os.getpid()))
    file.flush()
    return file


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
