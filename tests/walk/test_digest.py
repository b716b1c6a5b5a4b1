"""Pages compare their text with the room's now and then, and tell when the two have come apart."""

import zlib

import pytest
from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.metrics import metric
from tests.support.page import Page
from tests.support.raw import DIGEST, SUBPROTOCOL, RawClient
from tests.support.waiting import eventually


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
