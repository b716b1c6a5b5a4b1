"""Who ends what: Stop, a runner that dies, a server that dies, a full runner, and what is left behind."""

import asyncio
import os
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

import pytest

from codesala.runner import client, run
from codesala.runner.client import RunnerClient
from codesala.runner.java import Entry, entry
from codesala.runner.program import Program
from codesala.runner.sandbox import Bind, Limits, find_sandbox
from tests.runner.conftest import StartRunner
from tests.support.cluster import python_environment
from tests.support.command import forked
from tests.support.runner import RunnerProcess, java, processes_of, wait_until_gone
from tests.support.waiting import WITHIN_S, deadline, eventually, patient

# Prints one line and computes for ever, under a name by which its processes are found.
RUNS_ON = 'System.out.println("began"); while (true) {}'

READ_WITHIN_S = 20.0


async def test_stop_ends_an_endless_loop(runner: RunnerProcess) -> None:
    program = runner.run(java(RUNS_ON, name="StoppedLoop"))
    await program.prints("began")
    print(f"stopped after {await program.stopped_within():.3f} s")
    assert program.events[-1]["reason"] == "stopped"
    assert program.events[-1]["code"] is None
    wait_until_gone("StoppedLoop")


async def test_stop_while_it_compiles_means_that_it_never_runs(runner: RunnerProcess) -> None:
    program = runner.run(java(RUNS_ON))
    await eventually(lambda: program.events, what="it compiles")
    program.stop()
    program.stop()
    assert (await program.end())["reason"] == "stopped"
    assert {"type": "running"} not in program.events


async def test_words_after_the_end_do_nothing(runner: RunnerProcess) -> None:
    program = runner.run(java(""))
    await program.end()
    program.input("too late")
    program.stop()
    assert (await runner.run(java("")).end())["reason"] == "exited"


async def test_killing_the_runner_ends_its_runs_and_hurts_nobody(start_runner: StartRunner) -> None:
    runner = await start_runner()
    program = runner.run(java(RUNS_ON, name="OrphanedLoop"))
    await program.prints("began")
    runner.send(signal.SIGKILL)
    end = await program.end(5)
    assert (end["reason"], end["message"]) == ("failed", "The runner went away while the program ran. Run it again.")
    wait_until_gone("OrphanedLoop")
    assert await runner.client.version("java") is None
    assert (await runner.run(java("")).end())["reason"] == "failed"

    runner.ended()
    await runner.start()
    again = runner.run(java("System.out.println(1);"))
    await again.end()
    assert again.stdout == "1\n", "the same client finds the new runner, over the socket file that the old one left"


async def test_a_program_that_a_killed_runner_had_just_started_ends_when_the_next_one_begins(
    start_runner: StartRunner,
) -> None:
    runner = await start_runner()
    runner.send(signal.SIGKILL)
    runner.ended()
    sandbox, classes = find_sandbox(), runner.work_folder() / "run"
    classes.mkdir()
    binds = [Bind(classes, "/classes"), Bind(Path("/usr/bin/sleep"), "/usr/bin/sleep")]
    left = await asyncio.create_subprocess_exec(*sandbox.command(["/usr/bin/sleep", "3600"], binds, Limits()))
    await runner.start()
    async with deadline():
        assert await left.wait() == -signal.SIGKILL
    assert not classes.exists()


async def test_a_runner_that_is_asked_to_stop_ends_its_runs_and_cleans_up(start_runner: StartRunner) -> None:
    runner = await start_runner()
    program = runner.run(java(RUNS_ON, name="AskedLoop"))
    await program.prints("began")
    assert runner.work_folders()
    runner.send(signal.SIGTERM)
    runner.send(signal.SIGTERM)
    end = await program.end(10)
    assert (end["reason"], end["message"]) == ("failed", "The runner was stopped.")
    assert runner.ended() == 0
    wait_until_gone("AskedLoop")
    assert not runner.socket.exists()
    assert not runner.work_folders()


async def test_a_server_that_dies_ends_its_programs_and_no_others(runner: RunnerProcess) -> None:
    source = java(RUNS_ON, name="LeftLoop")
    server = f"""
import asyncio
from pathlib import Path
from codesala.runner.client import RunnerClient

async def main():
    RunnerClient(Path({str(runner.socket)!r})).start(
        "java", {{"Main.java": {source!r}}}, "Main.java", lambda event: print(event, flush=True)
    )
    await asyncio.Event().wait()

asyncio.run(main())
"""
    own = runner.run(java('System.out.println("mine"); System.out.println(new Scanner(System.in).nextLine());'))
    await own.prints("mine")
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", server, env=python_environment(), stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    async with deadline():
        while b"began" not in await process.stdout.readline():
            pass
    assert processes_of("LeftLoop")
    process.kill()
    await process.wait()
    wait_until_gone("LeftLoop")
    own.input("and still mine")
    await own.end()
    assert own.stdout == "mine\nand still mine\n"


async def test_a_client_that_closes_ends_its_programs(runner: RunnerProcess) -> None:
    client = RunnerClient(runner.socket)
    program = runner.run(java(RUNS_ON, name="ClosedLoop"), client=client)
    await program.prints("began")
    await client.aclose()
    assert (await program.end())["reason"] == "stopped"
    wait_until_gone("ClosedLoop")


async def test_a_full_runner_lets_wait_and_then_says_that_it_is_busy(start_runner: StartRunner) -> None:
    runner = await start_runner(runner_max_runs=1, runner_queue_s=0.5)
    source = java('System.out.println("began"); new Scanner(System.in).nextLine();')
    first = runner.run(source)
    await first.prints("began")
    busy = await runner.run(source).end()
    assert busy["reason"] == "failed"
    assert busy["message"] == "The runner is busy: all 1 places are taken. Try again in a moment."
    waiting = runner.run(source)
    waiting.stop()
    assert (await waiting.end())["reason"] == "stopped", "who waits can be stopped"
    next_one = runner.run(java("System.out.println(2);"))
    first.input("done")
    assert (await first.end())["reason"] == "exited"
    await next_one.end()
    assert next_one.stdout == "2\n" or next_one.events[-1]["reason"] == "failed"
    last = runner.run(java("System.out.println(3);"))
    await last.end()
    assert last.stdout == "3\n", "every place is given back"


async def test_limits_are_those_of_the_settings(start_runner: StartRunner) -> None:
    runner = await start_runner(runner_output_bytes=2000, runner_cpu_s=5, runner_memory_mib=200)
    flood = runner.run(java('while (true) System.out.println("flood");'))
    assert (await flood.end())["message"] == "Stopped after 0.002 MB of output."
    assert len(flood.stdout) == 2000
    loop = runner.run(java("while (true) {}"))
    assert (await loop.end())["message"] == "The program computed for more than 5 s and was stopped."
    heap = runner.run(java("System.out.println(Runtime.getRuntime().maxMemory() >> 20);"))
    await heap.end()
    assert 90 <= int(heap.stdout) <= 100, "half of it is for objects"


async def test_without_a_runner_a_run_fails_with_a_sentence() -> None:
    for socket in (None, Path("/nowhere/runner.sock")):
        client = RunnerClient(socket)
        assert await client.version("java") is None
        events: list[dict[str, object]] = []
        client.start("java", {"Main.java": ""}, "Main.java", events.append)
        await eventually(lambda: events, what="it ends")  # noqa: B023
        assert [event["reason"] for event in events] == ["failed"]
        assert "no Java runner" in str(events[0]["message"])


async def test_other_languages_are_refused_with_a_sentence(runner: RunnerProcess) -> None:
    end = await runner.run("fn main() {}", language="rust").end()
    assert (end["reason"], end["message"]) == ("failed", "This runner runs Java only.")


async def test_junk_on_the_socket_harms_nobody(runner: RunnerProcess) -> None:
    pieces = [b"junk\n", b"[]\n", b'{"type": 7}\n', b"\xff\xfe\n", b'{"type": "run"}\n']
    for junk in (*pieces, b"x" * 5_000_000, b"[" * 99_999 + b"\n"):
        reader, writer = await asyncio.open_unix_connection(runner.socket)
        writer.write(junk)
        writer.write_eof()
        try:
            async with deadline():
                await reader.read()
        except ConnectionError:
            pass
        writer.close()
    assert await runner.client.version("java")


async def test_only_its_user_may_open_the_socket(runner: RunnerProcess) -> None:
    assert runner.socket.stat().st_mode & 0o777 == 0o600


async def test_a_second_runner_does_not_take_the_socket(runner: RunnerProcess) -> None:
    second = _start({"RUNNER_SOCKET": str(runner.socket)})
    assert second.returncode == 2
    assert f"a runner serves {runner.socket} already" in second.stderr
    assert await runner.client.version("java")


@pytest.mark.parametrize(
    ("programs", "remedy"),
    [((), "apt install bubblewrap"), (("bwrap", "prlimit", "env", "ldd"), "apt install openjdk-17-jdk-headless")],
)
def test_a_runner_without_its_tools_says_what_to_install(
    programs: tuple[str, ...], remedy: str, tmp_path: Path
) -> None:
    for name in programs:
        found = next(Path(folder) / name for folder in ("/usr/bin", "/bin") if (Path(folder) / name).exists())
        (tmp_path / name).symlink_to(found)
    done = _start({"PATH": str(tmp_path)})
    assert done.returncode == 2
    assert done.stderr.startswith("codesala: ")
    assert remedy in done.stderr
    assert "Traceback" not in done.stderr


def test_a_runner_whose_sandbox_fails_says_why_and_does_not_start(tmp_path: Path) -> None:
    fake = tmp_path / "bwrap"
    script = '[ "$1" = --help ] && echo --disable-userns && exit; echo bwrap: not permitted >&2; exit 1'
    fake.write_text(f"#!/bin/sh\n{script}\n")
    fake.chmod(0o755)
    tmp_path.chmod(0o755)
    with tempfile.TemporaryDirectory() as reachable:  # also by the user whom programs run as
        Path(reachable).chmod(0o755)
        fake = fake.rename(Path(reachable) / "bwrap")
        done = _start({"PATH": f"{reachable}:{os.environ['PATH']}"})
    assert done.returncode == 2
    assert "no sandbox can be made here: bwrap: not permitted" in done.stderr
    assert "docs/runner.md" in done.stderr


def _start(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryDirectory() as folder:
        return forked("runner", **{"RUNNER_SOCKET": f"{folder}/runner.sock"} | environment)


async def test_the_runner_answers_while_it_reads_long_programs(
    start_runner: StartRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "ANSWER_S", patient(WITHIN_S))  # on a busy machine as well
    runner = await start_runner(runner_max_runs=8)
    long = "/* */ " * 80_000
    programs = [runner.run(long) for _ in range(8)]
    await eventually(lambda: all(program.events for program in programs), what="all are taken")
    assert await runner.client.version("java") is not None
    assert any(program.events[-1]["type"] != "ended" for program in programs), "it was heard after them all"
    for program in programs:
        assert (await program.end())["reason"] == "error"


async def test_nobody_waits_while_a_program_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The loop that answers, and watches over programs, turns while `entry` does not come to an end."""
    is_reading, others_were_heard = threading.Event(), threading.Event()
    waited: list[bool] = []

    def reads_for_long(source: str) -> Entry:
        is_reading.set()
        waited.append(others_were_heard.wait(READ_WITHIN_S))
        return entry(source)

    async def tell(_event: object) -> None:
        pass

    monkeypatch.setattr(run, "entry", reads_for_long)
    nothing: Any = None  # it ends before it needs a sandbox
    named_too_long = Program({"Main.java": f"public class {'A' * 300} {{}}"}, "Main.java")
    going = asyncio.create_task(run.Run(nothing, nothing, nothing, tell).go(named_too_long, tmp_path))
    await eventually(is_reading.is_set)
    others_were_heard.set()
    assert (await going)["reason"] == "error"
    assert waited == [True]
