"""The people of a session through the API: the list, erasing one of them, one's own data. On both databases."""

import json
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy import update

from codesala.db.database import open_database
from codesala.db.models import Export, LogBatch, Session, now
from codesala.erasures.service import carry_out, plan, read_subject
from codesala.errors import Conflict
from codesala.identity import participant_of
from codesala.recordings.export import gather, make_export
from codesala.recordings.rows_log import SqlSessionLog, add_batches
from codesala.recordings.verify import verify
from codesala.records import Batch, FileChange, FileChangeKind
from codesala.wire.entries import Entry, EntryKind, pack
from tests.support.dump import dump
from tests.support.exports import files_of
from tests.support.recording import read_replay, replayed_texts
from tests.support.rest import OPERATORS_KEY, Rest, bearer, serving
from tests.support.yjs import typed

ANA_KEY, BEN_KEY = "a" * 32, "b" * 32
AT_MS = 1_790_000_000_000
NAME, TEXT, OUTPUT, ANSWER = "Canaria-Name", "canary_text", "canary-output", "canary-answer"
FILE, PATH = "filefilefile", "canary-path.py"


@pytest.fixture
async def rest(database_url: str, tmp_path: Path) -> AsyncIterator[Rest]:
    async with serving(database_url, tmp_path, job_interval_s=600) as rest:
        yield rest


def address(session: dict[str, Any], path: str) -> str:
    return f"/api/sessions/{session['session_id']}/{path}"


async def ask(rest: Rest, session: dict[str, Any], method: str, path: str, body: object = None) -> httpx2.Response:
    answer = await rest.http.request(
        method, address(session, path), json=body, headers=bearer(session["host_token"]) | {"Codesala-Key": BEN_KEY}
    )
    assert answer.status_code < 400, answer.text
    return answer


async def interview(
    rest: Rest, database_url: str, *, ended: bool = True, with_file: bool = False
) -> tuple[dict[str, Any], str, str]:
    """Ana, a candidate, and Ben, a host, write and run; the session and the two participants. `with_file`: Ana made a
    file and deleted it."""
    session = await rest.create(initial_code="")
    ana, ben = (participant_of(session["session_id"], key) for key in (ANA_KEY, BEN_KEY))
    run = {"run": "run-of-ana"}
    who = {ana: {"participant": ana, "name": NAME}, ben: {"participant": ben, "name": "Ben"}}
    things: list[tuple[str, object]] = [
        (ben, {"type": "joined", **who[ben], "role": "host"}),
        (ben, {"type": "admitted", **who[ben], "who": ana, "who_name": NAME}),
        (ana, {"type": "joined", **who[ana], "role": "candidate"}),
        (ben, typed(8, 0, "by Ben ")),
        (ana, typed(7, 0, f"{TEXT} ", after=(8, 6))),
        (ben, typed(8, 7, "behind it", after=(7, 11))),
        (ana, {"type": "run.started", **run, **who[ana], "language": "python", "runtime": "Python", "on": "browser"}),
        ("", {"type": "run.output", **run, "stream": "stdout", "text": OUTPUT}),
        ("", {"type": "run.input", **run, "text": ANSWER}),
        ("", {"type": "run.ended", **run, "reason": "exited", "code": 0, "duration_ms": 5, "message": None}),
        (ana, {"type": "paste", **who[ana], "characters": 12, "lines": 1, "away_ms": 0}),
        (ana, {"type": "left", **who[ana], "role": "candidate"}),
    ]
    entries = [
        Entry(EntryKind.UPDATE, AT_MS + 1000 * n, author, thing)
        if isinstance(thing, bytes)
        else Entry(EntryKind.EVENT, AT_MS + 1000 * n, author, json.dumps(thing).encode())
        for n, (author, thing) in enumerate(things)
    ]
    database = open_database(database_url, pool_size=1, timeout_s=10)
    async with database.transaction() as db:
        await add_batches(db, [Batch(session["session_id"], "a-room", 1, len(entries), pack(entries))])
    if with_file:
        log = SqlSessionLog(database, timeout_s=10)
        done: tuple[FileChangeKind, ...] = ("create", "delete")
        for kind in done:
            await log.change_file(session["session_id"], FileChange(kind, FILE, AT_MS, PATH, b"", ana, NAME))
    await database.aclose()
    await ask(rest, session, "POST", "notes", {"title": "Impression", "author": "Ben"})
    if ended:
        await ask(rest, session, "POST", "end")
        await settle(database_url, session)
    return session, ana, ben


async def settle(database_url: str, session: dict[str, Any]) -> None:
    """As if the session had ended a minute ago."""
    session_id, then = session["session_id"], now() - timedelta(minutes=1)
    database = open_database(database_url, pool_size=1, timeout_s=10)
    async with database.transaction() as db:
        await db.execute(update(LogBatch).where(LogBatch.session_id == session_id).values(created_at=then))
        await db.execute(update(Export).where(Export.session_id == session_id).values(ended_at=then))
        await db.execute(update(Session).where(Session.id == session_id).values(ended_at=then))
    await database.aclose()


async def erase(rest: Rest, session: dict[str, Any], who: str, text: str, *, preview: bool = False) -> dict[str, Any]:
    body = {"text": text, "preview": preview}
    erased: dict[str, Any] = (await ask(rest, session, "POST", f"participants/{who}/erase", body)).json()
    return erased


async def test_everybody_is_listed_with_what_they_did(rest: Rest, database_url: str) -> None:
    session, ana, ben = await interview(rest, database_url, ended=False)
    assert (await ask(rest, session, "GET", "participants")).json() == [
        {
            "participant": ben,
            "name": "Ben",
            "role": "host",
            "first_at": AT_MS,
            "last_at": AT_MS + 5000,
            "characters_typed": 16,
            "characters_of_starters": 0,
            "is_erased": False,
        },
        {
            "participant": ana,
            "name": NAME,
            "role": "candidate",
            "first_at": AT_MS + 2000,
            "last_at": AT_MS + 11000,
            "characters_typed": 12,
            "characters_of_starters": 0,
            "is_erased": False,
        },
    ]


async def test_a_preview_says_what_would_go_and_changes_nothing(rest: Rest, database_url: str) -> None:
    session, ana, _ = await interview(rest, database_url)
    before = await read_replay(rest.http, session)
    assert await erase(rest, session, ana, "remove", preview=True) == {
        "participant": ana,
        "characters": 12,
        "entries": 5,
        "events": 7,
        "runs": 1,
        "unreadable": 0,
        "preview": True,
    }
    assert await read_replay(rest.http, session) == before


@pytest.mark.parametrize("text", ["keep", "remove"])
async def test_nothing_of_an_erased_person_is_in_a_dump_and_the_rest_replays_as_before(
    rest: Rest, database_url: str, text: str
) -> None:
    session, ana, ben = await interview(rest, database_url, with_file=True)
    before = await read_replay(rest.http, session)
    exported = (await ask_export(rest, session, database_url)).content
    gone = [NAME, ana] + ([TEXT, OUTPUT, ANSWER, PATH] if text == "remove" else [])
    stored = await dump(database_url)
    for canary in gone:
        assert canary.encode() in stored, "else this test could not fail"
    erased = await erase(rest, session, ana, text)
    new = erased["participant"]
    stored = await dump(database_url)
    for canary in gone:
        assert canary.encode() not in stored, canary
    assert b"behind it" in stored
    after = await read_replay(rest.http, session)
    told = [(entry["n"], entry["at"], new if entry["by"] == ana else entry["by"]) for entry in before["entries"]]
    assert [(entry["n"], entry["at"], entry["by"]) for entry in after["entries"]] == told
    expected = [written.replace(f"{TEXT} ", "") if text == "remove" else written for written in replayed_texts(before)]
    assert list(replayed_texts(after)) == expected
    people = {person["participant"]: person for person in (await ask(rest, session, "GET", "participants")).json()}
    assert (people[new]["name"], people[new]["is_erased"]) == (None, True)
    assert (people[ben]["name"], people[ben]["is_erased"]) == ("Ben", False)
    assert (await rest.http.get(address(session, "code"))).text == expected[-1]
    again = (await ask_export(rest, session, database_url)).content
    assert verify(again).findings == []
    assert verify(again).head != verify(exported).head
    for content in files_of(again).values():
        assert not [canary for canary in gone if canary.encode() in content]


async def ask_export(rest: Rest, session: dict[str, Any], database_url: str) -> httpx2.Response:
    """The export, made as its job makes it."""
    database = open_database(database_url, pool_size=1, timeout_s=10)
    async with database.transaction() as db:
        head, data = make_export(await gather(db, session["session_id"]), None)
        mine = update(Export).where(Export.session_id == session["session_id"], Export.made_at.is_(None))
        assert (await db.execute(mine.values(head=head, data=data, made_at=now()))).rowcount == 1  # type: ignore[attr-defined]
    await database.aclose()
    return await ask(rest, session, "GET", "export")


async def test_the_old_export_is_gone_at_once_and_a_new_one_wanted(rest: Rest, database_url: str) -> None:
    session, ana, _ = await interview(rest, database_url)
    await ask_export(rest, session, database_url)
    await erase(rest, session, ana, "keep")
    answer = await rest.http.get(address(session, "export"), headers=bearer(session["host_token"]))
    assert (answer.status_code, answer.json()["code"]) == (503, "being_made")


async def test_an_interviewer_is_erased_from_notes_and_scorecards_too(rest: Rest, database_url: str) -> None:
    session, _, ben = await interview(rest, database_url, ended=False)
    card = {"name": "Ben", "skills": [], "verdict": "yes", "comment": "good"}
    await ask(rest, session, "PUT", "scorecards/own", card)
    await ask(rest, session, "POST", "scorecards/own/submit")
    report = {"question": 1, "suite": "hidden", "cases": []}
    await ask(rest, session, "PUT", "test-reports/run-0001", report)
    await ask(rest, session, "POST", "end")
    await settle(database_url, session)
    assert (await ask(rest, session, "GET", "test-reports")).json()[0]["participant"] == ben
    assert ben.encode() in await dump(database_url)
    await erase(rest, session, ben, "keep")
    assert ben.encode() not in await dump(database_url)
    (note,) = (await ask(rest, session, "GET", "notes")).json()
    assert (note["title"], note["author"]) == ("Impression", None)


async def test_a_live_session_and_strangers_are_refused(rest: Rest, database_url: str) -> None:
    session, ana, _ = await interview(rest, database_url, ended=False)
    body = {"text": "keep", "preview": False}

    async def status(who: str, credential: str) -> int:
        path = address(session, f"participants/{who}/erase")
        return (await rest.http.post(path, json=body, headers=bearer(credential))).status_code

    assert await status(ana, session["host_token"]) == 409
    await ask(rest, session, "POST", "end")
    assert await status(ana, session["host_token"]) == 409, "rooms may still be writing"
    await settle(database_url, session)
    assert await status("nobody", session["host_token"]) == 404
    assert await status(ana, session["room_id"]) == 404
    assert (await rest.http.get(address(session, "participants"))).status_code == 401
    assert NAME in (await ask(rest, session, "GET", "participants")).text
    assert await status(ana, OPERATORS_KEY) == 200
    assert await status(ana, OPERATORS_KEY) == 404


async def test_a_person_is_not_erased_by_halves_when_the_log_grows_meanwhile(rest: Rest, database_url: str) -> None:
    session, ana, _ = await interview(rest, database_url)
    database = open_database(database_url, pool_size=1, timeout_s=10)
    async with database.transaction(read_only=True) as db:
        subject = await read_subject(db, session["session_id"])
    late = Entry(EntryKind.UPDATE, AT_MS, ana, typed(7, 12, "late canary", after=(7, 11)))
    async with database.transaction() as db:
        await add_batches(db, [Batch(session["session_id"], "a-late-room", 1, 1, pack([late]))])
    with pytest.raises(Conflict):
        async with database.transaction() as db:
            await carry_out(db, plan(subject, ana, with_text=True))
    await database.aclose()
    await settle(database_url, session)
    await erase(rest, session, ana, "remove")
    assert b"late canary" not in await dump(database_url)


async def test_ones_own_data_is_all_of_ones_own_and_nothing_of_others(rest: Rest, database_url: str) -> None:
    session, ana, _ = await interview(rest, database_url)
    answer = await rest.http.get(f"/api/links/{session['room_id']}/data", headers={"Codesala-Key": ANA_KEY})
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"].startswith("attachment")
    data = answer.json()
    assert (data["participant"], data["name"]) == (ana, NAME)
    assert [event["type"] for event in data["events"]] == ["joined", "paste", "left"]
    assert data["edits"] == [{"at": AT_MS + 4000, "inserted": [f"{TEXT} "], "deleted": 0}]
    assert [line["text"] for line in data["runs"][0]["lines"]] == [OUTPUT, ANSWER]
    for foreign in ("Ben", "behind it", "Impression", session["session_id"], session["host_token"]):
        assert foreign not in answer.text
    stranger = await rest.http.get(f"/api/links/{session['room_id']}/data", headers={"Codesala-Key": "c" * 32})
    assert (stranger.json()["name"], stranger.json()["edits"], stranger.json()["runs"]) == (None, [], [])
    assert (await rest.http.get(f"/api/links/{session['room_id']}/data")).status_code == 422
    assert (await rest.http.get("/api/links/nothing/data", headers={"Codesala-Key": ANA_KEY})).status_code == 404
