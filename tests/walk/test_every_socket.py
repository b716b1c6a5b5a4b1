"""Whatever WebSocket there is, on both ways in: what is said on it is paid for, whoever says it."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from starlette.routing import BaseRoute, WebSocketRoute
from tests.support.libraries import Shelf
from tests.support.raw import RawClient
from tests.support.rest import Rest
from tests.support.waiting import eventually
from tests.walk.test_other_server import Plain

from codesala.web.socket.connection import Connection

PINGS = b"\x89\x80\x00\x00\x00\x00" * 1_000
OURS, OTHER = Connection, "websockets-sansio"


@pytest.fixture
async def server(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Plain]:
    async with Plain(tmp_path, ws=request.param, limits="on", peer_messages_per_s=1) as plain:
        yield plain


def has_worked(server: Plain) -> bool:
    now = asyncio.get_running_loop().time()
    return not server.app.state.parts.allowances.of_address("127.0.0.1", now).is_full(now)


def waiting(server: Plain) -> list[int]:
    """1 for each connection that is not read on, and 0 for each other one."""
    connections = server.server.server_state.connections
    return [not one.transport.is_reading() for one in connections if isinstance(one, Connection)]


def of_lists(size: int, **more: Any) -> str:
    """A message that takes long to read."""
    return json.dumps({"type": "run.stop", **more, "x": [[]] * (size // 4)})


def opened(route: BaseRoute, values: dict[str, str]) -> str:
    assert isinstance(route, WebSocketRoute)
    assert route.path.startswith("/ws/")
    return re.sub(r"{(\w+)}", lambda name: values[name[1]], route.path.removeprefix("/ws/"))


@pytest.mark.parametrize("server", [OURS], indirect=True)
async def test_who_sends_frames_without_end_is_read_more_slowly_on_every_websocket(server: Plain) -> None:
    _, room = await server.create_session("")
    routes = [route for route in server.app.routes if isinstance(route, WebSocketRoute)]
    assert len(routes) >= 2
    for route in routes:
        way = opened(route, {"token": room, "library_id": "nobody-knows"})
        async with RawClient(server.ws_url, way) as client:
            client.send_on_the_wire(PINGS)
            await eventually(lambda: 1 in waiting(server), what=route.path)
        await eventually(lambda: not waiting(server))


@pytest.mark.parametrize("server", [OURS, OTHER], indirect=True)
async def test_what_a_message_of_a_check_makes_the_server_compute_is_paid_by_its_address(server: Plain) -> None:
    shelf = await Shelf.create(Rest(server.app))
    async with RawClient(server.ws_url, f"libraries/{shelf.library_id}/check") as client:
        await client.send(json.dumps({"type": "check", "token": shelf.edit}))
        assert not has_worked(server)
        await client.send(of_lists(1_000_000))
        await eventually(lambda: has_worked(server))


@pytest.mark.parametrize("server", [OURS, OTHER], indirect=True)
async def test_a_message_that_is_longer_than_a_check_needs_closes_its_sender(server: Plain) -> None:
    shelf = await Shelf.create(Rest(server.app))
    way = f"libraries/{shelf.library_id}/check"
    async with RawClient(server.ws_url, way) as client:
        await client.send(of_lists(100_000, token=shelf.edit))
        assert await client.close_code() in (1009, 4400)
    async with RawClient(server.ws_url, way) as client:
        await client.send(json.dumps({"type": "check", "token": shelf.edit}))
        await client.send(of_lists(2_000_000))
        assert await client.close_code() in (1009, 4400)
