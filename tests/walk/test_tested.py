"""Tests of a question that people run: everybody hears how they went, and of hidden ones nothing else."""

from typing import Any

from tests.conftest import StartNode
from tests.support.host import Host
from tests.support.metrics import everything_is_stored
from tests.support.raw import EVENT, STATE, SUBPROTOCOL, RawClient
from tests.walk.test_runs import HISTORY, ask, end

MARK = "hidden-7f3a9"


async def start(client: RawClient, run: str, suite: str, question: int = 1) -> None:
    tests = {"question": question, "suite": suite, "cases": 2}
    await ask(client, 0, "run.start", run, language="python", runtime="Python 3.14", on="browser", tests=tests)


async def test_everybody_hears_how_tests_went_and_of_hidden_ones_only_whether_they_passed(
    start_node: StartNode, postgres_url: str, redis_url: str
) -> None:
    both: dict[str, Any] = {"database_url": postgres_url, "redis_url": redis_url}
    first, second = await start_node(**both), await start_node(**both)
    host = await Host.create(first)
    await host.post("questions", 201, question_id="sample.two-that-add-up")
    async with (
        RawClient(first.ws_url, host.token, subprotocol=SUBPROTOCOL) as hosting,
        RawClient(second.ws_url, host.candidate, subprotocol=SUBPROTOCOL) as ana,
    ):
        await hosting.hello("h" * 16, "Host")
        await ana.hello("a" * 16, "Ana")
        await start(ana, "prepared", "visible")
        assert (await ana.receive_event("run.refused"))["reason"] == "not_yours"
        await host.post("questions/1/show")
        while not (await ana.receive_json(STATE))["session"]["questions"]:
            pass
        await start(ana, "of-others", "hidden")
        assert (await ana.receive_event("run.refused"))["reason"] == "not_yours"

        await start(ana, "visible-", "visible")
        case = {"case": "1-pair", "duration_ms": 3, "text": "0 1\n", "message": ""}
        await ask(ana, 1, "run.case", "visible-", index=0, outcome="passed", **case)
        await ask(ana, 2, "run.case", "visible-", index=1, outcome="timeout", **case)
        await end(ana, 3, "visible-")
        for client in (hosting, ana):
            begun = await client.receive_event("run.started")
            assert (begun["name"], begun["tests"]) == ("Ana", {"question": 1, "suite": "visible", "cases": 2})
            told = [await client.receive_event("run.case") for _ in range(2)]
            assert [(one["index"], one["outcome"], one["text"]) for one in told] == [
                (0, "passed", "0 1\n"), (1, "timeout", "0 1\n"),
            ]  # fmt: skip
            assert (await client.receive_event("run.ended"))["tests"] == {"passed": 1, "failed": 1, "skipped": 0}

        await start(hosting, "hidden--", "hidden")
        await ask(hosting, 1, "run.case", "hidden--", index=1, outcome="error", text=MARK, message=MARK, name=MARK)
        await ask(hosting, 2, "run.end", "hidden--", reason="stopped", code=None, duration_ms=9, message=MARK)
        seen = [await ana.receive_json(EVENT) for _ in range(3)]
        assert [event["type"] for event in seen] == ["run.started", "run.case", "run.ended"]
        assert {name: seen[1][name] for name in seen[1] if name not in ("at", "run", "type")} == {
            "index": 1, "outcome": "failed",
        }  # fmt: skip
        assert (seen[2]["message"], seen[2]["tests"]) == (None, {"passed": 0, "failed": 1, "skipped": 1})
        await start(hosting, "prints--", "hidden")
        await ask(hosting, 1, "run.output", "prints--", stream="stdout", text=MARK)
        assert await hosting.close_code() == 4400
    await everything_is_stored(first)
    async with RawClient(second.ws_url, host.candidate, subprotocol=SUBPROTOCOL) as newcomer:
        events = (await newcomer.receive_json(HISTORY))["events"]
    assert [event["type"] for event in events].count("run.case") == 3
    assert MARK not in str(seen) + str(events)
