"""Notes beside what else locks a session's rows: everybody in one order, the session first."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from codesala.db.database import Database, open_database
from codesala.erasures.rows_log import replace_person
from codesala.notes.service import Person, add_note, change_note, list_notes
from codesala.records import Batch
from codesala.sessions.service import add_session, draft_session, lock_session
from tests.support.waiting import eventually

ANA = Person("ana", "Ana")


@pytest.fixture
async def database(postgres_url: str) -> AsyncIterator[Database]:
    """SQLite has one writer at a time: there is nothing to be locked in any order."""
    database = open_database(postgres_url, pool_size=5, timeout_s=10)
    yield database
    await database.aclose()


async def session_with_note(database: Database) -> tuple[str, str]:
    draft = draft_session(title=None, language=None, initial_code="", default_language="python", max_code_bytes=10)
    await add_session(database, draft, Batch(draft.session_id, "initial", 1, 1, b"x"))
    async with database.transaction() as db:
        session_id = draft.session_id
        note, _ = await add_note(db, session_id, title="t", content="", author=None, by=ANA, moment=None)
    return session_id, note.note_id


async def test_a_note_is_moved_while_its_author_is_erased(database: Database) -> None:
    session_id, note_id = await session_with_note(database)

    async def move() -> None:
        async with database.transaction() as db:
            await change_note(db, session_id, note_id, by=ANA, moment=datetime.now(UTC))

    async with database.transaction() as erasing:
        await lock_session(erasing, session_id)
        moving = asyncio.create_task(move())

        async def it_waits() -> bool:
            async with database.transaction(read_only=True) as db:
                query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                return bool((await db.execute(text(f"{query} AND wait_event_type = 'Lock'"))).scalar_one())

        await eventually(it_waits)
        await replace_person(erasing, session_id, "ana", "erased")
    await moving
    async with database.transaction(read_only=True) as db:
        assert [note.author for note in await list_notes(db, session_id)] == [None]
