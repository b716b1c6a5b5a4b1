"""What a node says of itself at /metrics."""

from tests.support.cluster import Node
from tests.support.waiting import eventually


async def metric(node: Node, name: str) -> float:
    """The value of a metric without labels, like `codesala_rooms`."""
    answer = await node.http.get("/metrics")
    for line in answer.text.splitlines():
        found, _, value = line.partition(" ")
        if found == name:
            return float(value)
    raise KeyError(name)


async def everything_is_stored(node: Node, within_s: float = 15) -> None:
    """Wait until nothing that the node has accepted is still on its way to the log."""

    async def nothing_waits() -> bool:
        return await metric(node, "codesala_log_backlog_bytes") == 0

    await eventually(nothing_waits, within_s, "everything accepted is on disk")
