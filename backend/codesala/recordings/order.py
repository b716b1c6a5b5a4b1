"""The canonical order of a session's log: what all writers recorded, as one sequence. Pure functions.

Writers are rooms on several nodes. What one of them took over from another is in the log twice and comes once; nothing
comes before what it builds on; otherwise the time decides, which for edits made offline is when they were made.
"""

import itertools
import json
from bisect import bisect_left, bisect_right
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import groupby
from typing import Any

from codesala.errors import Corrupt
from codesala.paths import is_laid_in
from codesala.records import Batch
from codesala.wire.entries import INITIAL_WRITER, NOBODY, Entry, EntryKind, unpack
from codesala.wire.updates import Update, read_update
from codesala.wire.varint import Malformed


@dataclass(frozen=True, slots=True)
class Recorded:
    """One entry of the recording, `n` from 1: an update or an event. `at_ms` never goes back from one to the next;
    `received_ms` is the server's time of an edit whose `at_ms` is its page's."""

    n: int
    at_ms: int
    author: str
    update: bytes | None = None
    event: dict[str, Any] | None = None
    received_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Ordered:
    entries: list[Recorded]
    damaged: int
    """Rows of the log, and entries in them, that cannot be read."""


@dataclass(slots=True)
class _Item:
    place: tuple[int, str, int]
    """Time, writer and place in what that writer wrote: the order, as far as nothing builds on what comes later."""
    entry: Entry
    claimed_ms: int | None = None
    event: dict[str, Any] | None = None
    brings: "_Extent | None" = None
    needs: dict[int, int] = field(default_factory=dict)
    """Client id → the clock that must have been reached before."""


def order(batches: Sequence[Batch]) -> Ordered:
    """All entries of all batches of one session, the batches in any order."""
    items: list[_Item] = []
    damaged = 0
    in_order = sorted(batches, key=lambda batch: (batch.writer, batch.number))
    for writer, own in groupby(in_order, key=lambda batch: batch.writer):
        entries: list[Entry] = []
        for batch in own:
            try:
                entries += unpack(batch.data)
            except Corrupt:
                damaged += 1
        found, unreadable = _items_of(writer, entries)
        items += found
        damaged += unreadable
    items.sort(key=lambda item: item.place)
    return Ordered(_number(_after_what_they_need(_without_copies(items))), damaged)


def _items_of(writer: str, entries: Iterable[Entry]) -> tuple[list[_Item], int]:
    """What one writer recorded. The updates and the events of each author stay in their order, even where the clock of
    the server went back or a page claims so."""
    items: list[_Item] = []
    damaged = 0
    latest: dict[tuple[str, EntryKind, bool], int] = {}
    claims: dict[str, deque[int]] = {}
    for index, entry in enumerate(entries):
        item = _Item((0, writer, index), entry)
        try:
            if entry.kind is EntryKind.EVENT:
                item.event = event_of(entry)
                if item.event["type"] == "offline":  # all that it tells is when the next updates were made
                    claims[entry.author] = _claims_of(item.event, entry.at_ms)
                    continue
                if "ago_ms" in item.event:
                    item.claimed_ms = entry.at_ms - _ago_of(item.event)
            else:
                update = read_update(entry.body)
                item.brings = _Extent.of(update)
                item.needs = _needs_of(update)
                if claims.get(entry.author):
                    item.claimed_ms = claims[entry.author].popleft()
        except ValueError:  # Malformed is one, and so is what JSON cannot be
            damaged += 1
            continue
        # What was noticed offline is told after the return, which is an event as well: it has an order of its own.
        stream = (entry.author, entry.kind, item.claimed_ms is not None and item.event is not None)
        at_ms = entry.at_ms if item.claimed_ms is None else item.claimed_ms
        latest[stream] = max(at_ms, latest.get(stream, 0))
        item.place = (0 if writer == INITIAL_WRITER else latest[stream], writer, index)
        items.append(item)
    return items, damaged


def event_of(entry: Entry) -> dict[str, Any]:
    event = json.loads(entry.body)
    if not isinstance(event, dict) or not isinstance(event.get("type"), str):
        raise Malformed("an event is an object with a type")
    return event


def _ago_of(event: dict[str, Any]) -> int:
    if type(event["ago_ms"]) is not int:
        raise Malformed("ages are numbers")
    return int(event["ago_ms"])


def _claims_of(event: dict[str, Any], received_ms: int) -> deque[int]:
    """When the next updates of this author were made, as their page says and the room has bounded it."""
    ages_ms = event.get("ages_ms")
    if not isinstance(ages_ms, list) or not all(isinstance(age_ms, int) for age_ms in ages_ms):
        raise Malformed("ages are numbers")
    return deque(received_ms - age_ms for age_ms in ages_ms)


class _Extent:
    """Which text, by client id and clock, was inserted and which deleted: ranges [from, to)."""

    __slots__ = ("deleted", "inserted")

    def __init__(self) -> None:
        self.inserted: dict[int, list[tuple[int, int]]] = {}
        self.deleted: dict[int, list[tuple[int, int]]] = {}

    @classmethod
    def of(cls, update: Update) -> "_Extent":
        extent = cls()
        for section in update.sections:
            extent.inserted.setdefault(section.client, []).append((section.clock, section.end))
        for client, ranges in update.deletes:
            extent.deleted.setdefault(client, []).extend((clock, clock + length) for clock, length in ranges)
        return extent

    def add(self, other: "_Extent") -> None:
        """Take in another's ranges; those of this one stay sorted and apart."""
        for mine, theirs in ((self.inserted, other.inserted), (self.deleted, other.deleted)):
            for client, ranges in theirs.items():
                own = mine.setdefault(client, [])
                for first, end in ranges:
                    _insert(own, first, end)

    def covers(self, other: "_Extent") -> bool:
        return all(
            _holds(mine.get(client, []), first, end)
            for mine, theirs in ((self.inserted, other.inserted), (self.deleted, other.deleted))
            for client, ranges in theirs.items()
            for first, end in ranges
        )


def _insert(ranges: list[tuple[int, int]], first: int, end: int) -> None:
    low = bisect_left(ranges, first, key=lambda known: known[1])
    high = bisect_right(ranges, end, key=lambda known: known[0])
    if low < high:
        first = min(first, ranges[low][0])
        end = max(end, ranges[high - 1][1])
    ranges[low:high] = [(first, end)]


def _holds(ranges: list[tuple[int, int]], first: int, end: int) -> bool:
    at = bisect_right(ranges, first, key=lambda known: known[0]) - 1
    return at >= 0 and ranges[at][1] >= end


def _needs_of(update: Update) -> dict[int, int]:
    needs = {section.client: section.clock for section in update.sections if section.clock}
    own = {section.client: (section.clock, section.end) for section in update.sections}

    def need(client: int, clock: int) -> None:
        first, end = own.get(client, (0, 0))
        if not first <= clock < end and clock >= needs.get(client, 0):
            needs[client] = clock + 1

    for section in update.sections:
        for struct in section.structs:
            if struct.origin:
                need(*struct.origin)
            if struct.right_origin:
                need(*struct.right_origin)
    for client, ranges in update.deletes:
        for clock, length in ranges:
            need(client, clock + length - 1)
    return needs


def _without_copies(items: Sequence[_Item]) -> list[_Item]:
    """Without what a node recorded of another's text in one piece, merged and without authors, if the other came to
    record it too: the log then has it keystroke by keystroke. Text that the server laid in has no author either, and is
    no copy: else it were of whoever was the first to send it again, after a reconnection."""
    known = _Extent()
    merged = [item for item in items if item.brings and not _is_original(item)]
    if not merged:
        return list(items)
    for item in items:
        if item.brings and _is_original(item):
            known.add(item.brings)
    copies = {id(item) for item in merged if item.brings and known.covers(item.brings)}
    return [item for item in items if id(item) not in copies]


def _is_original(item: _Item) -> bool:
    at_ms, writer, _ = item.place
    return item.entry.author != NOBODY or at_ms == 0 or is_laid_in(writer)


def _after_what_they_need(items: Sequence[_Item]) -> list[_Item]:
    """Each item behind all that it builds on, and without updates that bring nothing new. What builds on text that is
    nowhere in the log comes last: a document keeps it back."""
    placed: list[_Item] = []
    known = _Extent()
    reached: dict[int, int] = {}
    waiting: dict[int, list[tuple[int, int, _Item]]] = {}
    """By the client whose text is lacking: heaps of the clock that is needed, a number that counts up, and the item.
    Whoever makes thousands wait for one client must not have each looked at again at each of its keystrokes."""
    numbers = itertools.count()

    def lacking(item: _Item) -> tuple[int, int] | None:
        return next((need for need in item.needs.items() if reached.get(need[0], 0) < need[1]), None)

    def released(client: int) -> list[_Item]:
        heap, free = waiting.get(client, []), []
        while heap and heap[0][0] <= reached[client]:
            free.append(heappop(heap))
        return [item for _clock, _number, item in sorted(free, key=lambda one: one[1])]

    for next_item in items:
        ready = deque([next_item])
        while ready:
            item = ready.popleft()
            lacks = lacking(item)
            if lacks is not None:
                heappush(waiting.setdefault(lacks[0], []), (lacks[1], next(numbers), item))
            elif item.brings is None:
                placed.append(item)
            elif not known.covers(item.brings):
                placed.append(item)
                known.add(item.brings)
                for client, ranges in item.brings.inserted.items():
                    reached[client] = max(reached.get(client, 0), ranges[-1][1])
                    ready.extend(released(client))
    left = [item for heap in waiting.values() for _clock, _number, item in heap]
    return placed + sorted(left, key=lambda item: item.place)


def _number(items: Iterable[_Item]) -> list[Recorded]:
    numbered: list[Recorded] = []
    latest = 0
    for n, item in enumerate(items, start=1):
        entry = item.entry
        latest = max(latest, entry.at_ms if item.claimed_ms is None else item.claimed_ms)
        update = None if item.event is not None else entry.body
        received = None if item.claimed_ms is None else entry.at_ms
        numbered.append(Recorded(n, latest, entry.author, update, item.event, received))
    return numbered
