"""Text stands where an editor can have put it: what is refused, and how seldom the engine must be asked."""

import random
from collections.abc import Iterator

import pytest
from pycrdt import Doc, Text, TransactionEvent

from codesala.errors import BadFrame
from codesala.rooms.documents.document import Document
from codesala.rooms.documents.engine import new_doc
from codesala.rooms.documents.neighbours import can_stand
from codesala.rooms.documents.origins import Origins
from codesala.wire.screening.verdicts import Bounds, Place, Verdict
from tests.support import yjs
from tests.support.yjs import Section, text, typed, update
from tests.unit.test_rooms_document import empty, take

EMPTY = update()
ME, OTHER, FORGER = 7, 9, 11


def abcd_with_x_behind_b() -> Document:
    """`abXcd`, and what was there between X and c is deleted: a room with honest text only."""
    behind_b = update(Section(OTHER, 0, [text("X-", origin=(ME, 1), right_origin=(ME, 2))]))
    return take(empty(), typed(ME, 0, "abcd"), behind_b, update(deletes=[(OTHER, [(1, 1)])]))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param((ME, 1), (ME, 1), id="on both sides of one character"),
        pytest.param((ME, 3), (ME, 1), id="behind what stands further right"),
        pytest.param((ME, 3), (OTHER, 0), id="behind what stands further right, of another"),
        pytest.param(None, (ME, 2), id="at the beginning, before what was written behind something"),
        pytest.param((ME, 0), (ME, 3), id="over what the right one was written behind"),
        pytest.param((ME, 0), (OTHER, 0), id="over what the right one, of another, was written behind"),
    ],
)
def test_text_where_no_editor_can_have_put_it_is_refused(left: yjs.Id | None, right: yjs.Id) -> None:
    document = abcd_with_x_behind_b()
    with pytest.raises(BadFrame):
        document.screen(update(Section(FORGER, 0, [text("F", origin=left, right_origin=right)])))


@pytest.mark.parametrize(
    ("left", "right"),
    [
        pytest.param(None, (ME, 0), id="at the beginning"),
        pytest.param((ME, 0), (ME, 1), id="between two that were written together"),
        pytest.param((ME, 1), (ME, 2), id="between two, by somebody who has not seen what is there now"),
        pytest.param((OTHER, 0), (OTHER, 1), id="before deleted text"),
        pytest.param((OTHER, 1), (ME, 2), id="behind deleted text"),
    ],
)
def test_text_where_an_editor_can_have_put_it_is_taken(left: yjs.Id | None, right: yjs.Id) -> None:
    document = abcd_with_x_behind_b()
    take(document, update(Section(FORGER, 0, [text("F", origin=left, right_origin=right)])))
    assert "F" in document.text()


@pytest.mark.parametrize(
    "elsewhere",
    [
        pytest.param([text("yz", origin=(ME, 3))], id="at the end"),
        pytest.param([text("y", origin=(ME, 3)), text("z", origin=(ME, 2), right_origin=(ME, 3))], id="in two places"),
    ],
)
def test_who_writes_elsewhere_does_not_go_on_before_what_they_wrote_before(elsewhere: list[bytes]) -> None:
    first = update(Section(OTHER, 0, [text("x", origin=(ME, 0), right_origin=(ME, 1))]))
    document = take(empty(), typed(ME, 0, "abcd"), first, update(Section(OTHER, 1, elsewhere)))
    with pytest.raises(BadFrame):
        document.screen(update(Section(OTHER, 3, [text("F", origin=(OTHER, 2), right_origin=(ME, 1))])))


def test_who_writes_elsewhere_in_the_same_update_does_not_go_on_either() -> None:
    first = update(Section(OTHER, 0, [text("x", origin=(ME, 0), right_origin=(ME, 1))]))
    document = take(empty(), typed(ME, 0, "abcd"), first)
    elsewhere = text("y", origin=(ME, 3))
    with pytest.raises(BadFrame):
        document.screen(update(Section(OTHER, 1, [elsewhere, text("F", origin=(OTHER, 1), right_origin=(ME, 1))])))


class Asked(Doc[Text]):
    """Counts how often it says what it holds, which takes the longer, the more it holds."""

    times = 0

    def get_update(self, state: bytes | None = None) -> bytes:
        self.times += 1
        return super().get_update(state)


def test_the_engine_is_not_asked_about_who_types_where_somebody_wrote_or_took_back() -> None:
    asked = Asked()
    document = take(Document(asked, Bounds(1_000), 1_000), typed(ME, 0, "begin end"))
    behind = update(Section(OTHER, 0, [text("a", origin=(ME, 5), right_origin=(ME, 6))]))
    take(document, behind)
    more = update(Section(OTHER, 1, [text("bc", origin=(OTHER, 0), right_origin=(ME, 6))]))
    assert document.type(more, OTHER, 1, 2)
    before = asked.times
    take(document, update(deletes=[(OTHER, [(2, 1)])]))
    take(document, update(Section(OTHER, 3, [text("d", origin=(OTHER, 2), right_origin=(ME, 6))])))
    take(document, update(Section(OTHER, 4, [text("e", origin=(ME, 7), right_origin=(ME, 8))])))
    assert document.text() == "begin abdened"
    assert asked.times == before


def test_text_in_one_update_is_looked_at_as_if_it_came_piece_by_piece() -> None:
    document = take(empty(), typed(ME, 0, "ab"))
    first = text("12", origin=(ME, 0), right_origin=(ME, 1))
    with pytest.raises(BadFrame):
        document.screen(update(Section(OTHER, 0, [first, text("3", origin=(OTHER, 1), right_origin=(OTHER, 0))])))
    take(document, update(Section(OTHER, 0, [first, text("3", origin=(OTHER, 0), right_origin=(OTHER, 1))])))
    assert document.text() == "a132b"


class Person:
    """A browser of their own, which hears of others when it asks."""

    def __init__(self, room: Document, chance: random.Random) -> None:
        self.room, self.chance = room, chance
        self.doc: Doc[Text] = Doc()
        self.text = self.doc.get("code", type=Text)
        self.doc.observe(self._wrote)
        self.written: list[bytes] = []

    def hear(self) -> None:
        """All that is in the room. Not written by this person, who has nothing unsent."""
        self.doc.apply_update(self.room.answer())
        self.written.clear()

    def write(self) -> bytes:
        """Something at a place of their own choice: typed, over something else, or taken back."""
        length = len(self.text)
        at = self.chance.randint(0, length)
        if length > 3 and self.chance.random() < 0.3:
            at = self.chance.randint(0, length - 2)
            with self.doc.transaction():
                del self.text[at : at + 2]
                if self.chance.random() < 0.6:
                    self.text.insert(at, self.chance.choice("xyz") * self.chance.randint(1, 3))
        else:
            self.text.insert(at, self.chance.choice("abc") * self.chance.randint(1, 3))
        return self.written.pop()

    def _wrote(self, event: TransactionEvent) -> None:
        self.written.append(event.update)


def characters(room: Document) -> Iterator[yjs.Id]:
    return ((client, clock) for client, end in room.known.clocks.items() for clock in range(end))


def between(place: Place) -> Verdict:
    return Verdict(structs=1, places=(place,))


def test_whoever_knows_all_writes_where_the_engine_need_not_be_asked(chance: random.Random) -> None:
    room, origins = Document(new_doc(), Bounds(1_000), 10_000), Origins()
    people = [Person(room, chance) for _ in range(3)]
    places = 0
    for _ in range(200):
        person = chance.choice(people)
        person.hear()
        written = person.write()
        verdict = room.screen(written)
        assert origins.allow(verdict), verdict
        places += len(verdict.places)
        origins.take(written, verdict)
        room.take(written, verdict)
    assert places > 50


def test_nothing_is_allowed_that_the_engine_forbids(chance: random.Random) -> None:
    """By people who wrote at the same time too, and whether it was heard piece by piece or all at once."""
    allowed = forbidden = 0
    for _ in range(6):
        room, heard = Document(new_doc(), Bounds(1_000), 10_000), Origins()
        people = [Person(room, chance) for _ in range(3)]
        for _ in range(5):
            for person in people:
                person.hear()
            for written in [person.write() for person in people]:
                verdict = room.screen(written)
                heard.take(written, verdict)
                room.take(written, verdict)
        doc: Doc[Text] = Doc()
        doc.apply_update(room.answer())
        read = Origins()
        assert read.read(doc)
        assert not read.read(doc)
        there = list(characters(room))
        for place in ((left, right) for left in [None, *there] for right in there if left != right):
            verdict = between(place)
            assert heard.allow(verdict) == read.allow(verdict), place
            nothing_known = Origins()
            assert nothing_known.read(Doc())
            is_possible = can_stand(doc, room.known.clocks, nothing_known, EMPTY, verdict)
            assert is_possible or not heard.allow(verdict), place
            allowed += heard.allow(verdict)
            forbidden += not is_possible
    assert allowed
    assert forbidden
