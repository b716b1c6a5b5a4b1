"""In which root each update of a recording wrote: a character that has a neighbour does not say."""

from bisect import bisect_right

from codesala.wire.updates import Struct, Update
from codesala.wire.yjs import Id


class Placing:
    """Reads the updates of a recording in their order."""

    def __init__(self) -> None:
        self._clocks: dict[int, list[int]] = {}
        self._roots: dict[int, list[str]] = {}

    def roots_of(self, update: Update) -> set[str]:
        """Where it inserted or deleted, as far as that is known."""
        found = set()
        for section in update.sections:
            clock = section.clock
            for struct in section.structs:
                root = self._root_of(struct)
                if root:
                    found.add(root)
                    self._note(section.client, clock, root)
                clock += struct.length
        for client, ranges in update.deletes:
            found |= {root for clock, _ in ranges if (root := self._at((client, clock)))}
        return found

    def _root_of(self, struct: Struct) -> str:
        return struct.root.decode() or self._at(struct.origin) or self._at(struct.right_origin)

    def _at(self, character: Id | None) -> str:
        if character is None or character[0] not in self._clocks:
            return ""
        at = bisect_right(self._clocks[character[0]], character[1])
        return self._roots[character[0]][at - 1] if at else ""

    def _note(self, client: int, clock: int, root: str) -> None:
        clocks, roots = self._clocks.setdefault(client, []), self._roots.setdefault(client, [])
        if not clocks or (clock > clocks[-1] and roots[-1] != root):
            clocks.append(clock)
            roots.append(root)
