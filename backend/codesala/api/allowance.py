"""How much one connection may send: a token bucket of bytes."""

from dataclasses import dataclass, field

BURST_S = 10


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """See docs/settings.md. A message costs its size and `bytes_per_s / messages_per_s`; ten seconds' worth may come
    at once."""

    messages_per_s: int
    bytes_per_s: int
    outbox_bytes: int
    outbox_stall_s: float
    message_bytes: int = field(init=False)
    settled_bytes: int = field(init=False)
    """How much may come together before it is settled: an eighth of a second's worth."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "message_bytes", -(-self.bytes_per_s // self.messages_per_s))
        object.__setattr__(self, "settled_bytes", self.bytes_per_s >> 3)


class Allowance:
    """Fills while time passes; who has overdrawn it is to be read no further for a while. What is spent is settled
    when some has come together."""

    __slots__ = ("_at", "_bytes", "_limits", "_settle_at", "_unsettled")

    def __init__(self, limits: ConnectionLimits, now: float) -> None:
        """`now` here and below is the event loop's clock, seconds."""
        self._limits = limits
        self._bytes: float = BURST_S * limits.bytes_per_s
        self._unsettled = 0
        self._settle_at = limits.settled_bytes
        self._at = now

    def spend(self, size_bytes: int, messages: int, now: float) -> bool:
        """Take what messages cost, whether it is there or not. True when it was."""
        self._unsettled += size_bytes + messages * self._limits.message_bytes
        if self._unsettled < self._settle_at:
            return True
        rate = self._limits.bytes_per_s
        filled = min(self._bytes + (now - self._at) * rate, BURST_S * rate)
        self._bytes = left = filled - self._unsettled
        self._at = now
        self._unsettled = 0
        self._settle_at = self._limits.settled_bytes if left > rate else 0
        return left >= 0

    @property
    def wait_s(self) -> float:
        """Seconds until what was overdrawn is made up for."""
        return max(0.0, -self._bytes / self._limits.bytes_per_s)
