"""Backup and restore of a SQLite file: one step of SQLite's online backup, so that writers neither wait nor disturb it.

In portions it would begin anew after each commit of another process, and never end beside a busy writer.
"""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path

from codesala.db.backup.file import BackupFailed, Holdings, Restored, moment, on_disk, put_in_place, written_beside
from codesala.db.database import open_database
from codesala.db.locks import SqliteLock
from codesala.db.migrate import check_revision, migrate
from codesala.db.urls import sqlite_file

COMPANIONS = ("-wal", "-shm")


def back_up(url: str, file: Path, *, force: bool, timeout_s: float) -> Holdings:
    """Copy the database, as it is at one moment, to `file`: one SQLite file without companions, checked. Servers may
    go on. Raises BackupFailed."""
    source = _path(url)
    if not source.exists():
        raise BackupFailed(f"There is no database {source}: nothing to back up.")
    with written_beside(file, force=force) as copy:
        _copy(source, copy, timeout_s)
        return _checked(copy)


def restore(url: str, file: Path, *, force: bool, timeout_s: float) -> Restored:
    """Put a backup in the place of the database, migrated to the newest schema. What was there is kept beside, where
    it is not empty. Raises `locks.InUse` while a server has the database, `migrate.NewerSchema` and
    BackupFailed."""
    target = _path(url)
    if not file.is_file():
        raise BackupFailed(f"There is no file {file}.")
    with closing(SqliteLock(target)):
        is_replacing = not _is_empty(target)
        if is_replacing and not force:
            raise BackupFailed(f"{target} holds sessions: --force replaces it, and keeps it beside.")
        check_revision(_checked(file).revision, "The backup")
        copy = target.with_name(f"{target.name}.restoring")
        try:
            _copy(file, copy, timeout_s)
            asyncio.run(_migrate(copy, timeout_s))
            holdings = _checked(copy)
            on_disk(copy)  # before, so that the old file stays until the new one has its name
            kept = _keep(target, timeout_s) if is_replacing else None
            for part in COMPANIONS:
                _companion(target, part).unlink(missing_ok=True)
            put_in_place(copy, target)
        finally:
            for part in ("", ".migrate.lock", *COMPANIONS):
                _companion(copy, part).unlink(missing_ok=True)
    return Restored(holdings, kept)


async def _migrate(path: Path, timeout_s: float) -> None:
    database = open_database(f"sqlite:///{path}", 1, timeout_s)
    try:
        await migrate(database)
    finally:
        await database.aclose()


def _copy(source: Path, target: Path, timeout_s: float) -> None:
    with (
        _told(source),
        closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=rw", uri=True, timeout=timeout_s)) as opened,
        closing(sqlite3.connect(target)) as copy,
    ):
        opened.backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode = DELETE")  # a file alone, that can be read where nothing can be written


def _checked(path: Path) -> Holdings:
    """Raises BackupFailed for what is damaged, or no database of ours."""
    with _told(path), closing(_reader(path)) as opened:
        (verdict,) = opened.execute("PRAGMA integrity_check(1)").fetchone()
        if verdict != "ok":
            raise BackupFailed(f"{path} is damaged: {verdict}")
        (revision,) = opened.execute("SELECT version_num FROM alembic_version").fetchone()
        (sessions,) = opened.execute("SELECT count(*) FROM sessions").fetchone()
        (log_rows,) = opened.execute("SELECT count(*) FROM log_batches").fetchone()
        return Holdings(sessions, log_rows, revision)


def _is_empty(path: Path) -> bool:
    """Whether nothing is lost when the file is: what cannot be read counts as something."""
    if not path.exists() or path.stat().st_size == 0:
        return True
    try:
        with closing(_reader(path)) as opened:
            tables = {name for (name,) in opened.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            if "sessions" in tables:
                return opened.execute("SELECT 1 FROM sessions").fetchone() is None
            return not tables
    except sqlite3.Error:
        return False


def _keep(path: Path, timeout_s: float) -> Path:
    """Another name for the file. It has its own, too: who is killed now leaves the database as it was."""
    kept = path.with_name(f"{path.name}.before-{moment()}")
    while kept.exists():  # of a restore in the same second, that was killed
        kept = kept.with_name(f"{kept.name}-")
    with suppress(sqlite3.Error), closing(sqlite3.connect(path, timeout=timeout_s)) as opened:
        opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # what is kept is one file, if it can still be read
    for part in ("", *COMPANIONS):
        try:
            _companion(kept, part).hardlink_to(_companion(path, part))
        except FileNotFoundError:
            continue
        except OSError as error:  # a file system without links
            raise BackupFailed(f"{path} cannot be kept as {kept}: {error.strerror}. Move it away yourself.") from error
    return kept


def _reader(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)


@contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except (sqlite3.Error, TypeError) as error:  # TypeError: a table of ours without its row
        raise BackupFailed(f"{path} cannot be read as a database of Codesala: {error}") from error


def _companion(path: Path, part: str) -> Path:
    return path.with_name(path.name + part)


def _path(url: str) -> Path:
    path = sqlite_file(url)
    assert path is not None, "called for SQLite"
    return path
