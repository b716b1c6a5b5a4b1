"""What rooms rely on when they call their log durable: the promises of the port SessionLog, on both databases."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from codesala.db.database import Database
from codesala.db.models import LogBatch, now
from codesala.errors import NotFound, Unavailable
from codesala.questions.tables import SessionQuestion
from codesala.recordings.rows_log import SqlSessionLog
from codesala.records import Batch, Checkpoint
from codesala.rooms.ports import SessionLog
from codesala.sessions import service as sessions
from codesala.sessions.changes import Actor
from codesala.sessions.life import change_session
from codesala.wire.entries import unpack

HOST = Actor("host")


@pytest.fixture
def log(database: Database) -> SessionLog:
    return SqlSessionLog(database, timeout_s=10)


async def new_session(database: Database, title: str | None = None) -> str:
    """A session whose log holds its first batch, ("initial", 1)."""
    draft = sessions.draft_session(
        title=title, language="java", initial_code="x", default_language="python", max_code_bytes=100
    )
    await sessions.add_session(database, draft, Batch(draft.session_id, "initial", 1, 1, b"initial"))
    return draft.session_id


def batch(session_id: str, writer: str, number: int, data: bytes = b"data") -> Batch:
    return Batch(session_id, writer, number, entry_count=1, data=data)


async def stored(log: SessionLog, session_id: str) -> list[tuple[str, int]]:
    _facts, found = await log.load(session_id)
    return [(one.writer, one.number) for one in found.batches]


async def test_what_was_appended_is_loaded_as_it_was(database: Database, log: SessionLog) -> None:
    session_id = await new_session(database, "Ana")
    sent = [batch(session_id, "a", 1, bytes(range(256))), batch(session_id, "a", 2, b"")._replace(entry_count=7)]
    await log.append(sent)
    facts, found = await log.load(session_id)
    assert list(found.batches) == [batch(session_id, "initial", 1, b"initial"), *sent]
    assert found.checkpoint is None
    assert (facts.session_id, facts.title, facts.language, facts.status) == (session_id, "Ana", "java", "live")


async def test_appending_nothing_is_fine(log: SessionLog) -> None:
    await log.append([])


async def test_a_batch_that_is_appended_again_changes_nothing(database: Database, log: SessionLog) -> None:
    session_id = await new_session(database)
    await log.append([batch(session_id, "a", 1, b"first")])
    await log.append([batch(session_id, "a", 1, b"again"), batch(session_id, "a", 2)])
    _facts, found = await log.load(session_id)
    assert [one.data for one in found.batches] == [b"initial", b"first", b"data"]


async def test_a_batch_may_be_twice_in_one_append(database: Database, log: SessionLog) -> None:
    session_id = await new_session(database)
    await log.append([batch(session_id, "a", 1), batch(session_id, "a", 1)])
    assert await stored(log, session_id) == [("initial", 1), ("a", 1)]


async def test_batches_of_deleted_sessions_are_dropped_and_no_others(database: Database, log: SessionLog) -> None:
    kept, also_kept, deleted = [await new_session(database) for _ in range(3)]
    async with database.transaction() as db:
        await sessions.remove_session(db, deleted)
    await log.append([batch(kept, "a", 1), batch(deleted, "a", 1), batch(also_kept, "a", 1)])
    assert await stored(log, kept) == [("initial", 1), ("a", 1)]
    assert await stored(log, also_kept) == [("initial", 1), ("a", 1)]
    with pytest.raises(NotFound):
        await log.load(deleted)


async def test_an_append_for_nothing_but_deleted_sessions_is_fine(log: SessionLog) -> None:
    await log.append([batch("nobody's", "a", 1)])


async def test_thousands_of_batches_go_into_one_append(database: Database, log: SessionLog) -> None:
    session_id = await new_session(database)
    await log.append([batch(session_id, "a", number) for number in range(1, 8001)])
    assert len(await stored(log, session_id)) == 8001


async def test_appends_at_the_same_time_all_arrive(database: Database, log: SessionLog) -> None:
    session_id = await new_session(database)
    await asyncio.gather(
        *(log.append([batch(session_id, f"w{n}", 1), batch(session_id, f"w{n}", 2)]) for n in range(40))
    )
    assert len(await stored(log, session_id)) == 81


async def test_each_writers_batches_come_in_order_of_number_even_if_the_clock_went_back(
    database: Database, log: SessionLog
) -> None:
    session_id = await new_session(database)
    for number in (1, 2, 3):
        await log.append([batch(session_id, "a", number)])
    async with database.transaction() as db:
        await db.execute(
            update(LogBatch)
            .where(LogBatch.writer == "a", LogBatch.number == 3)
            .values(created_at=now() - timedelta(hours=1))
        )
    await log.append([batch(session_id, "b", 1)])
    assert await stored(log, session_id) == [("initial", 1), ("a", 1), ("a", 2), ("a", 3), ("b", 1)]


async def test_a_repeated_append_stores_nothing_twice(database: Database, log: SessionLog) -> None:
    session_id = await new_session(database)
    sent = [batch(session_id, "a", 1), batch(session_id, "a", 2)]

    for _ in range(3):
        await log.append(sent)
    await log.append([*sent, batch(session_id, "a", 3)])
    assert await stored(log, session_id) == [("initial", 1), ("a", 1), ("a", 2), ("a", 3)]


async def test_a_checkpoint_hides_what_it_covers_and_nothing_else(database: Database, log: SessionLog) -> None:
    session_id = await new_session(database)
    await log.append([batch(session_id, "a", 1), batch(session_id, "a", 2), batch(session_id, "b", 1)])
    checkpoint = Checkpoint(b"merged", {"initial": 1, "a": 1}, entry_count=2, log_bytes=11)
    await log.store_checkpoint(session_id, checkpoint)
    _facts, found = await log.load(session_id)
    assert found.checkpoint == checkpoint
    assert [(one.writer, one.number) for one in found.batches] == [("a", 2), ("b", 1)]


async def test_a_newer_checkpoint_replaces_an_older_with_all_that_it_covered(
    database: Database, log: SessionLog
) -> None:
    session_id = await new_session(database)
    await log.append([batch(session_id, "a", 1), batch(session_id, "b", 1)])
    await log.store_checkpoint(session_id, Checkpoint(b"old", {"initial": 1, "a": 1}, 2, 11))
    newer = Checkpoint(b"new", {"initial": 1, "b": 1}, 2, 11)
    await log.store_checkpoint(session_id, newer)
    _facts, found = await log.load(session_id)
    assert found.checkpoint == newer
    assert [(one.writer, one.number) for one in found.batches] == [("a", 1)]


async def test_a_checkpoint_that_covers_less_does_not_replace_one_that_covers_more(
    database: Database, log: SessionLog
) -> None:
    session_id = await new_session(database)
    await log.append([batch(session_id, "a", 1)])
    more = Checkpoint(b"more", {"initial": 1, "a": 1}, entry_count=2, log_bytes=11)
    await log.store_checkpoint(session_id, more)
    await log.store_checkpoint(session_id, Checkpoint(b"less", {"initial": 1}, entry_count=1, log_bytes=7))
    _facts, found = await log.load(session_id)
    assert found.checkpoint == more
    assert not found.batches


async def test_what_is_written_tells_a_row_that_is_missing_from_one_that_came_again(
    database: Database, log: SessionLog
) -> None:
    session_id = await new_session(database)
    await log.append([batch(session_id, "a", 1), batch(session_id, "a", 3)])
    assert await log.written(session_id) == {"initial": (1, 1), "a": (3, 2)}
    await log.append([batch(session_id, "a", 2)])
    assert await log.written(session_id) == {"initial": (1, 1), "a": (3, 3)}
    assert await log.written("nobody's") == {}


async def test_a_checkpoint_of_a_log_that_may_have_been_rewritten_since_is_not_stored(
    database: Database, log: SessionLog
) -> None:
    session_id = await new_session(database)
    facts, _found = await log.load(session_id)
    checkpoint = Checkpoint(b"of an erased person", {"initial": 1}, 1, 7)
    await log.change_language(session_id, language_event("cpp"))
    assert not await log.store_checkpoint(session_id, checkpoint, facts.revision)
    assert (await log.load(session_id))[1].checkpoint is None
    assert await log.store_checkpoint(session_id, checkpoint, facts.revision + 1)
    assert (await log.load(session_id))[1].checkpoint == checkpoint


async def test_checkpoints_stored_at_the_same_time_leave_the_one_that_covers_most(
    database: Database, log: SessionLog
) -> None:
    session_id = await new_session(database)
    checkpoints = [Checkpoint(b"%d" % count, {"initial": 1, "a": count}, count, count) for count in range(1, 21)]
    await asyncio.gather(*(log.store_checkpoint(session_id, one) for one in checkpoints))
    _facts, found = await log.load(session_id)
    assert found.checkpoint == checkpoints[-1]


async def test_a_load_during_checkpoints_never_misses_a_batch(database: Database, log: SessionLog) -> None:
    session_id = await new_session(database)
    await log.append([batch(session_id, "a", number) for number in range(1, 31)])

    async def store() -> None:
        for count in range(1, 31):
            await log.store_checkpoint(session_id, Checkpoint(b"c", {"initial": 1, "a": count}, count, count))

    storing = asyncio.create_task(store())
    while not storing.done():
        _facts, found = await log.load(session_id)
        covered = found.checkpoint.covers["a"] if found.checkpoint else 0
        assert [one.number for one in found.batches if one.writer == "a"] == list(range(covered + 1, 31))
    await storing


async def test_unknown_sessions_are_not_found_rather_than_empty(log: SessionLog) -> None:
    with pytest.raises(NotFound):
        await log.load("nobody's")
    with pytest.raises(NotFound):
        await log.facts("nobody's")
    with pytest.raises(NotFound):
        await log.store_checkpoint("nobody's", Checkpoint(b"", {}, 0, 0))
    with pytest.raises(NotFound):
        await log.change_language("nobody's", language_event("java"))


def language_event(language: str) -> dict[str, Any]:
    return {"type": "language", "at": 1_790_000_000_000, "participant": "a" * 16, "name": "Ana", "language": language}


async def test_a_question_is_read_as_it_is_kept_and_one_that_is_not_there_is_not_found(
    database: Database, log: SessionLog
) -> None:
    session_id, kept = await new_session(database), '{"title":"\\u00e9"}'
    question = SessionQuestion(session_id=session_id, number=2, title="é", content=kept, digest="", state="shown")
    async with database.transaction() as db:
        db.add(question)
    assert await log.question(session_id, 2) == kept
    for wrong in ((session_id, 1), ("unknown", 2)):
        with pytest.raises(NotFound):
            await log.question(*wrong)


async def test_a_changed_language_is_among_the_facts_and_its_event_in_the_log(
    database: Database, log: SessionLog
) -> None:
    session_id = await new_session(database)
    await log.change_language(session_id, language_event("cpp"))
    facts, found = await log.load(session_id)
    assert facts.language == "cpp"
    [entry] = unpack(found.batches[-1].data)
    assert json.loads(entry.body) == language_event("cpp")
    assert await log.facts(session_id) == facts


async def test_a_language_whose_event_cannot_be_recorded_stays_what_it_was(database: Database, log: SessionLog) -> None:
    session_id = await new_session(database)
    facts = await log.facts(session_id)
    await rename_table(database, "log_batches", "elsewhere")
    with pytest.raises(DBAPIError):
        await log.change_language(session_id, language_event("cpp"))
    await rename_table(database, "elsewhere", "log_batches")
    assert await log.facts(session_id) == facts


async def rename_table(database: Database, name: str, new_name: str) -> None:
    async with database.engine.begin() as connection:
        await connection.exec_driver_sql(f"ALTER TABLE {name} RENAME TO {new_name}")


async def test_deleting_a_session_deletes_its_log_and_checkpoint(database: Database, log: SessionLog) -> None:
    session_id = await new_session(database)
    await log.store_checkpoint(session_id, Checkpoint(b"c", {"initial": 1}, 1, 1))
    async with database.transaction() as db:
        await sessions.remove_session(db, session_id)
    async with database.engine.connect() as connection:
        for table in ("links", "log_batches", "checkpoints", "checkpoint_covers"):
            left = await connection.exec_driver_sql(f"SELECT count(*) FROM {table}")
            assert left.scalar_one() == 0, table


async def test_a_call_that_takes_too_long_ends_as_unavailable(database: Database) -> None:
    session_id = await new_session(database)
    impatient = SqlSessionLog(database, timeout_s=0.1)
    async with database.transaction() as db:
        await change_session(db, session_id, HOST, title="held")
        with pytest.raises(Unavailable):
            await impatient.change_language(session_id, language_event("cpp"))
    await SqlSessionLog(database, timeout_s=10).change_language(session_id, language_event("cpp"))
