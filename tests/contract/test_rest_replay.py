"""The recording through the API: who may read it, in which shape, page by page. On both databases."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import insert, update

from codesala.db.database import open_database
from codesala.db.models import Link, LogBatch
from codesala.links.service import hash_token, mint_token
from codesala.recordings.rows_log import add_batches
from codesala.records import Batch
from codesala.wire.entries import Entry, EntryKind, pack
from tests.support.recording import read_replay, replayed_texts
from tests.support.rest import OPERATORS_KEY, Rest, bearer
from tests.support.yjs import typed

ANA = "participant-ana"
AT_MS = 1_790_000_000_000


async def write(database_url: str, *batches: Batch) -> None:
    database = open_database(database_url, pool_size=1, timeout_s=10)
    async with database.transaction() as db:
        await add_batches(db, batches)
    await database.aclose()


def word(session: dict[str, Any], letters: str, number: int = 1, first: int = 0) -> Batch:
    """Somebody types a word, letter by letter."""
    entries = [
        Entry(EntryKind.UPDATE, AT_MS + n, ANA, typed(7, n, letter, after=(7, n - 1) if n else None))
        for n, letter in enumerate(letters, start=first)
    ]
    return Batch(session["session_id"], "a-room", number, len(entries), pack(entries))


async def test_the_recording_tells_the_session_and_every_entry_in_order(rest: Rest, shared_database_url: str) -> None:
    session = await rest.create(title="Ana", language="go", initial_code="")
    await write(shared_database_url, word(session, "abc"))
    page = await read_replay(rest.http, session)
    told = page["session"]
    assert datetime.fromisoformat(told.pop("created_at")) == datetime.fromisoformat(session["created_at"])
    assert told == {"title": "Ana", "language": "go", "status": "live", "ended_at": None}
    assert page["people"] == [{"participant": ANA, "name": None, "role": None, "met": []}]
    assert [(entry["n"], entry["at"], entry["by"]) for entry in page["entries"]] == [
        (1, AT_MS, ANA),
        (2, AT_MS + 1, ANA),
        (3, AT_MS + 2, ANA),
    ]
    assert list(replayed_texts(page)) == ["a", "ab", "abc"]
    assert (page["next"], page["total"], page["damaged"]) == (None, 3, 0)


async def test_the_initial_code_is_the_first_entry(rest: Rest) -> None:
    session = await rest.create(initial_code="print('é😀')\n")
    page = await read_replay(rest.http, session)
    assert list(replayed_texts(page)) == ["print('é😀')\n"]
    assert page["entries"][0]["by"] == ""


async def test_pages_together_are_the_whole(rest: Rest, shared_database_url: str) -> None:
    session = await rest.create(initial_code="")
    await write(shared_database_url, word(session, "one word"))
    whole = (await read_replay(rest.http, session))["entries"]
    found: list[dict[str, Any]] = []
    cursor = None
    while True:
        page = await read_replay(rest.http, session, limit=3, **({"after": cursor} if cursor else {}))
        assert page["total"] == 8
        assert len(page["entries"]) <= 3
        found += page["entries"]
        cursor = page["next"]
        if cursor is None:
            break
    assert found == whole
    assert len(whole) == 8


async def test_a_page_goes_on_after_more_was_written_and_not_when_something_came_in_between(
    rest: Rest, shared_database_url: str
) -> None:
    session = await rest.create(initial_code="")
    await write(shared_database_url, word(session, "abcd"))
    cursor = (await read_replay(rest.http, session, limit=2))["next"]
    await write(shared_database_url, word(session, "ef", number=2, first=4))
    rest_of_it = await read_replay(rest.http, session, after=cursor)
    assert [entry["n"] for entry in rest_of_it["entries"]] == [3, 4, 5, 6]
    earlier = Entry(EntryKind.UPDATE, AT_MS, "somebody", typed(8, 0, "x"))
    await write(shared_database_url, Batch(session["session_id"], "Another room", 1, 1, pack([earlier])))
    address = f"/api/sessions/{session['session_id']}/replay"
    answer = await rest.http.get(address, params={"after": cursor}, headers=bearer(session["host_token"]))
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")


@pytest.mark.parametrize("cursor", ["nonsense", "", "MTp4", "é", "9" * 200])
async def test_what_is_no_cursor_is_refused(rest: Rest, cursor: str) -> None:
    session = await rest.create()
    address = f"/api/sessions/{session['session_id']}/replay"
    answer = await rest.http.get(address, params={"after": cursor}, headers=bearer(session["host_token"]))
    assert answer.status_code in (409, 422), answer.text


async def test_a_damaged_row_is_counted_and_hides_nothing_else(rest: Rest, shared_database_url: str) -> None:
    session = await rest.create(initial_code="")
    await write(shared_database_url, word(session, "abc"), word(session, "def", number=2, first=3))
    database = open_database(shared_database_url, pool_size=1, timeout_s=10)
    async with database.transaction() as db:
        await db.execute(update(LogBatch).where(LogBatch.number == 2).values(data=b"rotten"))
    await database.aclose()
    page = await read_replay(rest.http, session)
    assert page["damaged"] == 1
    assert list(replayed_texts(page)) == ["a", "ab", "abc"]


async def test_only_hosts_operators_and_replay_links_lead_to_the_recording(
    rest: Rest, shared_database_url: str
) -> None:
    session = await rest.create(initial_code="secret")
    address = f"/api/sessions/{session['session_id']}/replay"
    assert (await rest.http.get(address)).status_code == 401
    observer = session["observer_url"].rpartition("/")[2]
    for credential in (session["room_id"], observer, (await rest.create())["host_token"], mint_token()):
        answer = await rest.http.get(address, headers=bearer(credential))
        assert answer.status_code == 404, answer.text
    by_host = await rest.http.get(address, headers=bearer(session["host_token"]))
    by_operator = await rest.http.get(address, headers=bearer(OPERATORS_KEY))
    assert by_operator.json() == by_host.json()
    for token in (session["room_id"], observer, mint_token(), "nonsense"):
        assert (await rest.http.get(f"/api/links/{token}/replay")).status_code == 404
    replay_token = mint_token()
    database = open_database(shared_database_url, pool_size=1, timeout_s=10)
    async with database.transaction() as db:
        link = {"session_id": session["session_id"], "role": "replay", "token_hash": hash_token(replay_token)}
        await db.execute(insert(Link).values(**link))
    await database.aclose()
    for token in (session["host_token"], replay_token):
        by_link = await rest.http.get(f"/api/links/{token}/replay")
        assert by_link.json() == by_host.json()
        assert session["session_id"] not in by_link.text


async def test_a_long_recording_is_sent_compressed_to_those_who_take_it(rest: Rest, shared_database_url: str) -> None:
    session = await rest.create(initial_code="")
    await write(shared_database_url, *(word(session, "x" * 1000, number=n + 1, first=1000 * n) for n in range(12)))
    address = f"/api/sessions/{session['session_id']}/replay"
    answers = {}
    for encoding in ("gzip", "identity"):
        headers = {**bearer(session["host_token"]), "Accept-Encoding": encoding}
        answers[encoding] = await rest.http.get(address, headers=headers)
    assert answers["gzip"].headers["content-encoding"] == "gzip"
    assert "content-encoding" not in answers["identity"].headers
    assert answers["gzip"].json() == answers["identity"].json()
    assert answers["gzip"].json()["total"] == 12_000
    assert int(answers["gzip"].headers["content-length"]) < len(answers["identity"].content) / 5
