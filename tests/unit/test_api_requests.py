"""A line on which nobody finishes what they began is cut, and costs little until then; the slow and honest are not."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import pytest
import uvloop
from uvicorn import Config
from uvicorn.server import ServerState

from codesala.web import requests
from codesala.web.requests import Requests
from codesala.web.shares import BURST_S, MOST_OWED_S, Lines, Shares
from codesala.web.socket.connection import Connection
from codesala.web.visitors import Proxies, read_proxies
from tests.support.waiting import deadline, eventually, pause
from tests.unit.test_api_connection import Line

ANSWER = bytes(20 * 2**20)
PIECE = 2**16
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def application(
    scope: Any, receive: Callable[[], Awaitable[Any]], send: Callable[[Any], Awaitable[None]]
) -> None:
    """Reads the body, and answers with its length, or with much. A WebSocket is let in nowhere, and told nothing."""
    if scope["type"] == "websocket":
        await asyncio.Event().wait()
    size = 0
    while (message := await receive())["type"] == "http.request":
        size += len(message["body"])
        if not message["more_body"]:
            break
    answer = ANSWER if "much" in scope["path"] else b"%d" % size
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(answer))]})
    for at in range(0, len(answer), PIECE if "pieces" in scope["path"] else len(answer)):
        piece = answer[at : at + PIECE] if "pieces" in scope["path"] else answer
        await send({"type": "http.response.body", "body": piece, "more_body": at + len(piece) < len(answer)})


@asynccontextmanager
async def a_line(lines: Lines | None = None, idle_s: int = 5, **options: Any) -> AsyncIterator[Streams]:
    config = Config(application, log_config=None, lifespan="off", timeout_keep_alive=idle_s, ws=Connection)
    state = ServerState()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Requests(config, state, {}, lines=lines), "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    reader, writer = await asyncio.open_connection("127.0.0.1", port, **options)
    try:
        yield reader, writer
    finally:
        writer.transport.abort()
        server.close()


async def all_that_comes(reader: asyncio.StreamReader) -> bytes:
    """Until the server ends the connection, however it does."""
    heard = b""
    async with deadline():
        try:
            while some := await reader.read(2**16):
                heard += some
        except ConnectionError:
            pass
    return heard


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests, "HEAD_S", 0.05)
    monkeypatch.setattr(requests, "LOOK_EVERY_S", 0.05)
    monkeypatch.setattr(requests, "READ_EVERY_S", 0.2)


HEAD = b"POST / HTTP/1.1\r\nhost: a\r\n"


@pytest.mark.parametrize(
    "endless",
    [
        pytest.param((b"GET / HTTP/1.1\r\n", b"X-b: a\r\n" * 1_000), id="header lines"),
        pytest.param((b"GET / HTTP/1.1\r\nX-b: ", b"a" * 8_000), id="one header"),
        pytest.param((b"GET /", b"a" * 8_000), id="one address"),
        pytest.param((b"", b"\r\n" * 4_000), id="empty lines"),
        pytest.param(
            (HEAD + b"transfer-encoding: chunked\r\n\r\n", b"1\r\na\r\n0\r\nX-b:a\r\n" + b"X-b:a\r\n" * 9_000),
            id="trailers",
        ),
        pytest.param((HEAD + b"transfer-encoding: chunked\r\n\r\n1;", b"a" * 8_000), id="the size of a chunk"),
    ],
)
async def test_who_sends_what_is_no_body_without_end_is_cut(endless: tuple[bytes, bytes]) -> None:
    start, more = endless
    async with a_line() as (reader, writer):
        hearing = asyncio.create_task(all_that_comes(reader))
        writer.write(start)
        async with deadline():
            while not hearing.done() and not writer.is_closing():
                writer.write(more)
                await asyncio.wait([hearing], timeout=0.001)
        assert not (await hearing).startswith(b"HTTP/1.1 200")


async def test_headers_that_are_too_large_are_answered_so() -> None:
    async with a_line() as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\n" + b"X-b: " + b"a" * 40_000)
        assert (await all_that_comes(reader)).startswith(b"HTTP/1.1 431 ")


TOO_LARGE = b"GET / HTTP/1.1\r\nX-b: " + b"a" * 40_000


@pytest.mark.parametrize("proxies", ["192.0.2.1", "127.0.0.1"])
async def test_who_sends_what_is_refused_pays_for_it_unless_it_is_a_proxy_who_passes_it_on(proxies: str) -> None:
    shares = Shares(0.000_001)
    lines = Lines(shares, read_proxies(proxies, 1, ""))
    if not (is_proxy := proxies == "127.0.0.1"):
        shares.take("127.0.0.1", BURST_S - 0.0005)
    async with a_line(lines) as (reader, writer):
        writer.write(TOO_LARGE)
        assert (await all_that_comes(reader)).startswith(b"HTTP/1.1 431 ")
    async with a_line(lines) as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
        assert (await all_that_comes(reader)).startswith(b"HTTP/1.1 200 ") == is_proxy


@pytest.mark.parametrize("proxies", ["192.0.2.1", "127.0.0.1"])
async def test_a_line_is_kept_for_the_next_visitors_of_a_proxy_and_for_nobody_else(proxies: str) -> None:
    async with a_line(Lines(Shares(1), read_proxies(proxies, 1, "")), idle_s=0) as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
        async with deadline():
            await reader.readuntil(b"\r\n\r\n0")
        if proxies == "127.0.0.1":
            writer.write(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
        assert (await all_that_comes(reader)).startswith(b"HTTP/1.1 200 ") == (proxies == "127.0.0.1")


def on_both_loops(scenario: Callable[[], Coroutine[Any, Any, None]]) -> Callable[[bool], Awaitable[None]]:
    @pytest.mark.parametrize("is_uvloop", [False, True], ids=["asyncio", "uvloop, as servers run"])
    async def run(is_uvloop: bool) -> None:
        await (asyncio.to_thread(uvloop.run, scenario()) if is_uvloop else scenario())

    return run


@on_both_loops
async def test_who_asks_on_though_they_would_wait_too_long_is_cut_after_a_moment_and_unread() -> None:
    shares = Shares(0.1)
    shares.take("127.0.0.1", BURST_S + MOST_OWED_S)
    async with a_line(Lines(shares, Proxies())) as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\nhost: a\r\n\r\n")
        assert await all_that_comes(reader) == b""


@on_both_loops
async def test_who_has_used_their_share_is_heard_when_it_is_made_up_for() -> None:
    shares = Shares(0.1)
    shares.take("127.0.0.1", BURST_S + 0.05)
    async with a_line(Lines(shares, Proxies())) as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
        assert (await all_that_comes(reader)).startswith(b"HTTP/1.1 200 ")
        assert shares.take("127.0.0.1", 0.0) < 0.25, "not half a second before"


async def test_no_more_is_kept_of_what_comes_before_its_turn_than_headers_may_have() -> None:
    shares, line = Shares(0.1), Line({"peername": ("192.0.2.1", 1)})
    shares.take("192.0.2.1", BURST_S + 1)
    protocol = Requests(Config(application, log_config=None), ServerState(), {}, lines=Lines(shares, Proxies()))
    protocol.connection_made(line)
    protocol.data_received(TOO_LARGE[:20_000])
    assert line.is_paused
    assert not line.is_cut
    protocol.data_received(TOO_LARGE[20_000:])
    assert line.is_cut
    protocol.connection_lost(ConnectionAbortedError())


async def test_an_address_has_so_many_lines_at_once_and_another_one_when_one_is_closed() -> None:
    lines = Lines(Shares(1), Proxies(), most=1)
    async with a_line(lines) as (_, first):
        async with a_line(lines) as (reader, _):
            assert await all_that_comes(reader) == b"", "one too many"
        first.transport.abort()
        await eventually(lambda: not lines._open)
    async with a_line(lines) as (reader, writer):
        writer.write(b"GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n")
        assert (await all_that_comes(reader)).startswith(b"HTTP/1.1 200 ")
    await eventually(lambda: not lines._open)


async def test_a_websocket_counts_as_a_line_until_it_has_a_place_and_no_longer_than_it_lives() -> None:
    lines = Lines(Shares(1), Proxies(), most=1)
    head = b"GET /ws HTTP/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n"
    async with a_line(lines) as (_, first):
        first.write(head + b"sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
        await eventually(lambda: bool(lines._open))
        async with a_line(lines) as (reader, _):
            assert await all_that_comes(reader) == b"", "one too many"
    await eventually(lambda: not lines._open)


@pytest.mark.parametrize(
    ("half", "answer"),
    [
        pytest.param(b"", b"HTTP/1.1 408 ", id="nothing"),
        pytest.param(b"\r\n", b"HTTP/1.1 408 ", id="an empty line"),
        pytest.param(b"GET / HT", b"HTTP/1.1 408 ", id="half of the headers"),
        pytest.param(HEAD + b"content-length: 9\r\n\r\nhalf", b"", id="half of the body"),
    ],
)
@pytest.mark.usefixtures("impatient")
async def test_who_does_not_go_on_is_cut(half: bytes, answer: bytes) -> None:
    async with a_line() as (reader, writer):
        writer.write(half)
        heard = await all_that_comes(reader)
        assert heard.startswith(answer)
        assert heard or not answer


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("connection", [b"", b"connection: close\r\n"])
async def test_who_does_not_read_an_answer_is_cut(connection: bytes) -> None:
    async with a_line(limit=2**12) as (_, writer):
        writer.write(b"GET /much HTTP/1.1\r\nhost: a\r\n" + connection + b"\r\n")
        async with deadline():
            while not writer.is_closing():  # reading is paused by its own limit
                writer.write(b"\r\n")
                await pause(0.01)


@pytest.mark.usefixtures("impatient")
async def test_who_reads_slowly_gets_the_whole_answer() -> None:
    async with a_line(limit=PIECE) as (reader, writer):
        writer.write(b"GET /much/in/pieces HTTP/1.1\r\nhost: a\r\n\r\n")
        async with deadline():
            await reader.readuntil(b"\r\n\r\n")
            for _ in range(len(ANSWER) // PIECE):
                await reader.readexactly(PIECE)
                await pause(0.005)


async def test_requests_that_follow_each_other_are_answered_whatever_their_size() -> None:
    async with a_line() as (reader, writer):
        for size in (0, 10, 100_000, 3_000_000):
            writer.write(HEAD + b"content-length: %d\r\n\r\n" % size + bytes(size))
        answers = b""
        async with deadline():
            while answers.count(b"HTTP/1.1 200 ") < 4 or not answers.endswith(b"3000000"):
                answers += await reader.read(2**16)


@pytest.mark.usefixtures("impatient")
async def test_a_body_in_many_small_chunks_is_taken() -> None:
    async with a_line() as (reader, writer):
        writer.write(HEAD + b"transfer-encoding: chunked\r\n\r\n" + b"1\r\na\r\n" * 100_000 + b"0\r\n\r\n")
        async with deadline():
            await reader.readuntil(b"\r\n\r\n")
            assert await reader.read(6) == b"100000"
