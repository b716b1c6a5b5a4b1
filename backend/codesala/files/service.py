"""The files of a session beside its main one: those that it begins with, and what hosts change outside of the room."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.clock import milliseconds_now
from codesala.errors import Conflict, InvalidInput, NotFound, Taken, TooLarge, TooMany
from codesala.files.rows import batch_of, change_file
from codesala.paths import MAIN_ID, checked_path, clashes, folded, is_reserved, main_path, mint_file_id
from codesala.recordings.rows_log import add_batches
from codesala.records import FileChange, FileRefused, FileText
from codesala.sessions.changes import Actor, Changed, begin
from codesala.sessions.life import require_live
from codesala.texts import with_line_ends

WITH_DELETED = 4
"""So many times as long as the files of a session are may they be together with those that were deleted."""


@dataclass(frozen=True, slots=True)
class DraftFile:
    """A file that has been checked but not written yet."""

    file_id: str
    path: str
    text: str


def draft_files(
    files: Sequence[tuple[str, str]], language: str, main: str, *, max_files: int, max_file_bytes: int, max_bytes: int
) -> list[DraftFile]:
    """Paths and texts with which a session begins, beside what is in `main`; `max_bytes` are of all texts together.
    Raises `errors.InvalidInput`, which names what is wrong."""
    if len(files) > max_files:
        raise InvalidInput(f"A session has at most {max_files} files beside its main one.", field="body.files")
    drafts: list[DraftFile] = []
    for number, (path, text) in enumerate(files):
        place = f"body.files.{number}"
        draft = DraftFile(mint_file_id(), checked_path(path, f"{place}.path"), with_line_ends(text))
        if is_reserved(draft.path):
            detail = f"Only the session's main file ({main_path(language)}) is called so: send it as initial_code."
            raise InvalidInput(detail, field=f"{place}.path")
        if taken := next((one.path for one in drafts if clashes(folded(one.path), folded(draft.path))), None):
            raise InvalidInput(f"There is {taken} already among these files.", field=f"{place}.path")
        if len(draft.text.encode()) > max_file_bytes:
            raise InvalidInput(f"The text is longer than {max_file_bytes} bytes of UTF-8.", field=f"{place}.text")
        drafts.append(draft)
    if len(main.encode()) + sum(len(one.text.encode()) for one in drafts) > max_bytes and drafts:
        detail = f"All files of a session, the main one too, are not longer than {max_bytes} bytes together."
        raise InvalidInput(detail, field="body.files")
    return drafts


def creation_of(file: DraftFile, update: bytes) -> FileChange:
    """`update` lays the text in."""
    return FileChange("create", file.file_id, milliseconds_now(), file.path, update)


async def change_a_file(
    db: AsyncSession, session_id: str, actor: Actor, wanted: FileChange, *, max_files: int
) -> Changed:
    """Create, rename, delete or bring back a file. Raises `errors.NotFound`, `errors.InvalidInput`,
    `errors.Conflict`."""
    change = await begin(db, session_id, actor)
    require_live(change.row)
    if wanted.file_id == MAIN_ID:
        raise Conflict(f"The main file is always there, and called {main_path(change.row.language)} by its language.")
    done = await change_file(db, change.row, wanted, max_files)
    if isinstance(done, FileRefused):
        raise _error_of(done)
    if done is not None:
        await add_batches(db, [batch_of(session_id, wanted, done)])
    return change.told([] if done is None else [done])


def _error_of(refused: FileRefused) -> Exception:
    match refused.reason:
        case "taken":
            return Taken(refused.message)
        case "too_many":
            return TooMany(refused.message)
        case "gone":
            return NotFound(refused.message)
        case _:
            return InvalidInput(refused.message, field="body.path")


def check_room_for(text: str, files: Sequence[FileText], *, max_bytes: int) -> None:
    """Whether a session with these files takes another one of this text. What is deleted can be brought back, so there
    is an end to that, too. Raises `errors.TooLarge`."""
    live, deleted = (
        sum(len(one.text.encode()) for one in files if one.is_deleted is is_deleted) for is_deleted in (False, True)
    )
    wanted = len(text.encode()) + live
    if wanted > max_bytes or wanted + deleted > WITH_DELETED * max_bytes:
        raise TooLarge(f"The files of a session are not longer than {max_bytes} bytes together.")
