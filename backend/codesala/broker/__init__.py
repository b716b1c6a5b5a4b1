"""Adapters that carry bytes between nodes, and know who is on which: in one process, or through Redis."""

from codesala.broker.memory import MemoryBroker
from codesala.broker.redis import RedisBroker

__all__ = ["MemoryBroker", "RedisBroker", "open_broker"]


def open_broker(url: str) -> MemoryBroker | RedisBroker:
    """The broker that `url` names: `redis://…`, `rediss://…`, or the one within this process when it is empty or
    `memory://`. Raises ValueError for any other. Call it within a running event loop."""
    if url in ("", "memory://"):
        return MemoryBroker()
    if url.startswith(("redis://", "rediss://", "unix://")):
        return RedisBroker(url)
    raise ValueError(f"REDIS_URL must begin with redis:// or rediss://, not {url.split(':', 1)[0]}:")
