"""Java in a room: the server's runner runs the room's text, everybody sees it, its starter answers its questions."""

import asyncio
import json
from typing import Any

import pytest
from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.host import Host
from tests.support.raw import EVENT, REQUEST, SUBPROTOCOL, RawClient
from tests.support.rest import bearer
from tests.support.runner import RunnerProcess
from tests.support.yjs import typed, update_frame, var_string, varint
from tests.walk.test_runs import RUN, ask, person, start

from codesala.languages import LANGUAGES


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


async def test_a_program_of_several_files_is_the_folder_in_which_it_begins(node_with_java: Node) -> None:
    node = node_with_java
    main = "public class Main { public static void main(String[] a) { System.out.print(new shop.Cart().sum(3)); } }"
    cart = """package shop;
public class Cart {
    public int sum(int count) { return 14 * count / (3 - count); }
}
"""
    files = {
        "sale/Main.java": main,
        "sale/shop/Cart.java": cart,
        "sale/own/main.py": "",
        "sale/own/Main.java": "broken",
    }
    given = [{"path": path, "text": text} for path, text in files.items()]
    session = await node.create_session(language="python", initial_code="not Java", files=given)
    async with person(node, session["room_id"]) as ana:
        asked = {"language": "java", "runtime": "", "on": "server"}
        await ask(ana, 0, "run.start", entry="sale/Main.java", **asked)
        assert (await ana.receive_event("run.started"))["entry"] == "sale/Main.java"
        errors = ""
        while (event := await ana.receive_json(EVENT))["type"] != "run.ended":
            errors += event.get("text", "")
        assert (event["reason"], event["code"]) == ("error", 1)
        assert "by zero" in errors
        assert "(Cart.java:3)" in errors
        await ask(ana, 0, "run.start", f"{RUN}-gone", entry="gone/Main.java", **asked)
        _, end = await ended(ana)
        assert (end["reason"], end["message"]) == (
            "failed",
            "The file with which the program begins is not in this session any more.",
        )


@pytest.mark.parametrize(
    ("kind", "told"),
    [
        ("run.output", {"stream": "stdout", "text": "10 of 10 tests passed"}),
        ("run.end", {"reason": "exited", "code": 0, "duration_ms": 1}),
    ],
)
async def test_a_page_tells_nothing_of_what_runs_on_the_server(
    node_with_java: Node, kind: str, told: dict[str, Any]
) -> None:
    node = node_with_java
    waits = """class A { public static void main(String[] a) throws Exception {
        System.in.read(); System.out.print("2 of 10 tests passed"); System.exit(1); } }"""
    session = await node.create_session(language="java", initial_code=waits)
    async with person(node, session["host_token"]) as host:
        async with person(node, session["room_id"]) as forger:
            await forger.hello("a" * 16, "Ana")
            await start(forger, on="server", language="java")
            await host.receive_event("run.started")
            await ask(forger, 1, kind, **told)
            assert await forger.close_code() == 4400
        async with person(node, session["room_id"]) as ana:
            await ana.hello("a" * 16, "Ana")
            await ask(ana, 1, "run.input", text="go on")
            text, end = await ended(host)
            assert (text, end["reason"], end["code"]) == ("2 of 10 tests passed", "error", 1)


async def test_the_server_names_what_runs_on_it(node_with_java: Node) -> None:
    node = node_with_java
    session = await node.create_session(language="java", initial_code="class A {}")
    languages = {language["id"]: language for language in (await node.http.get("/api/languages")).json()}
    async with person(node, session["room_id"]) as ana:
        await ask(ana, 0, "run.start", language="java", runtime="Java 99 FAKE", on="server")
        assert (await ana.receive_event("run.started"))["runtime"] == languages["java"]["runtime"]


async def test_who_answers_before_the_runner_has_named_itself_is_heard(node_with_java: Node) -> None:
    node = node_with_java
    program = LANGUAGES["java"].test
    assert program is not None
    session = await node.create_session(language="java", initial_code=program.program)
    async with person(node, session["room_id"]) as ana, person(node, session["host_token"]) as host:
        start_at_once = {"type": "run.start", "run": RUN, "seq": 0, "language": "java", "runtime": "", "on": "server"}
        answer = {"type": "run.input", "run": RUN, "seq": 1, "text": program.input[0]}
        for request in (start_at_once, answer):
            await ana.send(varint(REQUEST) + var_string(json.dumps(request)))
        kinds = [(await host.receive_event("run.started", "run.input", "run.output"))["type"] for _ in range(2)]
        assert kinds == ["run.started", "run.input"]  # the runner may have named itself in between
        assert (await ended(ana))[0] == program.output


@pytest.mark.parametrize("has_printed", [False, True])
async def test_whose_line_comes_back_by_another_node_answers_and_stops_their_program(
    start_node: StartNode, runner: RunnerProcess, postgres_url: str, redis_url: str, has_printed: bool
) -> None:
    shared = {"database_url": postgres_url, "redis_url": redis_url, "runner_socket": runner.socket}
    first, second = [await start_node(wait=False, **shared) for _ in range(2)]
    await asyncio.gather(first.ready(), second.ready())
    asking = "System.out.println(1);" if has_printed else ""
    body = f"{asking} System.out.println(new java.util.Scanner(System.in).nextLine()); while (true);"
    code = "class A { public static void main(String[] a) { " + body + " } }"
    session = await first.create_session(language="java", initial_code=code)
    async with person(second, session["host_token"]) as host:
        async with person(first, session["room_id"]) as ana:
            await ana.hello("a" * 32, "Ana")
            await start(ana, on="server", language="java")
            await host.receive_event("run.output" if has_printed else "run.started")
        async with person(second, session["room_id"]) as ana:
            await ana.hello("a" * 32, "Ana")
            await ask(ana, 0, "run.start", language="java", runtime="", on="server")
            assert (await ana.receive_event("run.resend"))["from"] == 1
            await ask(ana, 1, "run.input", text="Ada\n")
            while (await host.receive_event("run.output"))["text"] != "Ada\n":
                pass
            await ask(ana, 2, "run.stop")
            assert (await ended(host))[1]["reason"] == "stopped"


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


@pytest.mark.parametrize("verb", ["end", "delete"])
async def test_what_runs_on_the_server_is_stopped_when_the_session_ends(start_node: StartNode, verb: str) -> None:
    runner = await RunnerProcess(runner_max_runs=1).start()
    try:
        node = await start_node(runner_socket=runner.socket)
        loop = 'class A { public static void main(String[] a) { System.out.println("go"); while (true); } }'
        host = await Host.create(node, language="java", initial_code=loop)
        async with person(node, host.candidate) as ana:
            await start(ana, on="server", language="java")
            while (await ana.receive_json(EVENT))["type"] != "run.output":
                pass
            if verb == "end":
                await host.post("end")
                assert (await ended(ana))[1]["reason"] == "stopped"
                assert await ana.close_code() == 4410
            else:
                await node.http.delete(host.url, headers=bearer(host.token))
                assert await ana.close_code() == 4404
        # The runner's only place is free again.
        program = 'class A { public static void main(String[] a) { System.out.print("next"); } }'
        other = await Host.create(node, language="java", initial_code=program)
        async with person(node, other.candidate) as ben:
            await start(ben, on="server", language="java")
            text, end = await ended(ben)
            assert (text, end["reason"]) == ("next", "exited")
    finally:
        await runner.kill()
