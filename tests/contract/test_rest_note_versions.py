"""Changes of notes that say which version they are based on, one after another and at once. On both databases."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
from sqlalchemy import update

from codesala.db.database import Database
from codesala.db.models import Note
from tests.support.notes import Notes
from tests.support.rest import serving


@pytest.fixture
async def notes(database_url: str, tmp_path: Path) -> AsyncIterator[Notes]:
    async with serving(database_url, tmp_path) as rest:
        yield Notes(rest, await rest.create())


async def test_a_change_based_on_the_newest_version_is_made(notes: Notes) -> None:
    note = await notes.add(title="first")
    for number in range(5):
        answer = await notes.change(note, content=f"{number}", based_on=note["updated_at"])
        assert answer.status_code == 200, answer.text
        assert answer.json()["updated_at"] > note["updated_at"]
        note = answer.json()
        assert await notes.all() == [note]
    elsewhere = datetime.fromisoformat(note["updated_at"]).astimezone(timezone(timedelta(hours=-7)))
    assert (await notes.change(note, content="told otherwise", based_on=elsewhere.isoformat())).status_code == 200
    [note] = await notes.all()
    assert (await notes.delete(note, based_on=note["updated_at"])).status_code == 204
    assert await notes.all() == []


async def test_nothing_is_overwritten_that_the_caller_has_not_seen(notes: Notes) -> None:
    seen = await notes.add(title="seen by both", content="start")
    newest = (await notes.change(seen, content="theirs")).json()
    just_beside = datetime.fromisoformat(newest["updated_at"]) + timedelta(microseconds=1)
    for based_on in (seen["updated_at"], just_beside.isoformat(), "0001-01-01T00:00:00Z"):
        for refused in (
            await notes.change(seen, content="mine", based_on=based_on),
            await notes.delete(seen, based_on=based_on),
        ):
            assert refused.status_code == 409
            assert refused.json()["code"] == "outdated"
            assert "Read it again" in refused.json()["detail"]
        assert await notes.all() == [newest]
    assert (await notes.change(seen, content="mine, whatever theirs is")).status_code == 200
    assert (await notes.delete(seen)).status_code == 204


@pytest.mark.parametrize("based_on", ["yesterday", "2026-11-20T09:00:00", None])
async def test_a_version_that_cannot_be_one_is_refused_and_not_passed_over(notes: Notes, based_on: str | None) -> None:
    note = await notes.add(title="as it was")
    changed = await notes.change(note, title="changed", based_on=based_on)
    assert (changed.status_code, changed.json()["errors"][0]["field"]) == (422, "body.based_on")
    deleted = await notes.delete(note, based_on=based_on or "")
    assert (deleted.status_code, deleted.json()["errors"][0]["field"]) == (422, "query.based_on")
    assert await notes.all() == [note]


async def test_of_changes_at_once_to_the_same_version_exactly_one_is_made(database_url: str, tmp_path: Path) -> None:
    async with AsyncExitStack() as servers:
        nodes = [await servers.enter_async_context(serving(database_url, tmp_path / name)) for name in ("one", "two")]
        session = await nodes[0].create()
        hosts = [Notes(node, session) for node in nodes]
        note = await hosts[0].add(content="start")
        for round_number in range(5):
            writers = [(host, f"{round_number}, {number}") for number in range(8) for host in hosts]
            answers = await asyncio.gather(
                *(host.change(note, content=content, based_on=note["updated_at"]) for host, content in writers)
            )
            assert sorted(answer.status_code for answer in answers) == [200, *[409] * (len(writers) - 1)]
            [note] = [answer.json() for answer in answers if answer.status_code == 200]
            assert await hosts[1].all() == [note]
        answers = await asyncio.gather(
            *(host.change(note, content="changed", based_on=note["updated_at"]) for host in hosts * 4),
            *(host.delete(note, based_on=note["updated_at"]) for host in hosts * 4),
        )
        assert len([answer for answer in answers if answer.status_code < 300]) == 1
        assert {answer.status_code for answer in answers} <= {200, 204, 404, 409}


async def test_each_change_makes_a_later_version_whatever_the_clock_says(notes: Notes, database: Database) -> None:
    ahead = datetime.now(UTC).replace(microsecond=999_999) + timedelta(hours=1)
    note = await notes.add(title="written by a server whose clock is ahead")
    async with database.transaction() as db:
        await db.execute(update(Note).where(Note.id == note["note_id"]).values(updated_at=ahead))
    versions = [ahead]
    for number in range(3):
        answer = await notes.change(note, content=f"{number}", based_on=versions[-1].isoformat())
        assert answer.status_code == 200, answer.text
        versions.append(datetime.fromisoformat(answer.json()["updated_at"]))
    assert versions == sorted(set(versions))
