"""Keystrokes that are not applied yet, joined."""

from codesala.wire.varint import var_bytes


class Typed:
    """What one client typed without a break: applied as one string, which is how Yjs keeps it."""

    __slots__ = ("_first", "_length", "_more", "next_clock")

    def __init__(self, update: bytes, length: int, next_clock: int) -> None:
        self._first = update
        self._length = length
        self._more: list[bytes] = []
        self.next_clock = next_clock

    def add(self, update: bytes, length: int) -> None:
        self._more.append(update[-1 - length : -1])
        self.next_clock += length

    def update(self) -> bytes:
        """Where the first character was put, and then all characters."""
        if not self._more:
            return self._first
        start = len(self._first) - 1 - self._length  # what follows is the text and that nothing is deleted
        text = self._first[start:-1] + b"".join(self._more)
        return self._first[: start - 1] + var_bytes(text) + self._first[-1:]
