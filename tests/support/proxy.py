"""A way to a server that can be slow, stand still, lose one direction or break, without either side being told."""

import asyncio
import re
import socket
import struct
from dataclasses import dataclass, field
from types import TracebackType
from typing import Literal, Self

from tests.support.waiting import pause

Direction = Literal["up", "down"]
"""Up is to the server."""

RESET_ON_CLOSE = struct.pack("ii", 1, 0)


@dataclass(eq=False, slots=True)
class _Connection:
    ends: tuple[asyncio.StreamWriter, asyncio.StreamWriter]
    lost: set[Direction] = field(default_factory=set)

    def reset(self) -> None:
        for end in self.ends:
            line: socket.socket = end.get_extra_info("socket")
            try:
                line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET_ON_CLOSE)
            except OSError:
                pass  # it is closed already
            end.transport.abort()


class Proxy:
    """`async with Proxy(node.port) as way:` and clients that connect to `way.port`."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._connections: set[_Connection] = set()
        self._serving: set[asyncio.Task[None]] = set()
        self._flowing = asyncio.Event()
        self._flowing.set()
        self._lost: set[Direction] = set()
        self.delay_s = 0.0
        """What is read waits so long before it is passed on, in each direction."""
        self.unanswered: re.Pattern[bytes] | None = None
        """Whoever sends this hears nothing from then on."""

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1")
        self.port: int = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.close()
        for task in self._serving:
            task.cancel()
        self.reset()
        await asyncio.gather(*self._serving, return_exceptions=True)

    def stall(self) -> None:
        """Nothing passes and nothing is lost, until `heal()`: as when packets are lost and sent again."""
        self._flowing.clear()

    def lose(self, *directions: Direction) -> None:
        """What is sent in these directions vanishes. Connections of that time stay so for good: half open, as when
        a router has forgotten them."""
        self._lost.update(directions)
        for connection in self._connections:
            connection.lost |= self._lost

    def reset(self) -> None:
        """All connections end with RST, on both sides."""
        for connection in self._connections:
            connection.reset()

    def heal(self) -> None:
        """New connections work again, and those that only stood still."""
        self.delay_s = 0.0
        self._lost.clear()
        self._flowing.set()

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            from_server, to_server = await asyncio.open_connection("127.0.0.1", self._port)
        except OSError:
            writer.transport.abort()
            return
        connection = _Connection((writer, to_server), set(self._lost))
        self._connections.add(connection)
        try:
            await asyncio.gather(
                self._pass_on(reader, to_server, connection, "up"),
                self._pass_on(from_server, writer, connection, "down"),
            )
        except OSError:
            pass
        finally:
            self._connections.discard(connection)
            for end in connection.ends:
                end.transport.abort()

    async def _pass_on(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, connection: _Connection, way: Direction
    ) -> None:
        while data := await reader.read(65536):
            if self.delay_s:
                await pause(self.delay_s)
            await self._flowing.wait()
            if way == "up" and self.unanswered and self.unanswered.search(data):
                connection.lost.add("down")
            if way not in connection.lost:
                writer.write(data)
                await writer.drain()
        if way not in connection.lost:
            writer.close()
