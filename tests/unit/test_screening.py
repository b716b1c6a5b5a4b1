"""Screening lets through what honest editors write, all of it, and nothing else."""

import random
import tracemalloc

import pytest
from pycrdt import Doc, Text

from codesala.wire.screening.extents import extent
from codesala.wire.screening.refusals import Gap, Rejected
from codesala.wire.screening.thorough import screen
from codesala.wire.screening.verdicts import Bounds, Knowledge, Verdict
from tests.support import yjs
from tests.support.traces import FRIENDSFOREVER, SVELTECOMPONENT, concurrent_updates, end_of, transactions
from tests.support.yjs import Section, text, typed, update

BOUNDS = Bounds(structs=20_000)
ME, OTHER, THIRD = 5, 7, 9


def known_after(*updates: bytes) -> Knowledge:
    known = Knowledge()
    for taken in updates:
        known.take(screen(taken, known, BOUNDS))
    return known


def screened(candidate: bytes, *before: bytes) -> Verdict:
    return screen(candidate, known_after(*before), BOUNDS)


# --- Genuine updates ------------------------------------------------------------------------------------------------


def sequential_updates(count: int) -> tuple[list[bytes], "Doc[Text]"]:
    doc: Doc[Text] = Doc()
    code = doc.get("code", type=Text)
    sent: list[bytes] = []
    watching = doc.observe(lambda event: sent.append(event.update))
    for _, patches in zip(range(count), transactions(SVELTECOMPONENT), strict=False):
        with doc.transaction():
            for at, deleted, inserted in patches:
                if deleted:
                    del code[at : at + deleted]
                if inserted:
                    code.insert(at, inserted)
    doc.unobserve(watching)
    return sent, doc


def test_every_update_of_a_real_editing_session_is_taken() -> None:
    sent, doc = sequential_updates(20_000)
    known = known_after(*sent)
    copy: Doc[Text] = Doc()
    for taken in sent:
        copy.apply_update(taken)
    assert str(copy.get("code", type=Text)) == end_of(SVELTECOMPONENT)
    assert yjs.state_vector(known.clocks) == doc.get_state()


def test_updates_of_two_authors_at_once_are_taken_in_any_causal_order() -> None:
    sent = [entry.update for entry in concurrent_updates(FRIENDSFOREVER, 3_000)]
    known = known_after(*sent)
    assert len(known.clocks) == 2


def test_a_whole_document_is_taken_as_one_update_whatever_its_history() -> None:
    for count in (1, 100, 3_000):
        whole = sequential_updates(count)[1].get_update()
        assert screened(whole).ends
    both: Doc[Text] = Doc()
    for entry in concurrent_updates(FRIENDSFOREVER, 3_000):
        both.apply_update(entry.update)
    assert len(screened(both.get_update()).ends) == 2


def test_a_resent_update_is_taken_and_brings_nothing() -> None:
    first = typed(ME, 0, "abc")
    assert screened(first, first) == Verdict(structs=1)


@pytest.mark.parametrize(
    ("known", "overlapping"),
    [
        (typed(ME, 0, "abc"), typed(ME, 0, "abcdef")),
        (update(Section(ME, 0, [yjs.deleted(1)])), typed(ME, 0, "😀a")),  # half a pair would be left
        (update(Section(ME, 0, [yjs.gc(2)])), typed(ME, 0, "abc")),
        (typed(ME, 0, "abc"), update(Section(ME, 0, [yjs.gc(5)]))),
    ],
)
def test_a_struct_of_which_a_part_is_known_is_asked_for_again_and_comes_cut(known: bytes, overlapping: bytes) -> None:
    with pytest.raises(Gap):
        screened(overlapping, known)


def test_what_begins_where_the_known_ends_is_taken_and_what_is_known_is_passed_over() -> None:
    rest = update(Section(ME, 0, [text("abc"), text("def", origin=(ME, 2))]))
    assert screened(rest, typed(ME, 0, "abc")).ends == {ME: 6}


def test_text_beyond_the_basic_plane_is_counted_in_utf16_units() -> None:
    verdict = screened(typed(ME, 0, "a😀é\U00010348"))
    assert verdict.ends == {ME: 6}
    assert [at for at in range(6) if (ME, at) in verdict.halves] == [1, 4]


def test_authors_who_wrote_between_each_other_are_taken_together() -> None:
    mine = Section(ME, 0, [text("a"), text("c", origin=(OTHER, 0))])
    others = Section(OTHER, 0, [text("b", origin=(ME, 0)), text("d", origin=(ME, 1))])
    assert screened(update(mine, others)).ends == {ME: 2, OTHER: 2}
    assert screened(update(others, mine)).ends == {ME: 2, OTHER: 2}


# --- What is missing is asked for -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "gap",
    [
        typed(ME, 4, "x", after=(ME, 3)),
        typed(OTHER, 0, "x", after=(THIRD, 0)),
        update(Section(OTHER, 0, [text("x", origin=(ME, 0), right_origin=(ME, 3))])),
        update(deletes=[(ME, [(2, 2)])]),
        update(deletes=[(OTHER, [(0, 1)])]),
    ],
    ids=["starts later", "unknown origin", "unknown right origin", "deletes beyond the end", "deletes of a stranger"],
)
def test_an_update_that_builds_on_what_is_not_here_is_a_gap(gap: bytes) -> None:
    with pytest.raises(Gap):
        screened(gap, typed(ME, 0, "abc"))


# --- What no honest editor writes -----------------------------------------------------------------------------------

HOSTILE = {
    "one client in two sections": update(Section(ME, 0, [text("a")]), Section(ME, 1, [text("b", origin=(ME, 0))])),
    "a client with two delete sections": update(deletes=[(OTHER, [(0, 1)]), (OTHER, [(1, 1)])]),
    "deeply nested values": update(Section(ME, 0, [yjs.item(yjs.ANY, yjs.any_list(yjs.any_nested(5_000)))])),
    "values": update(Section(ME, 0, [yjs.item(yjs.ANY, yjs.any_list(yjs.any_float(1.5)))])),
    "JSON": update(Section(ME, 0, [yjs.item(yjs.JSON, yjs.varint(1) + yjs.var_string("{}"))])),
    "binary": update(Section(ME, 0, [yjs.item(yjs.BINARY, yjs.var_bytes(b"x"))])),
    "an embedded object": update(Section(ME, 0, [yjs.item(yjs.EMBED, yjs.var_string("{}"))])),
    "formatting": update(Section(ME, 0, [yjs.item(yjs.FORMAT, yjs.var_string("b") + yjs.var_string("true"))])),
    "a nested type": update(Section(ME, 0, [yjs.item(yjs.TYPE, yjs.varint(2))])),
    "a subdocument": update(Section(ME, 0, [yjs.item(yjs.DOC, yjs.var_string("d") + b"\x76\x00")])),
    "a skip": update(Section(ME, 0, [yjs.skip(1), text("a")])),
    "another root": typed(ME, 0, "a", root="secrets"),
    "a parent inside the document": update(Section(ME, 0, [yjs.item(4, yjs.var_string("a"), parent=(OTHER, 0))])),
    "a map entry": update(Section(ME, 0, [yjs.item(4, yjs.var_string("a"), key="k")])),
    "an empty string": update(Section(ME, 0, [text("")])),
    "an empty collected struct": update(Section(ME, 0, [yjs.gc(0)])),
    "an empty section": update(Section(ME, 0, [])),
    "an empty delete section": update(deletes=[(OTHER, [])]),
    "a delete of nothing": update(deletes=[(OTHER, [(0, 0)])]),
    "a clock near 2^32": update(Section(ME, 0, [yjs.gc(2**31 - 3), text("abcd", origin=(ME, 0))])),
    "text that refers to its own future": typed(ME, 0, "a", after=(ME, 1)),
    "text that refers to itself": update(Section(ME, 0, [text("a", origin=(ME, 0))])),
    "references in a circle": update(
        Section(ME, 0, [text("a", origin=(THIRD, 0))]), Section(THIRD, 0, [text("b", origin=(ME, 0))])
    ),
    "33 strings at one place": update(
        Section(ME, 0, [text("a", origin=(OTHER, 0), right_origin=(OTHER, 1)) for _ in range(33)])
    ),
    "text that is not UTF-8": update(Section(ME, 0, [yjs.item(4, yjs.var_bytes(b"\xff\xfe"))])),
    "a surrogate in UTF-8": update(Section(ME, 0, [yjs.item(4, yjs.var_bytes(b"\xed\xa0\x80"))])),
    "more structs than bytes": update(Section(ME, 0, [text("a")], count=2**40)),
    "too many structs": update(Section(ME, 0, [yjs.gc(1)] * 20_001)),
    "text of too many clients": update(*(Section(100 + at, 0, [yjs.gc(1)]) for at in range(5_002))),
    "bytes after the end": typed(ME, 0, "a") + b"\x00",
    "half an update": typed(ME, 0, "abcdef")[:-4],
    "nothing": b"",
    "an integer of ten bytes": b"\xff" * 9 + b"\x01",
    "an integer above 2^53": b"\x01\x01" + b"\xff" * 7 + b"\x7f" + b"\x00",
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_no_editor_writes_is_rejected(hostile: bytes) -> None:
    with pytest.raises(Rejected):
        screened(hostile, typed(OTHER, 0, "known"))


@pytest.mark.parametrize(
    "split",
    [
        typed(ME, 0, "x", after=(OTHER, 0)),
        update(Section(ME, 0, [text("x", right_origin=(OTHER, 1))])),
        update(deletes=[(OTHER, [(0, 1)])]),
        update(deletes=[(OTHER, [(1, 1)])]),
        update(Section(ME, 0, [text("😀"), text("x", origin=(ME, 0))])),
    ],
    ids=[
        "behind the first half",
        "before the second half",
        "deletes the first",
        "deletes the second",
        "own, same time",
    ],
)
def test_nothing_may_come_between_the_halves_of_a_surrogate_pair(split: bytes) -> None:
    with pytest.raises(Rejected):
        screened(split, typed(OTHER, 0, "😀"))


def test_a_whole_surrogate_pair_may_be_deleted() -> None:
    assert screened(update(deletes=[(OTHER, [(0, 2)])]), typed(OTHER, 0, "😀")).delete_ranges == 1


def test_damaged_updates_are_rejected_or_gaps_but_never_anything_else(chance: random.Random) -> None:
    whole = sequential_updates(300)[1].get_update()
    for _ in range(5_000):
        damaged = bytearray(whole)
        for _ in range(chance.choice((1, 1, 2, 5, 20))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        cut = bytes(damaged[: chance.randrange(1, len(damaged) + 1)]) if chance.random() < 0.3 else bytes(damaged)
        try:
            screened(cut)
        except (Rejected, Gap):
            continue


def test_the_extent_of_an_update_is_what_a_document_has_when_it_holds_all_of_it() -> None:
    assert extent(typed(ME, 3, "abc", after=(ME, 2))) == {ME: 4}
    assert extent(update(Section(ME, 0, [text("a"), text("bc", origin=(ME, 0))]))) == {ME: 3}
    assert extent(update(deletes=[(OTHER, [(4, 2)])])) == {OTHER: 6}


# --- What others did is no fault of who tells it ---------------------------------------------------------------------


def test_emoji_take_less_memory_to_remember_than_to_send_however_often_they_are_pasted() -> None:
    known = Knowledge()
    emoji = "😀" * 10_000
    size = 0
    tracemalloc.start()
    for paste in range(10):
        sent = typed(ME, paste * 20_000, emoji, after=(ME, paste * 20_000 - 1) if paste else None)
        size += len(sent)
        known.take(screen(sent, known, BOUNDS))
    remembered = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert remembered < size
    with pytest.raises(Rejected):
        screen(typed(OTHER, 0, "x", after=(ME, 199_998)), known, BOUNDS)
