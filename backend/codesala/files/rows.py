"""The files of a session beside its main one: what there is, and how it changes."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.db.models import Session, SessionFile
from codesala.errors import InvalidInput
from codesala.paths import checked_path, clashes, folded, is_reserved, main_path, writer_of
from codesala.records import Batch, FileChange, FileFacts, FileRefused
from codesala.wire.entries import NOBODY, Entry, EntryKind, event_batch, event_entry, pack

EVER = 5
"""So many times the files that a session may have at once it may have had: deleted ones are kept to be restored."""

FILES = (
    select(SessionFile.file_id, SessionFile.path, SessionFile.has_text, SessionFile.deleted_at)
    .where(SessionFile.session_id == bindparam("session_id"))
    .order_by(SessionFile.path, SessionFile.created_at, SessionFile.file_id)
)

_OF_NEW_FILE = ("session_id", "file_id", "path", "folded", "has_text", "question", "created_at", "created_by")
NEW_FILE = insert(SessionFile).inline().values({name: bindparam(name) for name in _OF_NEW_FILE})


def files_of(rows: Sequence[Any]) -> tuple[FileFacts, ...]:
    """What FILES found."""
    return tuple(FileFacts(row.file_id, row.path, row.has_text, row.deleted_at is not None) for row in rows)


async def change_file(
    db: AsyncSession, session: Session, change: FileChange, max_files: int
) -> Mapping[str, Any] | FileRefused | None:
    """Change the rows: the event that tells of it, None when nothing changes. `session` is locked, so its files stay as
    they are found here until the transaction ends."""
    found = await db.execute(select(SessionFile).where(SessionFile.session_id == session.id))
    rows = {row.file_id: row for row in found.scalars()}
    done = _change(session, rows, change, max_files)
    if isinstance(done, Mapping):
        db.add(rows[change.file_id])
        session.revision += 1
        await db.flush()
    return done


async def create_files(
    db: AsyncSession, session: Session, changes: Sequence[FileChange], max_files: int
) -> list[Mapping[str, Any]] | FileRefused:
    """Rows of new files, all or none, and the events that tell of them. `session` is locked; whoever locked it counts
    its revision."""
    found = await db.execute(select(SessionFile).where(SessionFile.session_id == session.id))
    rows = {row.file_id: row for row in found.scalars()}
    events: list[Mapping[str, Any]] = []
    for change in changes:
        done = _change(session, rows, change, max_files)
        if isinstance(done, FileRefused):
            return done
        events.append(done or {})
    db.add_all([rows[change.file_id] for change in changes])
    await db.flush()
    return events


async def live_paths(db: AsyncSession, session_id: str) -> list[str]:
    """Of the files beside the main one that are not deleted."""
    where = (SessionFile.session_id == session_id, SessionFile.deleted_at.is_(None))
    return list((await db.execute(select(SessionFile.path).where(*where))).scalars())


def _change(
    session: Session, rows: dict[str, SessionFile], change: FileChange, max_files: int
) -> Mapping[str, Any] | FileRefused | None:
    row = rows.get(change.file_id)
    live = [one for one in rows.values() if one.deleted_at is None]
    if change.kind == "create":
        if row is not None:  # repeated, since nobody heard of the commit
            return None
        if len(live) >= max_files or len(rows) >= max_files * EVER:
            return _too_many(max_files)
        path = _free_path(session, live, change)
        if isinstance(path, FileRefused):
            return path
        rows[change.file_id] = SessionFile(**new_row(session.id, change, path))
        return event_of(change, path)
    if row is None:
        return FileRefused("gone", "There is no such file.")
    is_deleted = row.deleted_at is not None
    if change.kind == "delete":
        if is_deleted:
            return None
        row.deleted_at = moment_of(change)
        return event_of(change, row.path)
    if change.kind == "restore":
        if not is_deleted:
            return None
        if len(live) >= max_files:
            return _too_many(max_files)
        if refused := _taken(live, row.path):
            return refused
        row.deleted_at = None
        return event_of(change, row.path)
    if is_deleted:
        return FileRefused("gone", "This file was deleted. Bring it back first.")
    path = _free_path(session, [one for one in live if one is not row], change)
    if isinstance(path, FileRefused) or path == row.path:
        return path if isinstance(path, FileRefused) else None
    previous, row.path, row.folded = row.path, path, folded(path)
    return event_of(change, path, previous=previous)


def _free_path(session: Session, others: Sequence[SessionFile], change: FileChange) -> str | FileRefused:
    """The path that was asked for, if a file can have it beside these others."""
    try:
        path = checked_path(change.path or "")
    except InvalidInput as error:
        return FileRefused("path", error.detail)
    if is_reserved(path):
        return FileRefused(
            "reserved", f"The session's own file is called {main_path(session.language)}: choose another."
        )
    return _taken(others, path) or path


def _taken(others: Sequence[SessionFile], path: str) -> FileRefused | None:
    wanted = folded(path)
    taken = next((one.path for one in others if clashes(one.folded, wanted)), None)
    return None if taken is None else FileRefused("taken", f"There is {taken} already: choose another name.")


def _too_many(max_files: int) -> FileRefused:
    return FileRefused("too_many", f"A session has at most {max_files} files beside its main one.")


def new_row(session_id: str, change: FileChange, path: str) -> dict[str, Any]:
    """For NEW_FILE."""
    return {
        "session_id": session_id,
        "file_id": change.file_id,
        "path": path,
        "folded": folded(path),
        "has_text": bool(change.update),
        "question": change.question,
        "created_at": moment_of(change),
        "created_by": change.participant,
    }


def moment_of(change: FileChange) -> datetime:
    return datetime.fromtimestamp(change.at_ms / 1000, UTC)


def event_of(change: FileChange, path: str, **more: Any) -> Mapping[str, Any]:
    if change.kind == "create":
        more["question"] = change.question
    return {
        "type": f"file.{change.kind}{'d' if change.kind.endswith('e') else 'ed'}",
        "at": change.at_ms,
        "participant": change.participant,
        "name": change.name,
        "file": change.file_id,
        "path": path,
        **more,
    }


def batch_of(session_id: str, change: FileChange, event: Mapping[str, Any]) -> Batch:
    """What the log gets. A new file has a writer of its own, so that its text is in the log once, whatever is repeated,
    and is found by rooms that have not heard of it."""
    if change.kind != "create":
        return event_batch(session_id, [event])
    entries = [event_entry(event, change.at_ms)]
    if change.update:
        entries.append(Entry(EntryKind.UPDATE, change.at_ms, NOBODY, change.update))
    return Batch(session_id, writer_of(change.file_id), 1, len(entries), pack(entries))


def created_with(session_id: str, files: Sequence[FileChange]) -> tuple[list[dict[str, Any]], list[Batch]]:
    """Rows for NEW_FILE and batches of the files that a session begins with; their paths have been checked."""
    rows = [new_row(session_id, change, change.path or "") for change in files]
    batches = [
        batch_of(session_id, change, event_of(change, row["path"])) for change, row in zip(files, rows, strict=True)
    ]
    return rows, batches
