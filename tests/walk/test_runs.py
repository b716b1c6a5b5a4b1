"""Runs of code as everybody in the room sees them: stamped, capped, recorded, and found again by newcomers."""

import json
from typing import Any

import pytest
from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.metrics import everything_is_stored
from tests.support.raw import EVENT, HELLO, REQUEST, SUBPROTOCOL, RawClient
from tests.support.yjs import typed, update_frame, var_string, varint

HISTORY = 104
RUN = "run-0001"


async def ask(client: RawClient, seq: int, kind: str, run: str = RUN, **fields: Any) -> None:

    request = {"type": kind, "run": run, "seq": seq, **fields}
    await client.send(varint(REQUEST) + var_string(json.dumps(request)))


async def start(client: RawClient, run: str = RUN, on: str = "browser", language: str = "python") -> None:
    await ask(client, 0, "run.start", run, language=language, runtime="Python 3.14", on=on)


async def output(client: RawClient, seq: int, text: str, run: str = RUN) -> None:
    await ask(client, seq, "run.output", run, stream="stdout", text=text)


async def end(client: RawClient, seq: int, run: str = RUN) -> None:
    await ask(client, seq, "run.end", run, reason="exited", code=0, duration_ms=12.5, message=None)


async def events(client: RawClient, count: int) -> list[dict[str, Any]]:
    return [await client.receive_json(EVENT) for _ in range(count)]


def person(node: Node, token: str) -> RawClient:
    return RawClient(node.ws_url, token, subprotocol=SUBPROTOCOL)


async def test_everybody_sees_who_ran_what_and_its_output(node: Node) -> None:
    session = await node.create_session()
    observer = session["observer_url"].rsplit("/", 1)[1]
    async with person(node, session["room_id"]) as ana, person(node, observer) as watcher:
        await ana.hello("a" * 16, "Ana")
        await start(ana)
        await output(ana, 1, "Name? ")
        await ask(ana, 2, "run.input", text="Ada")
        await output(ana, 3, "Hello, Ada!\n")
        await end(ana, 4)
        for client in (ana, watcher):
            seen = await events(client, 5)
            assert [event["type"] for event in seen] == [
                "run.started", "run.output", "run.input", "run.output", "run.ended",
            ]  # fmt: skip
            assert (seen[0]["name"], seen[0]["runtime"]) == ("Ana", "Python 3.14")
            assert seen[3]["text"] == "Hello, Ada!\n"
            assert (seen[4]["reason"], seen[4]["code"], seen[4]["duration_ms"]) == ("exited", 0, 12)
            assert all(event["run"] == RUN and event["at"] > 1_700_000_000_000 for event in seen)


async def test_a_newcomer_sees_the_last_runs_also_after_a_restart(start_node: StartNode) -> None:
    node = await start_node(checkpoint_entries=20, room_idle_s=0)
    session = await node.create_session()
    async with person(node, session["room_id"]) as ana:
        for number in range(15):
            run = f"run-{number:04d}"
            await start(ana, run)
            await output(ana, 1, f"line {number}\n", run)
            await output(ana, 2, "joined\n", run)
            await end(ana, 3, run)
        await ana.send(update_frame(typed(7, 0, "x")))
        await ana.receive_saved(1)
        async with person(node, session["host_token"]) as host:
            before = (await host.receive_json(HISTORY))["events"]
    await everything_is_stored(node)
    await node.kill()
    await node.start()
    async with person(node, session["host_token"]) as host:
        after = (await host.receive_json(HISTORY))["events"]
    assert before == after
    assert [event["run"] for event in after if event["type"] == "run.started"] == [f"run-{n:04d}" for n in range(5, 15)]
    assert [event["text"] for event in after if event["type"] == "run.output"][-1] == "line 14\njoined\n"


async def test_output_that_was_lost_with_a_connection_arrives_when_it_is_back(node: Node) -> None:
    session = await node.create_session()
    async with person(node, session["host_token"]) as host:
        async with person(node, session["room_id"]) as ana:
            await ana.hello("a" * 16, "Ana")
            await start(ana)
            await output(ana, 1, "first\n")
            assert (await events(host, 2))[1]["text"] == "first\n"
        async with person(node, session["room_id"]) as back:
            await back.hello("a" * 16, "Ana")
            await end(back, 3)
            resend = await back.receive_json(EVENT)
            assert (resend["type"], resend["from"]) == ("run.resend", 2)
            await output(back, 2, "second\n")
            await end(back, 3)
            await end(back, 3)  # repeated, and ignored
            assert [event.get("text") for event in await events(host, 2)] == ["second\n", None]


async def test_output_is_capped_with_a_notice(node: Node) -> None:
    session = await node.create_session()
    async with person(node, session["room_id"]) as ana, person(node, session["host_token"]) as host:
        await start(ana)
        for seq in range(1, 11):
            await output(ana, seq, "x" * 32_000)
        await end(ana, 11)
        seen = await events(host, 11)
        assert [event["type"] for event in seen].count("run.output") == 8
        assert (seen[9]["type"], seen[9]["scope"], seen[10]["type"]) == ("run.capped", "run", "run.ended")


async def test_everybody_sees_that_a_program_waits_and_its_owner_or_a_host_stops_it(
    two_nodes: tuple[Node, Node],
) -> None:
    first, second = two_nodes
    session = await first.create_session()
    observer = session["observer_url"].rsplit("/", 1)[1]
    async with (
        person(first, session["host_token"]) as host,
        person(second, session["room_id"]) as ana,
        person(first, observer) as watcher,
    ):
        await host.hello("h" * 16, "Host")
        await ana.hello("a" * 16, "Ana")
        await start(ana)
        for client in (host, watcher):
            await client.receive_event("run.started")
        await watcher.request(type="stop", run=RUN)  # is not taken
        await watcher.request(type="waits", run=RUN)
        for _ in range(3):
            await ana.request(type="waits", run=RUN)
        for client in (host, watcher):
            assert (await client.receive_event("run.waits"))["run"] == RUN
        for _ in range(3):
            await host.request(type="stop", run=RUN)
        asked = await ana.receive_event("run.stop")
        assert (asked["run"], asked["name"]) == (RUN, "Host")
        await end(ana, 1)  # what is not recorded has no number
        told = [(await host.receive_event("run.waits", "run.stop", "run.ended"))["type"] for _ in range(2)]
        assert told == ["run.stop", "run.ended"], "each is told once"
        await host.request(type="stop", run=RUN)  # too late, and no fault
        await host.request(type="stop", run=["nonsense"])


async def test_observers_cannot_run_and_nobody_can_speak_for_anothers_run(node: Node) -> None:
    session = await node.create_session()
    observer = session["observer_url"].rsplit("/", 1)[1]
    async with person(node, session["room_id"]) as ana, person(node, observer) as watcher:
        await start(watcher, "run-of-observer")
        assert (await watcher.receive_json(EVENT))["type"] == "run.refused"
        await start(ana)
        async with person(node, session["host_token"]) as forger:
            await output(forger, 1, "forged")
            assert await forger.close_code() == 4400
        await output(ana, 1, "true")
        assert [event.get("text") for event in await events(watcher, 2)] == [None, "true"]


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "run.output", "stream": "stdout", "text": "no start"},
        {"type": "run.start", "language": "brainfuck", "runtime": "x", "on": "browser"},
        {"type": "run.start", "language": "python", "runtime": "x" * 200, "on": "browser"},
        {"type": "run.start", "language": "python", "runtime": "x", "on": "browser", "run": "short"},
        {"type": "run.start", "language": "python", "runtime": "x", "on": "browser", "seq": -1},
        {"type": "run.start", "language": "python", "runtime": "x", "on": "browser", "seq": True},
        {"type": "run.start", "language": ["python"], "runtime": "x", "on": "browser"},
        {"type": "run.start", "language": "python", "runtime": "x", "on": ["browser"]},
        {"type": "run.start", "language": "java", "runtime": "Java 17", "on": "browser"},
        {"type": "run.start", "language": "python", "runtime": "x", "on": "server"},
        {"type": "run.start", "language": "rust", "runtime": "x", "on": "browser"},
        {"type": "run.start", "language": "rust", "runtime": "x", "on": "nowhere"},
    ],
)
async def test_a_malformed_request_closes_its_sender(node: Node, fields: dict[str, Any]) -> None:

    session = await node.create_session()
    async with person(node, session["room_id"]) as attacker:
        request = {"run": RUN, "seq": 0, **fields}
        await attacker.send(varint(REQUEST) + var_string(json.dumps(request)))
        assert await attacker.close_code() == 4400


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "run.output", "stream": ["stdout"], "text": "x"},
        {"type": "run.output", "stream": "stdout", "text": ["x"]},
        {"type": "run.end", "reason": {}, "code": 0, "duration_ms": 1, "message": None},
        {"type": "run.end", "reason": "exited", "code": 0, "duration_ms": float("inf"), "message": None},
        {"type": "run.end", "reason": "exited", "code": "0", "duration_ms": 1, "message": None},
    ],
)
async def test_a_malformed_request_of_a_run_closes_its_sender(node: Node, fields: dict[str, Any]) -> None:
    session = await node.create_session()
    async with person(node, session["room_id"]) as attacker:
        await start(attacker)
        await attacker.request(run=RUN, seq=1, **fields)
        assert await attacker.close_code() == 4400


async def test_a_run_on_a_server_without_a_runner_fails_with_a_sentence(node: Node) -> None:
    session = await node.create_session(language="java")
    async with person(node, session["room_id"]) as ana:
        await start(ana, on="server", language="java")
        seen = await events(ana, 2)
        assert (seen[1]["type"], seen[1]["reason"]) == ("run.ended", "failed")
        assert "runner" in seen[1]["message"]


async def test_runs_are_seen_on_all_nodes_and_recorded_once(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    session = await first.create_session()
    async with person(first, session["room_id"]) as ana, person(second, session["host_token"]) as host:
        await start(ana)
        await output(ana, 1, "across\n")
        await end(ana, 2)
        assert [event["type"] for event in await events(host, 3)] == ["run.started", "run.output", "run.ended"]
        async with person(second, session["room_id"]) as late:
            assert len((await late.receive_json(HISTORY))["events"]) == 3
    for node in two_nodes:
        await everything_is_stored(node)
        await node.kill()
    await first.start()
    async with person(first, session["room_id"]) as later:
        assert len((await later.receive_json(HISTORY))["events"]) == 3


@pytest.mark.parametrize("half", ["\\ud800", "\\uDFFF", "\\ude00\\ud83d"])
async def test_halves_of_surrogate_pairs_are_shown_as_no_character(node: Node, half: str) -> None:
    """In the key, a name, what runs and what it prints: none of it ends the connection, or anybody else's."""
    session = await node.create_session()

    def said(kind: int, body: str) -> bytes:
        return varint(kind) + var_string(body)

    async with person(node, session["room_id"]) as ana, person(node, session["host_token"]) as host:
        await ana.send(said(HELLO, f'{{"key": "{"k" * 20}{half}", "name": "A{half}"}}'))
        beginning = '"type": "run.start", "run": "run-0001", "seq": 0, "language": "python", "on": "browser"'
        await ana.send(said(REQUEST, f'{{{beginning}, "runtime": "Python {half}"}}'))
        printed = '"type": "run.output", "run": "run-0001", "seq": 1, "stream": "stdout"'
        await ana.send(said(REQUEST, f'{{{printed}, "text": "x {half} \\ud83c\\udf89"}}'))
        marks = "\ufffd" * (half.count("\\u"))
        assert (await host.receive_event("run.started"))["runtime"] == f"Python {marks}"
        assert (await host.receive_event("run.output"))["text"] == f"x {marks} 🎉"


@pytest.mark.slow  # a run is given up half a minute after its page was last seen
async def test_a_run_whose_node_was_killed_ends_once_for_those_on_the_two_others(
    start_node: StartNode, postgres_url: str, redis_url: str
) -> None:
    first, second, third = [await start_node(database_url=postgres_url, redis_url=redis_url) for _ in range(3)]
    session = await first.create_session()
    async with person(second, session["room_id"]) as ben, person(third, session["host_token"]) as carla:
        async with person(first, session["room_id"]) as ana:
            await ana.hello("a" * 16, "Ana")
            await start(ana)
            for client in (ben, carla):
                await client.receive_event("run.started")
            await everything_is_stored(first)
            await first.kill()
        for client in (ben, carla):
            assert (await client.receive_event("run.ended"))["reason"] == "failed"
    for node in (second, third):
        await everything_is_stored(node)
        await node.kill()
    await second.start()
    async with person(second, session["room_id"]) as late:
        history = await late.receive_json(HISTORY)
        assert [event["type"] for event in history["events"]] == ["run.started", "run.ended"]
