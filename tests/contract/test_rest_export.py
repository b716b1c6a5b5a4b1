"""The export and the report through the API: who gets them, when, and what is in them now. On both databases."""

import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import insert, update

from codesala.db.database import open_database
from codesala.db.models import Export, Session
from codesala.recordings.export import gather, make_export
from codesala.recordings.export_queue import MAX_ATTEMPTS
from codesala.recordings.verify import verify
from tests.support.exports import PLAYER, files_of
from tests.support.rest import OPERATORS_KEY, Rest, bearer, serving

ENDED_AT = datetime(2026, 11, 20, 12, tzinfo=UTC)


@pytest.fixture
async def rest(database_url: str, tmp_path: Path) -> AsyncIterator[Rest]:
    page = tmp_path / "page"
    page.mkdir()
    (page / "player.html").write_text(PLAYER)
    async with serving(database_url, tmp_path, frontend_dir=page) as rest:
        yield rest


async def get_export(rest: Rest, session: dict[str, Any], credential: str | None = None) -> httpx2.Response:
    headers = bearer(credential or session["host_token"])
    return await rest.http.get(f"/api/sessions/{session['session_id']}/export", headers=headers)


async def end(database_url: str, session: dict[str, Any], *, made: bool, attempts: int = 0) -> bytes:
    """What ending a session leaves in the database, and the job when it has made the file."""
    database = open_database(database_url, pool_size=1, timeout_s=10)
    async with database.transaction() as db:
        ended = update(Session).where(Session.id == session["session_id"])
        await db.execute(ended.values(status="ended", ended_at=ENDED_AT, ended_by="host"))
        material = await gather(db, session["session_id"])
        head, data = make_export(material, None)
        file = {"head": head, "data": data, "made_at": ENDED_AT} if made else {"attempts": attempts}
        await db.execute(insert(Export).values(session_id=session["session_id"], ended_at=ENDED_AT, **file))
    await database.aclose()
    return data


async def test_a_live_session_is_exported_as_it_is_so_far(rest: Rest) -> None:
    session = await rest.create(title="Ana", language="java", initial_code="class A {}\n")
    answer = await get_export(rest, session)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "application/zip"
    assert answer.headers["content-disposition"].startswith('attachment; filename="codesala-20')
    assert verify(answer.content).findings == []
    files = files_of(answer.content)
    assert files["code.java"] == b"class A {}\n"
    assert json.loads(files["session.json"])["live"] is True
    assert b'"entries"' in files["replay.html"]


async def test_after_the_end_the_file_is_there_once_it_is_made_and_stays_the_same(
    rest: Rest, database_url: str
) -> None:
    session = await rest.create(initial_code="final\n")
    wanted = await rest.create()
    await end(database_url, wanted, made=False)
    answer = await get_export(rest, wanted)
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
    assert answer.json()["code"] == "being_made"
    data = await end(database_url, session, made=True)
    assert (await get_export(rest, session)).content == data
    assert json.loads(files_of(data)["session.json"])["live"] is False


async def test_a_file_that_the_job_has_given_up_is_made_when_it_is_asked_for(rest: Rest, database_url: str) -> None:
    session = await rest.create(initial_code="final\n")
    await end(database_url, session, made=False, attempts=MAX_ATTEMPTS)
    answer = await get_export(rest, session)
    assert answer.status_code == 200
    assert verify(answer.content).findings == []


async def test_notes_that_were_written_after_the_end_are_in_it(rest: Rest, database_url: str) -> None:
    session = await rest.create()
    before = await end(database_url, session, made=True)
    notes = f"/api/sessions/{session['session_id']}/notes"
    written = await rest.http.post(notes, json={"content": "second thoughts"}, headers=bearer(session["host_token"]))
    answer = await get_export(rest, session)
    assert verify(answer.content).findings == []
    assert b"second thoughts" in files_of(answer.content)["notes.json"]
    assert verify(answer.content).head == verify(before).head
    await rest.http.delete(f"{notes}/{written.json()['note_id']}", headers=bearer(session["host_token"]))
    assert (await get_export(rest, session)).content == before


async def test_only_hosts_and_operators_get_the_export(rest: Rest) -> None:
    session = await rest.create()
    address = f"/api/sessions/{session['session_id']}/export"
    assert (await rest.http.get(address)).status_code == 401
    observer = session["observer_url"].rpartition("/")[2]
    for credential in (session["room_id"], observer, (await rest.create())["host_token"]):
        assert (await get_export(rest, session, credential)).status_code == 404
    by_operator = await get_export(rest, session, OPERATORS_KEY)
    assert by_operator.content == (await get_export(rest, session)).content


async def test_the_report_comes_in_the_language_of_the_browser_or_the_one_asked_for(rest: Rest) -> None:
    session = await rest.create(title="<b>Ana</b>", initial_code="1 < 2\n")
    address = f"/api/sessions/{session['session_id']}/report"

    async def read(query: str = "", accepted: str = "") -> str:
        headers = {**bearer(session["host_token"]), "Accept-Language": accepted}
        answer = await rest.http.get(address + query, headers=headers)
        assert answer.status_code == 200, answer.text
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert "&lt;b&gt;Ana&lt;/b&gt;" in answer.text
        assert '<span class="number">1</span> &lt; <span class="number">2</span>\n</span>' in answer.text
        return "es" if '<html lang="es">' in answer.text else "en"

    assert await read() == "en"
    assert await read(accepted="de, es-MX;q=0.8, en;q=0.5") == "es"
    assert await read(accepted="en-GB, es;q=0.9") == "en"
    assert await read(accepted="es;q=x, ;;q=1") == "en"
    assert await read("?lang=es", "en") == "es"
    for query in ("lang=de", "utc_offset=841", "utc_offset=x", "notes=perhaps"):
        refused = await rest.http.get(f"{address}?{query}", headers=bearer(session["host_token"]))
        assert refused.status_code == 422


async def test_the_report_has_the_hosts_notes_where_they_are_asked_for(rest: Rest) -> None:
    session = await rest.create()
    host, address = bearer(session["host_token"]), f"/api/sessions/{session['session_id']}"
    note = await rest.http.post(f"{address}/notes", json={"title": "", "content": "a canary"}, headers=host)
    assert note.status_code == 201, note.text
    assert "a canary" not in (await rest.http.get(f"{address}/report", headers=host)).text
    assert "a canary" in (await rest.http.get(f"{address}/report?notes=true", headers=host)).text
    token = (await rest.http.post(f"{address}/links/report", headers=host)).json()["token"]
    by_link = await rest.http.get(f"/api/links/{token}/report?lang=es&notes=true")
    assert '<html lang="es">' in by_link.text
    assert "a canary" not in by_link.text, "a link for others never has them"


async def test_only_hosts_and_operators_get_the_report(rest: Rest) -> None:
    session = await rest.create()
    address = f"/api/sessions/{session['session_id']}/report"
    assert (await rest.http.get(address)).status_code == 401
    for credential in (session["room_id"], session["observer_url"].rpartition("/")[2]):
        assert (await rest.http.get(address, headers=bearer(credential))).status_code == 404
    assert (await rest.http.get(address, headers=bearer(OPERATORS_KEY))).status_code == 200
