"""What is long is read for a few at a time: who asks for it many times at once waits, and the memory stays free."""

import asyncio
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from tests.support.cluster import Node
from tests.support.rest import bearer

MIB = 2**20
LONG = 16
"""MiB of a recording."""
AT_ONCE = 40
ENOUGH = 8 * LONG
"""MiB for two who read it. For forty it was 174."""

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the memory of a process is read there")


def most_memory(node: Node) -> float:
    """MiB that the server ever had."""
    (worker,) = node.worker_pids
    status = Path(f"/proc/{worker}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) / 1024


def lengthen(node: Node, session_id: str) -> None:
    """Its log by rows that hold nothing that can be read, which the recording tells as damaged."""
    rows = [(session_id, "noise", number, "2026-01-01 00:00:00", 1, bytes(MIB)) for number in range(LONG)]
    with closing(sqlite3.connect(node.folder / "data" / "codesala.db")) as db:
        db.executemany("INSERT INTO log_batches VALUES (?, ?, ?, ?, ?, ?)", rows)
        db.commit()


async def test_many_who_ask_for_a_long_recording_at_once_do_not_fill_the_memory(node: Node) -> None:
    session = await node.create_session(initial_code="x")
    lengthen(node, session["session_id"])
    url, key = f"/api/sessions/{session['session_id']}/replay", bearer(session["host_token"])
    assert (await node.http.get(url, headers=key)).status_code == 200, "what one reading takes is there by now"
    before = most_memory(node)
    answers = await asyncio.gather(*(node.http.get(url, headers=key) for _ in range(AT_ONCE)))
    assert {answer.status_code for answer in answers} == {200}
    assert most_memory(node) - before < ENOUGH
