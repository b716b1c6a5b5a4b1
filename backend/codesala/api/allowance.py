"""How much one connection may send: a token bucket of bytes."""

from dataclasses import dataclass

BURST_S = 10


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """See docs/settings.md. A message costs its size and `bytes_per_s / messages_per_s`; ten seconds' worth may come
    at once."""

    messages_per_s: int
    bytes_per_s: int
    outbox_bytes: int
    outbox_stall_s: float


class Allowance:
    """Fills while time passes; who has overdrawn it is to be read no further for a while. What is spent is settled
    not at once but when an eighth of a second's worth has come together."""

    __slots__ = ("_at", "_bytes", "_message_bytes", "_rate", "_settle_at", "_unsettled")

    def __init__(self, limits: ConnectionLimits, now: float) -> None:
        """`now` here and below is the event loop's clock, seconds."""
        self._rate = limits.bytes_per_s
        self._message_bytes = -(-limits.bytes_per_s // limits.messages_per_s)
        self._bytes: float = BURST_S * limits.bytes_per_s
        self._unsettled = 0
        self._settle_at = limits.bytes_per_s >> 3
        self._at = now

    def spend(self, size_bytes: int, messages: int, now: float) -> bool:
        """Take what messages cost, whether it is there or not. True when it was."""
        self._unsettled += size_bytes + messages * self._message_bytes
        if self._unsettled < self._settle_at:
            return True
        filled = min(self._bytes + (now - self._at) * self._rate, BURST_S * self._rate)
        self._bytes = left = filled - self._unsettled
        self._at = now
        self._unsettled = 0
        self._settle_at = self._rate >> 3 if left > self._rate else 0
        return left >= 0

    @property
    def wait_s(self) -> float:
        """Seconds until what was overdrawn is made up for."""
        return max(0.0, -self._bytes / self._rate)
