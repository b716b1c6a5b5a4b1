"""What backups of both databases have in common: what they hold, how their file is written, which are too new."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path


class BackupFailed(Exception):
    """Nothing was changed, unless the message says so. It says what to do."""


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a database, or a backup of one, holds."""

    sessions: int
    log_rows: int
    revision: str
    """The migration that its tables are of."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, and where what was there before is kept, if anything is."""

    holdings: Holdings
    kept: Path | None = None


@contextmanager
def written_beside(file: Path, *, force: bool) -> Iterator[Path]:
    """A new file beside `file`, for its owner only: on disk and in the place of `file` when the block ends, and gone
    when it raises. Raises BackupFailed when there is a file already and no `force`."""
    if not file.parent.is_dir():
        raise BackupFailed(f"There is no folder {file.parent}: make it first.")
    if file.exists() and not force:
        raise BackupFailed(f"{file} exists: give another name, or --force to replace it.")
    temporary = file.with_name(f".{file.name}.{os.getpid()}.part")
    os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600))
    try:
        yield temporary
        put_in_place(temporary, file)
    finally:
        temporary.unlink(missing_ok=True)


def put_in_place(temporary: Path, file: Path) -> None:
    """Rename a file over another one. On return both the bytes and the name survive a power cut."""
    on_disk(temporary)
    temporary.replace(file)
    on_disk(file.parent)


def moment() -> str:
    """Now, as part of a name: 20261126T093000Z."""
    return time.strftime("%Y%m%dT%H%M%SZ", time.gmtime())


def on_disk(path: Path) -> None:
    """On return the bytes of the file, or the names in the folder, survive a power cut."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
