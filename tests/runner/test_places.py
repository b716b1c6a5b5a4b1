"""Who gets a place in the runner, and who makes room."""

from tests.runner.conftest import StartRunner
from tests.support.runner import java
from tests.support.waiting import eventually

RUNS_ON = 'System.out.println("began"); while (true) {}'


async def test_whatever_one_session_or_address_starts_another_finds_a_place(start_runner: StartRunner) -> None:
    runner = await start_runner(runner_max_runs=3, runner_queue_s=0.5)
    loop = java(RUNS_ON)
    held = [runner.run(loop, owners=["address a", f"session {number}"]) for number in range(2)]
    for program in held:
        await program.prints("began")
    refused = runner.run(loop, owners=["address a", "session 3"])
    assert "busy" in str((await refused.end())["message"])
    stranger = runner.run(loop, owners=["address b", "session 4"])
    await stranger.prints("began")
    for program in (*held, stranger):
        program.stop()
        await program.end()
    again = runner.run(java('System.out.print("again");'), owners=["address a", "session 3"])
    assert (await again.end())["reason"] == "exited"


async def test_of_those_who_wait_whoever_has_fewest_places_is_next(start_runner: StartRunner) -> None:
    runner = await start_runner(runner_max_runs=2)
    loop = java(RUNS_ON)
    held = [runner.run(loop, owners=[owner]) for owner in ("a", "b")]
    for program in held:
        await program.prints("began")
    greedy = runner.run(loop, owners=["a"])
    modest = runner.run(java('System.out.print("mine");'), owners=["c"])
    await eventually(lambda: greedy.events and modest.events, what="both wait")
    held[1].stop()
    assert (await modest.end())["reason"] == "exited"
    assert [event["type"] for event in greedy.events] == ["taken"]
    for program in (held[0], greedy):
        program.stop()
        await program.end()


async def test_a_program_that_only_waits_makes_room_for_others(start_runner: StartRunner) -> None:
    runner = await start_runner(runner_max_runs=1, runner_idle_s=1)
    waits = runner.run(java('System.out.println("began"); new Scanner(System.in).nextLine();'))
    await waits.prints("began")
    other = runner.run(java('System.out.print("mine");'))
    assert (await waits.end())["message"] == "The program computed nothing for 1 s, and others wait to run."
    assert (await other.end())["reason"] == "exited"


async def test_a_program_waits_for_its_input_while_nobody_wants_its_place(start_runner: StartRunner) -> None:
    runner = await start_runner(runner_max_runs=2, runner_idle_s=0.05)
    waits = runner.run(java('System.out.println("began"); new Scanner(System.in).nextLine();'), owners=["a"])
    await waits.prints("began")
    for _ in range(3):  # each takes longer than that, and none has to wait
        assert (await runner.run(java(""), owners=["b"]).end())["reason"] == "exited"
    waits.input("go")
    assert (await waits.end())["reason"] == "exited"
