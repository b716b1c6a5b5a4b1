"""Pages compare their text with the room's now and then, and tell when the two have come apart."""

import asyncio
import zlib
from itertools import count
from typing import Any

import pytest
from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.metrics import metric
from tests.support.page import Page
from tests.support.raw import DIGEST, SUBPROTOCOL, RawClient
from tests.support.waiting import eventually
from tests.support.yjs import typed, update_frame


@pytest.mark.parametrize("text", ["", "print(1)\n", "naïve 😀 text"])
async def test_a_page_that_asks_is_told_what_the_room_holds(node: Node, text: str) -> None:
    session = await node.create_session(initial_code="")
    async with (
        Page(node.ws_url, session["room_id"]) as ana,
        RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as other,
    ):
        if text:
            ana.insert(0, "xx" + text)
            ana.delete(0, 2)
            await ana.is_saved()
        await other.request(type="digest")
        digest = await other.receive_json(DIGEST)
        clocks = len(("xx" + text).encode("utf-16-le")) // 2
        assert digest == {
            "clients": int(bool(text)),
            "clocks": clocks if text else 0,
            "crc32": zlib.crc32(text.encode()),
        }
        if text:  # and again after the next change, which is another one each time
            ana.delete(0, 1)
            await ana.is_saved()
            await other.request(type="digest")
            assert (await other.receive_json(DIGEST))["crc32"] == zlib.crc32(text[1:].encode())


async def test_a_page_that_holds_another_text_is_counted_and_named_in_the_log(start_node: StartNode) -> None:
    own_node = await start_node()
    session = await own_node.create_session(initial_code="")
    assert await metric(own_node, "codesala_divergence_total") == 0
    async with RawClient(own_node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as page:
        await page.request(type="diverged")

        async def is_counted() -> bool:
            return await metric(own_node, "codesala_divergence_total") == 1

        await eventually(is_counted)
    [line] = [line for line in own_node.logs.splitlines() if "another text than the room" in line]
    assert f"session={session['session_id'][:8]}" in line


IN_A_HURRY = """
from codesala.rooms.across import comparing, hearing
hearing.HELLO_EVERY_S = 0.5
comparing.ANEW_EVERY_S = 8.0
"""


async def test_of_two_who_write_under_one_new_id_on_two_nodes_at_once_everybody_sees_the_same_in_the_end(
    start_node: StartNode, postgres_url: str, redis_url: str
) -> None:
    """Neither node can know of the other's in time; what came first in the log is what both have."""
    shared: dict[str, Any] = {"database_url": postgres_url, "redis_url": redis_url, "fault": IN_A_HURRY}
    nodes = [await start_node(**shared), await start_node(**shared)]
    session = await nodes[0].create_session(initial_code="")
    token, path = session["room_id"], f"/api/sessions/{session['session_id']}/code"

    async def texts() -> set[str]:
        return {(await node.http.get(path)).text for node in nodes}

    async with Page(nodes[0].ws_url, token) as ana, Page(nodes[1].ws_url, token) as ben:
        ana.insert(0, "x")
        await ben.sees("x")
        for attempt in count(1):  # until both were taken, before each heard of the other
            async with (
                RawClient(nodes[0].ws_url, token, subprotocol=SUBPROTOCOL) as one,
                RawClient(nodes[1].ws_url, token, subprotocol=SUBPROTOCOL) as other,
            ):
                await asyncio.gather(
                    one.send(update_frame(typed(attempt, 0, "for A"))),
                    other.send(update_frame(typed(attempt, 0, "for B"))),
                )
                await eventually(lambda n=attempt: ana.text.count("for") == ben.text.count("for") == n)  # type: ignore[misc]
                if ana.text != ben.text:
                    break
        counted = sum([await metric(node, "codesala_divergence_total") for node in nodes])
        assert counted == 0

        async def are_the_same() -> bool:
            return len(await texts()) == 1 and sum([await metric(n, "codesala_divergence_total") for n in nodes]) > 0

        await eventually(are_the_same)
        assert "for" in (await texts()).pop()
        assert {code for page in (ana, ben) for code in page.close_codes} == {1012}
