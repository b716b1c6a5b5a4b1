"""Who is calling: a transaction for hosts and operators only, and the person behind a browser's key."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Annotated, Any, Literal, TypeVar

from fastapi import Depends, Header, Request
from pydantic import StringConstraints
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.errors import Unauthorized
from codesala.identity import KEY_CHARS, participant_of
from codesala.recordings.export import Material, gather
from codesala.sessions.changes import Actor, Changed
from codesala.sessions.service import SessionInfo, authorize, authorize_operator, authorize_within
from codesala.web.deps import Address, AppParts, Credential, Parts, address_of, credential_of, parts_of

T = TypeVar("T")

KEY_HEADER = "Codesala-Key"

By = Literal["host", "operator"]

FOR_HOSTS: dict[str, Any] = {"security": [{"host": []}, {"operator": []}]}
"""For `openapi_extra=` of a route."""

FOR_ALL: dict[str, Any] = {"security": [{}, *FOR_HOSTS["security"]]}
"""The same for a route that tells hosts more than others."""


async def require_host(
    parts: Parts, address: str, session_id: str, credential: str | None, db: AsyncSession | None = None
) -> By:
    """Let in who holds the session's host token or the operator's key, and say which; count wrong ones. It is looked up
    in the transaction `db`, if there is one. Raises `errors.Unauthorized`, `errors.NotFound`, `errors.RateLimited`."""
    with parts.limits.counting_wrong_credentials(address):
        if db is not None:
            return await authorize_within(db, session_id, credential, parts.admin_token)
        return await authorize(parts.database, session_id, credential, parts.admin_token)


@asynccontextmanager
async def changing(
    parts: Parts, address: str, session_id: str, credential: str | None
) -> AsyncIterator[tuple[AsyncSession, By]]:
    """A transaction that writes, for whoever may: whoever may not is told so without one, because SQLite has one writer
    and what people type waits for it."""
    await require_host(parts, address, session_id, credential)
    async with parts.database.transaction() as db:
        yield db, await require_host(parts, address, session_id, credential, db)


async def _transaction(
    parts: AppParts, address: Address, credential: Credential, session_id: str
) -> AsyncIterator[AsyncSession]:
    async with changing(parts, address, session_id, credential) as (db, _by):
        yield db


async def _reading(
    parts: AppParts, address: Address, credential: Credential, session_id: str
) -> AsyncIterator[AsyncSession]:
    await require_host(parts, address, session_id, credential)
    async with parts.database.transaction(read_only=True) as db:
        yield db


# As deps.ReadDb, for whoever may act for the session in the path. Of what is written, the commit comes before the
# answer: nobody is told of what was not saved.
HostDb = Annotated[AsyncSession, Depends(_transaction, scope="function")]
HostReadDb = Annotated[AsyncSession, Depends(_reading, scope="function")]


_Key = Annotated[
    str,
    StringConstraints(min_length=KEY_CHARS.start, max_length=KEY_CHARS.stop - 1, pattern="^[!-~]+$"),
]
_IN_HEADER = Header(
    alias=KEY_HEADER, description="The secret of the caller's browser, the same as in its hello: without spaces."
)

KnownKey = Annotated[_Key, _IN_HEADER]
BrowserKey = Annotated[_Key | None, _IN_HEADER]
"""The same where one need not say who one is: its default is None."""


async def _participant(session_id: str, key: BrowserKey = None) -> str | None:
    return None if key is None else participant_of(session_id, key)


Participant = Annotated[str | None, Depends(_participant)]


async def _known(session_id: str, key: KnownKey) -> str:
    return participant_of(session_id, key)


KnownParticipant = Annotated[str, Depends(_known)]


def require_operator(parts: Parts, address: str, credential: str | None) -> None:
    """Let in who holds the operator's key; count wrong ones. Raises `errors.Unauthorized`, `errors.RateLimited`."""
    try:
        authorize_operator(credential, parts.admin_token)
    except Unauthorized:
        if credential is not None:
            parts.limits.count_wrong_credential(address)
        raise


async def check_host(request: Request) -> None:
    """For `before_body`: whoever calls may act for the session in the path. Asked again where it is acted, because
    links may be replaced meanwhile."""
    parts, session_id = parts_of(request), request.path_params["session_id"]
    await require_host(parts, address_of(request), session_id, credential_of(request))


@dataclass(frozen=True, slots=True)
class HostCall:
    """A request for which one must be a host of the session, or the operator: each method lets in nobody else."""

    parts: Parts
    address: str
    credential: str | None
    session_id: str
    participant: str | None

    async def person(self, participant: str) -> dict[str, Any]:
        """Somebody of whom the caller may decide, as the roster lists them: name and role; empty when they are
        nowhere now. Opens the room here, so that the people of other nodes are known."""
        await require_host(self.parts, self.address, self.session_id, self.credential)
        await self.parts.hub.open(self.session_id)
        return self.parts.hub.person(self.session_id, participant) or {}

    @asynccontextmanager
    async def turn_at_material(self) -> AsyncIterator[Material]:
        """What the files are made of that hosts take away, as far as the caller may see it, while it is their turn."""
        by = await require_host(self.parts, self.address, self.session_id, self.credential)
        async with self.parts.recordings.turn():
            async with self.parts.database.transaction(read_only=True) as db:
                material = await gather(db, self.session_id, asker=self.participant, is_blind=by != "operator")
            yield material

    async def change(
        self, work: Callable[[AsyncSession, Actor], Awaitable[Changed]], *, is_counted: bool = True, size: int = 0
    ) -> SessionInfo:
        """Do it in one transaction, if the caller may; tell the rooms when it is committed. `is_counted`: the session
        may be changed so only so often. `size` bytes count for what the address may add in a day, and need space.
        Raises `errors.RateLimited`, `errors.Unavailable`."""
        async with changing(self.parts, self.address, self.session_id, self.credential) as (db, by):
            if is_counted:
                self.parts.limits.count_change(self.session_id)
            self.parts.count_kept(self.address, size)
            person = self.participant and self.parts.hub.person(self.session_id, self.participant)
            changed = await work(db, Actor(by, self.participant, person["name"] if person else None))
        if changed.is_new:
            await self.parts.hub.session_changed(self.session_id, changed.events)
        return changed.session

    async def change_and_answer(
        self, work: Callable[[AsyncSession, Actor], Awaitable[tuple[Changed, T]]], size: int = 0
    ) -> T:
        """The same for work that has an answer of its own."""
        answers: list[T] = []

        async def change(db: AsyncSession, actor: Actor) -> Changed:
            changed, answer = await work(db, actor)
            answers.append(answer)
            return changed

        await self.change(change, size=size)
        return answers[-1]


async def _host_call(
    parts: AppParts, address: Address, credential: Credential, session_id: str, participant: Participant
) -> HostCall:
    return HostCall(parts, address, credential, session_id, participant)


Host = Annotated[HostCall, Depends(_host_call)]
