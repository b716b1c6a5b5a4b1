"""What a log builds on and does not hold, since a row was lost or a node died before its commit: what stands on it
cannot be shown. As soon as that is in the open room, or in the log, the log is read again (node/catching_up.py)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from codesala.wire.updates import read_update
from codesala.wire.varint import Malformed

LOOK_EVERY_S = 15.0
"""So often the database is asked whether a row came, while one is missing."""


@dataclass(slots=True)
class Missing:
    """As of the last time that the log was read."""

    clocks: Mapping[int, int] = field(default_factory=dict)
    """Client → clock of the first unit of theirs that something stands on and that is not here."""
    rows: Mapping[str, int] = field(default_factory=dict)
    """Writer → how many batches of theirs were read."""
    looked_at: float = 0.0

    def is_due(self, clocks: Mapping[int, int], now: float) -> bool:
        """Whether to look into the log again, for a room that knows these clocks."""
        if not self.clocks:
            return False
        return self.is_here(clocks) or now - self.looked_at >= LOOK_EVERY_S

    def is_here(self, clocks: Mapping[int, int]) -> bool:
        """Whether somebody has brought any of it."""
        return any(clocks.get(client, 0) > clock for client, clock in self.clocks.items())


def missing_below(late: Sequence[bytes], clocks: Mapping[int, int]) -> dict[int, int]:
    """What these updates stand on and a document with these clocks does not hold, as in Missing."""
    first: dict[int, int] = {}
    for update in late:
        try:
            read = read_update(update)
        except Malformed:
            continue
        needed = [(section.client, section.clock - 1) for section in read.sections]
        structs = [struct for section in read.sections for struct in section.structs]
        needed += [other for struct in structs for other in (struct.origin, struct.right_origin) if other is not None]
        needed += [(client, clock + length - 1) for client, ranges in read.deletes for clock, length in ranges]
        for client, clock in needed:
            if clock >= clocks.get(client, 0):
                first[client] = min(clock, first.get(client, clock))
    return first
