"""A session that is deleted, by its host or by its retention, is gone: from every dump, and from the bytes of files."""

import asyncio
import json
import secrets
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.dump import dump, dump_redis
from tests.support.host import Host
from tests.support.raw import REQUEST, ROSTER, SUBPROTOCOL, RawClient
from tests.support.refusals import refuse
from tests.support.rest import bearer
from tests.support.waiting import eventually
from tests.support.yjs import typed, update, update_frame, var_string, varint

from codesala.db.database import Database
from codesala.db.models import Admission, Export, Session, StoredCheckpoint

KEY = "c" * 32


class Canaries:
    """Words that are nowhere else, one for each place where a session keeps something."""

    PLACES = (
        *("title", "initial code", "typed code", "deleted code", "name", "output", "input"),
        *("note title", "note content", "author", "skill", "comment", "interviewer", "export"),
    )

    def __init__(self) -> None:
        self.words = {place: f"canary{secrets.token_hex(8)}" for place in self.PLACES}

    def __getitem__(self, place: str) -> str:
        return self.words[place]

    def found_in(self, data: bytes) -> set[str]:
        return {place for place, word in self.words.items() if word.encode() in data}


async def live_through(node: Node, database: Database, redis_url: str, canaries: Canaries) -> dict[str, Any]:
    """An interview that leaves something in every table."""
    session = await node.create_session(title=canaries["title"], initial_code=canaries["initial code"])
    host = bearer(session["host_token"]) | {"Codesala-Key": KEY}
    base = f"/api/sessions/{session['session_id']}"
    async with RawClient(node.ws_url, session["host_token"], subprotocol=SUBPROTOCOL) as boss:
        await boss.hello(KEY, canaries["name"])
        while not (await boss.receive_json(ROSTER))["people"]:
            pass
        await write_privately(node, base, host, canaries)
    async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as ana:
        await ana.hello(KEY, canaries["name"])
        await ana.send(update_frame(typed(7, 0, canaries["typed code"])))
        length = len(canaries["deleted code"])
        await ana.send(update_frame(typed(8, 0, canaries["deleted code"])))
        await ana.send(update_frame(update(deletes=[(8, [(0, length)])])))
        await run(ana, "run.start", 0, language="python", runtime="Python 3.14", on="browser")
        await run(ana, "run.output", 1, stream="stdout", text=canaries["output"])
        await run(ana, "run.input", 2, text=canaries["input"])
        await run(ana, "run.end", 3, reason="exited", code=0, duration_ms=1, message=None)
        for clock in range(20):  # enough for a checkpoint, which holds a copy
            await ana.send(update_frame(typed(9, clock, "x", after=(9, clock - 1) if clock else None)))
        await ana.receive_saved(23)

        async def redis_knows_the_session() -> bool:
            return session["session_id"].encode() in await dump_redis(redis_url)

        await eventually(redis_knows_the_session)
    async with database.transaction() as db:
        session_id, now = session["session_id"], datetime.now(UTC)
        db.add(Export(session_id=session_id, ended_at=now, made_at=now, data=canaries["export"].encode()))
        db.add(Admission(session_id=session_id, participant="somebody", state="admitted"))

    async def a_checkpoint_is_there() -> bool:
        async with database.transaction(read_only=True) as db:
            return (await db.execute(select(func.count()).select_from(StoredCheckpoint))).scalar_one() == 1

    await eventually(a_checkpoint_is_there)
    return session


async def run(client: RawClient, kind: str, seq: int, **fields: Any) -> None:
    request = {"type": kind, "run": "run-0001", "seq": seq, **fields}
    await client.send(varint(REQUEST) + var_string(json.dumps(request)))


async def write_privately(node: Node, base: str, host: dict[str, str], canaries: Canaries) -> None:
    note = {"title": canaries["note title"], "content": canaries["note content"], "author": canaries["author"]}
    assert (await node.http.post(f"{base}/notes", json=note, headers=host)).status_code == 201
    skills = [{"name": canaries["skill"], "score": 4}]
    card = {"name": canaries["interviewer"], "skills": skills, "comment": canaries["comment"], "verdict": "yes"}
    assert (await node.http.put(f"{base}/scorecards/own", json=card, headers=host)).status_code == 200
    assert (await node.http.post(f"{base}/scorecards/own/submit", headers=host)).status_code == 200


async def delete_by_its_host(node: Node, database: Database, session: dict[str, Any]) -> None:
    url = f"/api/sessions/{session['session_id']}"
    assert (await node.http.delete(url, headers=bearer(session["host_token"]))).status_code == 204


async def end_long_ago(node: Node, database: Database, session: dict[str, Any]) -> None:
    """As if it had ended the day before yesterday, to be kept for a day: the job does the rest."""
    host = Host(node, session)
    await host.patch(retention_days=1)
    await host.post("end")
    async with database.transaction() as db:
        row = await db.get_one(Session, host.session_id)
        row.ended_at = datetime.now(UTC) - timedelta(days=2)


@pytest.mark.parametrize("delete", [delete_by_its_host, end_long_ago])
async def test_nothing_of_a_deleted_session_is_in_a_dump(
    start_node: StartNode, database_url: str, redis_url: str, database: Database, delete: Any
) -> None:
    quick = {"job_interval_s": 0.5, "presence_interval_s": 0.2, "checkpoint_entries": 10, "room_idle_s": 0}
    node = await start_node(database_url=database_url, redis_url=redis_url, **quick)
    canaries, kept = Canaries(), Canaries()
    session = await live_through(node, database, redis_url, canaries)
    assert canaries.found_in(await dump(database_url)) == set(Canaries.PLACES), "else this test could not fail"
    bystander = await node.create_session(title=kept["title"], retention_days=1)
    names = [session["session_id"].encode(), KEY.encode()]

    await delete(node, database, session)

    async def nothing_is_left() -> bool:
        data = await dump(database_url)
        assert canaries.found_in(data) == set()
        assert not [name for name in names if name in data]
        return True

    async def redis_knows_nothing() -> bool:
        data = await dump_redis(redis_url)
        assert canaries.found_in(data) == set()
        assert not [name for name in names if name in data]
        return True

    await asyncio.gather(eventually(nothing_is_left), eventually(redis_knows_nothing))
    assert (await node.http.get(f"/api/sessions/{session['session_id']}")).status_code == 404
    assert (await node.http.get(f"/api/sessions/{bystander['session_id']}")).status_code == 200
    assert kept.found_in(await dump(database_url)) == {"title"}


@pytest.mark.parametrize(
    ("status", "ended_days_ago", "retention_days"),
    [("live", None, 1), ("ended", 2, None), ("ended", 0.9, 1), ("ended", 3000, 3650)],
)
async def test_what_is_to_be_kept_is_kept(
    start_node: StartNode,
    database_url: str,
    database: Database,
    status: str,
    ended_days_ago: float | None,
    retention_days: int | None,
) -> None:
    node = await start_node(database_url=database_url, job_interval_s=0.5)
    kept, expired = await node.create_session(), await node.create_session()
    async with database.transaction() as db:
        row = await db.get_one(Session, kept["session_id"])
        row.status, row.retention_days = status, retention_days
        row.ended_at = None if ended_days_ago is None else datetime.now(UTC) - timedelta(days=ended_days_ago)
    await end_long_ago(node, database, expired)

    async def the_job_has_run() -> bool:
        return (await node.http.get(f"/api/sessions/{expired['session_id']}")).status_code == 404

    await eventually(the_job_has_run)
    assert (await node.http.get(f"/api/sessions/{kept['session_id']}")).status_code == 200


async def test_a_session_that_cannot_be_deleted_holds_up_no_other(
    start_node: StartNode, database_url: str, database: Database
) -> None:
    node = await start_node(database_url=database_url, job_interval_s=0.5)
    stuck, *others = [await node.create_session() for _ in range(3)]
    await refuse(database, "DELETE", stuck["session_id"])
    for session in (stuck, *others):
        await end_long_ago(node, database, session)

    async def the_others_are_gone() -> bool:
        answers = [await node.http.get(f"/api/sessions/{one['session_id']}") for one in (stuck, *others)]
        return [answer.status_code for answer in answers] == [200, 404, 404]

    await eventually(the_others_are_gone)
    assert node.logs.count("session not deleted") == 1


async def test_a_deleted_note_is_gone_from_the_dump_too(
    start_node: StartNode, database_url: str, database: Database
) -> None:
    node = await start_node(database_url=database_url, job_interval_s=0.5)
    host, canaries = await Host.create(node), Canaries()
    note = {"title": "kept in audit lines", "content": canaries["note content"], "author": canaries["author"]}
    made = await host.post("notes", 201, **note)
    assert canaries.found_in(await dump(database_url)) == {"note content", "author"}
    await node.http.delete(f"{host.url}/notes/{made['note_id']}", headers=bearer(host.token))

    async def its_content_is_gone() -> bool:
        return "note content" not in canaries.found_in(await dump(database_url))

    await eventually(its_content_is_gone)
