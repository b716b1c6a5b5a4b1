"""Which updates are let near the document: a whitelist parser of Yjs update v1, before pycrdt sees a byte.

Crafted updates crash, freeze or silently corrupt CRDT engines, and no `except` helps against a crash. So everything
that honest text editors never write is refused here. Format: Yjs `src/utils/encoding.js`, `src/structs/Item.js`.
Pure: nothing is changed until the caller takes the verdict into the knowledge.
"""

from codesala.wire.screening.halves import Halves
from codesala.wire.screening.layout import Layout
from codesala.wire.screening.references import are_there, go_in_a_circle
from codesala.wire.screening.refusals import Gap, Rejected, TooManyRanges, UnknownRoot
from codesala.wire.screening.resolving import Crossing, Placed, resolve
from codesala.wire.screening.roots import MAIN, is_file_root
from codesala.wire.screening.verdicts import Bounds, Knowledge, Verdict
from codesala.wire.screening.whereabouts import Whereabouts
from codesala.wire.varint import Malformed, read_bytes, read_pairs, read_varint
from codesala.wire.yjs import CONTENT, DELETED, GC, HAS_ORIGIN, HAS_PARENT_SUB, HAS_RIGHT_ORIGIN, STRING, Id

MAX_CLOCK = 2**31 - 1
ONE_STRUCT = b"\x01\x01"
"""How an update begins that has one client with one struct."""


def screen(update: bytes, known: Knowledge, bounds: Bounds) -> Verdict:
    """Check `update` against what is known. Raises Rejected or Gap."""
    try:
        return Screening(update, known, bounds).run()
    except Malformed as error:
        raise Rejected(str(error)) from None


class Screening:
    """One pass over one update; `at` is the byte offset in it."""

    __slots__ = (
        "at",
        "bounds",
        "halves",
        "known",
        "layout",
        "needs",
        "neighbours",
        "placed",
        "update",
        "uses",
        "verdict",
    )

    def __init__(self, update: bytes, known: Knowledge, bounds: Bounds) -> None:
        self.update = update
        self.at = 0
        self.known = known
        self.bounds = bounds
        self.halves = Halves()
        self.layout = Layout()
        self.verdict = Verdict(halves=self.halves, layout=self.layout)
        self.needs = self.layout.needs
        self.neighbours: list[Id] = []  # ids behind which something is written
        self.uses: dict[tuple[Id | None, Id | None], int] = {}  # how often text is put at a place
        self.placed: dict[Id, Placed] = {}  # where each new struct is, if there are several texts

    def run(self) -> Verdict:
        sections = self._varint()
        if sections > len(self.known.clocks) + self.bounds.clients:
            raise Rejected("text of too many clients")
        seen: set[int] = set()
        for _ in range(sections):
            structs = self._varint()
            client = self._varint()
            if client in seen:
                raise Rejected("a client has two sections")
            seen.add(client)
            self._section(client, structs)
        if self.needs:
            if not are_there(self.needs, self.verdict.ends):
                raise Gap("refers to what is not known")
            if go_in_a_circle(self.needs, self.verdict.ends, self.known.clocks):
                raise Rejected("references go in a circle")
        if self.known.texts is not None:
            self._find_texts(self.known.texts)
        self.verdict.places = tuple((left, right) for left, right in self.uses if right)
        self._delete_set()
        if self.at != len(self.update):
            raise Rejected("bytes after the end")
        for halves in (self.known.halves, self.verdict.halves):
            if halves.chunks and not halves.isdisjoint(self.neighbours):
                raise Rejected("inside a surrogate pair")
        return self.verdict

    def _varint(self) -> int:
        value, self.at = read_varint(self.update, self.at)
        return value

    def _section(self, client: int, structs: int) -> None:
        verdict = self.verdict
        verdict.structs += structs
        if structs == 0 or verdict.structs > self.bounds.structs:
            raise Rejected("no structs, or too many of them")
        clock = self._varint()
        have = self.known.clocks.get(client, 0)
        if clock > have:
            raise Gap("starts behind what is known")
        begins: list[Id] = []
        for _ in range(structs):
            if clock >= have:
                begins.append((clock, self.at))
            clock += self._struct(client, clock, have)
            if clock > MAX_CLOCK:
                raise Rejected("clock beyond 2^31")
        if clock > have:
            verdict.ends[client] = clock
            self.layout.structs[client] = [*begins, (clock, self.at)]

    def _struct(self, client: int, clock: int, have: int) -> int:
        """Reads one struct; returns its length in clock ticks (UTF-16 units)."""
        info = self.update[self.at] if self.at < len(self.update) else 0xFF
        self.at += 1
        content = info & CONTENT
        if content == GC:
            if info != GC:
                raise Rejected("flags on a collected struct")
            length = self._length()
            if clock + length > have:
                self._check_cut(clock, have)
            return length
        if info & HAS_PARENT_SUB:
            raise Rejected("a map entry")
        origin = self._id() if info & HAS_ORIGIN else None
        right = self._id() if info & HAS_RIGHT_ORIGIN else None
        text = 0
        if origin is None and right is None:
            if self._varint() != 1:
                raise Rejected("parent is not a root")
            root, self.at = read_bytes(self.update, self.at)
            if root != MAIN:
                text = self._file(root)
        if content == STRING:
            length = self._string(client, clock, have)
        elif content == DELETED:
            length = self._length()
        else:
            raise Rejected("content other than text")
        if clock + length > have:
            self._check_cut(clock, have)
            self._place(client, clock, have, origin, right, text)
            if self.known.texts is not None:
                self.placed[client, clock] = Placed(origin, right, text)
        return length

    def _file(self, root: bytes) -> int:
        """The number of the text of a file other than main."""
        if not is_file_root(root):
            raise Rejected("unknown root")
        texts = self.known.texts
        if texts is not None and root in texts.numbers:
            return texts.numbers[root]
        if not self.bounds.is_trusted:
            raise UnknownRoot(root.decode())
        self.verdict.strange |= {root}
        return 0

    def _find_texts(self, texts: Whereabouts) -> None:
        is_trusted, clocks = self.bounds.is_trusted, self.known.clocks
        try:
            self.verdict.begun = resolve(self.placed, self.layout.structs, clocks, texts, is_trusted=is_trusted)
        except Crossing:
            raise Rejected("between two texts") from None

    def _check_cut(self, clock: int, have: int) -> None:
        """The engine would cut a struct that the room has a part of, and believe that the part is what it has."""
        if clock < have:
            raise Gap("begins within what is known")

    def _length(self) -> int:
        length = self._varint()
        if length == 0:
            raise Rejected("empty struct")
        return length

    def _id(self) -> tuple[int, int]:
        client, at = read_varint(self.update, self.at)
        clock, self.at = read_varint(self.update, at)
        return client, clock

    def _string(self, client: int, clock: int, have: int) -> int:
        raw, self.at = read_bytes(self.update, self.at)
        try:
            text = raw.decode()
        except UnicodeDecodeError:
            raise Rejected("text is not UTF-8") from None
        length = len(text)
        if length == 0:
            raise Rejected("empty struct")
        if not text.isascii():
            utf16 = text.encode("utf-16-le")
            if len(utf16) > 2 * length:
                length = len(utf16) // 2
                self.halves.add_text(client, clock, utf16)
        if clock + length > have:
            self.verdict.inserted_bytes += len(raw)
        return length

    def _place(self, client: int, clock: int, have: int, origin: Id | None, right: Id | None, text: int) -> None:
        """Notes what a new struct refers to, and how often one place is used: each text has one without neighbours."""
        is_nested = False
        for other in (origin, right):
            if other is None:
                continue
            if other[0] == client and other[1] >= clock:
                raise Rejected("refers to its own future")
            if other[1] >= self.known.clocks.get(other[0], 0):
                is_nested = True
                if other[0] != client:
                    self.needs.append((client, clock, *other))
        if clock < have:
            return
        if right:
            if origin == right:
                raise Rejected("stands on both sides of one character")
            self.verdict.is_nested |= is_nested
        place = ((-1, text), None) if text else (origin, right)
        count = self.uses.get(place, 0) + 1
        if count > self.bounds.at_one_place:
            raise Rejected("too much at one place")
        self.uses[place] = count
        if origin:
            self.neighbours.append(origin)
        if right:
            self.neighbours.append((right[0], right[1] - 1))

    def _delete_set(self) -> None:
        verdict = self.verdict
        seen: set[int] = set()
        for _ in range(self._varint()):
            client = self._varint()
            if client in seen:
                raise Rejected("a client has two delete sections")
            seen.add(client)
            ranges = self._varint()
            verdict.delete_ranges += ranges
            if ranges == 0:
                raise Rejected("no delete ranges")
            if verdict.delete_ranges > self.bounds.delete_ranges:
                raise TooManyRanges("too many delete ranges")
            end = verdict.ends.get(client) or self.known.clocks.get(client, 0)
            found, self.at = read_pairs(self.update, self.at, ranges)
            self._ranges(client, found, end)
            self.layout.deletes.append((client, found))

    def _ranges(self, client: int, ranges: list[Id], end: int) -> None:
        for clock, length in ranges:
            if length == 0:
                raise Rejected("empty range")
            if clock + length > end:
                raise Gap("deletes what is not known")
        if self.known.halves.are_cut(client, ranges) or self.halves.are_cut(client, ranges):
            raise Rejected("inside a surrogate pair")
