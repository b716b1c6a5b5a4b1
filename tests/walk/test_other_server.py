"""The same app under an ASGI server without our connection class: slower, but the same promises."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from tests.support import yjs
from tests.support.cluster import ROOMY
from tests.support.pycrdt_client import PycrdtClient
from tests.support.raw import STATE, SUBPROTOCOL, RawClient
from tests.support.rest import Rest
from tests.support.waiting import eventually
from tests.support.yjs import typed, update_frame

from codesala.main import create_app
from codesala.settings import Settings

ME = 77


class Plain:
    """uvicorn with its own WebSocket protocol, in this process; or with another one."""

    def __init__(self, folder: Path, ws: Any = "websockets-sansio", **more: Any) -> None:
        settings: Any = {"data_dir": folder, "frontend_dir": folder, "admin_token": "x" * 32, **ROOMY, **more}
        self.app = create_app(Settings(**settings))
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.ws_url = f"ws://127.0.0.1:{self._socket.getsockname()[1]}/ws"
        config = uvicorn.Config(self.app, ws=ws, log_config=None, ws_max_size=2**22)
        self.server = uvicorn.Server(config)
        self.server.capture_signals = _no_signals  # type: ignore[method-assign,assignment]

    async def __aenter__(self) -> "Plain":
        self._running = asyncio.create_task(self.server.serve(sockets=[self._socket]))
        await eventually(lambda: self.server.started)
        return self

    async def __aexit__(self, *_: object) -> None:
        self.server.should_exit = True
        await self._running

    async def create_session(self, text: str) -> tuple[str, str]:
        """The session's id and the candidate's link."""
        session = await Rest(self.app).create(initial_code=text)
        return session["session_id"], session["room_id"]


class _no_signals:  # noqa: N801
    """The signals of this process stay pytest's."""

    def __enter__(self) -> None: ...
    def __exit__(self, *_: object) -> None: ...


@pytest.fixture
async def server(tmp_path: Path) -> AsyncIterator[Plain]:
    async with Plain(tmp_path) as plain:
        yield plain


async def test_people_edit_together_and_are_told_what_is_saved(server: Plain) -> None:
    _, room = await server.create_session("x")
    async with (
        PycrdtClient(server.ws_url, room) as ana,
        RawClient(server.ws_url, room, subprotocol=SUBPROTOCOL) as ben,
    ):
        assert (await ben.receive_json(STATE))["role"] == "candidate"
        await ben.send(update_frame(typed(ME, 0, "from ben ")))
        await ben.receive_saved(1)
        await ana.sees("from ben x")


@pytest.mark.parametrize("frame", ["text", b"\x07\x00", update_frame(typed(ME, 0, "a", root="other"))])
async def test_a_bad_frame_closes_only_its_sender(server: Plain, frame: bytes | str) -> None:
    _, room = await server.create_session("x")
    async with PycrdtClient(server.ws_url, room) as ana:
        async with RawClient(server.ws_url, room) as attacker:
            await attacker.send(frame)
            assert await attacker.close_code() == 4400
        ana.insert(1, "y")
        async with PycrdtClient(server.ws_url, room) as newcomer:
            await newcomer.sees("xy")


async def test_an_unknown_link_and_a_too_big_message_are_closed_with_their_codes(server: Plain) -> None:
    async with RawClient(server.ws_url, "A" * 22) as lost:
        assert await lost.close_code() == 4404
    _, room = await server.create_session("x")
    async with RawClient(server.ws_url, room) as client:
        await client.send(update_frame(bytes(2**22)))
        assert await client.close_code() == 1009


async def test_a_flood_loses_nothing(server: Plain) -> None:
    _, room = await server.create_session("")
    async with (
        RawClient(server.ws_url, room, subprotocol=SUBPROTOCOL) as typist,
        PycrdtClient(server.ws_url, room) as reader,
    ):
        for clock in range(2_000):
            await typist.send(update_frame(typed(ME, clock, "x", after=(ME, clock - 1) if clock else None)))
        await typist.receive_saved(2_000)
        await reader.sees("x" * 2_000)
        await typist.send(yjs.awareness_frame(ME, 1, '{"a":1}'))
