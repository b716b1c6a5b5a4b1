"""First halves of surrogate pairs, which emoji are: nobody may write or delete behind one."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from codesala.yjs import Id

_CLOCKS_A_CHUNK = 1024


@dataclass(slots=True)
class Halves:
    """A set of ids, a bit each: text of nothing else takes the server less memory than its sender, however often it is
    deleted and pasted again."""

    _chunks: dict[Id, int] = field(default_factory=dict)
    """Client and number of a thousand (1,024) of its characters → a bit for each."""

    def add(self, client: int, clock: int) -> None:
        chunk, bit = divmod(clock, _CLOCKS_A_CHUNK)
        self._chunks[client, chunk] = self._chunks.get((client, chunk), 0) | 1 << bit

    def update(self, others: "Halves") -> None:
        for key, bits in others._chunks.items():
            self._chunks[key] = self._chunks.get(key, 0) | bits

    def isdisjoint(self, ids: Iterable[Id]) -> bool:
        return not any(id_ in self for id_ in ids)

    def __contains__(self, id_: Id) -> bool:
        chunk, bit = divmod(id_[1], _CLOCKS_A_CHUNK)
        return bool(self._chunks.get((id_[0], chunk), 0) >> bit & 1)

    def __bool__(self) -> bool:
        return bool(self._chunks)
