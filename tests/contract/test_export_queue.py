"""The queue of exports on both databases: claimed by one, leased, tried again after growing waits, stored once."""

import asyncio
import os
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from codesala.db.database import Database, open_database
from codesala.db.models import Export, LogBatch, Session
from codesala.erasures.rows_log import want_export_again
from codesala.jobs import exports
from codesala.marks import Marks
from codesala.recordings.export_queue import (
    LATE,
    LEASE,
    LONGEST_WAIT,
    MAX_ATTEMPTS,
    SETTLING,
    Claim,
    claim_export,
    drop_export,
    give_back_export,
    renew_export,
    store_export,
    wait_after,
    want_late_ones_again,
)
from codesala.recordings.rows_log import add_batches, row_of
from codesala.records import Batch
from codesala.rooms.journal.initial import initial_batch
from tests.support.waiting import deadline, eventually

SESSION = "q3ZK1v0sT4mYxNf0w2bLcA"
ENDED = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
SETTLED = ENDED + SETTLING


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """With one session that ended, and whose file is wanted."""
    database = open_database(database_url, pool_size=5, timeout_s=10)
    async with database.transaction() as db:
        db.add(Session(id=SESSION, language="python", initial_code="", status="ended", ended_at=ENDED))
        await db.flush()
        db.add(Export(session_id=SESSION, ended_at=ENDED))
    yield database
    await database.aclose()


async def claim(database: Database, at: datetime) -> Claim | None:
    async with database.transaction() as db:
        return await claim_export(db, at)


async def claimed(database: Database, at: datetime) -> Claim:
    found = await claim(database, at)
    assert found is not None
    return found


async def store(database: Database, claim: Claim, data: bytes, batch_count: int = 0) -> bool:
    async with database.transaction() as db:
        return await store_export(db, claim, "head", data, SETTLED, batch_count=batch_count)


async def outdated(database: Database, at: datetime = SETTLED) -> list[str]:
    async with database.transaction() as db:
        return list(await want_late_ones_again(db, at))


async def stored(database: Database) -> Export | None:
    async with database.transaction(read_only=True) as db:
        return await db.get(Export, (SESSION, ENDED))


async def test_of_many_that_claim_at_once_one_gets_it(database: Database) -> None:
    claims = await asyncio.gather(*(claim(database, SETTLED) for _ in range(10)))
    assert [found for found in claims if found] == [Claim(SESSION, ENDED, 1, SETTLED + LEASE)]


async def test_nothing_is_claimed_before_all_rooms_had_time_to_store(database: Database) -> None:
    assert await claim(database, SETTLED - timedelta(milliseconds=1)) is None
    async with database.transaction() as db:
        await add_batches(db, [Batch(SESSION, "writer", 1, 1, b"x")])
    assert await claim(database, datetime.now(UTC)) is None, "somebody still writes"
    assert await claim(database, datetime.now(UTC) + SETTLING) is not None


async def test_a_claim_of_somebody_who_died_is_free_after_its_lease(database: Database) -> None:
    await claimed(database, SETTLED)
    assert await claim(database, SETTLED + LEASE - timedelta(seconds=1)) is None
    assert await claimed(database, SETTLED + LEASE) == Claim(SESSION, ENDED, 2, SETTLED + 2 * LEASE)


async def test_a_file_that_takes_longer_than_a_lease_is_made_once(
    database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exports, "RENEW_EVERY_S", 0.01)
    async with database.transaction() as db:
        begun = initial_batch(SESSION, "x = 1")
        db.add(LogBatch(**row_of(begun, ENDED)))
    page = tmp_path / "player.html"
    os.mkfifo(page)  # whoever makes the file waits for what is written here
    making = asyncio.create_task(exports.make_exports(Marks(), database, tmp_path))
    try:

        async def leased_until() -> datetime | None:
            file = await stored(database)
            return file.claimed_until if file else None

        first = await eventually(leased_until)
        assert first is not None

        async def is_renewed() -> bool:
            return (await leased_until() or first) > first

        await eventually(is_renewed)
        assert await claim(database, first) is None, "the first lease is over, and nobody else begins"
    finally:
        if not making.done():
            await asyncio.to_thread(page.write_text, "<html></html>")
        async with deadline():
            await making
    file = await stored(database)
    assert file is not None
    assert (file.data is not None, file.attempts, file.claimed_until) == (True, 1, None)


async def test_a_lease_that_was_lost_is_not_renewed(database: Database) -> None:
    slow = await claimed(database, SETTLED)
    quick = await claimed(database, SETTLED + LEASE)
    async with database.transaction() as db:
        assert await renew_export(db, slow, SETTLED + LEASE) is None
    assert await store(database, quick, b"made")
    async with database.transaction() as db:
        assert await renew_export(db, quick, SETTLED + LEASE) is None


async def test_a_second_result_is_thrown_away(database: Database) -> None:
    slow = await claimed(database, SETTLED)
    quick = await claimed(database, SETTLED + LEASE)
    assert not await store(database, slow, b"too late")
    assert await store(database, quick, b"first")
    assert not await store(database, slow, b"second")
    file = await stored(database)
    assert file is not None
    assert (file.data, file.head, file.claimed_until) == (b"first", "head", None)
    assert await claim(database, SETTLED + timedelta(days=1)) is None


async def test_a_failure_is_tried_again_after_growing_waits_and_not_for_ever(database: Database) -> None:
    at = SETTLED
    for attempt in range(1, MAX_ATTEMPTS + 1):
        mine = await claimed(database, at)
        assert mine.attempt == attempt
        async with database.transaction() as db:
            assert await give_back_export(db, mine, at) == (attempt < MAX_ATTEMPTS)
        wait = wait_after(attempt)
        assert await claim(database, at + wait - timedelta(milliseconds=1)) is None
        at += wait
    assert await claim(database, at + timedelta(days=1)) is None
    waits = [wait_after(attempt) for attempt in range(1, MAX_ATTEMPTS)]
    assert waits == sorted(waits)
    assert waits[0] < waits[1] < waits[-1] == LONGEST_WAIT


async def test_who_lost_the_lease_does_not_put_off_who_has_it(database: Database) -> None:
    late = await claimed(database, SETTLED)
    at = SETTLED + LEASE
    current = await claimed(database, at)
    async with database.transaction() as db:
        await give_back_export(db, late, at)
    assert await claim(database, at + LEASE - timedelta(seconds=1)) is None
    assert await store(database, current, b"made")


async def test_what_was_made_of_text_that_is_erased_meanwhile_is_thrown_away(database: Database) -> None:
    mine = await claimed(database, SETTLED)
    async with database.transaction() as db:
        await want_export_again(db, SESSION)
    assert not await store(database, mine, b"with the text")
    again = await claimed(database, SETTLED)
    assert again.attempt == 1
    assert not await store(database, Claim(SESSION, ENDED, 1, mine.until + LEASE), b"somebody else's")
    assert await store(database, again, b"without")


async def test_a_wish_can_be_dropped_but_not_what_was_made(database: Database) -> None:
    mine = await claimed(database, SETTLED)
    await store(database, mine, b"made")
    async with database.transaction() as db:
        await drop_export(db, mine)
    assert await stored(database) is not None
    async with database.transaction() as db:
        await want_export_again(db, SESSION)
    again = await claimed(database, SETTLED)
    async with database.transaction() as db:
        await drop_export(db, again)
    assert await stored(database) is None


async def test_a_file_is_wanted_again_when_something_was_written_late(database: Database) -> None:
    await store(database, await claimed(database, SETTLED), b"made")
    assert await outdated(database) == []
    async with database.transaction() as db:
        await add_batches(db, [Batch(SESSION, "writer", 1, 1, b"x")])
    assert await outdated(database, SETTLED + LATE) == [], "whoever asks for it gets a new one, but no job looks"
    assert await outdated(database) == [SESSION]
    assert await outdated(database) == [], "it is wanted already"
    again = await claimed(database, datetime.now(UTC) + SETTLING)
    assert await store(database, again, b"with it", batch_count=1)
    assert await outdated(database) == []


async def test_the_file_of_an_end_that_was_not_the_last_stays(database: Database) -> None:
    await store(database, await claimed(database, SETTLED), b"made")
    async with database.transaction() as db:
        (await db.get_one(Session, SESSION)).ended_at = None
        await add_batches(db, [Batch(SESSION, "writer", 1, 1, b"x")])
    assert await outdated(database) == []
