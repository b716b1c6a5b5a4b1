"""How much one connection may send: a token bucket of bytes."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """See docs/settings.md. A message costs its size and `bytes_per_s / messages_per_s`; ten seconds' worth may come
    at once."""

    messages_per_s: int
    bytes_per_s: int
    outbox_bytes: int
    outbox_stall_s: float


class Allowance:
    """Fills while time passes; who has overdrawn it is to be read no further for a while."""

    __slots__ = ("_at", "_bytes", "_message_bytes", "_most", "_rate")

    def __init__(self, limits: ConnectionLimits, now: float) -> None:
        """`now` here and below is the event loop's clock, seconds."""
        self._rate = limits.bytes_per_s
        self._message_bytes = limits.bytes_per_s / limits.messages_per_s
        self._bytes = self._most = 10.0 * limits.bytes_per_s
        self._at = now

    def spend(self, size_bytes: int, messages: int, now: float) -> bool:
        """Take what messages cost, whether it is there or not. True when it was."""
        left = self._bytes + (now - self._at) * self._rate
        left = min(left, self._most)
        self._at = now
        self._bytes = left = left - size_bytes - messages * self._message_bytes
        return left >= 0

    @property
    def wait_s(self) -> float:
        """Seconds until what was overdrawn is made up for."""
        return max(0.0, -self._bytes / self._rate)
