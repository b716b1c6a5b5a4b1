"""Checkpoints of live rooms: whatever dies, a checkpoint and the rows that it does not cover are the whole log."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from pycrdt import Doc, Text
from tests.conftest import StartNode
from tests.support import yjs
from tests.support.metrics import everything_is_stored
from tests.support.pycrdt_client import PycrdtClient
from tests.support.raw import STATE, SUBPROTOCOL, SYNC, RawClient
from tests.support.rest import bearer
from tests.support.traces import FRIENDSFOREVER, concurrent_updates
from tests.support.waiting import eventually
from tests.support.yjs import read_var_bytes, request, step2, typed, update_frame

from codesala.db.database import open_database
from codesala.recordings.rows import read_batches
from codesala.recordings.rows_log import SqlSessionLog
from codesala.records import Checkpoint, StoredLog
from codesala.rooms.journal.rebuilding import Rebuilt, rebuild
from codesala.wire.entries import unpack

ANA = "a" * 32


async def read_log(database_url: str, session: dict[str, Any]) -> tuple[StoredLog, StoredLog]:
    """What a room would open from, and all that was ever recorded."""
    database = open_database(database_url, pool_size=1, timeout_s=10)
    try:
        _, stored = await SqlSessionLog(database, 10).load(session["session_id"])
        async with database.transaction(read_only=True) as db:
            batches = await read_batches(db, session["session_id"])
            return stored, StoredLog(None, sorted(batches, key=lambda batch: unpack(batch.data)[0].at_ms))
    finally:
        await database.aclose()


def account(rebuilt: Rebuilt) -> tuple[object, ...]:
    assert not rebuilt.is_damaged
    assert not rebuilt.has_gaps
    return str(rebuilt.doc["code"]), sorted(rebuilt.covers.items()), rebuilt.entry_count, rebuilt.log_bytes


async def check(database_url: str, session: dict[str, Any]) -> Checkpoint:
    stored, whole = await read_log(database_url, session)
    assert stored.checkpoint is not None
    opened, read = rebuild(stored), rebuild(whole)
    assert account(opened) == account(read)
    assert opened.run_entries == read.run_entries
    return stored.checkpoint


async def test_a_live_rooms_checkpoint_holds_what_is_on_disk_and_nothing_else(
    start_node: StartNode, database_url: str
) -> None:
    node = await start_node(database_url=database_url, checkpoint_entries=40, peer_messages_per_s=100_000)
    session = await node.create_session(initial_code="")
    updates = [typed.update for typed in concurrent_updates(FRIENDSFOREVER, 2_000)]
    sent = covered = 0
    for _life in range(3):
        async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as client:
            known, _ = read_var_bytes(await client.receive_until(SYNC), 1)  # SyncStep1
            await client.send(step2(merge(updates[:sent], known)))  # what the last kill has lost
            before, saved = covered, 0
            while covered == before:
                await run(client, f"run-{sent:06d}")
                for update in updates[sent : sent + 30]:
                    await client.send(update_frame(update))
                sent += 30
                saved = await client.receive_saved(saved + 30)
                checkpoint = (await read_log(database_url, session))[0].checkpoint
                covered = checkpoint.entry_count if checkpoint else 0
            for update in updates[sent : sent + 100]:
                await client.send(update_frame(update))
            sent += 100
            await node.kill()
        covered = (await check(database_url, session)).entry_count
        await node.start()


def merge(updates: Sequence[bytes], known: bytes) -> bytes:
    """All that somebody with this state vector lacks."""
    doc: Doc[Text] = Doc()
    for update in updates:
        doc.apply_update(update)
    return doc.get_update(known)


async def run(client: RawClient, run_id: str) -> None:
    start = {"type": "run.start", "language": "python", "runtime": "Python 3.14", "on": "browser"}
    await client.send(request({**start, "run": run_id, "seq": 0}))
    for seq in range(1, 4):
        await client.send(
            request({"type": "run.output", "run": run_id, "seq": seq, "stream": "stdout", "text": f"{seq}\n"})
        )


async def test_a_checkpoint_covers_only_what_is_in_it_when_rooms_on_two_nodes_write(
    start_node: StartNode, postgres_url: str, redis_url: str
) -> None:
    urls = {"database_url": postgres_url, "redis_url": redis_url}
    first = await start_node(**urls, checkpoint_entries=20)
    second = await start_node(**urls, checkpoint_entries=20)
    session = await first.create_session(initial_code="")
    async with PycrdtClient(first.ws_url, session["room_id"]) as one:
        await one.sees("")
        for _ in range(50):
            one.insert(len(one.text), "a")
        await everything_is_stored(first)
        async with PycrdtClient(second.ws_url, session["host_token"]) as other:
            await other.sees("a" * 50)
            for _ in range(100):
                one.insert(0, "b")
                other.insert(len(other.text), "c")
            await one.sees(text := "b" * 100 + "a" * 50 + "c" * 100)
            await other.sees(text)
            await everything_is_stored(first)
            await everything_is_stored(second)

            async def both_rooms_texts_are_covered() -> bool:
                checkpoint = (await read_log(postgres_url, session))[0].checkpoint
                return checkpoint is not None and checkpoint.entry_count > 100

            await eventually(both_rooms_texts_are_covered)
            await first.kill()
            await second.kill()
    await check(postgres_url, session)


async def test_a_node_that_was_not_told_of_an_erasure_neither_remembers_nor_stores_what_was_erased(
    start_node: StartNode, postgres_url: str
) -> None:
    # Without Redis the nodes do not hear each other; each finds changed rows within seconds.
    first = await start_node(database_url=postgres_url, checkpoint_entries=30, room_idle_s=3600, job_interval_s=0.5)
    second = await start_node(database_url=postgres_url, checkpoint_entries=30, room_idle_s=3600, job_interval_s=0.5)
    session = await first.create_session(initial_code="")
    base, host = f"/api/sessions/{session['session_id']}", bearer(session["host_token"])

    async def post(path: str, body: object = None) -> int:
        return (await second.http.post(f"{base}/{path}", json=body, headers=host)).status_code

    async with RawClient(first.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as ana:
        await ana.hello(ANA, "Ana")
        await ana.receive_json(STATE)
        participant = (await ana.receive_json(STATE))["participant"]
        await ana.send(update_frame(typed(7, 0, "secret")))
        await ana.receive_saved(1)
    assert await post("end") == 200

    async def erased() -> bool:  # refused while rooms still write to the log
        return await post(f"participants/{participant}/erase", {"text": "remove", "preview": False}) == 200

    await eventually(erased)
    assert await post("reopen") == 200
    async with RawClient(first.ws_url, session["host_token"], subprotocol=SUBPROTOCOL) as ben:
        for clock in range(60):
            await ben.send(update_frame(typed(8, clock, "x", after=(8, clock - 1) if clock else None)))
        await ben.receive_saved(60)

        async def a_checkpoint_is_there() -> bool:
            return (await read_log(postgres_url, session))[0].checkpoint is not None

        await eventually(a_checkpoint_is_there)
        await everything_is_stored(first)  # while ben is there: that he left would come between what is compared
        assert (await first.http.get(f"{base}/code")).text == "x" * 60
        assert b"secret" not in (await check(postgres_url, session)).update


async def test_a_few_entries_that_are_megabytes_are_covered_while_people_type_and_when_they_leave(
    start_node: StartNode, database_url: str
) -> None:
    node = await start_node(database_url=database_url, checkpoint_entries=2_000, room_idle_s=0)
    session = await node.create_session(initial_code="")
    megabyte = 1_000_000
    async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as client:

        async def paste_and_delete(number: int) -> None:
            at = number * megabyte
            await client.send(update_frame(typed(7, at, "x" * megabyte)))
            await client.send(update_frame(yjs.update(deletes=[(7, [(at, megabyte)])])))
            await client.receive_saved(2 * number + 2)

        for number in range(10):
            await paste_and_delete(number)

        async def covered() -> int:
            checkpoint = (await read_log(database_url, session))[0].checkpoint
            return checkpoint.log_bytes if checkpoint else 0

        await eventually(lambda: is_at_least(covered, 8 * megabyte))
        await paste_and_delete(10)
    await eventually(lambda: is_at_least(covered, 11 * megabyte))
    await check(database_url, session)


async def is_at_least(count: Callable[[], Awaitable[int]], least: int) -> bool:
    return await count() >= least
