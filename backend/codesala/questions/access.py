"""Who calls about a library: by its links, or as the operator."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.db.prepared import Within
from codesala.questions.libraries import Opened, authorize, require_edit
from codesala.web.deps import Address, AppParts, Credential, Parts, address_of, credential_of, parts_of

FOR_LIBRARIES: dict[str, Any] = {"security": [{"library": []}, {"operator": []}]}
"""For `openapi_extra=` of a route."""
FOR_READERS: dict[str, Any] = {"security": [{}, *FOR_LIBRARIES["security"]]}
"""The same where the samples are open to everybody."""


async def require_library(
    parts: Parts, address: str, library_id: str, credential: str | None, db: AsyncSession | None = None
) -> Opened:
    """What the caller opened; wrong credentials are counted. Raises `errors.Unauthorized`, `errors.NotFound`,
    `errors.RateLimited`."""
    with parts.limits.counting_wrong_credentials(address):
        return await authorize(Within(db) if db else parts.database, library_id, credential, parts.admin_token)


async def _reader(parts: AppParts, address: Address, credential: Credential, library_id: str) -> Opened:
    return await require_library(parts, address, library_id, credential)


ForReader = Annotated[Opened, Depends(_reader)]
"""Whoever may use the library in the path."""


async def check_editor(request: Request) -> None:
    """For `before_body`: whoever calls may change the library in the path."""
    parts, library_id = parts_of(request), request.path_params["library_id"]
    require_edit(await require_library(parts, address_of(request), library_id, credential_of(request)))


class Editor:
    """A request for which one must be able to change the library in the path."""

    def __init__(self, parts: Parts, address: str, credential: str | None, library_id: str) -> None:
        self.parts, self.address, self.credential, self.library_id = parts, address, credential, library_id

    @asynccontextmanager
    async def transaction(self, *, is_counted: bool = True) -> AsyncIterator[AsyncSession]:
        """One that writes, for whoever may: who may not is told so without one. `is_counted`: the library may be
        changed so only so often. Raises `errors.RateLimited`."""
        require_edit(await require_library(self.parts, self.address, self.library_id, self.credential))
        if is_counted:
            self.parts.limits.count_writing(self.library_id)
        async with self.parts.database.transaction() as db:
            require_edit(await require_library(self.parts, self.address, self.library_id, self.credential, db))
            yield db

    async def write(
        self, work: Callable[[AsyncSession], Awaitable[Any]], size: int = 0, *, is_counted: bool = True
    ) -> Any:
        """Do it in one transaction. `size` bytes count for what the address may add in a day, and need space."""
        async with self.transaction(is_counted=is_counted) as db:
            self.parts.count_kept(self.address, size)
            return await work(db)


async def _editor(parts: AppParts, address: Address, credential: Credential, library_id: str) -> Editor:
    return Editor(parts, address, credential, library_id)


ForEditor = Annotated[Editor, Depends(_editor)]
