"""Which text each character of a document is in: a character that has a neighbour does not say.

For each client the clocks at which its text changes: who writes on in one file adds nothing, who changes files with
every character adds less than the log keeps of it (47 bytes).
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from codesala.wire.screening.roots import ROOT_BYTES
from codesala.wire.varint import var_bytes
from codesala.wire.yjs import Id

NOWHERE = -1
"""Where a collected character is: of such the engine does not say, and what is put beside one is collected too."""

Begun = tuple[int, int, int]
"""A client, and from which clock on its characters are in the text of which number."""


class Whereabouts:
    """Begins empty when the second text appears: all that was written until then is in main's, whose number is 0."""

    __slots__ = ("_clocks", "_named", "_texts", "numbers")

    def __init__(self, roots: Iterable[str]) -> None:
        """`roots` of all files, main's first."""
        self.numbers: dict[bytes, int] = {}
        """Root → number."""
        self._named: dict[bytes, int] = {}
        """The same of files other than main, by how an update names them."""
        self._clocks: dict[int, list[int]] = {}
        self._texts: dict[int, list[int]] = {}
        for root in roots:
            self.admit(root)

    def admit(self, root: str) -> None:
        """The root of one more file."""
        name = root.encode()
        self._named[b"\x01" + var_bytes(name)] = self.numbers[name] = len(self.numbers)

    def named(self, update: bytes, at: int) -> tuple[int, int] | None:
        """The number of the file, not main, that is named at this place of an update, and the place behind; None when
        it is none of those."""
        end = at + 2 + ROOT_BYTES
        number = self._named.get(update[at:end])
        return None if number is None else (number, end)

    def of(self, character: Id) -> int:
        """The number of the text that a known character is in, or NOWHERE."""
        clocks = self._clocks.get(character[0])
        at = bisect_right(clocks, character[1]) if clocks else 0
        return self._texts[character[0]][at - 1] if at else 0

    def between(self, left: Id | None, right: Id | None) -> int | None:
        """The number of the text that both are in; None unless there is one. Not both are None."""
        number = self.of(left or right)  # type: ignore[arg-type]
        if number == NOWHERE or (left and right and self.of(right) != number):
            return None
        return number

    def take(self, begun: Iterable[Begun]) -> None:
        """What was written now, in the order of each client's clocks."""
        for client, clock, number in begun:
            texts: Sequence[int] = self._texts.get(client, ())
            if number == (texts[-1] if texts else 0):
                continue
            self._clocks.setdefault(client, []).append(clock)
            self._texts.setdefault(client, []).append(number)
