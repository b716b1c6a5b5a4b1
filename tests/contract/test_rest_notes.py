"""/api/sessions/{session_id}/notes as hosts meet it, and as everybody else does not. On both databases."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from codesala.db.database import Database
from codesala.db.models import Note
from codesala.notes.service import MAX_NOTES
from tests.support.notes import Notes
from tests.support.rest import OPERATORS_KEY, Rest, bearer, serving

ANA = {"Codesala-Key": "a" * 32}
BO = {"Codesala-Key": "b" * 32}
FIELDS = {"note_id", "title", "content", "author", "moment", "created_at", "updated_at"}


@pytest.fixture
async def notes(rest: Rest) -> Notes:
    return Notes(rest, await rest.create())


@pytest.fixture
async def own_notes(database_url: str, tmp_path: Path) -> AsyncIterator[Notes]:
    """Notes of the only session of `database`."""
    async with serving(database_url, tmp_path) as rest:
        yield Notes(rest, await rest.create())


async def audit_lines(database: Database) -> list[tuple[Any, ...]]:
    async with database.transaction(read_only=True) as db:
        found = await db.execute(text("SELECT action, actor, title, note_id, participant FROM audit_lines ORDER BY id"))
        return [tuple(row) for row in found]


async def test_a_note_is_kept_as_it_was_written(notes: Notes) -> None:
    assert await notes.all() == []
    note = await notes.add(title="Edge cases 🎉", content="Asked about\r\nempty input.", author="Ana")
    assert set(note) == FIELDS
    assert (note["title"], note["content"], note["author"]) == ("Edge cases 🎉", "Asked about\r\nempty input.", "Ana")
    assert note["created_at"] == note["updated_at"] == note["moment"]
    assert await notes.all() == [note]


async def test_a_note_may_begin_empty(notes: Notes) -> None:
    answer = await notes.http.post(notes.url, headers=notes.host)
    assert answer.status_code == 201
    assert (answer.json()["title"], answer.json()["content"], answer.json()["author"]) == ("", "", None)
    assert (await notes.add(title=None, content=None, author=None, moment=None))["title"] == ""


async def test_notes_come_in_the_order_in_which_they_were_begun(notes: Notes) -> None:
    titles = [f"note {number}" for number in range(5)]
    for title in titles:
        await notes.add(title=title)
    assert [note["title"] for note in await notes.all()] == titles


async def test_a_note_changes_where_it_is_asked_to(notes: Notes) -> None:
    note = await notes.add(title="first", content="before", author="Ana")
    answer = await notes.http.patch(f"{notes.url}/{note['note_id']}", json={"content": "after"}, headers=notes.host)
    assert answer.status_code == 200
    changed = answer.json()
    assert (changed["title"], changed["content"], changed["author"]) == ("first", "after", "Ana")
    assert changed["updated_at"] > note["updated_at"]
    assert changed["created_at"] == note["created_at"]
    assert await notes.all() == [changed]


async def test_a_deleted_note_is_gone(notes: Notes) -> None:
    note = await notes.add(title="first")
    url = f"{notes.url}/{note['note_id']}"
    assert (await notes.http.delete(url, headers=notes.host)).status_code == 204
    assert await notes.all() == []
    assert (await notes.http.delete(url, headers=notes.host)).status_code == 404
    assert (await notes.http.patch(url, json={"title": "x"}, headers=notes.host)).status_code == 404


async def test_a_moment_outside_the_session_becomes_its_nearest_edge(rest: Rest) -> None:
    session = await rest.create()
    notes = Notes(rest, session)
    began = datetime.fromisoformat(session["created_at"])
    early = await notes.add(moment="0001-01-01T00:00:00+14:00")
    assert datetime.fromisoformat(early["moment"]) == began
    late = await notes.add(moment=(datetime.now(UTC) + timedelta(days=1)).isoformat())
    assert late["moment"] <= late["created_at"]
    url = f"{notes.url}/{late['note_id']}"
    moved = await notes.http.patch(url, json={"moment": session["created_at"]}, headers=notes.host)
    assert moved.json()["moment"] == session["created_at"]


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ('{"title": "' + "x" * 101 + '"}', "body.title"),
        ('{"content": "' + "x" * 10_001 + '"}', "body.content"),
        ('{"title": "a\\u0000b"}', "body.title"),
        ('{"content": "a\\u0000b"}', "body.content"),
        ('{"title": "half \\ud83d"}', "body.title"),
        ('{"content": "half \\udc00"}', "body.content"),
        ('{"title": 3}', "body.title"),
        ('{"moment": "2026-11-20T09:00:00"}', "body.moment"),
        ('{"moment": "yesterday"}', "body.moment"),
        ('{"contents": "typing error"}', "body.contents"),
        ("[]", "body"),
    ],
)
async def test_wrong_notes_are_refused_naming_the_field(notes: Notes, body: str, field: str) -> None:
    headers = notes.host | {"content-type": "application/json"}
    note = await notes.add(title="as it was")
    for answer in (
        await notes.http.post(notes.url, content=body, headers=headers),
        await notes.http.patch(f"{notes.url}/{note['note_id']}", content=body, headers=headers),
    ):
        assert answer.status_code == 422
        assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert await notes.all() == [note]


async def test_the_longest_note_is_taken(notes: Notes) -> None:
    note = await notes.add(title="é" * 100, content="🎉" * 10_000, author="ñ" * 40)
    assert await notes.all() == [note]


async def test_a_session_holds_only_so_many_notes(own_notes: Notes, database: Database) -> None:
    notes, at = own_notes, datetime.now(UTC)
    first = await notes.add()
    async with database.transaction() as db:
        for number in range(MAX_NOTES - 1):
            db.add(Note(id=f"n{number}", session_id=notes.session_id, title="", content="", moment=at))
    answer = await notes.http.post(notes.url, json={"title": "one more"}, headers=notes.host)
    assert answer.status_code == 409
    assert str(MAX_NOTES) in answer.json()["detail"]
    assert (await notes.http.delete(f"{notes.url}/{first['note_id']}", headers=notes.host)).status_code == 204
    await notes.add(title="one more")


async def test_notes_are_for_hosts_and_the_operator_only(rest: Rest) -> None:
    session, other = await rest.create(), await rest.create()
    notes = Notes(rest, session)
    note = await notes.add(title="private")
    observer = session["observer_url"].rpartition("/")[2]
    strangers = [bearer(token) for token in (session["room_id"], observer, other["host_token"], "wrong", "A" * 22)]
    for headers, status in [({}, 401), *((headers, 404) for headers in strangers)]:
        one = f"{notes.url}/{note['note_id']}"
        for answer in (
            await rest.http.get(notes.url, headers=headers),
            await rest.http.post(notes.url, json={}, headers=headers),
            await rest.http.post(notes.url, content="{broken", headers=headers),
            await rest.http.patch(one, json={"title": "mine"}, headers=headers),
            await rest.http.delete(one, headers=headers),
        ):
            assert answer.status_code == status, answer.text
            assert "private" not in answer.text
    operators = await rest.http.get(notes.url, headers=bearer(OPERATORS_KEY))
    assert operators.json() == [note] == await notes.all()


async def test_notes_of_another_session_are_not_found_under_ones_own(rest: Rest) -> None:
    mine, theirs = Notes(rest, await rest.create()), Notes(rest, await rest.create())
    note = await theirs.add(title="theirs")
    for note_id in (note["note_id"], "none", "%00", "A" * 22):
        url = f"{mine.url}/{note_id}"
        assert (await rest.http.patch(url, json={"title": "x"}, headers=mine.host)).status_code == 404
        assert (await rest.http.delete(url, headers=mine.host)).status_code == 404
    assert await theirs.all() == [note]


@pytest.mark.parametrize("session_id", ["A" * 22, "none", "%00"])
async def test_an_unknown_session_has_no_notes(rest: Rest, session_id: str) -> None:
    url = f"/api/sessions/{session_id}/notes"
    assert (await rest.http.get(url, headers=bearer(OPERATORS_KEY))).status_code == 404
    assert (await rest.http.post(url, json={}, headers=bearer(OPERATORS_KEY))).status_code == 404


async def test_audit_lines_say_who_wrote_which_note_and_never_what(own_notes: Notes, database: Database) -> None:
    notes = own_notes
    note = await notes.add(ANA, title="Edge cases", content="canary", author="Ana")
    url = f"{notes.url}/{note['note_id']}"
    for _ in range(3):  # saved as it is typed
        await notes.http.patch(url, json={"content": "canary, canary"}, headers=notes.host | ANA)
    await notes.http.patch(url, json={"title": "Edges"}, headers=notes.host | BO)
    await notes.http.delete(url, headers=notes.host | ANA)
    lines = await audit_lines(database)
    assert [line[:3] for line in lines] == [
        ("created", "Ana", "Edge cases"),
        ("changed", "Ana", "Edge cases"),
        ("changed", None, "Edges"),
        ("deleted", "Ana", "Edges"),
    ]
    assert {line[3] for line in lines} == {note["note_id"]}
    ana, bo = lines[0][4], lines[2][4]
    assert [line[4] for line in lines] == [ana, ana, bo, ana]
    assert len({ana, bo, None, ANA["Codesala-Key"]}) == 4
    assert "canary" not in str(lines)


async def test_a_note_is_kept_although_its_audit_line_cannot_be_written(own_notes: Notes, database: Database) -> None:
    notes = own_notes
    async with database.transaction() as db:
        await db.execute(text("DROP TABLE audit_lines"))
    note = await notes.add(title="kept")
    url = f"{notes.url}/{note['note_id']}"
    assert (await notes.http.patch(url, json={"title": "changed"}, headers=notes.host)).status_code == 200
    assert [note["title"] for note in await notes.all()] == ["changed"]
    assert (await notes.http.delete(url, headers=notes.host)).status_code == 204


@pytest.mark.parametrize("key", ["short", "k" * 65])
async def test_a_key_that_no_browser_has_is_refused(notes: Notes, key: str) -> None:
    answer = await notes.http.post(notes.url, json={}, headers=notes.host | {"Codesala-Key": key})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["field"] == "header.codesala-key"
