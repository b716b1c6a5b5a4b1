"""A broker within one process: nothing is lost, nothing leaves the machine."""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence

NODE_BYTES = 8
Receive = Callable[[Sequence[bytes]], None]
Lost = Callable[[], None]


class MemoryBroker:
    """Implements the ports Broker and Attendance. Hubs that share one object are nodes that can talk."""

    node = bytes(NODE_BYTES)

    def __init__(self) -> None:
        self._channels: dict[str, list[Receive]] = {}
        self._people: dict[str, Mapping[str, frozenset[str]]] = {}
        self._everybody: Mapping[str, frozenset[str]] | None = None

    def publish(self, channel: str, payload: bytes, nodes: Collection[bytes] = ()) -> None:
        for receive in self._channels.get(channel, ()):
            asyncio.get_running_loop().call_soon(receive, (payload,))

    async def subscribe(self, channel: str, receive: Receive, lost: Lost) -> None:
        self._channels.setdefault(channel, []).append(receive)

    async def unsubscribe(self, channel: str, receive: Receive) -> None:
        receivers = self._channels.get(channel, [])
        if receive in receivers:
            receivers.remove(receive)
        if not receivers:
            self._channels.pop(channel, None)

    async def subscribers(self, channel: str) -> int:
        return len(self._channels.get(channel, ()))

    def is_alone(self, channel: str) -> bool:
        return len(self._channels.get(channel, ())) <= 1

    async def ping(self) -> None:
        return

    async def aclose(self) -> None:
        self._channels.clear()

    async def report(self, node_id: str, people: Mapping[str, frozenset[str]]) -> None:
        if self._people.get(node_id) is not people:
            self._people[node_id] = people
            self._everybody = None

    async def everybody(self) -> Mapping[str, frozenset[str]]:
        if self._everybody is None:
            self._everybody = self._merged()
        return self._everybody

    def _merged(self) -> Mapping[str, frozenset[str]]:
        if len(self._people) == 1:
            return next(iter(self._people.values()))
        found: dict[str, frozenset[str]] = {}
        for people in self._people.values():
            for session_id, participants in people.items():
                found[session_id] = found.get(session_id, frozenset()) | participants
        return found
