"""Where the parts of an update stand in it: so that some of them can be taken out without reading it again."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from codesala.wire.screening.references import Need
from codesala.wire.updates import Deletes
from codesala.wire.varint import varint


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
