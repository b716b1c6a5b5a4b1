"""How much of a program's output is shown: the first of it and the last, as frontend/src/runner/limits.ts has it for
programs in the browser. No I/O."""

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

Piece = tuple[str, str]
"""A stream and its text."""


@dataclass(slots=True)
class Amount:
    """Of lines, counted by their ends, and characters."""

    lines: int
    chars: int


FIRST = Amount(4_000, 200_000)
"""Shown as they come."""
LAST = Amount(1_000, 40_000)
"""Shown of what comes after them, when the program ends."""
QUESTION = Amount(20, 2_000)
"""The same whenever the program is quiet, perhaps since it waits for an answer; ASKED_CHARS in all."""
ASKED_CHARS = 10_000

GOES_ON = "… The output goes on. Its last lines are shown at the end. …\n"


class Meter:
    """Keeps the first and the last output of one run."""

    def __init__(self) -> None:
        self.lines = 0
        self._chars = 0
        self._is_holding = False
        self._held: deque[Piece] = deque()  # no piece has more than one line
        self._size = Amount(0, 0)  # of what is held
        self._lost = Amount(0, 0)
        self._asked_chars = 0

    @property
    def holds_back(self) -> bool:
        return bool(self._held)

    def take(self, stream: str, text: str) -> list[Piece]:
        """What of it is shown now."""
        shown = 0 if self._is_holding else self._within_the_first(text)
        self.lines += text.count("\n")
        self._chars += len(text)
        pieces = [(stream, text[:shown])] if shown else []
        if shown < len(text):
            if not self._is_holding:
                is_in_a_line = shown and not text[:shown].endswith("\n")
                pieces.append(("stderr", f"\n{GOES_ON}" if is_in_a_line else GOES_ON))
            self._is_holding = True
            self._hold(stream, text[shown:])
        return pieces

    def quiet(self) -> list[Piece]:
        """The program prints nothing just now: the end of what was held back may be a question."""
        chars = min(QUESTION.chars, ASKED_CHARS - self._asked_chars)
        pieces = self._release(Amount(QUESTION.lines, chars)) if chars > 0 else []
        self._asked_chars += sum(len(text) for _, text in pieces)
        return pieces

    def end(self) -> list[Piece]:
        """The end of what was held back."""
        return self._release(LAST)

    def _within_the_first(self, text: str) -> int:
        """How many characters of it, in whole lines where lines are what is too much."""
        end = 0
        for _ in range(FIRST.lines - self.lines):
            if end == len(text):
                break
            end = text.find("\n", end) + 1 or len(text)
        return min(end, max(0, FIRST.chars - self._chars))

    def _hold(self, stream: str, text: str) -> None:
        for line in re.findall(r"[^\n]*\n|[^\n]+", text):
            self._held.append((stream, line))
            self._size.lines += line.endswith("\n")
            self._size.chars += len(line)
        self._shorten(LAST)

    def _release(self, most: Amount) -> list[Piece]:
        self._shorten(most)
        pieces = joined(self._held)
        lost, self._lost = self._lost, Amount(0, 0)
        self._held.clear()
        self._size = Amount(0, 0)
        if lost.chars:
            left_out = f"… {lost.lines:,} lines were left out. …\n" if lost.lines > 1 else "… 1 line was left out. …\n"
            pieces.insert(0, ("stderr", left_out))
        return pieces

    def _shorten(self, most: Amount) -> None:
        """Keeps the end, from the beginning of a line on unless that line is most of it. A piece without an end of its
        own is part of a line, however the pipe has cut it."""
        while self._size.lines > most.lines or self._size.chars > most.chars:
            stream, line = self._held.popleft()
            too_many = self._size.chars - most.chars
            is_long = len(line) > most.chars // 2 or not line.endswith("\n")
            if self._size.lines <= most.lines and too_many < len(line) and is_long:
                self._held.appendleft((stream, line[too_many:]))
                line = line[:too_many]
            self._lost.lines += line.endswith("\n")
            self._lost.chars += len(line)
            self._size.lines -= line.endswith("\n")
            self._size.chars -= len(line)


def joined(pieces: Iterable[Piece]) -> list[Piece]:
    """The same, in as few pieces as there are changes of the stream."""
    return [(stream, "".join(text for _, text in run)) for stream, run in groupby(pieces, key=itemgetter(0))]
