"""The rules of a session's life as rows, on both databases: one transaction, one revision, one entry in the log."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select, update

from codesala.db.database import Database
from codesala.db.models import Export, Session
from codesala.errors import Conflict, NotFound
from codesala.recordings.rows_log import SqlSessionLog
from codesala.records import Batch
from codesala.sessions import life, lobby, rotation
from codesala.sessions import service as sessions
from codesala.sessions.changes import Actor, Changed
from codesala.sessions.idle import record_attendance
from codesala.wire.entries import unpack

HOST = Actor("host", "A" * 16, "Ana")
BEN, EVE = "B" * 16, "E" * 16


@pytest.fixture
async def session_id(database: Database) -> str:
    draft = sessions.draft_session(
        title=None, language=None, initial_code="", default_language="python", max_code_bytes=100
    )
    await sessions.add_session(database, draft, Batch(draft.session_id, "initial", 1, 1, b"code"))
    return draft.session_id


async def row(database: Database, session_id: str) -> Session:
    async with database.transaction(read_only=True) as db:
        return (await db.execute(select(Session).where(Session.id == session_id))).scalar_one()


async def logged(database: Database, session_id: str) -> list[dict[str, Any]]:
    _, stored = await SqlSessionLog(database, 10).load(session_id)
    batches = [one for one in stored.batches if one.writer != "initial"]
    return [json.loads(entry.body) for one in batches for entry in unpack(one.data)]


async def exports(database: Database) -> list[datetime]:
    async with database.transaction(read_only=True) as db:
        return list((await db.execute(select(Export.ended_at))).scalars())


async def end(database: Database, session_id: str, actor: Actor = HOST) -> Changed:
    async with database.transaction() as db:
        return await life.end_session(db, session_id, actor)


async def test_an_end_is_a_row_a_revision_an_entry_and_a_wanted_export(database: Database, session_id: str) -> None:
    before = (await row(database, session_id)).revision
    changed = await end(database, session_id)
    ended = await row(database, session_id)
    assert (ended.status, ended.ended_by, ended.revision) == ("ended", HOST.participant, before + 1)
    assert await exports(database) == [ended.ended_at]
    (event,) = await logged(database, session_id)
    assert event == dict(changed.events[0])
    assert (event["type"], event["by"], event["name"]) == ("ended", "host", "Ana")
    assert (await end(database, session_id)).events == []
    assert len(await exports(database)) == 1


async def test_an_end_that_is_not_committed_leaves_nothing(database: Database, session_id: str) -> None:
    async def fail_halfway() -> None:
        async with database.transaction() as db:
            await life.end_session(db, session_id, HOST)
            raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        await fail_halfway()
    assert (await row(database, session_id)).status == "live"
    assert await exports(database) == []
    assert await logged(database, session_id) == []


async def test_each_end_after_a_reopening_wants_an_export_in_the_place_of_the_last_one(
    database: Database, session_id: str
) -> None:
    await end(database, session_id)
    async with database.transaction() as db:
        await life.reopen_session(db, session_id, HOST)
    await end(database, session_id, Actor("idle"))
    assert (await row(database, session_id)).ended_by == "idle"
    assert len(await exports(database)) == 1
    assert [event["type"] for event in await logged(database, session_id)] == ["ended", "reopened", "ended"]


async def test_a_reopened_session_is_not_called_empty_since_before(database: Database, session_id: str) -> None:
    long_ago = datetime(2020, 1, 1, tzinfo=UTC)
    async with database.transaction() as db:
        await db.execute(update(Session).values(empty_since=long_ago))
    await end(database, session_id)
    async with database.transaction() as db:
        await life.reopen_session(db, session_id, HOST)
    empty_since = (await row(database, session_id)).empty_since
    assert empty_since is not None
    assert empty_since > long_ago


async def test_nothing_changes_without_a_change(database: Database, session_id: str) -> None:
    async with database.transaction() as db:
        changed = await life.change_session(db, session_id, HOST, is_locked=False, title=None, timer_s=None)
    assert changed.events == []
    assert (await row(database, session_id)).revision == 0


async def test_when_nobody_is_there_any_more_is_kept(database: Database, session_id: str) -> None:
    async def report(people: int) -> datetime | None:
        async with database.transaction() as db:
            await record_attendance(db, {session_id: people} if people else {})
        return (await row(database, session_id)).empty_since

    assert await report(0) is None  # nobody was ever there
    assert await report(2) is None
    assert await report(1) is None
    left_at = await report(0)
    assert left_at is not None
    assert await report(0) == left_at
    assert await report(1) is None


async def test_rooms_read_all_that_hosts_decided(database: Database, session_id: str) -> None:
    log = SqlSessionLog(database, 10)
    before = await log.facts(session_id)
    assert (len(before.links), before.has_lobby, dict(before.admissions), before.timer) == (3, False, {}, None)
    async with database.transaction() as db:
        await life.change_session(db, session_id, HOST, is_locked=True, runs_disabled=True, has_lobby=True, timer_s=60)
        await lobby.admit(db, session_id, HOST, BEN, "Ben")
        await lobby.remove(db, session_id, HOST, EVE, None, "observer")
        await rotation.rotate_link(db, session_id, HOST, "host", "h" * 22)
    facts = await log.facts(session_id)
    assert (facts.is_locked, facts.runs_disabled, facts.has_lobby) == (True, True, True)
    assert facts.timer is not None
    assert facts.timer.seconds == 60
    assert {who: one.state for who, one in facts.admissions.items()} == {BEN: "admitted", EVE: "removed"}
    assert len(facts.links) == 3
    assert len(set(facts.links) - set(before.links)) == 1
    assert sorted(facts.links.values()) == [False, True, True]  # the host's; the candidate's; the observer's
    assert facts.revision == before.revision + 4
    for _ in range(2):
        assert await log.outdated({session_id: facts.revision}) == []
        assert await log.outdated({session_id: before.revision, "nobody's": 0}) == [session_id, "nobody's"]


async def test_rooms_admit_those_inside_but_never_against_a_host(database: Database, session_id: str) -> None:
    log = SqlSessionLog(database, 10)
    async with database.transaction() as db:
        await lobby.remove(db, session_id, HOST, EVE, None, "candidate")
    for _ in range(2):
        await log.admit(session_id, {BEN, EVE})
    admissions = (await log.facts(session_id)).admissions
    assert {who: one.state for who, one in admissions.items()} == {BEN: "admitted", EVE: "removed"}
    with pytest.raises(NotFound):
        await log.admit("nobody's", {BEN})


async def test_rooms_change_the_language_of_live_sessions_only(database: Database, session_id: str) -> None:
    log = SqlSessionLog(database, 10)
    event = {"type": "language", "at": 1_790_000_000_000}
    await log.change_language(session_id, {**event, "language": "cpp"})
    assert (await log.facts(session_id)).revision == 1
    await end(database, session_id)
    with pytest.raises(NotFound):
        await log.change_language(session_id, {**event, "language": "java"})
    assert (await log.facts(session_id)).language == "cpp"


async def test_who_was_decided_about_twice_is_as_was_decided_last(database: Database, session_id: str) -> None:
    log = SqlSessionLog(database, 10)
    async with database.transaction() as db:
        await lobby.admit(db, session_id, HOST, EVE, None)
        await lobby.remove(db, session_id, HOST, EVE, None, "candidate")
        await lobby.admit(db, session_id, HOST, EVE, None)
    assert (await log.facts(session_id)).admissions[EVE].state == "admitted"


async def test_a_lobby_needs_a_candidates_link(database: Database, session_id: str) -> None:
    async with database.transaction() as db:
        await rotation.withdraw_link(db, session_id, HOST, "candidate")
    async with database.transaction() as db:
        with pytest.raises(Conflict):
            await life.change_session(db, session_id, HOST, has_lobby=True)
