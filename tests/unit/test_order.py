"""The canonical order of a log: every entry once, nothing before what it builds on, damage told and passed over."""

import cProfile
import json
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Text

from codesala.participants.service import characters_typed
from codesala.recordings.order import order
from codesala.recordings.service import text_after
from codesala.records import Batch
from codesala.rooms.journal.initial import update_with
from codesala.wire.entries import INITIAL_WRITER, NOBODY, Entry, EntryKind, pack
from codesala.wire.updates import read_update, write_update
from codesala.wire.varint import Malformed
from tests.support.recording import texts_after_each
from tests.support.traces import FRIENDSFOREVER, concurrent_updates
from tests.support.yjs import Section, gc, item, update
from tests.support.yjs import text as string

ANA, BEN = "ana", "ben"
SESSION = "a-session"


class Page:
    """Somebody's document, which says what it would send."""

    def __init__(self, client: int, *seen: bytes) -> None:
        self.doc: Doc[Text] = Doc(client_id=client)
        self.code = self.doc.get("code", type=Text)
        for known in seen:
            self.doc.apply_update(known)

    def _sent(self, change: Any) -> bytes:
        sent: list[bytes] = []
        watching = self.doc.observe(lambda event: sent.append(event.update))
        change()
        self.doc.unobserve(watching)
        return sent[0]

    def types(self, text: str, at: int = 0) -> bytes:
        return self._sent(lambda: self.code.insert(at, text))

    def deletes(self, first: int, end: int) -> bytes:
        return self._sent(lambda: self.code.__delitem__(slice(first, end)))


def edit(at_ms: int, author: str, body: bytes) -> Entry:
    return Entry(EntryKind.UPDATE, at_ms, author, body)


def fact(at_ms: int, author: str, **event: Any) -> Entry:
    return Entry(EntryKind.EVENT, at_ms, author, json.dumps(event).encode())


def batch(writer: str, number: int, *entries: Entry) -> Batch:
    return Batch(SESSION, writer, number, len(entries), pack(list(entries)))


def test_entries_of_several_writers_come_in_the_order_of_time() -> None:
    ana, ben = Page(1), Page(2)
    ordered = order(
        [
            batch("b", 1, fact(1010, BEN, type="joined"), edit(1030, BEN, ben.types("b"))),
            batch("a", 1, fact(1000, ANA, type="joined"), edit(1020, ANA, ana.types("a"))),
            batch("a", 2, edit(1040, ANA, ana.types("a"))),
        ]
    )
    assert [(entry.n, entry.at_ms, entry.author) for entry in ordered.entries] == [
        (1, 1000, ANA),
        (2, 1010, BEN),
        (3, 1020, ANA),
        (4, 1030, BEN),
        (5, 1040, ANA),
    ]
    assert ordered.damaged == 0


def test_initial_code_comes_first_whatever_the_clocks_say() -> None:
    start = Page(1).types("start ")
    typed = Page(2, start).types("and more", 6)
    ordered = order([batch("a", 1, edit(5, ANA, typed)), batch(INITIAL_WRITER, 1, edit(1000, NOBODY, start))])
    assert texts_after_each(ordered.entries) == ["start ", "start and more"]
    assert [entry.at_ms for entry in ordered.entries] == [1000, 1000]


def test_nothing_comes_before_what_it_builds_on_even_if_a_nodes_clock_is_slow() -> None:
    first = Page(1).types("first")
    ben = Page(2, first)
    second, third = ben.types(" second", 5), ben.deletes(0, 5)
    ordered = order(
        [batch("slow", 1, edit(10, BEN, second), edit(20, BEN, third)), batch("a", 1, edit(99, ANA, first))]
    )
    assert texts_after_each(ordered.entries) == ["first", "first second", " second"]


def test_a_clock_that_goes_back_does_not_turn_one_writers_order_round() -> None:
    ana = Page(1)
    ordered = order([batch("a", 1, *(edit(at, ANA, ana.types(f"{at} ")) for at in (50, 40, 60)))])
    assert texts_after_each(ordered.entries)[-1] == "60 40 50 "
    assert [entry.at_ms for entry in ordered.entries] == [50, 50, 60]


def test_what_two_nodes_recorded_comes_once_as_its_author_typed_it() -> None:
    ana = Page(1)
    typed = [ana.types("x") for _ in range(3)]
    adopted = [edit(101 + n, ANA, body) for n, body in enumerate(typed)]
    merged = edit(90, NOBODY, ana.doc.get_update())
    ordered = order(
        [
            batch("a", 1, *(edit(100 + n, ANA, body) for n, body in enumerate(typed))),
            batch("b", 1, merged, *adopted),
        ]
    )
    assert [(entry.at_ms, entry.author) for entry in ordered.entries] == [(100, ANA), (101, ANA), (102, ANA)]


def test_text_that_the_server_laid_in_stays_nobodys_when_a_page_sends_it_again() -> None:
    starter = update_with("starter", "file:abcdefghijkl")
    page: Doc[Text] = Doc(client_id=1)
    page.apply_update(starter)
    page.get("file:abcdefghijkl", type=Text).insert(7, "!")
    laid_in = batch("file:abcdefghijkl", 1, fact(100, NOBODY, type="file.created"), edit(100, NOBODY, starter))
    ordered = order([laid_in, batch("a", 1, edit(200, ANA, page.get_update()))])
    assert next((entry.author, entry.update) for entry in ordered.entries if entry.update) == (NOBODY, starter)
    assert characters_typed(ordered.entries) == {NOBODY: 7, ANA: 1}


def test_what_only_the_other_node_recorded_in_one_piece_is_there() -> None:
    ana = Page(1)
    kept, lost = ana.types("kept "), ana.types("lost ", 5)
    ben = Page(2, ana.doc.get_update())
    ordered = order(
        [
            batch("a", 1, edit(100, ANA, kept)),
            batch("b", 1, edit(110, NOBODY, ana.doc.get_update()), edit(120, BEN, ben.types("on it", 10))),
        ]
    )
    assert texts_after_each(ordered.entries) == ["kept ", "kept lost ", "kept lost on it"]
    assert lost not in [entry.update for entry in ordered.entries]


def test_text_whose_beginning_was_lost_comes_last_and_is_not_shown() -> None:
    ana = Page(1)
    ana.types("lost")
    ordered = order([batch("a", 1, edit(1, ANA, ana.types("dangling", 4)), edit(2, BEN, Page(2).types("fine")))])
    assert texts_after_each(ordered.entries) == ["fine", "fine"]


def test_damage_is_counted_and_hides_nothing_else() -> None:
    ana = Page(1)
    whole = batch("a", 1, edit(1, ANA, ana.types("whole")))
    broken = Batch(SESSION, "a", 2, 1, whole.data[:-1] + b"\x00")
    nonsense = batch(
        "b", 1, edit(2, BEN, b"\xff\xff"), fact(3, BEN, kind="no type"), edit(4, BEN, Page(2).types("fine"))
    )
    ordered = order([whole, broken, nonsense])
    assert ordered.damaged == 3
    assert text_after(ordered.entries) in ("finewhole", "wholefine")


def test_what_a_page_noticed_offline_stands_where_it_was_noticed() -> None:
    ana, ben = Page(1), Page(2)
    ordered = order(
        [
            batch(
                "a",
                1,
                edit(1500, BEN, ben.types("b")),
                fact(2000, ANA, type="joined"),
                fact(2010, ANA, type="paste", ago_ms=1000),
                fact(2020, ANA, type="away", duration_ms=1),
                fact(2030, ANA, type="offline", ages_ms=[1030]),
                edit(2030, ANA, ana.types("a")),
            )
        ]
    )
    found = [((entry.event or {}).get("type", "edit"), entry.at_ms, entry.received_ms) for entry in ordered.entries]
    assert found == [
        ("edit", 1000, 2030),
        ("paste", 1010, 2010),
        ("edit", 1500, None),
        ("joined", 2000, None),
        ("away", 2020, None),
    ]


def test_edits_made_offline_stand_where_their_page_made_them() -> None:
    ana, ben = Page(1), Page(2)
    offline = [ana.types("1"), ana.types("2", 1)]
    ordered = order(
        [
            batch(
                "a",
                1,
                edit(1500, BEN, ben.types("b")),
                fact(9000, ANA, type="offline", ages_ms=[8000, 7000]),
                edit(9000, ANA, offline[0]),
                edit(9001, ANA, offline[1]),
                edit(9500, ANA, ana.types("3", 2)),
            )
        ]
    )
    edits = [(entry.at_ms, entry.author, entry.received_ms) for entry in ordered.entries]
    assert edits == [(1000, ANA, 9000), (1500, BEN, None), (2000, ANA, 9001), (9500, ANA, None)]


@pytest.mark.parametrize("seed", range(5))
def test_the_order_is_the_same_however_the_rows_arrive(seed: int) -> None:
    typed = concurrent_updates(FRIENDSFOREVER, 400)
    batches = [batch(f"w{one.agent}", n + 1, edit(1000 + n, str(one.agent), one.update)) for n, one in enumerate(typed)]
    expected = order(batches)
    assert len(expected.entries) == 400
    random.Random(seed).shuffle(batches)
    assert order(batches) == expected
    skewed = [
        batch(f"w{one.agent}", n + 1, edit(1000 + n - 300 * one.agent, str(one.agent), one.update))
        for n, one in enumerate(typed)
    ]
    assert text_after(order(skewed).entries) == text_after(expected.entries)
    assert len(order(skewed).entries) == 400


def test_updates_are_written_as_they_were_read() -> None:
    for one in concurrent_updates(FRIENDSFOREVER, 400):
        assert write_update(read_update(one.update)) == one.update
    several = update(
        Section(7, 0, [string("añ😀"), gc(3), item(1, b"\x05", origin=(7, 2), right_origin=(9, 4))]),
        Section(9, 2, [string("x", origin=(9, 1))]),
        deletes=[(7, [(0, 2), (3, 1)]), (9, [(0, 1)])],
    )
    found = read_update(several)
    assert write_update(found) == several
    assert [section.end for section in found.sections] == [12, 3]


@given(st.binary(max_size=60))
def test_bytes_that_are_no_update_are_refused_or_read_back(data: bytes) -> None:
    try:
        found = read_update(data)
    except Malformed:
        return
    assert read_update(write_update(found)) == found


def test_thousands_of_updates_that_wait_for_one_client_are_placed_as_soon_as_it_has_come_so_far() -> None:
    """Claimed to be made before all that they build on: each is looked at once more, not at every keystroke."""
    asked = {}
    for count in (500, 1_000):
        profile = cProfile.Profile()
        ordered = profile.runcall(order, [batch("a", 1, *claimed_too_early(count))])
        asked[count] = sum(one.callcount for one in profile.getstats())
        assert text_after(ordered.entries) == ""
        assert [entry.author for entry in ordered.entries] == [author for _ in range(count) for author in (ANA, BEN)]
    assert asked[1_000] < 3 * asked[500], "twice as much is twice the work"


def claimed_too_early(count: int) -> list[Entry]:
    """So many deletions, and then the keystrokes that they are of."""
    ana, ben = Page(1), Page(2)
    typed = [ana.types("x", at) for at in range(count)]
    ben.doc.apply_update(ana.doc.get_update())
    deletions = [ben.deletes(len(str(ben.code)) - 1, len(str(ben.code))) for _ in range(count)]  # the last ones first
    entries = [edit(1_000 + at, BEN, body) for at, body in enumerate(deletions)]
    return entries + [edit(10_000 + at, ANA, body) for at, body in enumerate(typed)]
