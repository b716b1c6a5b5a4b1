"""A document made anew from its log: whatever the order of its rows, and whatever is missing among them."""

import random

import pytest
from pycrdt import Doc, Text

from codesala.records import Batch, StoredLog
from codesala.rooms.documents.document import Document
from codesala.rooms.journal.rebuilding import rebuild
from codesala.wire.entries import Entry, EntryKind, pack
from codesala.wire.screening.verdicts import Bounds
from tests.support import yjs

LETTERS = ["a", "b", "\n", "🎉", "ñ"]


class Typist:
    """A page with everything that all have written so far; what it does becomes a row of the node that it is on."""

    def __init__(self, client: int) -> None:
        self.doc: Doc[Text] = Doc(client_id=client)
        self.text = self.doc.get("code", type=Text)

    def edits(self, chance: random.Random) -> bytes:
        before = self.doc.get_state()
        places = [0]
        for character in str(self.text):
            places.append(places[-1] + len(character.encode()))
        at = chance.randrange(len(places))
        if chance.random() < 0.2 and at + 1 < len(places):
            del self.text[places[at] : places[at + 1]]
        else:
            self.text.insert(places[at], chance.choice(LETTERS))
        return self.doc.get_update(before)


def written_on_two_nodes(chance: random.Random, edits: int = 40) -> tuple[list[tuple[str, bytes]], str]:
    """Updates with the writer that logged each, in the order in which they were made, and the text at the end."""
    typists = [Typist(client) for client in (11, 22, 33)]
    rows = []
    for _ in range(edits):
        update = (typist := chance.choice(typists)).edits(chance)
        rows.append((chance.choice("AB"), update))
        for other in typists:
            if other is not typist:
                other.doc.apply_update(update)
    return rows, str(typists[0].text)


def stored(rows: list[tuple[str, bytes]]) -> StoredLog:
    numbers = {"A": 0, "B": 0}
    batches = []
    for number, (writer, update) in enumerate(rows):
        numbers[writer] += 1
        data = pack([Entry(EntryKind.UPDATE, number, "somebody", update)])
        batches.append(Batch("s", writer, numbers[writer], 1, data))
    return StoredLog(None, batches)


def test_the_order_of_rows_that_clocks_of_nodes_give_changes_nothing(chance: random.Random) -> None:
    for _ in range(60):
        rows, text = written_on_two_nodes(chance)
        late = chance.choice("AB")
        for order in (
            sorted(rows, key=lambda row: row[0] == late),  # a node's clock is an hour ahead
            chance.sample(rows, len(rows)),
        ):
            rebuilt = rebuild(stored(order))
            assert str(rebuilt.doc["code"]) == text
            assert not rebuilt.has_gaps
            assert not rebuilt.is_damaged


def test_a_row_that_is_missing_costs_what_stands_on_it_and_never_the_room(chance: random.Random) -> None:
    for _ in range(60):
        rows, _text = written_on_two_nodes(chance)
        del rows[chance.randrange(len(rows))]
        rebuilt = rebuild(stored(rows))
        document = Document(rebuilt.doc, Bounds(1_000), 1_000_000)
        newcomer: Doc[Text] = Doc()
        newcomer.apply_update(document.answer())
        assert str(newcomer.get("code", type=Text)) == document.text()


def test_a_room_knows_when_somebody_brings_what_something_in_its_log_stands_on(chance: random.Random) -> None:
    noticed = 0
    for _ in range(60):
        rows, text = written_on_two_nodes(chance)
        _writer, lost = rows.pop(chance.randrange(len(rows)))
        opened = rebuild(stored(rows))
        document = Document(opened.doc, Bounds(1_000), 1_000_000)
        assert not opened.missing.is_here(document.known.clocks)
        verdict = document.screen(lost, trusted=True)
        if verdict.ends:
            document.take(lost, verdict)
        else:
            document.take_deletions(lost)
        is_noticed = opened.missing.is_here(document.known.clocks)
        noticed += is_noticed
        assert is_noticed or document.text() == text
        again = rebuild(stored(rows), [document.answer()])
        assert (str(again.doc["code"]), again.has_gaps, again.missing.clocks) == (text, False, {})
    assert noticed


def test_what_came_in_one_piece_with_something_that_has_a_gap_is_not_lost() -> None:
    first, lost = yjs.typed(7, 0, "kept"), yjs.typed(9, 0, "x")
    both = yjs.update(
        yjs.Section(8, 0, [yjs.text(" too", origin=(7, 3))]), yjs.Section(9, 1, [yjs.text("y", origin=(9, 0))])
    )
    rebuilt = rebuild(stored([("A", first), ("A", both)]))
    assert (str(rebuilt.doc["code"]), rebuilt.has_gaps) == ("kept too", True)
    rebuilt = rebuild(stored([("A", first), ("A", both), ("B", lost)]))
    assert not rebuilt.has_gaps
    assert sorted(str(rebuilt.doc["code"])) == sorted("kept tooxy")


@pytest.mark.parametrize("missing", range(4))
def test_an_emoji_beside_a_gap_locks_nobody_out(missing: int) -> None:
    rows = [
        ("A", yjs.typed(7, 0, "😀")),
        ("A", yjs.typed(7, 2, "b", after=(7, 1))),
        ("A", yjs.update(yjs.Section(7, 3, [yjs.text("c", origin=(7, 1), right_origin=(7, 2))]))),
        ("A", yjs.typed(7, 4, "d", after=(7, 2))),
    ]
    del rows[missing]
    rebuilt = rebuild(stored(rows))
    document = Document(rebuilt.doc, Bounds(1_000), 1_000_000)
    assert document.text() in {"", "😀", "😀b", "😀cb", "😀cbd"}
    assert rebuilt.has_gaps == (missing < 3)
