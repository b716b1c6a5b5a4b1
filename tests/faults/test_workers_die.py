"""A worker that dies is replaced; how long whoever comes meanwhile waits is recorded."""

import os
import signal
import time
from pathlib import Path

from codesala.supervisor import AT_ONCE
from tests.faults.rows import RUNS, Record, at_length
from tests.support.cluster import Node
from tests.support.waiting import eventually


async def kill_a_worker(node: Node) -> float:
    """Seconds until somebody who comes then has an answer."""
    dead, started = node.worker_pid, time.monotonic()
    os.kill(dead, signal.SIGKILL)
    await eventually(lambda: dead not in node.worker_pids)
    assert (await node.http.get("/health")).status_code == 200
    return time.monotonic() - started


@at_length
async def test_a_server_whose_worker_died_answers_again(tmp_path: Path, record_property: Record) -> None:
    took_s: list[float] = []
    for number in range(max(RUNS // AT_ONCE, 1)):
        node = Node(tmp_path / str(number), by_command=True)
        try:
            await node.start()
            took_s += [await kill_a_worker(node) for _ in range(AT_ONCE)]
        finally:
            await node.stop()
    took_s.sort()
    told = f"answered after {took_s[len(took_s) // 2]:.2f} s (median) and {took_s[-1]:.2f} s at most"
    record_property("worker", f"a worker is killed with -9, {len(took_s)} times: {told}")
