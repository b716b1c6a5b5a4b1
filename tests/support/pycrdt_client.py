"""A Yjs client in Python: pycrdt's own Provider, unmodified, over a websockets connection."""

import asyncio
from types import TracebackType
from typing import Self

from pycrdt import Doc, Provider, Text
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from tests.support.waiting import WITHIN_S, deadline, eventually


class WebSocketChannel:
    """What pycrdt's Provider reads from and writes to. It ends when the connection does."""

    def __init__(self, connection: ClientConnection, path: str) -> None:
        self._connection = connection
        self.path = path

    def __aiter__(self) -> Self:
        return self

    async def __anext__(self) -> bytes:
        try:
            return await self.recv()
        except ConnectionClosed:
            raise StopAsyncIteration from None

    async def send(self, message: bytes) -> None:
        try:
            await self._connection.send(message)
        except ConnectionClosed:
            pass

    async def recv(self) -> bytes:
        message = await self._connection.recv()
        assert isinstance(message, bytes), "the protocol is binary"
        return message


class PycrdtClient:
    """`async with PycrdtClient(node.ws_url, token) as client: client.insert(0, "…")`. Positions are code points.

    Entering returns when the document is synced. `doc` may be one that was used before, to come back with it."""

    def __init__(self, ws_url: str, token: str, doc: "Doc[Text] | None" = None) -> None:
        self._url = f"{ws_url}/{token}"
        self.doc: Doc[Text] = doc if doc is not None else Doc()
        self.code = self.doc.get("code", type=Text)

    async def __aenter__(self) -> Self:
        self._connection = await connect(self._url, max_size=None, compression=None, proxy=None)
        self._provider = Provider(self.doc, WebSocketChannel(self._connection, self._url))
        self._running = asyncio.create_task(self._provider.start())
        async with deadline():
            await self._provider.synced.wait()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """What was typed is sent before the connection closes; it says nothing about what arrived."""
        await asyncio.sleep(0)
        await self._connection.close()
        await self._provider.stop()
        await self._running

    def insert(self, at: int, text: str) -> None:
        self.code.insert(len(str(self.code)[:at].encode()), text)

    def delete(self, at: int, length: int) -> None:
        before = str(self.code)
        start = len(before[:at].encode())
        del self.code[start : start + len(before[at : at + length].encode())]

    @property
    def text(self) -> str:
        return str(self.code)

    @property
    def close_code(self) -> int | None:
        return self._connection.close_code

    async def sees(self, text: str, within_s: float = WITHIN_S) -> None:
        """Wait until the whole text is this."""

        def same() -> bool:
            assert self.text == text
            return True

        await eventually(same, within_s, "the pycrdt client has the same text")
