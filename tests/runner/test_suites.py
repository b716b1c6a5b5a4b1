"""Programs that are tested: compiled once, run once a case, each in a sandbox of its own."""

import re

from tests.runner.conftest import StartRunner
from tests.support.runner import RunnerProcess, java, wait_until_gone

ECHO = """
var lines = new java.io.BufferedReader(new java.io.InputStreamReader(System.in)).lines().toList();
System.out.print(args.length + " " + String.join("|", args) + " " + lines);
var kept = java.nio.file.Path.of("/tmp/kept");
if (java.nio.file.Files.exists(kept)) System.out.print(" kept");
java.nio.file.Files.writeString(kept, "secret");
if (lines.contains("throw")) throw new IllegalStateException("of mine");
while (lines.contains("loop")) {}
if (lines.contains("wait")) { System.out.print("began"); while (true) Thread.sleep(1000); }
"""


async def test_a_program_is_compiled_once_and_runs_once_a_case_and_keeps_nothing(runner: RunnerProcess) -> None:
    program = runner.run(java(ECHO, name="Tested"), is_tested=True)
    assert await program.tried("a\nb\n", "x", "-y") == ("2 x|-y [a, b]", program.events[-1])
    end = program.events[-1]
    assert (end["type"], end["reason"], end["code"], end["message"]) == ("tried", "exited", 0, None)
    assert 0 < end["duration_ms"] < 60_000
    printed, end = await program.tried("")
    assert (printed, end["reason"]) == ("0  []", "exited"), "neither files nor input of the case before"
    printed, end = await program.tried("throw")
    assert (end["reason"], end["code"]) == ("error", 1)
    assert "IllegalStateException: of mine" in program.stderr
    long = "é" * 60_000
    assert (await program.tried(long))[0] == f"0  [{long}]"
    program.stop()
    assert (await program.end())["reason"] == "stopped"
    assert [event["type"] for event in program.events].count("compiling") == 1
    assert [event["type"] for event in program.events].count("running") == 4


async def test_a_case_that_loops_is_cut_or_ends_at_the_limit_and_the_next_one_runs(runner: RunnerProcess) -> None:
    program = runner.run(java(ECHO, name="TestedLoop"), is_tested=True)
    program.case("wait")
    await program.prints("began")
    program.cut()
    await program.is_tried()
    assert program.events[-1]["reason"] == "stopped"
    _, end = await program.tried("loop")
    assert (end["reason"], end["message"]) == ("limit", "The program computed for more than 3 s and was stopped.")
    assert (await program.tried("fine"))[1]["reason"] == "exited"
    program.case("loop")
    program.stop()
    assert (await program.end())["reason"] == "stopped"
    wait_until_gone("TestedLoop")


async def test_what_does_not_compile_is_told_once_and_ends_the_whole(runner: RunnerProcess) -> None:
    program = runner.run("class Main { int x = ; }", is_tested=True)
    program.case("")
    end = await program.end()
    assert (end["reason"], end["message"]) == ("error", "The program does not compile.")
    assert "illegal start of expression" in program.stderr


async def test_all_cases_together_have_the_time_of_a_run(start_runner: StartRunner) -> None:
    runner = await start_runner(runner_time_s=2)
    program = runner.run(java(ECHO), is_tested=True)
    _, end = await program.tried("wait")
    assert (end["reason"], re.sub(r"[\d.]+ s", "N s", end["message"])) == (
        "limit",
        "The program ran for more than N s and was stopped.",
    )
    program.case("fine")
    assert (await program.end())["message"] == "All cases together ran for more than 2 s: the rest was not run."


async def test_a_suite_takes_one_place_and_leaves_it_when_no_case_comes(start_runner: StartRunner) -> None:
    runner = await start_runner(runner_max_runs=1)
    program = runner.run(java(ECHO), is_tested=True)
    await program.tried("")
    other = runner.run(java("System.out.print(7);"))
    assert (await program.end())["reason"] == "exited"
    assert (await other.end())["reason"] == "exited"
    assert other.stdout == "7"
