"""Tests of a question in Java: they run in the server's runner, which alone says how they went, and what they print
reaches one page alone."""

import json
from typing import Any

from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.host import Host
from tests.support.libraries import Shelf
from tests.support.metrics import everything_is_stored
from tests.support.raw import EVENT, SUBPROTOCOL, RawClient
from tests.support.rest import bearer
from tests.support.runner import RunnerProcess
from tests.walk.test_exports import exported
from tests.walk.test_runs import HISTORY, ask, end

HIDDEN = "hidden-51b2e"
DOUBLES = """
class Main { public static void main(String[] given) throws Exception {
  var line = new java.io.BufferedReader(new java.io.InputStreamReader(System.in)).readLine();
  System.out.println(line + line);
  System.err.println("of " + line);
  if (line.startsWith("7")) System.exit(3);
  while (line.startsWith("9")) {}
} }
"""


Cases = list[dict[str, Any]]


def io(stdin: str, stdout: str, **more: Any) -> dict[str, Any]:
    return {"kind": "io", "stdin": stdin, "stdout": stdout, "is_visible": True, **more}


def hidden(stdin: str, stdout: str) -> dict[str, Any]:
    return io(stdin, stdout, is_visible=False)


async def shown(node: Node, cases: Cases, code: str = DOUBLES, **tests: Any) -> Host:
    """A host of a session in Java that shows a question."""
    shelf = await Shelf.create(node)
    numbered = [{"id": f"case-{number}", **case} for number, case in enumerate(cases)]
    question = await shelf.add(tests={"cases": numbered, **tests})
    ids = {"library_id": shelf.library_id, "question_id": question["summary"]["question_id"]}
    host = await Host.create(node, language="java", initial_code=code)
    headers = bearer(host.token) | {"Codesala-Library": shelf.use}
    answer = await node.http.post(f"{host.url}/questions", headers=headers, json=ids)
    assert answer.status_code == 201, answer.text
    await host.post("questions/1/show")
    return host


def person(node: Node, token: str) -> RawClient:
    return RawClient(node.ws_url, token, subprotocol=SUBPROTOCOL)


async def start(client: RawClient, run: str, suite: str, cases: int = 2) -> None:
    tests = {"question": 1, "suite": suite, "cases": cases}
    await ask(client, 0, "run.start", run, language="java", runtime="", on="server", tests=tests)


async def tried(client: RawClient, seq: int, run: str, index: int, stdin: str = "", **more: Any) -> dict[str, Any]:
    """As pages say it, which name what a program gets, too: the room takes that from the question."""
    await ask(client, seq, "run.try", run, index=index, stdin=stdin, args=[], **more)
    return await client.receive_event("run.tried")


async def test_what_java_prints_in_tests_reaches_the_page_that_asked_and_nobody_else(
    start_node: StartNode, runner: RunnerProcess
) -> None:
    node = await start_node(runner_socket=runner.socket)
    host = await shown(node, [io("4\n", "44"), io("7", "77"), hidden("5", "55"), hidden(HIDDEN, HIDDEN * 2)])
    async with person(node, host.token) as hosting, person(node, host.candidate) as ana:
        await hosting.hello("h" * 16, "Host")
        await ana.hello("a" * 16, "Ana")
        await start(ana, "of-others", "hidden")
        assert (await ana.receive_event("run.refused"))["reason"] == "not_yours"

        await start(ana, "visible-", "visible")
        came = await tried(ana, 1, "visible-", 0, "4\n")
        assert (came["index"], came["stdout"], came["stderr"]) == (0, "44\n", "of 4\n")
        assert (came["reason"], came["code"], came["message"]) == ("exited", 0, None)
        told = {"case": "1-pair", "duration_ms": 1, "text": "forged", "message": ""}
        await ask(ana, 2, "run.case", "visible-", index=0, outcome="passed", **told)
        assert (await tried(ana, 3, "visible-", 1, "7\n"))["code"] == 3
        await ask(ana, 4, "run.case", "visible-", index=1, outcome="passed", **told)
        await ask(ana, 5, "run.end", "visible-", reason="limit", code=9, duration_ms=3_600_000, message="forged")
        begun = await hosting.receive_event("run.started")
        assert (begun["on"], begun["tests"]["suite"], begun["runtime"][:5]) == ("server", "visible", "Java ")
        cases = [await hosting.receive_event("run.case") for _ in range(2)]
        assert [(one["outcome"], one["text"]) for one in cases] == [("passed", "44\n"), ("error", "77\n")]
        assert [(one["case"], one["message"]) for one in cases] == [("case-0", ""), ("case-1", "")]
        assert cases[0]["duration_ms"] == came["duration_ms"], "by the server, not by the page"
        ended = await hosting.receive_event("run.ended")
        assert ended["tests"] == {"passed": 1, "failed": 1, "skipped": 0}
        assert (ended["reason"], ended["code"], ended["message"]) == ("exited", 1, None), "whatever its page says"
        assert ended["duration_ms"] == sum(one["duration_ms"] for one in cases)

        while (await ana.receive_json(EVENT))["type"] != "run.ended":
            pass
        await start(hosting, "hidden--", "hidden")
        assert (await tried(hosting, 1, "hidden--", 1, f"{HIDDEN}\n"))["stdout"] == f"{HIDDEN}{HIDDEN}\n"
        await ask(hosting, 2, "run.case", "hidden--", index=1, outcome="passed", text=HIDDEN)
        await end(hosting, 3, "hidden--")
        seen: list[dict[str, Any]] = []
        while not seen or seen[-1]["type"] != "run.ended":
            seen.append(await ana.receive_json(EVENT))
        assert [one["type"] for one in seen if one["type"] != "run.stage"] == ["run.started", "run.case", "run.ended"]
        assert seen[-1]["tests"] == {"passed": 1, "failed": 0, "skipped": 1}
    await everything_is_stored(node)
    async with person(node, host.candidate) as newcomer:
        events = (await newcomer.receive_json(HISTORY))["events"]
    await host.post("end")
    files = b"\n".join((await exported(host, node)).values())
    assert HIDDEN not in json.dumps(seen + events)
    assert HIDDEN.encode() not in files
    assert b"hidden--" in files
    assert HIDDEN not in node.logs + runner.logs


READS = """
class Main { public static void main(String[] given) throws Exception {
  System.out.print(java.nio.file.Files.readString(java.nio.file.Path.of("words.txt")));
} }
"""


async def test_a_case_brings_files_of_its_own_and_forged_ones_are_not_looked_at(
    start_node: StartNode, runner: RunnerProcess
) -> None:
    node = await start_node(runner_socket=runner.socket)
    text = "of the case"
    host = await shown(node, [io("", text, files={"words.txt": text})] * 2, READS)
    async with person(node, host.candidate) as ana:
        await start(ana, "of-files", "visible")
        for index, forged in enumerate(({"words.txt": "of the page"}, ["words.txt"])):
            assert (await tried(ana, 1 + index, "of-files", index, files=forged))["stdout"] == text
            assert (await ana.receive_event("run.case"))["outcome"] == "passed"


async def test_of_a_suite_on_the_server_a_page_says_neither_what_a_program_gets_nor_whether_it_is_right(
    start_node: StartNode, runner: RunnerProcess
) -> None:
    node = await start_node(runner_socket=runner.socket)
    host = await shown(node, [io("4", "45"), io("5", "55", args=["x"]), io("6", "6")])
    async with person(node, host.candidate) as ana, person(node, host.token) as hosting:
        await start(ana, "liar----", "visible", 3)
        for index, seq in ((0, 1), (1, 3)):
            came = await tried(ana, seq, "liar----", index, "what is printed twice\n")
            assert came["stdout"] == ("44\n", "55\n")[index], "the question's input"
            lie = {"case": "another", "text": "45", "message": "Well done.", "duration_ms": 0}
            await ask(ana, seq + 1, "run.case", "liar----", index=index, outcome="passed", **lie)
        await tried(ana, 5, "liar----", 2)  # and is silent about how that went
        await ask(ana, 6, "run.end", "liar----", reason="exited", code=0, duration_ms=1, message=None)
        told = [await hosting.receive_event("run.case") for _ in range(3)]
        assert [one["outcome"] for one in told] == ["failed", "passed", "failed"]
        assert [(one["case"], one["message"]) for one in told[:2]] == [("case-0", ""), ("case-1", "")]
        ended = await hosting.receive_event("run.ended")
        assert (ended["code"], ended["tests"]) == (1, {"passed": 1, "failed": 2, "skipped": 0})


async def test_a_suite_of_fewer_cases_than_the_question_has_does_not_run(
    start_node: StartNode, runner: RunnerProcess
) -> None:
    node = await start_node(runner_socket=runner.socket)
    host = await shown(node, [io("4", "44"), io("4", "45")])
    async with person(node, host.candidate) as ana:
        await start(ana, "one-only", "visible", 1)
        ended = await ana.receive_event("run.ended")
        assert (ended["reason"], ended["tests"]["passed"]) == ("failed", 0)


TWICE = "class Solution { public int[] twiceOf(int n, double half) { return new int[] {n, n}; } }"


async def test_a_function_is_called_as_the_question_says_and_judged_by_what_it_returns(
    start_node: StartNode, runner: RunnerProcess
) -> None:
    node = await start_node(runner_socket=runner.socket)
    function = {"name": "twice_of", "parameters": [{"name": "n"}, {"name": "half"}]}
    call = {"kind": "call", "is_visible": True}
    cases = [
        call | {"input": {"half": 0.5, "n": 4}, "expected": [4, 4]},
        call | {"input": {"half": 1.0, "n": 4}, "expected": [8]},
        call | {"input": {"half": 1.0, "n": 4}, "expected": [4, 4], "property": "thrice"},
    ]
    host = await shown(node, cases, f"class Main {{}}\n{TWICE}", function=function)
    forged = json.dumps({"nonce": "n0", "names": ["lie"], "args": [], "judged": None})
    async with person(node, host.candidate) as ana:
        await start(ana, "calling-", "visible", 3)
        for index, (outcome, text) in enumerate((("passed", "[4, 4]"), ("failed", "[4, 4]"), ("error", ""))):
            came = await tried(ana, 1 + index, "calling-", index, forged, call=True)
            assert "\x1en0 0 " in came["stdout"], "so that its page finds what came of it"
            told = await ana.receive_event("run.case")
            assert (told["outcome"], told["text"]) == (outcome, text)
        assert told["message"] == "The function that the question asks for is not in the program."


async def test_a_case_is_cut_a_page_that_comes_back_hears_it_and_what_does_not_compile_fails_all(
    start_node: StartNode, runner: RunnerProcess
) -> None:
    node = await start_node(runner_socket=runner.socket)
    host = await shown(node, [io("9", "99")] * 2)
    async with person(node, host.candidate) as ana:
        await ana.hello("a" * 16, "Ana")
        await start(ana, "looping-", "visible")
        await ask(ana, 1, "run.try", "looping-", index=0, stdin="9\n", args=[])
        assert (await ana.receive_event("run.trying"))["index"] == 0
    async with person(node, host.candidate) as ana:
        await ana.hello("a" * 16, "Ana")
        tests = {"question": 1, "suite": "visible", "cases": 2}
        await ask(ana, 0, "run.start", "looping-", language="java", runtime="", on="server", tests=tests)
        assert (await ana.receive_event("run.trying"))["index"] == 0
        await ask(ana, 2, "run.cut", "looping-")
        assert (await ana.receive_event("run.tried"))["reason"] == "stopped"
        await ask(ana, 3, "run.case", "looping-", index=0, outcome="failed", case="1", duration_ms=1)
        assert (await ana.receive_event("run.case"))["outcome"] == "timeout"
        await ask(ana, 4, "run.case", "looping-", index=1, outcome="passed", case="2", duration_ms=1)
        assert (await ana.receive_event("run.case"))["outcome"] == "error", "it never ran"

    broken = await shown(node, [io("4", "44")] * 2, "class Main { int x = ; }")
    async with person(node, broken.candidate) as ana:
        await start(ana, "broken--", "visible")
        for index in range(2):
            came = await tried(ana, 1 + index, "broken--", index, "4\n")
            assert (came["index"], came["reason"], came["message"]) == (index, "error", "The program does not compile.")
            assert "illegal start of expression" in came["stderr"]


async def test_tests_in_java_without_a_runner_end_and_say_so(start_node: StartNode, runner: RunnerProcess) -> None:
    node = await start_node(runner_socket=runner.folder / "nobody.sock")
    host = await shown(node, [io("4", "44")] * 2)
    async with person(node, host.candidate) as ana:
        await start(ana, "nowhere-", "visible")
        came = await tried(ana, 1, "nowhere-", 0, "4\n")
        assert came["reason"] == "failed"
        assert came["message"] == "This server has no Java runner, or it does not answer. Editing goes on."
