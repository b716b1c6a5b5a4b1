"""An author's solution in Java runs against the cases in the server's runner, before anything is saved."""

import json
from types import TracebackType
from typing import Any, Self

from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.libraries import Shelf
from tests.support.metrics import everything_is_stored
from tests.support.runner import RunnerProcess, wait_until_gone
from tests.support.waiting import WITHIN_S, deadline
from tests.walk.test_tested_on_server import DOUBLES
from websockets.asyncio.client import ClientConnection, connect

SECRET = "hidden-77ac1"


class Checking:
    """`async with Checking(node, shelf) as check`: says all that it is told to, and reads what comes."""

    def __init__(self, node: Node, shelf: Shelf, token: Any = None, **begin: Any) -> None:
        self._url = f"{node.ws_url}/libraries/{shelf.library_id}/check"
        self._token = token or shelf.edit
        self._begin = {
            "type": "run.start",
            "language": "java",
            "entry": "Main.java",
            "files": {"Main.java": DOUBLES},
        } | begin
        self._connection: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        self._connection = await connect(self._url, proxy=None)
        await self.say(type="check", token=self._token)
        await self.say(**self._begin)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._connection is not None
        await self._connection.close()

    async def say(self, **message: Any) -> None:
        assert self._connection is not None
        await self._connection.send(json.dumps(message))

    async def hears(self, kind: str) -> dict[str, Any]:
        assert self._connection is not None
        async with deadline(WITHIN_S):
            while (event := json.loads(await self._connection.recv()))["type"] != kind:
                pass
        found: dict[str, Any] = event
        return found

    async def tries(self, index: int, stdin: str, **more: Any) -> dict[str, Any]:
        await self.say(type="run.try", index=index, stdin=stdin, args=[], **more)
        return await self.hears("run.tried")

    async def closed(self) -> tuple[int | None, str | None]:
        assert self._connection is not None
        async with deadline(WITHIN_S):
            await self._connection.wait_closed()
        return self._connection.close_code, self._connection.close_reason


async def test_a_solution_runs_once_a_case_before_it_is_saved_and_nothing_of_it_is_kept(
    start_node: StartNode, runner: RunnerProcess
) -> None:
    node = await start_node(runner_socket=runner.socket)
    shelf = await Shelf.create(node)
    async with Checking(node, shelf) as check:
        assert (await check.hears("run.stage"))["stage"] == "compiling"
        came = await check.tries(0, f"{SECRET}\n")
        assert (came["index"], came["stdout"], came["reason"]) == (0, f"{SECRET}{SECRET}\n", "exited")
        assert (await check.tries(1, "7\n"))["code"] == 3
        await check.say(type="run.try", index=2, stdin="9\n", args=[])
        assert (await check.hears("run.trying"))["index"] == 2
        await check.say(type="run.cut")
        assert (await check.hears("run.tried"))["reason"] == "stopped"
        assert (await check.tries(3, "4\n"))["stdout"] == "44\n", "the next one runs all the same"
    call = json.dumps({"nonce": "n", "names": ["twice"], "args": [4], "judged": None})
    called = {"Main.java": "class Main { static int twice(int n) { return 2 * n; } }"}
    async with Checking(node, shelf, files=called) as check:
        assert (await check.tries(0, call, call=True))["stdout"].endswith('{"value":8}\n')
    async with Checking(node, shelf, files={"Main.java": "class Main { int x = ; }"}) as check:
        for index in range(2):
            came = await check.tries(index, "")
            assert (came["reason"], came["message"]) == ("error", "The program does not compile.")
            assert "illegal start of expression" in came["stderr"]
    await everything_is_stored(node)
    assert SECRET not in node.logs + runner.logs
    assert await shelf.slugs() == []


async def test_whoever_goes_away_or_stops_leaves_no_program_behind(
    start_node: StartNode, runner: RunnerProcess
) -> None:
    node = await start_node(runner_socket=runner.socket)
    shelf = await Shelf.create(node)
    loops = DOUBLES.replace("class Main", "class Loops77")
    async with Checking(node, shelf, files={"Main.java": loops}) as check:
        await check.say(type="run.try", index=0, stdin="9\n", args=[])
        await check.hears("run.trying")
    wait_until_gone("Loops77")
    async with Checking(node, shelf, files={"Main.java": loops}) as check:
        await check.say(type="run.try", index=0, stdin="9\n", args=[])
        await check.hears("run.trying")
        await check.say(type="run.stop")
        assert (await check.hears("run.tried"))["reason"] == "stopped"
        wait_until_gone("Loops77")


async def test_a_server_without_a_runner_says_so_in_a_sentence(node: Node) -> None:
    shelf = await Shelf.create(node)
    async with Checking(node, shelf) as check:
        came = await check.tries(0, "")
    assert came["reason"] == "failed"
    assert came["message"] == "This server has no Java runner, or it does not answer. Editing goes on."


async def test_only_who_may_change_the_library_checks_and_what_is_no_check_is_refused(node: Node) -> None:
    shelf, other = await Shelf.create(node), await Shelf.create(node)
    refused = {
        shelf.use: (1008, "This link lets you use the library, not change it. Ask its owner for the other one."),
        other.edit: (4404, "There is no such library, or it is not yours."),
    }
    for token, why in refused.items():
        async with Checking(node, shelf, token=token) as check:
            assert await check.closed() == why
    for wrong in (
        *({"files": {"Main.java": 3}}, {"files": "Main.java"}, {"entry": "Other.java"}),
        *({"entry": ["Main.java"]}, {"token": 3}, {"token": "A" * 2_048}, {"language": "python"}, {"language": None}),
    ):
        async with Checking(node, shelf, **wrong) as check:
            assert (await check.closed())[0] == 4400
    for said in (
        {"type": "run.output", "text": ""},
        {"type": "run.try", "index": 0},
        {"type": "run.try", "index": 200, "stdin": "", "args": []},
    ):
        async with Checking(node, shelf) as check:
            await check.say(**said)
            assert (await check.closed())[0] == 4400
