"""One Yjs document behind its screening: what it knows, its text, and answers to those who lack some of it.

Accepted updates are applied in small batches or when somebody needs the document, because relaying does not.
"""

import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace

from pycrdt import Doc, Text

from codesala.errors import BadFrame, DocumentFull
from codesala.rooms.documents.contents import Contents, Digest, Snapshot, crc32_of
from codesala.rooms.documents.deletions import delete, deleted_in
from codesala.rooms.documents.engine import DocumentBroken, UpdateBroke, apply_all, broken
from codesala.rooms.documents.knowing import knowledge_of
from codesala.rooms.documents.neighbours import can_stand
from codesala.rooms.documents.origins import Origins
from codesala.rooms.documents.portions import RANGES, TooDear, affordable, delete_affordable, integrate
from codesala.wire.frames import decode_state_vector
from codesala.wire.screening.fast import screen_typing
from codesala.wire.screening.layout import Layout
from codesala.wire.screening.refusals import Rejected, TooManyRanges
from codesala.wire.screening.thorough import screen
from codesala.wire.screening.verdicts import TRUSTED, Bounds, Knowledge, Verdict
from codesala.wire.screening.whereabouts import Whereabouts
from codesala.wire.typing import Typed

BATCH = 64
"""Updates applied at once. With caches that other work has emptied a batch costs 43 µs, and 1.7 µs for each update
(pycrdt 0.14)."""

HEAVY = 200
"""Keystrokes, structs and delete ranges that may wait to be applied. An update with as many structs is applied at once,
so that its cost has a sender."""

MANY = 32
"""An update with as many structs is tried first."""

VERY_MANY = 2_000
"""An update with as many structs is applied in parts."""

AFFORDABLE_S = 0.02
"""Trying what one message adds may take so long. The engine does it up to four times: on a copy, to find out how long
that is, twice to see where text stands, and in the document."""

UNKNOWN_CLIENTS = 4_000
STATE_VECTOR_ENTRY_BYTES = 16
"""At most."""

SLOW_S = 0.0005
"""An update costs a few microseconds. More is what piles of text at one place cost, each the more, the higher."""

EMPTY_STATE_VECTOR = b"\x00"


class Document:
    """Not thread-safe, but may be made in one thread and used in another."""

    __slots__ = (
        "_bounds",
        "_bytes_at_most",
        "_contents",
        "_digest",
        "_doc",
        "_is_broken",
        "_is_slow",
        "_max_bytes",
        "_origins",
        "_typed",
        "_unapplied",
        "_unapplied_weight",
        "_whole",
        "known",
    )

    def __init__(self, doc: "Doc[Text]", bounds: Bounds, max_bytes: int, known: Knowledge | None = None) -> None:
        """`known` is what `knowledge_of` says of the document."""
        self._doc = doc
        self._contents = Contents(doc, max_bytes)
        self._bounds = bounds
        self._max_bytes = max_bytes
        self._unapplied: list[bytes | Typed] = []
        self._unapplied_weight = 0
        self._typed: dict[int, Typed] = {}
        """By client: the last of each that is not applied."""
        self._whole: bytes | None = None
        self._digest: Digest | None = None
        """Both of the document as it is; None until somebody asks."""
        self._origins = Origins()
        self._is_slow = False
        self._is_broken = False
        self.known = known or knowledge_of(doc)
        self._bytes_at_most = self._contents.size_bytes()

    def admit(self, roots: Iterable[str], deleted: Collection[str] = ()) -> None:
        """From now on these are the texts of files, main's aside; those of deleted ones among them. Raises
        DocumentBroken."""
        contents = self._contents
        for root in roots:
            if root not in contents.roots:
                contents.add(root)
                if self.known.texts is None:
                    self.known.texts = Whereabouts(contents.roots)
                else:
                    self.known.texts.admit(root)
        is_more = contents.deleted.difference(deleted)
        contents.deleted = frozenset(deleted)
        if is_more:
            self._measure()

    def has_space_for(self, root: str) -> bool:
        """Whether the text of a deleted file may count again. Raises DocumentBroken."""
        self._measure()
        return self._contents.size_bytes(restored=root) <= self._max_bytes

    def has(self, root: str) -> bool:
        """Whether text of this root may be written."""
        return root in self._contents.roots

    def screen(self, update: bytes, *, trusted: bool = False) -> Verdict:
        """What the update would bring; changes nothing. Raises BadFrame, DocumentFull, and screening.Gap when it
        builds on what is not here. `trusted` lifts the bounds for other nodes, whose content was screened there."""
        try:
            bounds = TRUSTED if trusted else self._bounds
            verdict = screen_typing(update, self.known) or self._screen(update, bounds)
        except Rejected as error:
            raise BadFrame(f"This update cannot be taken: {error}.") from None
        size = verdict.inserted_bytes
        if verdict.strange:
            self.admit([root.decode() for root in verdict.strange], self._contents.deleted)
            return self.screen(update, trusted=True)
        if size and self._bytes_at_most + size > self._max_bytes and not trusted:
            self._check_size(size)
        if verdict.places and not trusted and verdict.structs < MANY and not self._origins.allow(verdict):
            self._check_places(update, verdict)
        return verdict

    def _screen(self, update: bytes, bounds: Bounds) -> Verdict:
        try:
            return screen(update, self.known, bounds)
        except TooManyRanges:
            self._apply()
            known = sum(len(ranges) for _client, ranges in deleted_in(self._doc))
            return screen(update, self.known, replace(bounds, delete_ranges=bounds.delete_ranges + known))

    def afford(self, update: bytes, verdict: Verdict) -> tuple[bytes, Verdict]:
        """As much of a screened update as one message may add, and its verdict: of many structs perhaps the
        beginning, and only now is known whether they stand where an editor can have put them. Raises BadFrame,
        DocumentBroken."""
        if verdict.layout is None or (verdict.structs < MANY and verdict.delete_ranges <= RANGES):
            return update, verdict
        self._apply()
        try:
            part = affordable(self._doc, self.known.clocks, update, verdict.layout, AFFORDABLE_S)
        except TooDear:
            raise BadFrame("This update costs the server too much time.") from None
        if part is not update:
            verdict = screen(part, self.known, TRUSTED)
        if verdict.places and verdict.structs >= MANY:
            self._check_places(part, verdict)
        return part, verdict

    def _check_places(self, update: bytes, verdict: Verdict) -> None:
        self._apply()
        if not can_stand(self._doc, self.known.clocks, self._origins, update, verdict):
            raise BadFrame("This update cannot be taken: it stands where no editor can have put it.")

    def _check_size(self, inserted_bytes: int) -> None:
        self._measure()
        if self._bytes_at_most + inserted_bytes > self._max_bytes:
            raise DocumentFull(f"A session takes up to {self._max_bytes} bytes of text.")

    def _measure(self) -> None:
        self._apply()
        self._bytes_at_most = self._contents.size_bytes()

    def take(self, update: bytes, verdict: Verdict) -> None:
        """Add a screened update. Heavy ones are applied at once, and all while the document is slow, so that somebody
        answers for the time. Raises DocumentBroken."""
        layout = verdict.layout
        if layout is not None and verdict.structs >= VERY_MANY:
            self._apply()
            self._work(lambda: integrate(self._doc, self.known.clocks, update, layout), in_log=False)
        else:
            self._unapplied.append(update)
            self._unapplied_weight += verdict.structs + verdict.delete_ranges
        self.known.take(verdict)
        self._origins.take(update, verdict)
        self._bytes_at_most += verdict.inserted_bytes
        self._whole = self._digest = None
        if self._is_slow or len(self._unapplied) >= BATCH or self._unapplied_weight >= HEAVY:
            self._apply()

    def type(self, update: bytes, client: int, clock: int, length: int) -> bool:
        """Add an update that was recognised as `length` (below 128) ASCII characters right behind this client's last
        ones and before what those were put before; its next clock was `clock`. False, and nothing done, when it needs
        to be screened. Raises DocumentBroken."""
        known = self.known
        if known.clocks.get(client) != clock or known.halves.chunks or self._is_slow:
            return False
        if self._bytes_at_most + length > self._max_bytes:
            return False
        known.clocks[client] = clock + length
        self._bytes_at_most += length
        self._whole = self._digest = None
        typed = self._typed.get(client)
        if typed is not None and typed.next_clock == clock:
            typed.add(update, length)
        else:
            self._typed[client] = typed = Typed(update, length, clock + length)
            self._unapplied.append(typed)
        self._unapplied_weight += 1
        if self._unapplied_weight >= HEAVY:
            self._apply()
        return True

    def take_deletions(self, update: bytes, layout: Layout | None = None) -> bytes | None:
        """Add a screened update that has no new text: all of it or, with its layout, as much as one message may add.
        Returns what was added; None when nothing of it was still there. Raises DocumentBroken."""
        self._apply()
        try:
            part = delete_affordable(self._doc, update, layout, AFFORDABLE_S) if layout else delete(self._doc, update)
        except BaseException as error:
            self._is_broken = True
            raise broken(error, UpdateBroke) from error
        if part is not None:
            self._whole = self._digest = None
        return part

    def answer(self, state_vector: bytes = EMPTY_STATE_VECTOR) -> bytes:
        """What somebody with this (already checked) state vector lacks, deletions always included: update v1.
        Raises DocumentBroken."""
        if state_vector == EMPTY_STATE_VECTOR and self._whole is not None:
            return self._whole
        self._apply()
        if decode_state_vector(self._doc.get_state()) != self.known.clocks:
            raise DocumentBroken("the document does not hold what was taken")
        try:
            update = self._doc.get_update(state_vector)
        except BaseException as error:
            raise broken(error) from error
        if state_vector == EMPTY_STATE_VECTOR:
            self._whole = update
        return update

    @property
    def max_state_vector_bytes(self) -> int:
        """An honest one has the clients that are known here and some that are not yet."""
        return (len(self.known.clocks) + UNKNOWN_CLIENTS) * STATE_VECTOR_ENTRY_BYTES

    def digest(self) -> Digest:
        """Raises DocumentBroken."""
        if self._digest is None:
            clocks = self.known.clocks
            self._digest = Digest(len(clocks), sum(clocks.values()), crc32_of(self.texts()))
        return self._digest

    def text(self) -> str:
        """Main's text as it is now. Raises DocumentBroken."""
        self._apply()
        return str(self._contents.main)

    def texts(self) -> dict[str, str]:
        """The text of each file by root, as they are now, those of deleted ones included. Raises DocumentBroken."""
        self._apply()
        return self._contents.read()

    def snapshot(self) -> Snapshot:
        """All that is here now. Raises DocumentBroken."""
        try:
            return Snapshot(self.answer(), dict(self.known.clocks), self.texts())
        except BaseException as error:
            raise broken(error) from error

    def _apply(self) -> None:
        if self._is_broken:
            raise DocumentBroken("the engine failed before: what is here may lack something")
        if not self._unapplied:
            return
        updates = [one if isinstance(one, bytes) else one.update() for one in self._unapplied]
        self._unapplied = []
        self._unapplied_weight = 0
        self._typed.clear()
        self._work(lambda: apply_all(self._doc, updates), len(updates))

    def _work(self, work: Callable[[], None], updates: int = 1, *, in_log: bool = True) -> None:
        started = time.thread_time()
        try:
            work()
        except BaseException as error:
            self._is_broken = True
            raise broken(error, DocumentBroken if in_log else UpdateBroke) from error
        self._is_slow = time.thread_time() - started > SLOW_S * updates
