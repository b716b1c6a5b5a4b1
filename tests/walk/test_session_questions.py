"""Questions in a live room: what sockets hear of them, on all nodes."""

from typing import Any

from tests.conftest import StartNode
from tests.support.host import Host
from tests.support.raw import STATE, SUBPROTOCOL, RawClient


async def test_of_a_prepared_question_a_candidates_socket_hears_nothing(
    start_node: StartNode, postgres_url: str, redis_url: str
) -> None:
    both: dict[str, Any] = {"database_url": postgres_url, "redis_url": redis_url}
    first, second = await start_node(**both), await start_node(**both)
    host = await Host.create(first)
    async with (
        RawClient(first.ws_url, host.token, subprotocol=SUBPROTOCOL) as in_charge,
        RawClient(second.ws_url, host.candidate, subprotocol=SUBPROTOCOL) as writing,
    ):
        for client in (in_charge, writing):
            assert (await client.receive_json(STATE))["session"]["questions"] == []
        await host.post("questions", 201, question_id="sample.two-that-add-up")
        await host.post("questions", 201, question_id="sample.balanced-brackets")
        while len(told := (await in_charge.receive_json(STATE))["session"]["questions"]) < 2:
            pass
        assert [(one["number"], one["state"]) for one in told] == [(1, "prepared"), (2, "prepared")]
        await host.post("questions/2/show")
        state = await writing.receive_json(STATE)
        (shown,) = state["session"]["questions"]
        assert (shown["number"], shown["title"], "state" in shown) == (2, "Balanced brackets", False)
        assert shown["digest"] == told[1]["digest"]
        await host.post("questions/2/hide")
        assert (await writing.receive_json(STATE))["session"]["questions"] == []
