"""Whatever one member sends, it costs the server no more than it costs its sender, and the honest go on."""

import asyncio
from collections.abc import Callable
from contextlib import suppress

import pytest
from tests.support import yjs
from tests.support.cluster import Node
from tests.support.metrics import everything_is_stored
from tests.support.pycrdt_client import PycrdtClient
from tests.support.raw import RawClient
from tests.support.waiting import deadline
from tests.support.yjs import Section, text, typed, update, update_frame
from websockets.exceptions import ConnectionClosed

ME = 77


@pytest.mark.parametrize("send", [yjs.step2, update_frame])
async def test_text_of_thousands_of_clients_behind_one_character_each_closes_its_sender(
    node: Node, send: Callable[[bytes], bytes]
) -> None:
    session = await node.create_session(initial_code="x")
    async with PycrdtClient(node.ws_url, session["room_id"]) as ana:
        await ana.sees("x")
        async with RawClient(node.ws_url, session["room_id"]) as attacker:
            await attacker.send(update_frame(typed(ME, 0, "y" * 10_000)))
            many = update(*(Section(100 + at, 0, [text("z", origin=(ME, at))]) for at in range(6_000)))
            with suppress(ConnectionClosed):
                for _ in range(20):  # at first, when it is cheap, a part may be taken
                    await attacker.send(send(many))
            assert await attacker.close_code() == 4400
        ana.insert(0, "after")
        await everything_is_stored(node)
        async with PycrdtClient(node.ws_url, session["room_id"]) as newcomer:
            await ana.sees(newcomer.text)
            assert "after" in newcomer.text
        assert ana.text.count("z") < 6_000


async def test_a_request_whose_headers_do_not_end_is_refused_before_it_fills_the_memory(node: Node) -> None:
    url = node.http.base_url
    reader, writer = await asyncio.open_connection(url.host, url.port)
    writer.write(b"GET /health HTTP/1.1\r\n" + b"X-b: a\r\n" * 5_000)
    async with deadline():
        assert (await reader.readline()).startswith(b"HTTP/1.1 431 ")
    writer.transport.abort()
    assert (await node.http.get("/health")).status_code == 200
