"""Connections to PostgreSQL that wait in the pool."""

import asyncio
import re
from urllib.parse import urlsplit

import asyncpg
import pytest
from sqlalchemy import text

from codesala.db import pings
from codesala.db.database import open_database
from codesala.errors import Unavailable
from codesala.sessions.changes import Actor
from codesala.sessions.life import change_session
from codesala.sessions.service import find_session
from tests.support.proxy import Proxy
from tests.support.sessions import add
from tests.support.waiting import patient

CLOSE = re.compile(rb"C\x00\x00\x00.S__asyncpg")
"""The protocol's message: https://www.postgresql.org/docs/current/protocol-message-formats.html"""


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


async def test_who_closes_a_statement_of_the_server_does_not_wait_for_the_answer_for_ever(postgres_url: str) -> None:
    """The driver itself knows no limit of time there: "Saved" would never come again on that node."""
    port = urlsplit(postgres_url).port
    async with Proxy(port or 5432) as way:
        database = open_database(postgres_url.replace(f":{port}/", f":{way.port}/"), pool_size=1, timeout_s=0.5)
        way.unanswered = CLOSE

        async def drops_a_statement() -> None:
            async with database.transaction() as db:
                driver = (await (await db.connection()).get_raw_connection()).driver_connection
                assert driver
                await driver.prepare("SELECT 1")
                await db.execute(text("SELECT 2"))

        with pytest.raises(Unavailable):
            await asyncio.wait_for(drops_a_statement(), patient(20))
        way.unanswered = None
        async with database.transaction() as db:
            assert await db.scalar(text("SELECT 3")) == 3
        await database.aclose()
