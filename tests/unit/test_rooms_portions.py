"""What one message adds is bounded: text that the engine takes long to place is refused, and of much the rest is asked
for again."""

import pytest
from pycrdt import Doc, Text

from codesala.errors import BadFrame
from codesala.rooms.documents import document as rooms_document
from codesala.rooms.documents.document import Document
from codesala.rooms.documents.engine import new_doc
from codesala.rooms.documents.portions import RANGES, STRUCTS, in_portions
from codesala.wire.frames import decode_state_vector
from codesala.wire.screening.thorough import screen
from codesala.wire.screening.verdicts import Bounds, Knowledge
from codesala.wire.updates import write_deletes
from tests.support.traces import FRIENDSFOREVER, concurrent_updates
from tests.support.yjs import Section, text, typed, update

BOUNDS = Bounds(structs=20_000)
MAX_BYTES = 1_000_000


def a_room(*updates: bytes) -> Document:
    room = Document(new_doc(), BOUNDS, MAX_BYTES)
    for one in updates:
        room.take(one, room.screen(one))
    return room


def take_what_it_can(room: Document, whole: bytes) -> bool:
    """Whether that was all."""
    verdict = room.screen(whole)
    if not verdict.ends:
        return room.take_deletions(whole, verdict.layout) in (whole, None)
    part, verdict = room.afford(whole, verdict)
    room.take(part, verdict)
    return part is whole


def of_two_who_take_turns(pairs: int) -> bytes:
    """A text in which no two characters are one piece for the engine."""
    one = [text("a", origin=(2, at - 1)) if at else text("a") for at in range(pairs)]
    return update(Section(1, 0, one), Section(2, 0, [text("b", origin=(1, at)) for at in range(pairs)]))


def everywhere(client: int, count: int) -> Section:
    """Text of somebody who never heard what came next, behind each character."""
    return Section(client, 0, [text("z", origin=(1, at)) for at in range(count)])


def of_real_yjs() -> bytes:
    doc: Doc[Text] = Doc()
    for entry in concurrent_updates(FRIENDSFOREVER, 3_000):
        doc.apply_update(entry.update)
    return doc.get_update()


@pytest.mark.parametrize(
    "dear",
    [
        pytest.param(
            update(*(Section(100 + at, 0, [text("z", origin=(1, at))]) for at in range(4_000))), id="of 4,000 clients"
        ),
        pytest.param(update(everywhere(100, 4_000)), id="of one client"),
        pytest.param(update(everywhere(100, 4_000), everywhere(101, 4_000)), id="of two clients"),
    ],
)
def test_text_before_which_the_engine_would_look_at_all_others_is_refused(dear: bytes) -> None:
    room = a_room(of_two_who_take_turns(5_000))
    before = room.text()
    with pytest.raises(BadFrame, match="too much time"):
        room.afford(dear, room.screen(dear))
    assert room.text() == before


def test_of_much_text_only_so_much_is_taken_at_a_time_until_all_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms_document, "AFFORDABLE_S", 0)
    monkeypatch.setattr("codesala.rooms.documents.portions.DEAR_S", 1)
    whole = update(Section(9, 0, [text("-", origin=(1, at), right_origin=(1, at + 1)) for at in range(100)]))
    whole = whole[:-1] + b"\x01\x01\x01\x00\x01"  # and the first character is deleted
    room = a_room(typed(1, 0, "x" * 101))
    lengths = []
    while not take_what_it_can(room, whole):
        lengths.append(len(room.text()))
    assert lengths == [101 + STRUCTS * part for part in range(1, 7)]
    assert room.text() == "-x" * 100


def test_portions_of_what_two_wrote_at_once_stand_each_on_those_before() -> None:
    whole = of_real_yjs()
    known, copy = Knowledge(), new_doc()
    layout = screen(whole, Knowledge(), BOUNDS).layout
    assert layout is not None
    for portion in in_portions(layout, {}):
        part = layout.part(whole, portion) + write_deletes([])
        known.take(screen(part, known, BOUNDS))
        copy.apply_update(part)
    copy.apply_update(whole)  # what is deleted
    room = a_room()
    while not take_what_it_can(room, whole):
        pass
    assert room.text() == str(copy.get("code", type=Text))
    assert room.known.clocks == known.clocks


def of_one_who_never_joins_pieces(count: int) -> bytes:
    pieces = [text("-", origin=(7, at - 1)) if at else text("-") for at in range(count)]
    return update(Section(7, 0, pieces), deletes=[(7, [(1, 1), (3, 20)])])


@pytest.mark.parametrize(
    "whole", [of_two_who_take_turns(100), of_one_who_never_joins_pieces(300), of_real_yjs()], ids=["two", "one", "Yjs"]
)
def test_very_many_pieces_are_applied_in_parts_and_come_out_as_together(
    whole: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms_document, "VERY_MANY", 100)
    monkeypatch.setattr("codesala.rooms.documents.portions.TOGETHER", 30)
    together, room = new_doc(), a_room()
    together.apply_update(whole)
    verdict = room.screen(whole)
    assert verdict.structs > rooms_document.VERY_MANY
    room.take(whole, verdict)
    assert room.text() == str(together.get("code", type=Text))
    assert room.known.clocks == decode_state_vector(together.get_state())


def every_second_of(count: int) -> bytes:
    return update(deletes=[(1, [(at, 1) for at in range(0, 2 * count, 2)])])


def test_who_tells_of_100_000_deletions_that_are_known_is_taken_at_once() -> None:
    deleted = every_second_of(100_000)
    room = a_room(typed(1, 0, "x" * 200_001))
    room.take(deleted, room.screen(deleted, trusted=True))
    assert room.screen(deleted).delete_ranges == 100_000
    assert room.take_deletions(deleted, room.screen(deleted).layout) is None


def test_of_deletions_that_are_not_known_only_so_many_are_taken_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rooms_document, "AFFORDABLE_S", 0)
    deleted = every_second_of(4 * RANGES)
    room = a_room(typed(1, 0, "x" * 8 * RANGES))
    lengths = []
    while not take_what_it_can(room, deleted):
        lengths.append(len(room.text()))
    assert lengths == [7 * RANGES, 6 * RANGES, 5 * RANGES]
    assert room.text() == "x" * 4 * RANGES


def test_more_deletions_than_are_known_and_fifty_thousand_are_refused() -> None:
    room = a_room(typed(1, 0, "x" * 200_001))
    with pytest.raises(BadFrame, match="too many delete ranges"):
        room.screen(every_second_of(60_000))
    assert not take_what_it_can(room, every_second_of(50_000))
