"""A page whose person types words that occur nowhere else, and keeps book of what was called saved, and when."""

import asyncio
import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass

from tests.support.page import Page
from tests.support.waiting import pause

WORD = re.compile(r"<[^<>]+>")
"""Words are put behind the end of another or at the start, so that no word comes to stand inside another."""

STEP_2 = b"\x00\x01"

SILENCE_S = 8.0
FASTEST_S, SLOWEST_S = 0.02, 0.1


@dataclass(slots=True, eq=False)
class Act:
    """A word typed, or deleted. Times are those of `time.monotonic`."""

    word: str
    is_deletion: bool
    by: "Typist"
    at_s: float
    number: int | None = None
    """The act is on disk when the server has called so many messages of this connection saved."""
    saved_at_s: float | None = None

    @property
    def is_saved(self) -> bool:
        return self.saved_at_s is not None


class Typist(Page):
    """Comes back to any of `doors`, as behind a balancer, and also when it has heard nothing for `SILENCE_S`."""

    def __init__(self, name: int, doors: Sequence[str], token: str, chance: random.Random) -> None:
        super().__init__(doors[name % len(doors)], token)
        self.name = name
        self.doors = doors
        self.acts: list[Act] = []
        self.is_gone = False
        """Closed, with all that it knew."""
        self._chance = random.Random(f"{chance.random()} {name}")
        self._unsaved: list[Act] = []
        self._typing: asyncio.Task[None] | None = None
        self._silence: asyncio.Timeout | None = None

    @property
    def words(self) -> int:
        return sum(not act.is_deletion for act in self.acts)

    @property
    def has_all_saved(self) -> bool:
        return self._socket is not None and 0 < self.sent == self.saved and not self._unsaved

    def start_typing(self) -> None:
        self._typing = asyncio.create_task(self._keep_typing())

    async def stop_typing(self) -> None:
        if self._typing is not None:
            self._typing.cancel()
            await asyncio.gather(self._typing, return_exceptions=True)
            self._typing = None

    async def vanish(self) -> None:
        """The window is closed: what nobody else has is gone with it."""
        self.is_gone = True
        await self.stop_typing()
        await self.disconnect()

    def type_word(self) -> None:
        """Key by key, or pasted."""
        word = f"<{self.name}-{self.words}{'😀' if self._chance.random() < 0.1 else ''}>"
        at = self._chance.choice([0, *(found.end() for found in WORD.finditer(self.text))])
        if self._chance.random() < 0.3:
            self.insert(at, word)
        else:
            for number, key in enumerate(word):
                self.insert(at + number, key)
        self._note(word, is_deletion=False)

    def delete_word(self) -> None:
        if found := list(WORD.finditer(self.text)):
            chosen = self._chance.choice(found)
            self.delete(chosen.start(), len(chosen[0]))
            self._note(chosen[0], is_deletion=True)

    async def _keep_typing(self) -> None:
        while True:
            if self._chance.random() < 0.2:
                self.delete_word()
            else:
                self.type_word()
            await pause(self._chance.uniform(FASTEST_S, SLOWEST_S))

    def _note(self, word: str, *, is_deletion: bool) -> None:
        act = Act(word, is_deletion, self, time.monotonic())
        act.number = self.sent if self._socket is not None else None
        self.acts.append(act)
        self._unsaved.append(act)

    # --- What the page does meanwhile -------------------------------------------------------------------------------

    async def _visit(self) -> None:
        self.address = (self._chance.choice(self.doors), self.address[1])
        for act in self._unsaved:
            act.number = None
        async with asyncio.timeout(SILENCE_S) as self._silence:
            await super()._visit()

    def _send(self, frame: bytes) -> None:
        super()._send(frame)
        if frame.startswith(STEP_2):  # it holds all that the server may lack
            for act in self._unsaved:
                if act.number is None:
                    act.number = self.sent

    def _receive(self, message: bytes | str) -> None:
        super()._receive(message)
        now = time.monotonic()
        if self._silence is not None:
            self._silence.reschedule(asyncio.get_running_loop().time() + SILENCE_S)
        for act in self._unsaved:
            if act.number is not None and act.number <= self.saved:
                act.saved_at_s = now
        self._unsaved = [act for act in self._unsaved if not act.is_saved]
