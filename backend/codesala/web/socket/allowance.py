"""How much one connection may send, and how much work those of one address may make: token buckets of bytes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from codesala.rooms.peer import COST_BYTES_PER_S
from codesala.web.limits import DAY_S, SITE_WORK_SHARE, Forgetful, networks_of

BURST_S = 10
ADDRESS_SHARE = 1.5
"""So many connections' worth of work may all of an address make together: a whole office or class may be behind one."""
ADDRESS_BYTES_SHARE = 4
"""So many connections' worth of messages, and of their bytes: by default of 4,000 messages a second, which 250 people
send who all type at once."""
CLOSED_WORK_BYTES = 125_000
"""What an address pays for each connection that had to be closed: as for 5 ms of work, since the next one is opened at
once."""

COST_A_TURN_BYTES = 50_000
TURN_S = COST_A_TURN_BYTES / COST_BYTES_PER_S
"""2 ms of work."""

LEAST_PAUSE_S = 0.05
"""Else each of many connections that share what is overdrawn would look a thousand times a second."""


def pause_s(wait_s: float) -> float:
    """How long whoever must wait so long is not read; 0 for who need not."""
    return max(wait_s, LEAST_PAUSE_S) if wait_s else 0.0


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


class Bucket:
    """Bytes that may be sent: `most` at once, and `per_s` more each second."""

    __slots__ = ("_at", "_left", "_most", "_per_s")

    def __init__(self, per_s: float, most: float, now: float) -> None:
        self._per_s = per_s
        self._left = self._most = most
        self._at = now

    def take(self, size_bytes: int, now: float) -> None:
        """Whether they are there or not."""
        self._left = self._left_at(now) - size_bytes
        self._at = now

    def wait_s(self, now: float) -> float:
        """Seconds until what was overdrawn is made up for."""
        return max(0.0, -self._left_at(now) / self._per_s)

    def is_full(self, now: float) -> bool:
        return self._left_at(now) >= self._most

    def _left_at(self, now: float) -> float:
        return min(self._left + (now - self._at) * self._per_s, self._most)


class Allowance:
    """Fills while time passes; who has overdrawn it is to be read no further for a while. What is spent is settled
    when some has come together."""

    __slots__ = (
        "_alone",
        "_at",
        "_bytes",
        "_days",
        "_limits",
        "_rest_until",
        "_rested_at",
        "_seconds",
        "_sent",
        "_settle_at",
        "_unsettled",
    )

    def __init__(
        self, limits: ConnectionLimits, now: float, seconds: Sequence[Bucket] = (), days: Sequence[Bucket] = ()
    ) -> None:
        """`now` here and below is the event loop's clock, seconds. `seconds`, for all that is spent, and `days`, for
        bytes that were sent, are shared with others."""
        self._limits = limits
        self._seconds = seconds
        self._days = days
        self._sent = self._alone = 0
        """Bytes; and of what is unsettled, how much the address does not pay for."""
        self._bytes: float = BURST_S * limits.bytes_per_s
        self._unsettled = 0
        self._settle_at = limits.settled_bytes
        self._at = now
        self._rested_at = self._rest_until = now
        """When others will have had as long as was computed; and whether they are let."""

    def spend(self, size_bytes: int, messages: int, now: float) -> bool:
        """Take what messages cost, whether it is there or not. True when it was."""
        self._sent += size_bytes
        self._unsettled += size_bytes + messages * self._limits.message_bytes
        if self._unsettled < self._settle_at:
            return True
        return self.settle(now)

    def charge(self, size_bytes: int, now: float) -> bool:
        """The same for what is not bytes that were sent, but costs this connection as if it were."""
        self._sent -= size_bytes
        self._alone += size_bytes
        return self.spend(size_bytes, 0, now)

    def take_turn(self, size_bytes: int, now: float) -> None:
        """Any connection of the address has made the server compute, until `now`."""
        took_s = size_bytes / COST_BYTES_PER_S
        owed_s = took_s + max(0.0, self._rested_at - (now - took_s))
        self._rested_at = now + owed_s
        if owed_s > TURN_S:
            self._rest_until = self._rested_at

    def rest_s(self, now: float) -> float:
        """Seconds for which others come first: when much was computed, as long as that took."""
        return self._rest_until - now if now < self._rest_until else 0.0

    def settle(self, now: float) -> bool:
        """Now, as when there will be no more."""
        rate = self._limits.bytes_per_s
        filled = min(self._bytes + (now - self._at) * rate, BURST_S * rate)
        self._bytes = left = filled - self._unsettled
        self._at = now
        for bucket in self._seconds:
            bucket.take(self._unsettled - self._alone, now)
        for bucket in self._days:
            bucket.take(self._sent, now)
        self._unsettled = self._sent = self._alone = 0
        self._settle_at = self._limits.settled_bytes if left > rate else 0
        return left >= 0 and not self.shared_wait_s(now)

    def shared_wait_s(self, now: float) -> float:
        """Seconds until all who share have made up for what they overdrew together."""
        return max([bucket.wait_s(now) for bucket in (*self._seconds, *self._days)], default=0.0)

    def owed_s(self, now: float) -> float:
        """Seconds until nothing is overdrawn, by this one or with others."""
        self.spend(0, 0, now)
        return max(self.wait_s, self.shared_wait_s(now))

    def is_full(self, now: float) -> bool:
        """Whether nothing would be lost if it were forgotten."""
        rate = self._limits.bytes_per_s
        return self._bytes - self._unsettled + (now - self._at) * rate >= BURST_S * rate

    @property
    def message_bytes(self) -> int:
        """What a message costs beside its size."""
        return self._limits.message_bytes

    @property
    def wait_s(self) -> float:
        """Seconds until what was overdrawn is made up for."""
        return max(0.0, -self._bytes / self._limits.bytes_per_s)


class Allowances:
    """Those of addresses, which outlive their connections: who is closed and comes back begins with what is left."""

    def __init__(self, limits: ConnectionLimits, write_bytes_a_day: int | None = None) -> None:
        """Without `write_bytes_a_day` the bytes of an address are not counted."""
        self.limits = limits
        """Of each connection."""
        self._shared = replace(limits, bytes_per_s=int(ADDRESS_SHARE * limits.bytes_per_s))
        self._a_day = write_bytes_a_day
        self._by_network = Forgetful[Allowance](Allowance.is_full)
        self._sites = Forgetful[Bucket](Bucket.is_full)
        """For the work of networks of networks."""
        self._seconds, self._days = Forgetful[Bucket](Bucket.is_full), Forgetful[Bucket](Bucket.is_full)

    def of_address(self, address: str, now: float) -> Allowance:
        """What is left for the work that all its connections make. IPv6 addresses share that of their network, and
        have a part in that of their site."""
        self._by_network.tidy(now)
        self._sites.tidy(now)
        (network, _), *sites = networks_of(address)
        shared = [_bucket(self._sites, site, SITE_WORK_SHARE * self._shared.bytes_per_s, now) for site, _ in sites]
        return self._by_network.setdefault(network, Allowance(self._shared, now, shared))

    def of_connection(self, address: str, now: float) -> Allowance:
        """That of one more connection of the address."""
        if self._a_day is None:
            return Allowance(self.limits, now)
        self._seconds.tidy(now)
        self._days.tidy(now)
        per_s = ADDRESS_BYTES_SHARE * self.limits.bytes_per_s
        seconds, days = [], []
        for network, share in networks_of(address):
            seconds.append(_bucket(self._seconds, network, min(share, SITE_WORK_SHARE) * per_s, now))
            most = self._a_day * share
            days.append(self._days.setdefault(network, Bucket(most / DAY_S, most, now)))
        return Allowance(self.limits, now, seconds, days)


def _bucket(buckets: Forgetful[Bucket], key: str, per_s: float, now: float) -> Bucket:
    return buckets.setdefault(key, Bucket(per_s, BURST_S * per_s, now))
