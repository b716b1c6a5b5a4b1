"""A node's rooms: who opens one finds it open, whatever closes rooms at that moment."""

from collections.abc import AsyncIterator

import pytest

from codesala.broker import open_broker
from codesala.db.database import Database
from codesala.errors import Unavailable
from codesala.marks import Marks
from codesala.recordings.rows_log import SqlSessionLog
from codesala.rooms.hub import Hub
from codesala.rooms.journal.initial import initial_batch
from codesala.rooms.node import sweeps
from codesala.rooms.outside import RoomLimits
from codesala.rooms.room import Room
from codesala.sessions import service as sessions
from codesala.wire.screening.verdicts import Bounds
from tests.support.rooms import MIB, Line
from tests.support.waiting import eventually

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
