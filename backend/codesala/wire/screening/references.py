"""Whether what an update refers to within itself can be integrated: Yjs `src/utils/encoding.js`, integrateStructs."""

from collections.abc import Iterable, Mapping
from heapq import heappop, heappush

Need = tuple[int, int, int, int]
"""A client and the clock of a struct of it; then the id that it must come after."""


def are_there(needs: Iterable[Need], ends: Mapping[int, int]) -> bool:
    """Whether all that is needed is in an update that brings its clients to these clocks."""
    return all(other_clock < ends.get(other, 0) for _client, _clock, other, other_clock in needs)


def go_in_a_circle(needs: Iterable[Need], ends: Mapping[int, int], known: Mapping[int, int]) -> bool:
    """Whether some of the update would stay pending in the document: invisible, for ever. `known` and `ends` are client
    ids → clocks before and after it. Walks each client's structs as far as their references allow, as the engine
    does."""
    steps: dict[int, list[tuple[int, int, int]]] = {client: [] for client in ends}
    for client, clock, other, other_clock in needs:
        steps[client].append((clock, other, other_clock))
    reached = {client: known.get(client, 0) for client in ends}
    next_step = dict.fromkeys(ends, 0)
    waiting: dict[int, list[tuple[int, int]]] = {client: [] for client in ends}
    ready = list(ends)
    while ready:
        client = ready.pop()
        reached[client] = ends[client]
        for index in range(next_step[client], len(steps[client])):
            clock, other, other_clock = steps[client][index]
            if reached[other] <= other_clock:
                reached[client] = clock
                next_step[client] = index
                heappush(waiting[other], (other_clock, client))
                break
        while waiting[client] and waiting[client][0][0] < reached[client]:
            ready.append(heappop(waiting[client])[1])
    return any(waiting.values())
