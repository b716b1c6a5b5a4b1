"""What strangers leave behind goes by itself: sessions that nobody entered, earlier exports, what is kept too long."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.host import Host
from tests.support.pycrdt_client import PycrdtClient
from tests.support.rest import bearer, serving
from tests.support.waiting import eventually

from codesala.db.database import Database
from codesala.db.models import Export, LogBatch, Session

QUICK: dict[str, Any] = {"job_interval_s": 0.5, "presence_interval_s": 0.1, "room_idle_s": 0}


async def make_older(database: Database, host: Host, days: float) -> None:
    async with database.transaction() as db:
        (await db.get_one(Session, host.session_id)).created_at = datetime.now(UTC) - timedelta(days=days)


async def is_there(node: Node, host: Host) -> bool:
    return (await node.http.get(host.url)).status_code == 200


async def is_gone(node: Node, host: Host) -> None:
    async def gone() -> bool:
        return not await is_there(node, host)

    await eventually(gone, what=lambda: node.logs[-3000:])


async def test_a_session_that_nobody_ever_entered_is_deleted_in_the_end(
    start_node: StartNode, database_url: str, database: Database
) -> None:
    node = await start_node(database_url=database_url, **QUICK | {"presence_interval_s": 5})
    samples = (await node.http.get("/api/libraries/samples/questions")).json()
    question = {"library_id": "samples", "question_id": samples[0]["question_id"]}
    prepared = await Host.create(
        node, files=[{"path": "util.py", "text": "x = 1"}], questions=[question | {"is_shown": True}]
    )
    untouched, changed, young, visited, ended = [await Host.create(node) for _ in range(5)]
    await changed.patch(title="renamed, and never entered")
    await visited.post("questions", 201, **question)  # hidden: nothing tells of it in the log
    async with PycrdtClient(node.ws_url, visited.candidate) as ana:  # gone before anybody counted
        ana.insert(0, "typed")

        async def is_kept() -> bool:
            async with database.transaction(read_only=True) as db:
                batches = select(func.count()).where(LogBatch.session_id == visited.session_id)
                return (await db.execute(batches)).scalar_one() > 1

        await eventually(is_kept)
    await ended.post("end")
    unentered = (untouched, changed, prepared)
    for host, days in ((young, 29.9), (visited, 99), (ended, 99), *((host, 30.1) for host in unentered)):
        await make_older(database, host, days)
    for host in unentered:
        await is_gone(node, host)
    for kept in (young, visited, ended):
        assert await is_there(node, kept)


async def test_sessions_that_nobody_entered_are_kept_where_it_is_set_so(
    start_node: StartNode, database_url: str, database: Database
) -> None:
    node = await start_node(database_url=database_url, unentered_days=0, **QUICK)
    kept, expired = await Host.create(node), await Host.create(node)
    await make_older(database, kept, 3000)
    await expired.patch(retention_days=1)
    await expired.post("end")
    async with database.transaction() as db:
        (await db.get_one(Session, expired.session_id)).ended_at = datetime.now(UTC) - timedelta(days=2)
    await is_gone(node, expired)
    assert await is_there(node, kept)


async def test_however_often_a_session_is_ended_it_has_one_export(
    database_url: str, tmp_path: Path, database: Database
) -> None:
    async with serving(database_url, tmp_path) as rest:
        made = await rest.create(initial_code="x" * 1000)
        url, key = f"/api/sessions/{made['session_id']}", bearer(made["host_token"])
        for _ in range(3):
            ended = (await rest.http.post(f"{url}/end", headers=key)).json()
            await rest.http.post(f"{url}/reopen", headers=key)
        ended = (await rest.http.post(f"{url}/end", headers=key)).json()
        async with database.transaction(read_only=True) as db:
            kept = (await db.execute(select(Export.ended_at))).scalars().all()
        assert [at.isoformat() for at in kept] == [datetime.fromisoformat(ended["ended_at"]).isoformat()]


async def test_nothing_is_kept_longer_than_the_operator_says(
    database_url: str, tmp_path: Path, database: Database
) -> None:
    async with serving(database_url, tmp_path) as rest:
        before = [await rest.create(), await rest.create(retention_days=90), await rest.create(retention_days=7)]
        assert [made["retention_days"] for made in before] == [None, 90, 7]
    async with serving(database_url, tmp_path, max_retention_days=30) as rest:
        for made, days in zip(before, (30, 30, 7), strict=True):
            assert (await rest.http.get(f"/api/sessions/{made['session_id']}")).json()["retention_days"] == days
        for chosen, days in ((None, 30), (90, 30), (7, 7)):
            made = await rest.create(retention_days=chosen)
            assert made["retention_days"] == days
            url, key = f"/api/sessions/{made['session_id']}", bearer(made["host_token"])
            for wanted, granted in ((None, 30), (3650, 30), (1, 1)):
                changed = await rest.http.patch(url, json={"retention_days": wanted}, headers=key)
                assert changed.json()["retention_days"] == granted
            assert (await rest.http.patch(url, json={"title": "x"}, headers=key)).json()["retention_days"] == 1
        async with database.transaction(read_only=True) as db:
            kept_for_ever = select(func.count()).where(Session.retention_days.is_(None))
            assert (await db.execute(kept_for_ever)).scalar_one() == 0
