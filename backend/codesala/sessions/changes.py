"""A change of a session that its rooms must learn of: the row, its revision and the events, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.clock import milliseconds_now
from codesala.recordings.rows_log import add_batches
from codesala.sessions import rows
from codesala.sessions.service import SessionInfo, find_locked, info_of
from codesala.wire.entries import event_batch

Event = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who changes a session: a host, the operator, the server itself because nobody was there (`idle`), or because its
    workers died (`server`). `participant` and `name` are of the person behind a browser's key, where one was sent."""

    by: Literal["host", "operator", "idle", "server"]
    participant: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Changed:
    """The session as it is now, and the events that tell what changed, as they are in the log. Without events
    `is_new` says that something changed of which only hosts know. To be handed to the rooms after the commit."""

    session: SessionInfo
    events: Sequence[Event]
    is_new: bool


class Change:
    """A session's row, locked until the transaction ends, and what happens to it. `finish` writes all of it."""

    def __init__(
        self, db: AsyncSession, actor: Actor, session: rows.Session, candidates_link: rows.Link | None
    ) -> None:
        self.db = db
        self.actor = actor
        self.row = session
        self.candidates_link = candidates_link
        self.is_new = False
        """To be set by what changes something and adds no event: events go to everybody and into the recording."""
        self._events: list[Event] = []
        self._at_ms = milliseconds_now()

    def add(self, kind: str, **facts: Any) -> None:
        """Something that people and the recording are to be told."""
        actor = {"participant": self.actor.participant, "name": self.actor.name}
        self._events.append({"type": kind, "at": self._at_ms, **actor, **facts})

    async def finish(self) -> Changed:
        is_new = self.is_new or bool(self._events)
        if is_new:
            self.row.revision += 1
            await self.db.flush()
        if self._events:
            await add_batches(self.db, [event_batch(self.row.id, self._events)])
        return Changed(info_of(self.row, self.candidates_link), self._events, is_new)

    def told(self, events: Sequence[Event]) -> Changed:
        """When the row and the log are written already."""
        return Changed(info_of(self.row, self.candidates_link), events, bool(events))


async def begin(db: AsyncSession, session_id: str, actor: Actor) -> Change:
    """Raises `errors.NotFound`."""
    return Change(db, actor, *await find_locked(db, session_id))
