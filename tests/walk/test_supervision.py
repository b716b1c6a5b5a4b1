"""A server is up again soon after its worker has died; it is one server to whoever starts and stops it."""

import json
import os
import signal
import sys
from pathlib import Path

import pytest
from tests.conftest import StartNode
from tests.support.cluster import Node, python_environment
from tests.support.processes import Child
from tests.support.stock_client import StockClient
from tests.support.waiting import eventually

DIES_AT_START = "import os, sys; from codesala import serving; serving._serve = lambda *_: os.abort(); "
CANNOT_FORK = """
import errno, os
fork, forks = os.fork, []
def fork_or_fail():
    forks.append(1)
    if len(forks) in {failing}:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")
    return fork()
os.fork = fork_or_fail
"""
CANNOT_SAY = """
import os
fork, log, full = os.fork, os.dup(2), os.open("/dev/full", os.O_WRONLY)
def fork_and_be_silent():
    pid = fork()
    os.dup2(full if pid else log, 2)
    return pid
os.fork = fork_and_be_silent
"""
RUN = "from codesala.__main__ import main; sys.exit(main(['serve']))"


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text()


@pytest.mark.parametrize("killer", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM], ids=lambda killer: killer.name)
async def test_people_go_on_after_their_servers_worker_has_died(start_node: StartNode, killer: signal.Signals) -> None:
    node = await start_node()
    session = await node.create_session(initial_code="")
    async with (
        StockClient(node.ws_url, session["room_id"]) as ana,
        StockClient(node.ws_url, session["room_id"]) as ben,
    ):
        for person in (ana, ben):
            await person.synced()  # Node's WebSocket waits for ever where a server dies in the handshake
        await ana.insert(0, "before ")
        dead = node.worker_pid
        os.kill(dead, killer)
        await eventually(lambda: dead not in node.worker_pids)
        # Not refused: who comes while nobody is there waits for the next worker.
        assert (await node.http.get("/health")).status_code == 200
        await ana.insert(0, "after ")
        await ben.sees("after before ")
    assert f"worker {dead} has died: {killer.name}; another one starts now" in node.logs
    assert await node.stop() in (0, -15)


@pytest.mark.parametrize("failing", [{2}, {2, 3, 4}], ids=["once", "three times"])
async def test_a_fork_that_fails_is_tried_again(start_node: StartNode, failing: set[int]) -> None:
    node = await start_node(fault=CANNOT_FORK.format(failing=failing), hang_s=0)
    dead = node.worker_pid
    os.kill(dead, signal.SIGKILL)
    await eventually(lambda: dead not in node.worker_pids)
    assert (await node.http.get("/health")).status_code == 200, node.logs
    assert node.worker_pid != dead
    assert node.logs.count("a worker cannot be started: Resource temporarily unavailable; tried again") == len(failing)
    assert await node.stop() in (0, -15), "signals are heard as before"


async def test_a_worker_is_replaced_when_the_disk_of_the_log_is_full(start_node: StartNode) -> None:
    node = await start_node(fault=CANNOT_SAY)
    dead = node.worker_pid
    os.kill(dead, signal.SIGKILL)
    await eventually(lambda: dead not in node.worker_pids)
    assert (await node.http.get("/health")).status_code == 200, node.logs
    assert "has died" not in node.logs
    assert await node.stop() in (0, -15)


async def test_nobody_is_left_when_the_supervisor_itself_is_killed(start_node: StartNode) -> None:
    node = await start_node()
    worker = node.worker_pid
    os.kill(node.pid, signal.SIGKILL)
    await eventually(lambda: not is_alive(worker))
    await node.kill()
    await node.start()


async def test_a_server_that_follows_at_once_waits_for_what_the_killed_one_leaves(start_node: StartNode) -> None:
    node = await start_node()
    worker = node.worker_pid
    os.kill(worker, signal.SIGSTOP)  # it still has the file and the port, as one that is about to end
    os.kill(node.pid, signal.SIGKILL)
    await eventually(lambda: not node.is_running)
    node.launch()
    try:
        await eventually(lambda: "Waiting a moment for whoever ends now" in node.logs)
    finally:
        os.kill(worker, signal.SIGKILL)
    await node.ready()


@pytest.mark.parametrize("asked", [signal.SIGTERM, signal.SIGINT], ids=lambda asked: asked.name)
async def test_who_ends_a_server_ends_all_of_it(tmp_path: Path, asked: signal.Signals) -> None:
    node = Node(tmp_path, by_command=True)
    try:
        await node.start()
        worker = node.worker_pid
        os.killpg(node.pid, asked)  # as a terminal does it: everybody gets it
        await eventually(lambda: not node.is_running)
        assert not is_alive(worker)
        assert "has died" not in node.logs
    finally:
        await node.kill()


@pytest.mark.slow
async def test_a_worker_that_dies_at_every_start_is_started_more_and_more_rarely(tmp_path: Path) -> None:
    child = Child("server", tmp_path / "server.log")
    settings = {"PORT": "0", "DATA_DIR": str(tmp_path / "data"), "LOG_FORMAT": "json"}
    child.start([sys.executable, "-c", DIES_AT_START + RUN], env=python_environment() | settings)

    def deaths() -> list[str]:
        lines = [json.loads(line) for line in child.text.splitlines() if line.startswith("{")]
        return [line["event"].partition("SIGABRT; ")[2] for line in lines if "has died" in line["event"]]

    try:
        soon = "another one starts now"
        later = [f"another one starts in {seconds} s" for seconds in (1, 2, 4)]
        await eventually(lambda: deaths()[:6] == [soon, soon, soon, *later], what=lambda: child.text)
        assert child.stop() in (0, -15), "also while it waits"
    finally:
        child.kill()
