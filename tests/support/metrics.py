"""What a node says of itself at /metrics."""

from tests.support.cluster import Node
from tests.support.waiting import WITHIN_S, eventually


async def metric(node: Node, name: str) -> float:
    """The value of a metric without labels, like `codesala_rooms`."""
    answer = await node.http.get("/metrics")
    for line in answer.text.splitlines():
        found, _, value = line.partition(" ")
        if found == name:
            return float(value)
    raise KeyError(name)


async def all_rooms_are_closed(node: Node, within_s: float = WITHIN_S) -> None:
    """Wait until the node, started with `room_idle_s=0`, has closed its rooms after everybody left."""

    async def no_rooms() -> bool:
        return await metric(node, "codesala_rooms") == 0

    await eventually(no_rooms, within_s, "all rooms are closed")


async def everything_is_stored(node: Node, within_s: float = WITHIN_S) -> None:
    """Wait until nothing that the node has accepted is still on its way to the log."""

    async def nothing_waits() -> bool:
        return await metric(node, "codesala_log_backlog_bytes") == 0

    await eventually(nothing_waits, within_s, "everything accepted is on disk")
