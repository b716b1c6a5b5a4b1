"""Libraries and the links that open them: for using what is in one, or for changing it as well."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.errors import Forbidden, NotFound, Unauthorized
from codesala.links.service import Reader, hash_token, is_token, mint_token
from codesala.questions import rows
from codesala.questions.tables import Library, LibraryLink
from codesala.sessions.service import is_operator

Right = Literal["edit", "use"]
RIGHTS: tuple[Right, ...] = ("edit", "use")
MAX_NAME_CHARACTERS = 100
SAMPLES = "samples"
"""The library of our own questions: everybody may use it, nobody changes it."""
SAMPLES_NAME = "Samples"
UNKNOWN = "There is no such library, or it is not yours."
UNKNOWN_LINK = "There is no such link. Ask the person who gave it to you for a new one."


@dataclass(frozen=True, slots=True)
class Opened:
    """A library and what its caller may do there."""

    library_id: str
    name: str
    may_edit: bool
    created_at: datetime | None = None


SHELF_OF_SAMPLES = Opened(SAMPLES, SAMPLES_NAME, may_edit=False)


async def open_link(database: Reader, token: str) -> Opened:
    """What a library's token opens. Raises `errors.NotFound`."""
    found = (await database.read(rows.OPENED, token_hash=hash_token(token)))[0] if is_token(token) else []
    if not found:
        raise NotFound(UNKNOWN_LINK)
    return Opened(found[0].library_id, found[0].name, found[0].opens_for == "edit", found[0].created_at)


async def authorize(database: Reader, library_id: str, credential: str | None, operators_key: str) -> Opened:
    """Let in who holds a token of this library or the operator's key; anybody to the samples.

    Raises `errors.Unauthorized` without a credential, and `errors.NotFound` for a wrong one, whether or not there is
    such a library."""
    if library_id == SAMPLES:
        return SHELF_OF_SAMPLES
    if credential is None:
        raise Unauthorized("Send a token of the library: Authorization: Bearer <token>.")
    if is_operator(credential, operators_key):
        found = (await database.read(rows.NAMED, library_id=library_id))[0] if is_token(library_id) else []
        if not found:
            raise NotFound(UNKNOWN)
        return Opened(library_id, found[0].name, may_edit=True, created_at=found[0].created_at)
    try:
        opened = await open_link(database, credential)
    except NotFound:
        raise NotFound(UNKNOWN) from None
    if opened.library_id != library_id:
        raise NotFound(UNKNOWN)
    return opened


def require_edit(opened: Opened) -> Opened:
    """Raises `errors.Forbidden` for who may only use the library."""
    if opened.library_id == SAMPLES:
        raise Forbidden("Nobody changes the samples. Make a library of your own and copy what you need.")
    if not opened.may_edit:
        raise Forbidden("This link lets you use the library, not change it. Ask its owner for the other one.")
    return opened


async def add_library(db: AsyncSession, name: str) -> tuple[Opened, dict[Right, str]]:
    """A new library and the tokens of its links, which cannot be read again."""
    at = datetime.now(UTC)
    library = Library(id=mint_token(), name=name, created_at=at)
    db.add(library)
    await db.flush()
    tokens = {right: mint_token() for right in RIGHTS}
    db.add_all(_link(library.id, right, token, at) for right, token in tokens.items())
    await db.flush()
    return Opened(library.id, name, may_edit=True, created_at=at), tokens


async def list_libraries(db: AsyncSession) -> list[Opened]:
    """For the operator: newest first, then the samples."""
    found = await rows.list_libraries(db)
    return [*(Opened(one.id, one.name, may_edit=True, created_at=one.created_at) for one in found), SHELF_OF_SAMPLES]


async def rename_library(db: AsyncSession, library_id: str, name: str) -> Opened:
    """Raises `errors.NotFound`."""
    library = await locked(db, library_id)
    library.name = name
    await db.flush()
    return Opened(library.id, name, may_edit=True, created_at=library.created_at)


async def rotate_link(db: AsyncSession, library_id: str, right: Right) -> str:
    """From now on the token that is returned is the only one with this right. Raises `errors.NotFound`."""
    await locked(db, library_id)
    at = datetime.now(UTC)
    for link in await rows.live_links(db, library_id, right):
        link.revoked_at = at
    token = mint_token()
    db.add(_link(library_id, right, token, at))
    await db.flush()
    return token


async def remove_library(db: AsyncSession, library_id: str) -> None:
    """With its links and questions, for good; sessions keep their copies. Raises `errors.NotFound`."""
    if not await rows.delete_library(db, library_id):
        raise NotFound(UNKNOWN)


async def locked(db: AsyncSession, library_id: str) -> Library:
    """The row, which nobody else changes before this transaction ends. Raises `errors.NotFound`."""
    library = await rows.lock_library(db, library_id)
    if library is None:
        raise NotFound(UNKNOWN)
    return library


def _link(library_id: str, right: Right, token: str, at: datetime) -> LibraryLink:
    return LibraryLink(library_id=library_id, opens_for=right, token_hash=hash_token(token), created_at=at)
