"""Whose the socket is: one runner's at a time, also while one ends and the next begins."""

import asyncio
import fcntl
import signal
import socket
from contextlib import ExitStack
from pathlib import Path

import pytest

from codesala.runner import claims, server
from codesala.runner.sandbox import CannotRun, Limits
from tests.runner.conftest import LOW, StartRunner
from tests.support.command import forked
from tests.support.runner import RunnerProcess, java
from tests.support.waiting import eventually


async def test_a_runner_that_ends_late_takes_nothing_from_its_successor(start_runner: StartRunner) -> None:
    old = await start_runner()
    _, lingering = await asyncio.open_unix_connection(old.socket)  # asks nothing, and so is waited for
    old.send(signal.SIGTERM)
    await eventually(lambda: not _knocks(old.socket), what="the old one takes no more connections")
    new = await start_runner(runner_socket=old.socket)
    assert old.ended() == 0
    lingering.close()
    await _runs_a_program(new)


async def test_of_two_runners_that_start_at_once_one_serves() -> None:
    first = RunnerProcess(**LOW)
    two = [first, RunnerProcess(**LOW, runner_socket=first.socket)]
    try:
        for runner in two:
            runner.launch()
        refused = f"a runner serves {first.socket} already"
        await eventually(lambda: any(refused in runner.logs for runner in two), what="one of them gives way")
        (serving,) = (runner for runner in two if refused not in runner.logs)
        await _runs_a_program(await serving.answering())
    finally:
        for runner in two:
            await runner.kill()
            runner.remove()


async def test_a_runner_with_many_at_its_door_is_taken_for_alive(tmp_path: Path) -> None:
    path = tmp_path / "runner.sock"
    with ExitStack() as open_ones:
        living = open_ones.enter_context(socket.socket(socket.AF_UNIX))
        living.bind(str(path))
        living.listen(0)
        while True:
            waiting = open_ones.enter_context(socket.socket(socket.AF_UNIX))
            waiting.setblocking(False)
            if waiting.connect_ex(str(path)) != 0:
                break
        done = await asyncio.to_thread(forked, "runner", RUNNER_SOCKET=str(path))
    assert done.returncode == 2
    assert f"a runner serves {path} already" in done.stderr


def test_a_runner_does_not_wait_for_ever_for_the_one_before_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(claims, "TAKE_OVER_S", 0.0)
    path = tmp_path / "runner.sock"
    with (tmp_path / "runner.sock.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(CannotRun, match=r"runner\.sock, and does not end"):
            server.serve(path, Limits(), lambda version: None)
    assert not path.exists()


async def _runs_a_program(runner: RunnerProcess) -> None:
    program = runner.run(java("System.out.println(1);"))
    await program.end()
    assert program.stdout == "1\n", program.events


def _knocks(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as asking:
        return asking.connect_ex(str(path)) == 0
