"""Two changes of one row at the same moment, on PostgreSQL, where the second begins before the first has ended: it
waits, and goes on from what the first left. (SQLite begins the second when the first is over.)"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.db.database import Database, open_database
from codesala.links.service import mint_token
from codesala.practice.question import CONTENT
from codesala.questions import libraries
from codesala.questions import service as questions
from codesala.questions.content.values import canonical
from codesala.sessions import life, rotation
from codesala.sessions.changes import Actor
from tests.support.rest import Rest, bearer, serving
from tests.support.waiting import eventually

HOST = Actor("host")
WAITING = text("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")

Change = Callable[[AsyncSession], Awaitable[Any]]


@pytest.fixture
async def rest(postgres_url: str, tmp_path: Path) -> AsyncIterator[Rest]:
    async with serving(postgres_url, tmp_path) as rest:
        yield rest


@pytest.fixture
async def database(postgres_url: str) -> AsyncIterator[Database]:
    database = open_database(postgres_url, pool_size=5, timeout_s=10)
    yield database
    await database.aclose()


async def together(database: Database, first: Change, second: Change) -> Any:
    """What the second returns, which waited for the first."""

    async def begins_later() -> Any:
        async with database.transaction() as db:
            return await second(db)

    async def is_waiting() -> bool:
        async with database.transaction(read_only=True) as db:
            return bool((await db.execute(WAITING)).scalar_one())

    async with database.transaction() as db:
        await first(db)
        waiting = asyncio.create_task(begins_later())
        await eventually(is_waiting)
    return await waiting


@pytest.mark.parametrize("is_rotated_first", [True, False])
async def test_a_lobby_and_a_new_link_are_both_there_whichever_came_first(
    rest: Rest, database: Database, is_rotated_first: bool
) -> None:
    made = await rest.create()
    session_id, token = made["session_id"], mint_token()

    async def rotate(db: AsyncSession) -> Any:
        return await rotation.rotate_link(db, session_id, HOST, "candidate", token)

    async def open_lobby(db: AsyncSession) -> Any:
        return await life.change_session(db, session_id, HOST, has_lobby=True)

    told = await together(database, *((rotate, open_lobby) if is_rotated_first else (open_lobby, rotate)))
    assert (told.session.room_id, told.session.has_lobby) == (token, True)
    now = (await rest.http.get(f"/api/sessions/{session_id}", headers=bearer(made["host_token"]))).json()
    assert (now["room_id"], now["has_lobby"]) == (token, True)


@pytest.mark.parametrize("is_new", [True, False])
async def test_one_question_is_imported_twice_and_the_later_import_is_its_next_version(
    rest: Rest, database: Database, is_new: bool
) -> None:
    async with database.transaction() as db:
        library, _ = await libraries.add_library(db, "Backend team")

    def put(title: str) -> Change:
        content = CONTENT.model_copy(update={"title": title})
        return lambda db: questions.put_by_slug(db, library.library_id, content, canonical(content), None)

    if not is_new:
        async with database.transaction() as db:
            await put("one")(db)
    action, stored = await together(database, put("two"), put("three"))
    assert (action, stored.version, stored.summary.title) == ("updated", 2 if is_new else 3, "three")
