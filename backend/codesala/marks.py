"""What a worker is busy with, in memory that outlives it: there its supervisor reads for whose sake it died.

A mark is the id of a session. Setting one is a copy of 64 bytes, so each message can afford it. Nothing is written to a
disk: a machine that loses its power blames nobody.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog

MARK_BYTES = 64
MAX_OPENING = 16
"""So many rooms are opened at once."""
MAX_MADE = 4
"""So many things are made at once: a checkpoint and an export by this node's own tasks, two for those who ask."""
MARKS_BYTES = MARK_BYTES * (1 + MAX_OPENING + MAX_MADE)
NO_MARK = 0
"""The first byte of a mark that is none."""


class Marks:
    """One for the message that is handled now, and one for each log that is being read, or something made of."""

    def __init__(self, memory: memoryview | None = None) -> None:
        """`memory`: of MARKS_BYTES; without it nobody reads the marks."""
        memory = memoryview(bytearray(MARKS_BYTES)) if memory is None else memory
        self.message, *self._reading = (memory[at : at + MARK_BYTES] for at in range(0, MARKS_BYTES, MARK_BYTES))

    @contextmanager
    def reading(self, session_id: str) -> Iterator[None]:
        """The log of a session is read in this block, or something is made of it: what is logged meanwhile names it.
        Also in a thread."""
        free = self._reading.pop() if self._reading else None
        if free is not None:
            free[:] = mark_of(session_id)
        try:
            with structlog.contextvars.bound_contextvars(session=session_id):
                yield
        finally:
            if free is not None:
                free[0] = NO_MARK
                self._reading.append(free)


def mark_of(session_id: str) -> bytes:
    return session_id.encode()[:MARK_BYTES].ljust(MARK_BYTES, b"\0")


def marked(memory: memoryview) -> list[str]:
    """The sessions that are marked in the memory of a process, which may have died while it wrote."""
    marks = (bytes(memory[at : at + MARK_BYTES]) for at in range(0, MARKS_BYTES, MARK_BYTES))
    return sorted({mark.rstrip(b"\0").decode(errors="replace") for mark in marks if mark[0]})
