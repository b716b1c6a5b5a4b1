"""Transactions that only read: of one moment, and held up by nobody."""

import pytest

from codesala.db.database import open_database
from codesala.errors import Unavailable
from codesala.sessions import service as sessions
from codesala.sessions.changes import Actor
from codesala.sessions.life import change_session
from tests.support.sessions import add

HOST = Actor("host")


async def test_what_is_read_in_one_transaction_is_of_one_moment(database_url: str) -> None:
    database = open_database(database_url, pool_size=2, timeout_s=5)
    session_id = await add(database)
    async with database.transaction(read_only=True) as db:
        assert (await sessions.read_session(db, session_id)).title is None
        async with database.transaction() as writing:
            await change_session(writing, session_id, HOST, title="new")
        assert (await sessions.read_session(db, session_id)).title is None
    async with database.transaction(read_only=True) as db:
        assert (await sessions.read_session(db, session_id)).title == "new"
    await database.aclose()


async def test_who_said_that_they_only_read_can_neither_write_nor_wait_for_writers(postgres_url: str) -> None:
    """Which shows in a test, and not when two meet, as a failure of what was read."""
    database = open_database(postgres_url, pool_size=1, timeout_s=5)
    session_id = await add(database)
    for work in (sessions.remove_session, sessions.lock_session):
        with pytest.raises(Unavailable):
            async with database.transaction(read_only=True) as db:
                await work(db, session_id)
    async with database.transaction() as db:  # on the same connection
        await sessions.remove_session(db, session_id)
    await database.aclose()
