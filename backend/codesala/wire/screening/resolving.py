"""Which text each new struct of an update is in. A struct names its text only when nothing was beside it when it was
written; else it is where its neighbours are, which may be new too, and of any client. No recursion: updates are long.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from codesala.wire.screening.whereabouts import NOWHERE, Begun, Whereabouts
from codesala.wire.yjs import Id


class Placed(NamedTuple):
    """Of a new struct, by its first character, what it says about where it is: its neighbours, or the number of its
    text."""

    origin: Id | None
    right_origin: Id | None
    number: int


class Crossing(ValueError):
    """A struct has neighbours in two texts."""


def resolve(
    placed: Mapping[Id, Placed],
    structs: Mapping[int, Sequence[Id]],
    clocks: Mapping[int, int],
    known: Whereabouts,
    *,
    is_trusted: bool,
) -> tuple[Begun, ...]:
    """Where each client's text changes, in the order of its clocks. `placed` is complete but for what is collected;
    `structs` as in Layout; `clocks` is what was known before. Raises Crossing, unless what comes is trusted: then it
    was let in elsewhere, and is where its left neighbour is."""
    resolving = _Resolving(placed, structs, clocks, known, is_trusted)
    begun: list[Begun] = []
    for client, begins in structs.items():
        before: int | None = None
        for clock, _at in begins[:-1]:
            number = resolving.find((client, clock))
            if number != before:
                begun.append((client, clock, number))
                before = number
    return tuple(begun)


class _Resolving:
    def __init__(
        self,
        placed: Mapping[Id, Placed],
        structs: Mapping[int, Sequence[Id]],
        clocks: Mapping[int, int],
        known: Whereabouts,
        is_trusted: bool,
    ) -> None:
        self._placed = placed
        self._clocks = clocks
        self._known = known
        self._is_trusted = is_trusted
        self._begins = {client: [clock for clock, _at in begins[:-1]] for client, begins in structs.items()}
        self._found: dict[Id, int] = {}

    def find(self, struct: Id) -> int:
        """The number of the text of a new struct, given by its first character."""
        found = self._found
        waiting = [struct]
        while waiting:
            current = waiting[-1]
            if current in found:
                waiting.pop()
                continue
            place = self._placed.get(current)
            if place is None:
                found[current] = NOWHERE
            elif place.origin is None and place.right_origin is None:
                found[current] = place.number
            else:
                numbers = [self._number_of(other, waiting) for other in (place.origin, place.right_origin) if other]
                if None not in numbers:
                    found[current] = self._agree([number for number in numbers if number is not None])
        return found[struct]

    def _number_of(self, other: Id, waiting: list[Id]) -> int | None:
        """The number of a neighbour's text; None when its own struct has to be found first."""
        client, clock = other
        if clock < self._clocks.get(client, 0):
            return self._known.of(other)
        begins = self._begins[client]
        struct = (client, begins[bisect_right(begins, clock) - 1])
        if struct not in self._found:
            waiting.append(struct)
        return self._found.get(struct)

    def _agree(self, numbers: list[int]) -> int:
        if NOWHERE in numbers:
            return NOWHERE
        if numbers[0] != numbers[-1] and not self._is_trusted:
            raise Crossing
        return numbers[0]
