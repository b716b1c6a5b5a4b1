"""First halves of surrogate pairs, which emoji are: nobody may write or delete behind one."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from codesala.wire.yjs import Id

_CLOCKS_A_CHUNK = 1024
_MARKS = bytes(b"1"[0] if 0xD8 <= high < 0xDC else b"0"[0] for high in range(256))
"""By the higher byte of a UTF-16 unit."""


@dataclass(slots=True)
class Halves:
    """A set of ids, a bit each: text of nothing else takes the server less memory than its sender, however often it is
    deleted and pasted again."""

    chunks: dict[int, dict[int, int]] = field(default_factory=dict)
    """Client → number of a thousand (1,024) of its characters → a bit for each."""

    def add_text(self, client: int, clock: int, utf16: bytes) -> None:
        """Those of a text (little-endian) that begins at this clock, many at a time."""
        chunk, before = divmod(clock, _CLOCKS_A_CHUNK)
        marks = b"0" * before + utf16[1::2].translate(_MARKS)
        chunks = self.chunks.setdefault(client, {})
        for start in range(0, len(marks), _CLOCKS_A_CHUNK):
            bits = int(marks[start : start + _CLOCKS_A_CHUNK][::-1], 2)
            if bits:
                chunks[chunk] = chunks.get(chunk, 0) | bits
            chunk += 1

    def update(self, others: "Halves") -> None:
        for client, theirs in others.chunks.items():
            chunks = self.chunks.setdefault(client, {})
            for chunk, bits in theirs.items():
                chunks[chunk] = chunks.get(chunk, 0) | bits

    def isdisjoint(self, ids: Iterable[Id]) -> bool:
        return not any(id_[0] in self.chunks and id_ in self for id_ in ids)

    def are_cut(self, client: int, ranges: Iterable[tuple[int, int]]) -> bool:
        """Whether one of a client's ranges, first clock and length, begins or ends behind one."""
        chunks = self.chunks.get(client)
        if chunks is None:
            return False
        for clock, length in ranges:
            for at in (clock - 1, clock + length - 1):
                bits = chunks.get(at // _CLOCKS_A_CHUNK)
                if bits and bits >> at % _CLOCKS_A_CHUNK & 1:
                    return True
        return False

    def __contains__(self, id_: Id) -> bool:
        chunk, bit = divmod(id_[1], _CLOCKS_A_CHUNK)
        return bool(self.chunks.get(id_[0], {}).get(chunk, 0) >> bit & 1)
