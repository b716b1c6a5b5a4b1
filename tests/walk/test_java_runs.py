"""Java in a room: the server's runner runs the room's text, everybody sees it, its starter answers its questions."""

from collections.abc import AsyncIterator

import pytest
from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.host import Host
from tests.support.raw import EVENT, SUBPROTOCOL, RawClient
from tests.support.runner import RunnerProcess
from tests.support.yjs import typed, update_frame
from tests.walk.test_runs import RUN, ask, person, start

from codesala.services.languages import LANGUAGES


@pytest.fixture
async def runner() -> AsyncIterator[RunnerProcess]:
    process = await RunnerProcess().start()
    yield process
    await process.kill()


@pytest.fixture
async def node_with_java(start_node: StartNode, runner: RunnerProcess) -> Node:
    return await start_node(runner_socket=runner.socket)


async def ended(client: RawClient) -> tuple[str, dict[str, object]]:
    """All standard output of the run, and its last event."""
    text = ""
    while True:
        event = await client.receive_json(EVENT)
        if event["type"] == "run.output":
            text += event["text"]
        if event["type"] == "run.ended":
            return text, event


async def test_the_test_program_of_java_runs_for_everybody(node_with_java: Node) -> None:
    node = node_with_java
    program = LANGUAGES["java"].test
    assert program is not None
    languages = {language["id"]: language for language in (await node.http.get("/api/languages")).json()}
    assert languages["java"]["runtime"].startswith("Java ")
    session = await node.create_session(language="java", initial_code=program.program)
    observer = session["observer_url"].rsplit("/", 1)[1]
    async with person(node, session["room_id"]) as ana, person(node, observer) as watcher:
        await start(ana, on="server", language="java")
        await ask(ana, 1, "run.input", text=program.input[0])
        for client in (ana, watcher):
            text, end = await ended(client)
            assert text == program.output
            assert (end["reason"], end["code"]) == ("exited", 0)


async def test_the_edit_just_before_the_run_is_in_the_program(node_with_java: Node) -> None:
    node = node_with_java
    session = await node.create_session(language="java", initial_code="")
    async with person(node, session["room_id"]) as ana:
        await ana.send(
            update_frame(typed(7, 0, "class A { public static void main(String[] a) { System.out.print(7); } }"))
        )
        await start(ana, on="server", language="java")
        assert (await ended(ana))[0] == "7"


async def test_an_endless_loop_is_stopped_by_its_starter(node_with_java: Node) -> None:
    node = node_with_java
    loop = 'class A { public static void main(String[] a) { System.out.println("go"); while (true); } }'
    session = await node.create_session(language="java", initial_code=loop)
    async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as ana:
        await start(ana, on="server", language="java")
        while (await ana.receive_json(EVENT))["type"] != "run.output":
            pass
        await ask(ana, 1, "run.stop")
        assert (await ended(ana))[1]["reason"] == "stopped"


async def test_killing_the_runner_ends_its_runs_and_nothing_else(node_with_java: Node, runner: RunnerProcess) -> None:
    node = node_with_java
    loop = 'class A { public static void main(String[] a) { System.out.println("go"); while (true); } }'
    session = await node.create_session(language="java", initial_code=loop)
    async with person(node, session["room_id"]) as ana:
        await start(ana, on="server", language="java")
        while (await ana.receive_json(EVENT))["type"] != "run.output":
            pass
        await runner.kill()
        assert (await ended(ana))[1]["reason"] == "failed"
        await ana.send(update_frame(typed(7, 0, "// still editing\n")))
        await ana.receive_saved(1)
        await ask(ana, 0, "run.start", f"{RUN}-again", language="java", runtime="Java", on="server")
        assert (await ended(ana))[1]["reason"] == "failed"


async def test_what_runs_on_the_server_is_stopped_when_the_session_ends(start_node: StartNode) -> None:
    runner = await RunnerProcess(runner_max_runs=1).start()
    try:
        node = await start_node(runner_socket=runner.socket)
        loop = 'class A { public static void main(String[] a) { System.out.println("go"); while (true); } }'
        host = await Host.create(node, language="java", initial_code=loop)
        async with person(node, host.candidate) as ana:
            await start(ana, on="server", language="java")
            while (await ana.receive_json(EVENT))["type"] != "run.output":
                pass
            await host.post("end")
            assert (await ended(ana))[1]["reason"] == "stopped"
            assert await ana.close_code() == 4410
        # The runner's only place is free again.
        program = 'class A { public static void main(String[] a) { System.out.print("next"); } }'
        other = await Host.create(node, language="java", initial_code=program)
        async with person(node, other.candidate) as ben:
            await start(ben, on="server", language="java")
            text, end = await ended(ben)
            assert (text, end["reason"]) == ("next", "exited")
    finally:
        await runner.kill()
