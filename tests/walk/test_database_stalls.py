"""A database that stands still for a moment, or answers one question and not the next: nobody is told that something
is over which is not, no room begins without what is on its way to the disk, and a server still ends in time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Literal
from urllib.parse import urlsplit

import asyncpg
import pytest
from tests.conftest import StartNode
from tests.support.proxy import Proxy
from tests.support.pycrdt_client import PycrdtClient
from tests.support.raw import SUBPROTOCOL, RawClient
from tests.support.yjs import typed, update_frame

from codesala.broker.redis import RedisBroker
from codesala.wire.siblings import EVERYBODY, PayloadKind, channel_of, encode

ME = 77


@asynccontextmanager
async def locked(url: str, table: str, mode: Literal["ACCESS EXCLUSIVE", "EXCLUSIVE"]) -> AsyncIterator[None]:
    """Whoever writes to this table waits, or already whoever reads it (ACCESS EXCLUSIVE)."""
    connection = await asyncpg.connect(url.replace("+asyncpg", ""))
    try:
        async with connection.transaction():
            await connection.execute(f"LOCK TABLE {table} IN {mode} MODE")
            yield
    finally:
        await connection.close()


@pytest.fixture
async def way(postgres_url: str) -> AsyncIterator[Proxy]:
    async with Proxy(urlsplit(postgres_url).port or 5432) as way:
        yield way


@pytest.fixture
def url_of_the_way(postgres_url: str, way: Proxy) -> str:
    return postgres_url.replace(f":{urlsplit(postgres_url).port}/", f":{way.port}/")


async def test_who_comes_by_a_new_link_is_asked_to_come_again_while_the_room_cannot_look_it_up(
    start_node: StartNode, postgres_url: str
) -> None:
    """The link is found; the room, which has not heard of it, cannot read its session again. 4404 would be for good."""
    node = await start_node(database_url=postgres_url, database_timeout_s=1)
    elsewhere = await start_node(database_url=postgres_url)  # no Redis: the two do not hear of each other
    session = await node.create_session(initial_code="x")
    host = {"Authorization": f"Bearer {session['host_token']}"}
    path = f"/api/sessions/{session['session_id']}/links/candidate"
    async with PycrdtClient(node.ws_url, session["host_token"]):
        async with locked(postgres_url, "admissions", "ACCESS EXCLUSIVE"):
            answer = await elsewhere.http.post(path, headers=host)
            assert answer.status_code == 201, answer.text
            async with RawClient(node.ws_url, answer.json()["token"]) as newcomer:
                assert await newcomer.close_code() == 1013
        async with PycrdtClient(node.ws_url, answer.json()["token"]) as newcomer:
            await newcomer.sees("x")


async def test_a_room_that_is_read_anew_has_what_the_one_before_it_accepted_while_nothing_could_be_written(
    start_node: StartNode, redis_url: str, postgres_url: str
) -> None:
    node = await start_node(database_url=postgres_url, redis_url=redis_url)
    session = await node.create_session(initial_code="")
    channel = channel_of(session["session_id"])
    broker = RedisBroker(redis_url)

    async def comes_and_sees(text: str) -> None:
        async with PycrdtClient(node.ws_url, session["host_token"]) as newcomer:
            await newcomer.sees(text)

    try:
        await broker.subscribe(channel, lambda _: None, lambda: None)  # its line stands now
        async with (
            RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as writer,
            asyncio.TaskGroup() as at_once,
        ):
            await writer.send(update_frame(typed(ME, 0, "saved ")))
            await writer.receive_saved(1)
            async with locked(postgres_url, "log_batches", "EXCLUSIVE"):  # which can be read
                await writer.send(update_frame(typed(ME, 6, "on its way", after=(ME, 5))))
                await writer.request_language("python")
                broker.publish(channel, encode(EVERYBODY, PayloadKind.REWRITTEN))
                assert await writer.close_code() == 1012
                at_once.create_task(comes_and_sees("saved on its way"))
                for _ in range(10):
                    await node.http.get(f"/api/links/{session['host_token']}")  # as long as looking at a link takes
    finally:
        await broker.aclose()


async def test_a_server_ends_in_time_although_its_database_answers_nothing_that_it_is_asked(
    start_node: StartNode, way: Proxy, url_of_the_way: str
) -> None:
    """Ten changes of language wait for each other, each as long as a database may take: 600 s."""
    node = await start_node(database_url=url_of_the_way, database_timeout_s=60, shutdown_s=2)
    session = await node.create_session(initial_code="")
    async with (
        RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as ana,
        PycrdtClient(node.ws_url, session["host_token"]) as reader,
    ):
        way.stall()
        for _ in range(5):
            await ana.request_language("javascript")
            await ana.request_language("java")
        await ana.send(update_frame(typed(ME, 0, "x")))
        await reader.sees("x")  # so the requests before it have been heard
        await node.stop()
    assert "were not stored in time" in node.logs
