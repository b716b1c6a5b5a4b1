"""Between which characters each run of text was put, as far as it was seen to come: its origins, as Yjs calls them.

They answer the question of neighbours.py: whether text can have been put between two characters. Who puts N between L
and R, which stand side by side, leaves two new pairs of neighbours: L with N, which was put behind L, and N with R,
before which it was put. So of any two neighbours one was put beside the other, unless people wrote at one place at the
same time. The engine, which knows all, takes the longer to answer, the longer the file is.
"""

from array import array
from bisect import bisect_right
from collections import defaultdict

from pycrdt import Doc, Text

from codesala.wire.screening.verdicts import Place, Verdict
from codesala.wire.updates import Struct, read_struct, read_update
from codesala.wire.yjs import GC, Id

_NO_CHARACTER: Id = (2**64 - 1, 0)
_UNKNOWN: Id = (2**64 - 2, 0)
"""In the place of a character: that of what was collected, of which nobody knows how many runs it was."""


class _Runs:
    """Of one client, in the order of its clock: 40 bytes each, and no object."""

    __slots__ = ("_lefts", "_rights", "_starts")

    def __init__(self) -> None:
        self._starts = array("Q")
        self._lefts = array("Q")
        self._rights = array("Q")

    def add(self, start: int, left: Id, right: Id, *, goes_on: bool) -> None:
        """`goes_on`: it stands behind the character before, and so is part of the same run, if that is put before the
        same."""
        if not (goes_on and self._starts and self._rights[-2:] == array("Q", right)):
            self._starts.append(start)
            self._lefts.extend(left)
            self._rights.extend(right)

    def find(self, clock: int) -> tuple[int, Id, Id] | None:
        """Start, origin and right origin of the run of a character."""
        at = bisect_right(self._starts, clock) - 1
        if at < 0:
            return None
        left, right = self._lefts, self._rights
        client, clock = 2 * at, 2 * at + 1
        return self._starts[at], (left[client], left[clock]), (right[client], right[clock])


class Origins:
    __slots__ = ("_is_whole", "_runs")

    def __init__(self) -> None:
        self._runs: defaultdict[int, _Runs] = defaultdict(_Runs)
        self._is_whole = False

    def take(self, update: bytes, verdict: Verdict) -> None:
        """What this brings was taken. (What is typed on, keystroke by keystroke, is of the same run.)"""
        if verdict.layout is None:
            for client, end in verdict.ends.items():
                right = verdict.places[0][1] if verdict.places else None
                self._add(client, end - verdict.inserted_bytes, verdict.left, right)
            return
        for client, structs in verdict.layout.structs.items():
            for clock, at in structs[:-1]:
                self._add_struct(client, clock, read_struct(update, at)[0])

    def read(self, doc: "Doc[Text]") -> bool:
        """Learn all that the document holds, once: 4 µs a run. False if it was learnt before."""
        if self._is_whole:
            return False
        self._is_whole = True
        self._runs.clear()
        for section in read_update(doc.get_update()).sections:
            clock = section.clock
            for struct in section.structs:
                self._add_struct(section.client, clock, struct)
                clock += struct.length
        return True

    def allow(self, verdict: Verdict) -> bool:
        """False: only the engine knows."""
        return not verdict.is_nested and all(map(self._allows, verdict.places))

    def _allows(self, place: Place) -> bool:
        """Whether one of the two was put beside the other."""
        left, right = place
        if left is not None and (run := self._find(left)) is not None and run[2] == right:
            return True
        run = self._find(right)
        if run is None or run[1] == _UNKNOWN:
            return False
        client, clock = right
        origin = run[1] if run[0] == clock else (client, clock - 1)
        return origin == (left or _NO_CHARACTER)

    def _find(self, character: Id) -> tuple[int, Id, Id] | None:
        runs = self._runs.get(character[0])
        return None if runs is None else runs.find(character[1])

    def _add_struct(self, client: int, clock: int, struct: Struct) -> None:
        if struct.content == GC:
            self._runs[client].add(clock, _UNKNOWN, _UNKNOWN, goes_on=False)
        else:
            self._add(client, clock, struct.origin, struct.right_origin)

    def _add(self, client: int, start: int, left: Id | None, right: Id | None) -> None:
        goes_on = left == (client, start - 1)
        self._runs[client].add(start, left or _NO_CHARACTER, right or _NO_CHARACTER, goes_on=goes_on)
