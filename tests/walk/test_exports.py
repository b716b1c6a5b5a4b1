"""The end of an interview and its export: made in the background, once, on some node, whatever is killed meanwhile."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
from sqlalchemy import select, text
from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.exports import files_of
from tests.support.host import Host
from tests.support.metrics import everything_is_stored
from tests.support.pycrdt_client import PycrdtClient
from tests.support.rest import bearer
from tests.support.waiting import eventually
from tests.support.yjs import typed

from codesala.clock import milliseconds_now
from codesala.db.database import Database
from codesala.db.models import Export
from codesala.recordings.rows_log import SqlSessionLog
from codesala.recordings.verify import verify
from codesala.records import Batch
from codesala.wire.entries import Entry, EntryKind, pack

SWEEP_S = 0.5


async def exports(database: Database) -> list[Export]:
    async with database.transaction(read_only=True) as db:
        return list((await db.execute(select(Export).order_by(Export.ended_at))).scalars())


async def download(host: Host, node: Node) -> httpx2.Response:
    return await node.http.get(f"{host.url}/export", headers=bearer(host.token))


async def exported(host: Host, node: Node) -> dict[str, bytes]:
    """The files of the export, once it can be downloaded; the seals of all of them hold."""

    async def is_made() -> bytes | None:
        answer = await download(host, node)
        assert answer.status_code in {200, 503}, answer.text
        return answer.content if answer.status_code == 200 else None

    data = await eventually(is_made, what=lambda: node.logs[-3000:])
    assert data
    assert verify(data).findings == []
    return files_of(data)


async def test_a_kill_between_the_end_and_the_export_delays_it_only(
    start_node: StartNode, database_url: str, database: Database
) -> None:
    node = await start_node(database_url=database_url, job_interval_s=SWEEP_S)
    host = await Host.create(node, initial_code="")
    async with PycrdtClient(node.ws_url, host.candidate) as ana:
        ana.insert(0, "print('the end')\n")

        async def it_arrived() -> bool:
            return await host.code(node) == ana.text

        await eventually(it_arrived)
    await everything_is_stored(node)
    await host.post("end")
    await node.kill()
    assert [(file.made_at, file.attempts) for file in await exports(database)] == [(None, 0)]
    await node.start()
    assert (await exported(host, node))["code.py"] == b"print('the end')\n"


async def test_a_node_that_died_while_making_an_export_holds_it_up_for_its_lease_only(
    start_node: StartNode, database_url: str, database: Database
) -> None:
    node = await start_node(database_url=database_url, job_interval_s=SWEEP_S)
    orphan, held = await Host.create(node), await Host.create(node)
    for host in (orphan, held):
        await host.post("end")
    await node.kill()
    async with database.transaction() as db:
        for file in (await db.execute(select(Export))).scalars():
            ended_a_while_ago = timedelta(seconds=-1 if file.session_id == orphan.session_id else 3600)
            file.claimed_until, file.attempts = datetime.now(UTC) + ended_a_while_ago, 1
    await node.start()
    await exported(orphan, node)
    made = {file.session_id: (file.made_at is not None, file.attempts) for file in await exports(database)}
    assert made == {orphan.session_id: (True, 2), held.session_id: (False, 1)}


async def test_two_nodes_make_each_export_once(start_node: StartNode, postgres_url: str, redis_url: str) -> None:
    quick: dict[str, Any] = {"database_url": postgres_url, "redis_url": redis_url, "job_interval_s": 0.05}
    nodes = [await start_node(**quick), await start_node(**quick)]
    hosts = [await Host.create(nodes[number % 2]) for number in range(8)]
    await asyncio.gather(*(host.post("end") for host in hosts))
    for host in hosts:
        await exported(host, nodes[0])
        assert (await download(host, nodes[0])).content == (await download(host, nodes[1])).content
    said = "".join(node.logs for node in nodes)
    assert said.count("export made") == len(hosts)
    assert "thrown away" not in said


async def test_an_attempt_that_fails_is_made_up_for(
    start_node: StartNode, database_url: str, database: Database
) -> None:
    node = await start_node(database_url=database_url, job_interval_s=SWEEP_S)
    host = await Host.create(node)
    async with database.transaction() as db:
        await db.execute(text("ALTER TABLE scorecards RENAME TO mislaid"))
    await host.post("end")

    async def it_has_failed_once() -> bool:
        (file,) = await exports(database)
        assert file.made_at is None
        return file.attempts == 1 and "export failed" in node.logs

    await eventually(it_has_failed_once)
    async with database.transaction() as db:
        await db.execute(text("ALTER TABLE mislaid RENAME TO scorecards"))
        (file,) = (await db.execute(select(Export))).scalars()
        assert file.claimed_until is not None
        assert file.claimed_until > datetime.now(UTC) + timedelta(seconds=1), "it waits before it tries again"
        file.claimed_until = datetime.now(UTC)
    await exported(host, node)
    assert [file.attempts for file in await exports(database)] == [2]


async def test_what_a_node_wrote_late_is_in_the_export(
    start_node: StartNode, database_url: str, database: Database
) -> None:
    node = await start_node(database_url=database_url, job_interval_s=SWEEP_S)
    host = await Host.create(node, initial_code="")
    await host.post("end")
    assert (await exported(host, node))["code.py"] == b""
    # As from a room on another node, which took it before the end and could not reach the database.
    entry = Entry(EntryKind.UPDATE, milliseconds_now(), "ana", typed(7, 0, "the last line"))
    await SqlSessionLog(database, timeout_s=10).append([Batch(host.session_id, "late", 1, 1, pack([entry]))])
    assert (await exported(host, node))["code.py"] == b"the last line"

    async def it_is_made_again() -> bool:
        (file,) = await exports(database)
        return file.made_at is not None and files_of(file.data or b"")["code.py"] == b"the last line"

    await eventually(it_is_made_again)
    assert (await exported(host, node))["code.py"] == b"the last line"


async def test_a_session_that_was_reopened_at_once_wants_no_export(
    start_node: StartNode, database_url: str, database: Database
) -> None:
    node = await start_node(database_url=database_url, job_interval_s=SWEEP_S)
    host = await Host.create(node)
    await host.post("end")
    await host.post("reopen")

    async def nothing_is_wanted() -> bool:
        return not await exports(database)

    await eventually(nothing_is_wanted)
    await host.post("end")
    await exported(host, node)
    assert len(await exports(database)) == 1
