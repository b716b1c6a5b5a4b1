"""What requests need, as dependencies: a transaction, the rooms, the caller's credential, the limits."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal, Protocol

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import HTTPConnection

from codesala.errors import Unavailable
from codesala.links.service import Reader
from codesala.marks import Marks
from codesala.questions.statements import Statements
from codesala.records import FileText
from codesala.rooms.ports import ProgramRunner
from codesala.rooms.room import Room
from codesala.sessions.retention import Retention
from codesala.sessions.service import Writer
from codesala.web.heavy import Together, Turns
from codesala.web.limits import Limits
from codesala.web.socket.allowance import Allowances
from codesala.web.socket.sockets import Sockets

LIBRARY_HEADER = "Codesala-Library"
"""Carries a library's token where `Authorization` carries the session's."""
TOTAL_HEADER = "X-Total-Count"
"""Of a list of which a part is answered."""


class Database(Reader, Writer, Protocol):
    """What the API needs of db.database.Database."""

    def transaction(self, *, read_only: bool = False) -> AbstractAsyncContextManager[AsyncSession]: ...

    needs_scrub: bool
    """To be set after deleting: soon nothing of it is left in the database's files."""

    async def scrub(self) -> bool:
        """The same at once."""
        ...

    async def ping(self) -> None: ...


class Broker(Protocol):
    async def ping(self) -> None: ...


class Hub(Protocol):
    """What the API needs of rooms.hub.Hub. Told after the commit, never before."""

    marks: Marks
    """What this process is busy with."""

    def texts(self, session_id: str) -> Sequence[FileText] | None:
        """All files as they are now, the main one first, then by path, deleted ones too; None when the session has no
        room that is open."""
        ...

    async def session_changed(self, session_id: str, events: Sequence[Mapping[str, Any]]) -> None:
        """The row was changed, and the events are in its log: rooms read it again and act."""
        ...

    async def session_deleted(self, session_id: str) -> None: ...

    async def session_rewritten(self, session_id: str) -> None:
        """The log is not what it was: rooms that were opened from it are of no use."""
        ...

    async def runtime_of(self, language: str) -> str | None:
        """What runs programs of a language on the server, or None when nothing does now."""
        ...

    failed: str | None
    """The task without which nothing works any more."""

    def person(self, session_id: str, participant: str) -> dict[str, Any] | None:
        """An entry of the roster, or None for somebody of whom this node knows nothing now."""
        ...

    async def open(self, session_id: str, revision: int = 0) -> Room:
        """The session's live room, which knows the session's row at that revision or later. Raises
        `errors.NotFound`, `errors.Unavailable`."""
        ...


@dataclass(frozen=True, slots=True)
class Parts:
    """What requests are answered with; main.py opens it in the lifespan and keeps it as `app.state.parts`.

    `base_url` has no final slash. `admin_token` is the operator's key, empty for "nobody".
    """

    database: Database
    hub: Hub
    broker: Broker
    runner: ProgramRunner
    limits: Limits
    statements: Statements
    recordings: Turns
    closed_texts: Together[Sequence[FileText]]
    """What `hub.texts` tells, by session, of rooms that are not open."""
    questions: Turns
    """Of which a step holds the interpreter for up to 0.1 s."""
    uploads: Turns
    """Of zip files of questions, from the first byte: each is megabytes."""
    imports: Turns
    """Of what was uploaded: seconds of reading, for which nobody waits who has questions in a session."""
    sockets: Sockets
    is_disk_full: Callable[[], bool]
    """No more sessions and questions are taken."""
    base_url: str
    operator_name: str
    operator_url: str
    source_url: str
    admin_token: str
    max_code_bytes: int
    max_document_bytes: int
    max_files: int
    retention: Retention
    allowances: Allowances
    frontend_dir: Path
    metrics: Callable[[], bytes]
    """What /metrics answers."""
    libraries_for: Literal["anyone", "operator"]
    """Who may make libraries of questions."""
    metrics_for_all: bool
    """Else they are for the operator."""

    async def texts(self, session_id: str) -> Sequence[FileText]:
        """All files of a session as they are now, the main one first, then by path, deleted ones too. Not to be asked
        for in a turn at recordings. Raises `errors.NotFound`, `errors.Unavailable`."""
        return self.hub.texts(session_id) or await self.closed_texts.of(session_id)

    def require_space(self) -> None:
        """For one more session or question. Raises `errors.Unavailable`."""
        if self.is_disk_full():
            raise Unavailable(
                "The disk of this server is nearly full, so it takes no new sessions and questions. The sessions that "
                "there are go on. Tell its operator."
            )

    def count_kept(self, address: str, size: int) -> None:
        """For so many bytes of questions. Raises `errors.RateLimited` when the address adds more than it
        may in a day, `errors.Unavailable`."""
        if size:
            self.require_space()
            self.limits.count_kept_bytes(address, size)


def parts_of(connection: HTTPConnection) -> Parts:
    """The parts of the app that a request or WebSocket came to."""
    parts = connection.app.state.parts
    assert isinstance(parts, Parts)
    return parts


# Dependencies are coroutines even where they wait for nothing: FastAPI gives each plain function to a thread.
async def _parts(request: Request) -> Parts:
    return parts_of(request)


AppParts = Annotated[Parts, Depends(_parts)]


async def _reading(parts: AppParts) -> AsyncIterator[AsyncSession]:
    async with parts.database.transaction(read_only=True) as db:
        yield db


# The scope ends the transaction before the answer is sent.
ReadDb = Annotated[AsyncSession, Depends(_reading, scope="function")]


def credential_of(request: Request) -> str | None:
    scheme, _, credential = request.headers.get("authorization", "").partition(" ")
    credential = credential.strip()
    return credential if scheme.lower() == "bearer" and credential else None


async def _credential(request: Request) -> str | None:
    return credential_of(request)


Credential = Annotated[str | None, Depends(_credential)]


def address_of(request: Request) -> str:
    return request.client.host if request.client else ""


async def _address(request: Request) -> str:
    return address_of(request)


Address = Annotated[str, Depends(_address)]
