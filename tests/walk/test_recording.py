"""How often what people type goes to the log."""

import asyncio
import sqlite3
from datetime import datetime
from itertools import pairwise

import pytest
from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.metrics import everything_is_stored
from tests.support.page import Page
from tests.support.raw import SUBPROTOCOL, SYNC, RawClient
from tests.support.waiting import eventually
from tests.support.yjs import typed, update_frame

FLUSH_INTERVAL_S = 0.1


async def test_steady_typing_is_gathered_between_commits(start_node: StartNode) -> None:
    node = await start_node(flush_interval_s=FLUSH_INTERVAL_S)
    sessions = [await node.create_session(initial_code="") for _ in range(4)]
    await asyncio.gather(*(type_on(node, session["room_id"], 500) for session in sessions))
    await everything_is_stored(node)
    with sqlite3.connect(node.folder / "data" / "codesala.db") as db:
        rows = db.execute("SELECT DISTINCT created_at FROM log_batches WHERE writer <> 'initial' ORDER BY created_at")
        commits = [datetime.fromisoformat(moment) for (moment,) in rows]
    assert len(commits) >= 2, "everything was typed before the first commit"
    for one, next_one in pairwise(commits):
        assert (next_one - one).total_seconds() > FLUSH_INTERVAL_S * 0.9, commits


async def type_on(node: Node, token: str, count: int) -> None:
    """Each edit when the one before has reached somebody else."""
    async with RawClient(node.ws_url, token) as writer, RawClient(node.ws_url, token) as reader:
        for clock in range(count):
            await writer.send(update_frame(typed(7, clock, "x", after=(7, clock - 1) if clock else None)))
            while not (await reader.receive_until(SYNC)).startswith(b"\x02"):
                pass


async def test_what_the_database_refuses_for_one_session_stops_no_other(start_node: StartNode) -> None:
    node = await start_node()
    poisoned, other = [await node.create_session(initial_code="") for _ in range(2)]
    poison(node, poisoned["session_id"])
    async with (
        RawClient(node.ws_url, poisoned["room_id"], subprotocol=SUBPROTOCOL) as unlucky,
        Page(node.ws_url, other["room_id"]) as lucky,
    ):
        await unlucky.send(update_frame(typed(7, 0, "x")))
        for number in range(20):  # before, while and after the other's is tried again
            lucky.insert(number, "y")
            await lucky.is_saved()
        state = await unlucky.receive_state(notice="damaged")
        assert not state["can_write"]
        lucky.insert(0, "z")
        await lucky.is_saved()
        with pytest.raises(TimeoutError):
            await unlucky.receive_saved(1, within_s=0.5)  # time in which it would come
    assert "a batch was set aside" in node.logs


ALWAYS_TRIED_AGAIN = """
from codesala.rooms.journal import recorder

recorder.MAX_REFUSALS = 10**9
"""


async def test_what_is_refused_again_and_again_holds_up_nothing_that_comes_meanwhile(start_node: StartNode) -> None:
    node = await start_node(fault=ALWAYS_TRIED_AGAIN)
    poisoned, other = [await node.create_session(initial_code="") for _ in range(2)]
    poison(node, poisoned["session_id"])
    async with RawClient(node.ws_url, poisoned["room_id"]) as unlucky, Page(node.ws_url, other["room_id"]) as lucky:
        await unlucky.send(update_frame(typed(7, 0, "x")))
        await eventually(lambda: "a batch cannot be written" in node.logs)
        lucky.insert(0, "y")
        await lucky.is_saved()


def poison(node: Node, session_id: str) -> None:
    """From now on the database takes nothing more for this session."""
    with sqlite3.connect(node.folder / "data" / "codesala.db") as db:
        db.execute(
            f"CREATE TRIGGER poison BEFORE INSERT ON log_batches WHEN NEW.session_id = '{session_id}'"
            " BEGIN SELECT RAISE(ABORT, 'poisoned'); END"
        )
