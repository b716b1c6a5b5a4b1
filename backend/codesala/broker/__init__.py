"""Adapters that carry bytes between nodes, and know who is on which: in one process, or through Redis."""

from typing import TYPE_CHECKING, TypeAlias

from codesala.broker.memory import MemoryBroker

if TYPE_CHECKING:
    from codesala.broker.redis import RedisBroker

__all__ = ["AnyBroker", "MemoryBroker", "open_broker"]

AnyBroker: TypeAlias = "MemoryBroker | RedisBroker"


def open_broker(url: str) -> AnyBroker:
    """The broker that `url` names: `redis://…`, `rediss://…`, or the one within this process when it is empty or
    `memory://`. Raises ValueError for any other. Call it within a running event loop."""
    if url in ("", "memory://"):
        return MemoryBroker()
    if url.startswith(("redis://", "rediss://", "unix://")):
        from codesala.broker.redis import RedisBroker  # its client takes a tenth of the time in which a node starts

        return RedisBroker(url)
    raise ValueError(f"REDIS_URL must begin with redis:// or rediss://, not {url.split(':', 1)[0]}:")
