"""Where the parts of an update stand in it: so that some of them can be taken out without reading it again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from codesala.wire.screening.references import Need
from codesala.wire.varint import varint

Ranges = list[tuple[int, int]]
"""Of one client: first clock and length of each."""
Deletes = list[tuple[int, Ranges]]


@dataclass(slots=True)
class Layout:
    structs: dict[int, list[tuple[int, int]]] = field(default_factory=dict)
    """Client → of each struct that is new: its clock, and at which byte it begins; then where they end."""
    needs: list[Need] = field(default_factory=list)
    """Which of them stand on others of them."""
    deletes: Deletes = field(default_factory=list)

    def part(self, update: bytes, taken: Mapping[int, tuple[int, int]]) -> bytes:
        """How an update begins that has of each client the structs from one number up to another."""
        out = [varint(len(taken))]
        for client, (first, end) in taken.items():
            structs = self.structs[client]
            clock, begin = structs[first]
            out += (varint(end - first), varint(client), varint(clock), update[begin : structs[end][1]])
        return b"".join(out)


def write_deletes(deletes: Iterable[tuple[int, Ranges]]) -> bytes:
    """How an update ends that deletes this."""
    parts = [varint(client) + varint(len(ranges)) + b"".join(_pairs(ranges)) for client, ranges in deletes if ranges]
    return varint(len(parts)) + b"".join(parts)


def _pairs(ranges: Ranges) -> Iterable[bytes]:
    return (varint(clock) + varint(length) for clock, length in ranges)
