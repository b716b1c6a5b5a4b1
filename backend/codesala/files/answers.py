"""Answers about files: the list, one text, all of them as a zip file."""

from collections.abc import Sequence

from fastapi import Response
from fastapi.responses import PlainTextResponse

from codesala.errors import NotFound
from codesala.files.recorded import language_of
from codesala.files.schemas import File
from codesala.recordings.archive import pack
from codesala.records import FileText
from codesala.web.deps import Parts
from codesala.web.heavy import in_thread

ZIP = "application/zip"


async def listed(parts: Parts, session_id: str, *, with_deleted: bool) -> list[File]:
    return [as_file(file) for file in await parts.texts(session_id) if with_deleted or not file.is_deleted]


async def one_text(parts: Parts, session_id: str, file_id: str) -> PlainTextResponse:
    """Raises `errors.NotFound`."""
    return PlainTextResponse(found(await parts.texts(session_id), file_id).text)


async def zipped(parts: Parts, session_id: str, day: str) -> Response:
    name = f'attachment; filename="codesala-{day}.zip"'
    files = {file.path: file.text.encode() for file in await parts.texts(session_id) if not file.is_deleted}
    async with parts.recordings.turn():
        return Response(await in_thread(pack, files), media_type=ZIP, headers={"Content-Disposition": name})


def found(files: Sequence[FileText], file_id: str) -> FileText:
    """Raises `errors.NotFound`."""
    file = next((one for one in files if one.file_id == file_id and not one.is_deleted), None)
    if file is None:
        raise NotFound("There is no such file in this session, or it was deleted.")
    return file


def as_file(file: FileText) -> File:
    return File(
        id=file.file_id,
        path=file.path,
        root=file.root,
        language=language_of(file.path),
        bytes=len(file.text.encode()),
        is_deleted=file.is_deleted,
    )
