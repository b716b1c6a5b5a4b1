"""How much one connection may send, and how much work those of one address may make: token buckets of bytes."""

from dataclasses import dataclass, field, replace

from codesala.web.limits import MANY_KEYS, network_of

BURST_S = 10
ADDRESS_SHARE = 1.5
"""So many connections' worth of work may all of an address make together: a whole office or class may be behind one."""
CLOSED_WORK_BYTES = 125_000
"""What an address pays for each connection that had to be closed: as for 5 ms of work, since the next one is opened at
once."""


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

    def is_full(self, now: float) -> bool:
        """Whether nothing would be lost if it were forgotten."""
        rate = self._limits.bytes_per_s
        return self._bytes - self._unsettled + (now - self._at) * rate >= BURST_S * rate

    @property
    def wait_s(self) -> float:
        """Seconds until what was overdrawn is made up for."""
        return max(0.0, -self._bytes / self._limits.bytes_per_s)


class Allowances:
    """Those of addresses, which outlive their connections: who is closed and comes back begins with what is left."""

    def __init__(self, limits: ConnectionLimits) -> None:
        self.limits = limits
        """Of each connection."""
        self._shared = replace(limits, bytes_per_s=int(ADDRESS_SHARE * limits.bytes_per_s))
        self._by_network: dict[str, Allowance] = {}
        self._many = MANY_KEYS

    def of_address(self, address: str, now: float) -> Allowance:
        """What is left for the work that all its connections make. IPv6 addresses share that of their network."""
        if len(self._by_network) > self._many:
            self._by_network = {key: one for key, one in self._by_network.items() if not one.is_full(now)}
            self._many = max(MANY_KEYS, 2 * len(self._by_network))
        return self._by_network.setdefault(network_of(address), Allowance(self._shared, now))
