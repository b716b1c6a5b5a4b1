"""A node's rooms: who opens one finds it open, whatever closes rooms at that moment."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy

from codesala.broker import MemoryBroker, open_broker
from codesala.db.database import Database
from codesala.db.models import LogBatch
from codesala.erasures.rows_log import rewrite_log
from codesala.errors import Unavailable
from codesala.files.service import change_a_file
from codesala.marks import Marks
from codesala.recordings.rows_log import SqlSessionLog, add_batches
from codesala.records import FileChange, SessionFacts
from codesala.rooms.hub import Hub
from codesala.rooms.journal.initial import initial_batch
from codesala.rooms.node import opening, sweeps
from codesala.rooms.outside import RoomLimits
from codesala.rooms.room import Room
from codesala.sessions import service as sessions
from codesala.sessions.changes import Actor
from codesala.wire.entries import event_batch
from codesala.wire.screening.verdicts import Bounds, Verdict
from tests.support.rooms import MIB, Line, come_in
from tests.support.waiting import eventually
from tests.support.yjs import Section, request, step1, step2, text, typed, update, update_frame
from tests.unit.test_rooms_document import PANIC

pytestmark = pytest.mark.databases("sqlite")  # about this node's memory


@pytest.fixture
async def hub(database: Database, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Hub]:
    """One that looks for rooms to close at each turn of its loop, and closes them as soon as nobody is there."""
    monkeypatch.setattr(sweeps, "SWEEP_EVERY_S", 0)
    broker = open_broker("memory://")
    hub = Hub(
        SqlSessionLog(database, timeout_s=10),
        broker,
        languages={"python": "browser"},
        limits=RoomLimits(
            frame_bytes=MIB,
            document_bytes=MIB,
            files=40,
            log_bytes=MIB,
            awareness_bytes=MIB,
            peers=10,
            peers_an_address=10,
            counts_addresses=False,
        ),
        bounds=Bounds(1000),
        flush_interval_s=0.01,
        checkpoint_entries=1000,
        room_idle_s=0,
        marks=Marks(),
    )
    hub.start()
    yield hub
    await hub.aclose(within_s=10)
    await broker.aclose()


@pytest.fixture
async def session_id(database: Database) -> str:
    draft = sessions.draft_session(
        title=None, language="python", initial_code="x", default_language="python", max_code_bytes=100
    )
    await sessions.add_session(database, draft, initial_batch(draft.session_id, "x"))
    return draft.session_id


async def is_closed(hub: Hub, room: Room) -> None:
    await eventually(lambda: room not in hub.rooms.values())


async def test_who_waited_for_a_room_finds_it_open(hub: Hub, session_id: str) -> None:
    room = await hub.open(session_id)
    assert hub.rooms == {session_id: room}
    room.join(Line(), "candidate", 1, is_ours=False, address="")
    room.part(1001, "They leave.")
    await is_closed(hub, room)


async def test_nobody_enters_a_room_that_was_closed_meanwhile(hub: Hub, session_id: str) -> None:
    room = await hub.open(session_id)
    await is_closed(hub, room)
    with pytest.raises(Unavailable):
        room.join(Line(), "candidate", 1, is_ours=False, address="")
    assert room.connections() == []
    assert await hub.open(session_id) is not room


async def test_a_room_whose_log_is_rewritten_while_it_is_opened_is_read_again(
    hub: Hub, session_id: str, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    load = SqlSessionLog.load
    texts = ["erased", "left"]

    async def meanwhile(log: SqlSessionLog, session_id: str) -> Any:
        async with database.transaction() as db:
            data = initial_batch(session_id, texts.pop(0)).data
            await db.execute(sqlalchemy.update(LogBatch).where(LogBatch.session_id == session_id).values(data=data))
        found = await load(log, session_id)
        if texts:
            await hub.session_rewritten(session_id)
            await asyncio.sleep(0)  # a word of the broker needs a turn of the loop
        return found

    async def two(*_: object) -> int:
        return 2

    monkeypatch.setattr(SqlSessionLog, "load", meanwhile)
    monkeypatch.setattr(MemoryBroker, "subscribers", two)  # so the room waits for another before it is one of the hub
    monkeypatch.setattr(opening, "ANSWERS_WITHIN_S", 0.01)
    room = await hub.open(session_id)
    assert not texts
    assert room.document.text() == "left"
    assert hub.rooms == {session_id: room}


@pytest.mark.parametrize("read", ["reload", "catch_up", "open"])
async def test_a_room_whose_log_was_rewritten_unheard_is_read_again_as_soon_as_anybody_reads_its_row(
    hub: Hub, session_id: str, database: Database, monkeypatch: pytest.MonkeyPatch, read: str
) -> None:
    async def none(*_: object) -> Sequence[str]:
        return ()

    monkeypatch.setattr(SqlSessionLog, "outdated", none)  # the watch finds nothing
    room = await hub.open(session_id)
    _peer, line = come_in(room)
    assert (await hub.read_texts(session_id))[0].text == "x"
    async with database.transaction() as db:
        await rewrite_log(db, session_id, [initial_batch(session_id, "left")], [])
        await add_batches(db, [event_batch(session_id, [{"type": "reopened", "at": 1}])])
    if read == "open":
        await hub.open(session_id, room.facts.revision + 1)
    else:
        getattr(hub, read)(room)
    await is_closed(hub, room)
    assert line.close_code == 1012
    assert (await hub.read_texts(session_id))[0].text == "left"
    assert (await hub.open(session_id)).facts.rewrites == 1


async def test_a_language_asked_for_before_the_room_was_locked_is_not_set_after_it(
    hub: Hub, session_id: str, database: Database
) -> None:
    """Who asks waits for others who asked: what they may is looked at again when it is their turn."""
    room = await hub.open(session_id)
    peer, _ = come_in(room)
    locked = replace(room.facts, is_locked=True, revision=room.facts.revision + 1, links={peer.link_id: False})
    asked = asyncio.create_task(hub.changes.change_language(room, peer, "java"))
    room.change(locked)
    await asked
    assert (await SqlSessionLog(database, timeout_s=10).facts(session_id)).language == "python"


async def test_who_needs_a_newer_row_than_the_room_knows_is_not_told_that_it_is_gone_while_it_cannot_be_read(
    hub: Hub, session_id: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody comes by a link that was just made: Unavailable is tried again, 4404 is not."""
    room = await hub.open(session_id)
    room.join(Line(), "candidate", 1, is_ours=False, address="")

    async def away(_log: SqlSessionLog, _session_id: str) -> SessionFacts:
        raise Unavailable("The database is away.")

    with monkeypatch.context() as patch:
        patch.setattr(SqlSessionLog, "facts", away)
        with pytest.raises(Unavailable):
            await hub.open(session_id, room.facts.revision + 1)
    assert await hub.open(session_id, room.facts.revision) is room, "who needs no newer one comes in"
    assert len(room.connections()) == 1, "and whoever is there stays"


async def test_a_room_whose_document_fails_while_a_change_comes_goes_alone(
    hub: Hub, session_id: str, database: Database
) -> None:
    async with database.transaction() as db:
        for change in (FileChange("create", "f1", 1, "notes.md"), FileChange("delete", "f1", 2)):
            await change_a_file(db, session_id, Actor("host"), change, max_files=9)
    room = await hub.open(session_id)
    person, _ = come_in(room)
    room.receive(person, update_frame(typed(1, 0, "hello world")))
    room.document.take(PANIC, Verdict())  # as screening never lets it in: at the next look the engine fails
    async with database.transaction() as db:
        back = FileChange("restore", "f1", 3)
        changed = await change_a_file(db, session_id, Actor("host"), back, max_files=9)
    await hub.changes.session_changed(session_id, changed.events)
    await is_closed(hub, room)
    assert room.connections() == []
    assert (await hub.open(session_id)).document.text() == "hello worldx"


@pytest.mark.parametrize(
    "message", [step1(), update_frame(typed(2, 0, "x")), request({"type": "digest"})], ids=["vector", "text", "digest"]
)
async def test_where_the_engine_fails_for_what_one_wrote_nobody_is_told_to_stay_away_for_it(
    hub: Hub, session_id: str, message: bytes
) -> None:
    room = await hub.open(session_id)
    (other, guilty), (innocent, line) = come_in(room), come_in(room)
    room.receive(other, update_frame(typed(1, 0, "hello world")))
    room.document.take(PANIC, Verdict())  # as screening never lets it in: at the next look the engine fails
    room.document._is_slow = True  # each update is applied at once
    room.receive(innocent, message)
    await is_closed(hub, room)
    assert (line.close_code, guilty.close_code) == (1011, 1011)


async def test_a_room_whose_document_failed_goes_whole_also_when_answers_wait_for_those_who_leave(
    hub: Hub, session_id: str
) -> None:
    room = await hub.open(session_id)
    (ana, _), (ben, _), (_, line) = come_in(room), come_in(room), come_in(room)
    room.receive(ana, update_frame(typed(1, 0, "hello world")))
    room.receive(ben, step2(update(Section(1, 0, [text("hello world"), text("!", origin=(1, 10))]))))
    assert room.held.has(ben)
    room.document.take(PANIC, Verdict())
    room.document._is_slow = True
    hub.discard(room, "the engine failed", 1011)
    await is_closed(hub, room)
    assert line.close_code == 1011
    assert room.connections() == []


async def test_a_node_that_ends_says_what_it_could_not_store_in_time_whatever_is_slow_to_go(
    hub: Hub, session_id: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What has asked a database that does not answer is broken off, which takes its driver two seconds."""
    may_go = asyncio.Event()

    async def slow_to_go() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            await may_go.wait()

    hub._tasks.append(asyncio.create_task(slow_to_go()))
    room = await hub.open(session_id)
    monkeypatch.setattr(hub._log, "append", lambda _: asyncio.Event().wait())
    person, _ = come_in(room)
    room.receive(person, update_frame(typed(7, 0, "unstored")))
    ending = asyncio.create_task(hub.aclose(within_s=0.01))
    await eventually(lambda: "were not stored in time" in caplog.text)
    may_go.set()
    assert await ending is False
