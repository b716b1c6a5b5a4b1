"""A page as y-websocket makes one of a browser: it keeps its document and its client id, announces itself, answers
SyncStep1 with all that it has, and comes back by itself unless the close code says that it cannot be."""

import asyncio
import json
from types import TracebackType
from typing import Self

import websockets
from pycrdt import Doc, Text

from tests.support import yjs
from tests.support.raw import SAVED, SUBPROTOCOL, SYNC, RawClient
from tests.support.waiting import eventually, pause

STOPS_AT = range(4400, 4500)
COMES_BACK_AFTER_S = 0.05


class Page:
    """`async with Page(node.ws_url, token) as page: page.insert(0, "…")`. Positions are code points.

    It may type before and while it is connected. With a `key` it says who it is when it comes."""

    def __init__(self, ws_url: str, token: str, key: str | None = None) -> None:
        self.address = (ws_url, token)
        self.key = key
        self.doc: Doc[Text] = Doc()
        self.code = self.doc.get("code", type=Text)
        self.close_codes: list[int] = []
        self.saved = 0
        self.sent = 0
        """Updates and answers sent on this connection; with `saved` it says whether all is on disk."""
        self._clock = 0
        self._socket: RawClient | None = None
        self._running: asyncio.Task[None] | None = None

    @property
    def text(self) -> str:
        return str(self.code)

    @property
    def is_stopped(self) -> bool:
        return bool(self.close_codes) and self.close_codes[-1] in STOPS_AT

    async def __aenter__(self) -> Self:
        self.connect()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.disconnect()

    def connect(self) -> None:
        self._running = asyncio.create_task(self._run())

    async def disconnect(self) -> None:
        if self._running is not None:
            self._running.cancel()
            await asyncio.gather(self._running, return_exceptions=True)
            self._running = None

    def insert(self, at: int, text: str) -> None:
        before = self.doc.get_state()
        self.code.insert(len(self.text[:at].encode()), text)
        self._send_since(before)

    def delete(self, at: int, length: int) -> None:
        before, whole = self.doc.get_state(), self.text
        start = len(whole[:at].encode())
        del self.code[start : start + len(whole[at : at + length].encode())]
        self._send_since(before)

    def meets(self, other: "Page") -> None:
        """They exchange all that they have, past every server: as two tabs do."""
        mine, theirs = self.doc.get_update(other.doc.get_state()), other.doc.get_update(self.doc.get_state())
        other.doc.apply_update(mine)
        self.doc.apply_update(theirs)

    async def sees(self, text: str) -> None:
        def same() -> bool:
            assert self.text == text, self.close_codes
            return True

        await eventually(same)

    async def is_saved(self) -> None:
        """All that it sent is on the server's disk."""
        await eventually(lambda: self._socket is not None and 0 < self.sent == self.saved, what=lambda: repr(self))

    def __repr__(self) -> str:
        return f"<page {self.doc.client_id}: {self.saved} of {self.sent} saved, closed {self.close_codes}>"

    def _send_since(self, state: bytes) -> None:
        if self._socket is not None:
            self._send(yjs.update_frame(self.doc.get_update(state)))

    def _send(self, frame: bytes) -> None:
        self.sent += 1
        self._frames.put_nowait(frame)

    async def _run(self) -> None:
        while not self.is_stopped:
            try:
                await self._visit()
            except (OSError, TimeoutError, EOFError, websockets.InvalidHandshake):
                pass
            except websockets.ConnectionClosed as closed:
                self.close_codes.append(closed.rcvd.code if closed.rcvd else 1006)
            finally:
                self._socket = None
            await pause(COMES_BACK_AFTER_S)

    async def _visit(self) -> None:
        async with RawClient(*self.address, subprotocol=SUBPROTOCOL) as socket:
            self._frames: asyncio.Queue[bytes] = asyncio.Queue()
            self.sent = self.saved = 0
            self._socket = socket
            if self.key is not None:
                self._frames.put_nowait(yjs.hello(self.key, str(self.doc.client_id)))
            self._frames.put_nowait(yjs.step1(self.doc.get_state()))
            self._clock += 1
            state = json.dumps({"user": {"name": str(self.doc.client_id)}})
            self._frames.put_nowait(yjs.awareness_frame(self.doc.client_id, self._clock, state))
            writing = asyncio.create_task(self._write(socket))
            try:
                while True:
                    self._receive(await socket.connection.recv())
            finally:
                writing.cancel()

    async def _write(self, socket: RawClient) -> None:
        while True:
            await socket.send(await self._frames.get())

    def _receive(self, message: bytes | str) -> None:
        assert isinstance(message, bytes)
        kind, at = yjs.read_varint(message, 0)
        if kind == SYNC:
            step, at = yjs.read_varint(message, at)
            body, _ = yjs.read_var_bytes(message, at)
            if step == 0:
                self._send(yjs.step2(self.doc.get_update(body)))
            else:
                self.doc.apply_update(body)
        elif kind == SAVED:
            self.saved, _ = yjs.read_varint(message, at)
