"""Connections to PostgreSQL that wait in the pool."""

import asyncio

import asyncpg
import pytest

from codesala.db import pings
from codesala.db.database import open_database
from codesala.sessions.changes import Actor
from codesala.sessions.life import change_session
from codesala.sessions.service import find_session
from tests.support.sessions import add


@pytest.mark.parametrize("fresh_s", [pings.FRESH_S, 0.0])
async def test_nobody_notices_that_the_server_has_closed_what_waited_in_the_pool(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch, fresh_s: float
) -> None:
    """A restart, or a proxy that cuts what is idle: lately used connections are not asked whether they live."""
    monkeypatch.setattr(pings, "FRESH_S", fresh_s)
    observer = await asyncpg.connect(postgres_url)
    database = open_database(postgres_url, pool_size=2, timeout_s=5)
    session_id = await add(database)
    for _ in range(3):
        await asyncio.gather(*(find_session(database, session_id) for _ in range(4)))
        others = "datname = current_database() AND pid <> pg_backend_pid()"
        assert await observer.fetch(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE {others}")
        assert (await find_session(database, session_id)).session_id == session_id
        async with database.transaction() as db:
            await change_session(db, session_id, Actor("host"), title="x")
    await database.aclose()
    await observer.close()
