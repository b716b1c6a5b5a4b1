"""A node that reaches the database but not Redis: nobody counts its people, and still nothing ends under them. What
they write is in the log. On both databases."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from codesala.db.models import Link, LogBatch, Session
from codesala.jobs.active_users import ActiveUsers
from codesala.jobs.idle import IdleSessions
from codesala.jobs.practice import PracticeSessions
from codesala.links.service import hash_token
from codesala.practice.service import EMPTY_FOR
from codesala.recordings.rows_log import add_batches
from codesala.records import Batch
from codesala.wire.entries import NOBODY, Entry, EntryKind, event_batch, pack
from tests.support.rest import Rest, serving

ROOMS_WRITER = "room-of-the-other-node"


@pytest.fixture(scope="module")
async def rest(shared_database_url: str, shared_folder: Path) -> AsyncIterator[Rest]:
    async with serving(shared_database_url, shared_folder, job_interval_s=600) as rest:
        yield rest


class Left:
    """A session with Ana on a node that Redis then forgot, `EMPTY_FOR` and more ago: the other node counts nobody."""

    def __init__(self, rest: Rest, session_id: str) -> None:
        self._parts = rest.app.state.parts
        self._session_id = session_id
        self._hears = ActiveUsers(self._parts.hub, self._parts.broker, self._parts.database)

    async def lose_sight_of_ana(self) -> None:
        for people in ({self._session_id: frozenset({"ana"})}, {}):
            await self._parts.broker.report("cut-off-node", people)
            await self._hears.write(always=True)
        async with self._parts.database.transaction() as db:
            row = await db.get_one(Session, self._session_id)
            assert (row.active_users, row.empty_since is None) == (0, False)
            row.created_at = row.empty_since = datetime.now(UTC) - EMPTY_FOR - timedelta(minutes=1)

    async def add(self, batch: Batch) -> None:
        async with self._parts.database.transaction() as db:
            await add_batches(db, [batch])

    async def type_as_ana(self, number: int) -> None:
        entry = Entry(EntryKind.EVENT, 1, NOBODY, b'{"type":"paste"}')
        await self.add(Batch(self._session_id, ROOMS_WRITER, number, 1, pack([entry])))

    async def tell_by_the_server(self) -> None:
        await self.add(event_batch(self._session_id, [{"type": "timer", "at": 1}]))

    async def let_time_pass(self) -> None:
        """As long as a session may be empty."""
        written = update(LogBatch).where(LogBatch.session_id == self._session_id, LogBatch.writer == ROOMS_WRITER)
        async with self._parts.database.transaction() as db:
            await db.execute(written.values(created_at=datetime.now(UTC) - EMPTY_FOR - timedelta(seconds=1)))

    async def sweep(self) -> str | None:
        """What the session is after both jobs looked twice; None: it is gone."""
        hub, database = self._parts.hub, self._parts.database
        idle = IdleSessions(hub, self._hears, database, EMPTY_FOR.total_seconds())
        practice = PracticeSessions(hub, self._hears, database)
        for _ in range(2):
            await idle.end()
            await practice.delete()
        async with database.transaction(read_only=True) as db:
            found = (await db.execute(select(Session.status).where(Session.id == self._session_id))).scalar()
        return None if found is None else str(found)


async def interview(rest: Rest) -> str:
    return str((await rest.create())["session_id"])


async def practice(rest: Rest) -> str:
    made: Any = (await rest.http.post(f"/api/links/{(await rest.create())['room_id']}/practice")).json()
    token = hash_token(made["room_id"])
    async with rest.app.state.parts.database.transaction(read_only=True) as db:
        return str((await db.execute(select(Link.session_id).where(Link.token_hash == token))).scalar_one())


@pytest.mark.parametrize(("make", "over"), [(interview, "ended"), (practice, None)])
async def test_nothing_ends_under_people_of_whom_only_the_log_tells(
    rest: Rest, make: Callable[[Rest], Awaitable[str]], over: str | None
) -> None:
    left = Left(rest, await make(rest))
    await left.lose_sight_of_ana()
    for number in (1, 2):
        await left.type_as_ana(number)
        assert await left.sweep() == "live"
        await left.let_time_pass()
    await left.tell_by_the_server()
    assert await left.sweep() == over, "nobody has written for as long as it may be empty"
