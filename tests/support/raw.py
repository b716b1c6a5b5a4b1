"""A client without manners: sends any bytes as a frame, reads what comes, and says with which code it was closed."""

import json
from types import TracebackType
from typing import Any, Self

import websockets
from websockets.asyncio.client import ClientConnection, connect

from tests.support import yjs
from tests.support.waiting import WITHIN_S, deadline
from tests.support.yjs import read_var_bytes, read_varint, var_string, varint

SUBPROTOCOL = "codesala.v1"
SYNC, AWARENESS, QUERY_AWARENESS = 0, 1, 3
SAVED, ROSTER, EVENT, STATE, DIGEST, HELLO, REQUEST = 100, 101, 102, 103, 105, 110, 111


class RawClient:
    """`async with RawClient(node.ws_url, token) as client: await client.send(b"…")`.

    With `subprotocol=SUBPROTOCOL` it also gets saved, roster, event and state. `read_ahead` frames are read before
    the socket is left unread: a reader that never reads is `RawClient(…, read_ahead=1)` and no call of `receive`.
    `address` is where it comes from: another one of this machine.
    """

    def __init__(
        self,
        ws_url: str,
        token: str,
        *,
        subprotocol: str | None = None,
        read_ahead: int = 10_000,
        address: str | None = None,
        **headers: str,
    ) -> None:
        self._url = f"{ws_url}/{token}"
        self._options: dict[str, Any] = {
            "subprotocols": [subprotocol] if subprotocol else None,
            "max_queue": read_ahead,
            "local_addr": (address, 0) if address else None,
            "additional_headers": {name.replace("_", "-"): value for name, value in headers.items()},
        }
        self._connection: ClientConnection | None = None

    async def __aenter__(self) -> Self:
        self._connection = await connect(
            self._url, max_size=None, compression=None, ping_interval=None, proxy=None, **self._options
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.connection.transport.abort()
        await self.connection.wait_closed()

    @property
    def connection(self) -> ClientConnection:
        assert self._connection is not None, "use `async with`"
        return self._connection

    async def send(self, message: bytes | str) -> None:
        """One binary frame, or a text frame for a str. A connection that is closed already is no failure here."""
        try:
            await self.connection.send(message)
        except websockets.ConnectionClosed:
            pass

    def send_on_the_wire(self, data: bytes) -> None:
        """Bytes below WebSocket framing, for broken frames."""
        self.connection.transport.write(data)

    async def hello(self, key: str, name: str | None = None) -> None:
        await self.send(yjs.hello(key, name))

    async def request_language(self, language: str) -> None:
        await self.send(varint(REQUEST) + var_string(json.dumps({"type": "language", "language": language})))

    async def receive(self, within_s: float = WITHIN_S) -> bytes:
        """The next frame; raises websockets.ConnectionClosed when there is none any more."""
        async with deadline(within_s):
            message = await self.connection.recv()
        assert isinstance(message, bytes), "the protocol is binary"
        return message

    async def receive_until(self, message_type: int, within_s: float = WITHIN_S) -> bytes:
        """The body of the next message of a type; others are passed over."""
        async with deadline(within_s):
            while True:
                found, at = read_varint(message := await self.receive(within_s), 0)
                if found == message_type:
                    return message[at:]

    async def receive_json(self, message_type: int, within_s: float = WITHIN_S) -> dict[str, Any]:
        """The next STATE, ROSTER or EVENT as an object."""
        text, _ = read_var_bytes(await self.receive_until(message_type, within_s), 0)
        value: dict[str, Any] = json.loads(text)
        return value

    async def receive_state(self, *, notice: str | None, within_s: float = WITHIN_S) -> dict[str, Any]:
        """The next STATE with this notice."""
        async with deadline(within_s):
            while (state := await self.receive_json(STATE, within_s))["notice"] != notice:
                pass
        return state

    async def receive_event(self, *types: str, within_s: float = WITHIN_S) -> dict[str, Any]:
        """The next EVENT of one of these types."""
        async with deadline(within_s):
            while (event := await self.receive_json(EVENT, within_s))["type"] not in types:
                pass
        return event

    async def receive_update(self, part: bytes, within_s: float = WITHIN_S) -> None:
        """Wait for an Update with these bytes in it."""
        async with deadline(within_s):
            while not ((body := await self.receive_until(SYNC, within_s)).startswith(b"\x02") and part in body):
                pass

    async def request(self, **request: Any) -> None:
        await self.send(varint(REQUEST) + var_string(json.dumps(request)))

    async def run(self, run_id: str) -> dict[str, Any]:
        """Ask to run a program; the event that says whether it runs."""
        await self.request(type="run.start", run=run_id, seq=0, language="python", runtime="Python", on="browser")
        async with deadline():
            while (event := await self.receive_event("run.started", "run.refused"))["run"] != run_id:
                pass
        return event

    async def rest(self, within_s: float = WITHIN_S) -> tuple[list[bytes], int]:
        """All that still comes until the server closes, and the close code."""
        heard: list[bytes] = []
        async with deadline(within_s):
            while True:
                try:
                    heard.append(await self.receive(within_s))
                except websockets.ConnectionClosed as closed:
                    return heard, closed.rcvd.code if closed.rcvd else 1006

    async def receive_saved(self, at_least: int, within_s: float = WITHIN_S) -> int:
        """Wait until the server says that this many messages of this connection are on disk."""
        async with deadline(within_s):
            while True:
                count, _ = read_varint(await self.receive_until(SAVED, within_s), 0)
                if count >= at_least:
                    return count

    async def close_code(self, within_s: float = WITHIN_S) -> int:
        """Read to the end and say with which code the server closed (1006: the connection was cut)."""
        async with deadline(within_s):
            while True:
                try:
                    await self.connection.recv()
                except websockets.ConnectionClosed as closed:
                    return closed.rcvd.code if closed.rcvd else 1006
