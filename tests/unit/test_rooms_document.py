"""A document behind its screening, and documents made anew from their log."""

import random
import threading
from dataclasses import replace

import pytest
from pycrdt import Doc, Text, TransactionEvent

from codesala.errors import BadFrame, DocumentFull
from codesala.records import Batch, StoredLog
from codesala.rooms.documents.document import Document
from codesala.rooms.documents.engine import DocumentBroken, apply_all, broken, new_doc
from codesala.rooms.journal.rebuilding import checkpoint_of, make_checkpoint, rebuild
from codesala.wire.entries import Entry, EntryKind, pack
from codesala.wire.frames import decode_state_vector
from codesala.wire.screening.refusals import Gap
from codesala.wire.screening.verdicts import Bounds, Verdict
from codesala.wire.typing import Run, run_of, typed_length
from codesala.wire.varint import var_bytes
from tests.support import yjs
from tests.support.traces import FRIENDSFOREVER, concurrent_updates
from tests.support.yjs import Section, text, typed, update

ME, OTHER = 7, 9


def empty(max_bytes: int = 1_000) -> Document:
    return Document(Doc(), Bounds(1_000), max_bytes)


def take(document: Document, *updates: bytes) -> Document:
    for taken in updates:
        document.take(taken, document.screen(taken))
    return document


def batch(number: int, *updates: bytes, writer: str = "w") -> Batch:
    data = pack([Entry(EntryKind.UPDATE, 1_000 + number, "a", taken) for taken in updates])
    return Batch("s", writer, number, len(updates), data)


def test_text_is_what_was_taken() -> None:
    document = take(empty(), typed(ME, 0, "ab"), typed(OTHER, 0, "c", after=(ME, 1)))
    assert document.text() == "abc"
    assert document.answer(yjs.state_vector({ME: 2})).count(b"ab") == 0


def test_an_answer_always_holds_the_deletions() -> None:
    document = take(empty(), typed(ME, 0, "ab"), update(deletes=[(ME, [(0, 1)])]))
    assert document.answer(yjs.state_vector({ME: 2})) == update(deletes=[(ME, [(0, 1)])])


def test_deletions_that_are_known_are_no_news() -> None:
    document = take(empty(), typed(ME, 0, "abc"))
    deletion = update(deletes=[(ME, [(1, 1)])])
    assert document.take_deletions(deletion)
    assert not document.take_deletions(deletion)
    assert document.text() == "ac"


def test_a_document_takes_so_much_text_and_no_more_but_deleted_text_makes_room() -> None:
    document = take(empty(max_bytes=10), typed(ME, 0, "12345678"))
    with pytest.raises(DocumentFull):
        document.screen(typed(ME, 8, "901", after=(ME, 7)))
    take(document, update(deletes=[(ME, [(0, 5)])]))
    take(document, typed(ME, 8, "901", after=(ME, 7)))
    assert document.text() == "678901"


def test_what_is_refused_leaves_no_trace() -> None:
    document = take(empty(), typed(ME, 0, "a"))
    for refused, error in ((typed(ME, 5, "x", after=(ME, 4)), Gap), (typed(OTHER, 0, "x", root="r"), BadFrame)):
        with pytest.raises(error):
            document.screen(refused)
    assert document.text() == "a"
    assert document.known.clocks == {ME: 1}


def test_a_document_whose_engine_failed_is_not_used_again() -> None:
    document = take(empty(), typed(ME, 0, "a"))
    document.take(b"no update", Verdict())
    for use in (document.text, document.text, document.snapshot):
        with pytest.raises(DocumentBroken):
            use()


def test_a_document_is_not_slow_for_what_its_computer_does_besides() -> None:
    def wait(_event: TransactionEvent) -> None:
        threading.Event().wait(0.02)  # the computer has no time for it meanwhile

    doc = new_doc()
    _kept = doc.observe(wait)
    document = take(Document(doc, Bounds(1_000), 1_000), typed(ME, 0, "a"))
    assert document.text() == "a"
    assert document.type(typed(ME, 1, "b", after=(ME, 0)), ME, 1, 1), "what is typed is recognised at a glance"


def test_a_log_is_rebuilt_whatever_the_order_of_its_writers() -> None:
    first, second = batch(1, typed(ME, 0, "a"), writer="x"), batch(1, typed(OTHER, 0, "b", after=(ME, 0)), writer="y")
    for batches in ([first, second], [second, first]):
        rebuilt = rebuild(StoredLog(None, batches))
        assert (str(rebuilt.doc["code"]), rebuilt.has_gaps, rebuilt.is_damaged) == ("ab", False, False)


def test_a_log_with_a_gap_gives_what_it_holds_and_no_checkpoint() -> None:
    stored = StoredLog(None, [batch(1, typed(ME, 0, "a")), batch(2, typed(OTHER, 0, "c", after=(ME, 1)))])
    rebuilt = rebuild(stored)
    assert (str(rebuilt.doc["code"]), rebuilt.has_gaps) == ("a", True)
    assert make_checkpoint(stored) is None
    healed = StoredLog(None, [*stored.batches, batch(1, typed(ME, 1, "b", after=(ME, 0)), writer="healer")])
    assert str(rebuild(healed).doc["code"]) == "abc"


def test_a_deletion_of_what_is_missing_is_a_gap_too() -> None:
    assert rebuild(StoredLog(None, [batch(1, update(deletes=[(ME, [(0, 1)])]))])).has_gaps


def test_a_damaged_row_spoils_nothing_else() -> None:
    good, bad = batch(1, typed(ME, 0, "a")), batch(1, typed(OTHER, 0, "b"), writer="v")
    stored = StoredLog(None, [good, Batch("s", "v", 1, 1, bad.data[:-1])])
    rebuilt = rebuild(stored)
    assert (str(rebuilt.doc["code"]), rebuilt.is_damaged) == ("a", True)
    assert make_checkpoint(stored) is None


PANIC = bytes.fromhex("0101010384010a000000")
"""An empty text, for which the engine panics: damage, since no screen lets it in."""


def test_what_the_engine_panics_for_is_let_near_no_document_and_ends_none() -> None:
    document = take(empty(), typed(1, 0, "hello world"))
    with pytest.raises(BadFrame):
        document.screen(PANIC)
    assert document.text() == "hello world"
    doc = new_doc()
    with pytest.raises(BaseException, match="unwrap") as panic:
        apply_all(doc, [typed(1, 0, "hello world"), PANIC])
    assert not isinstance(panic.value, Exception), "else this is no panic any more, and the test looks at nothing"
    assert isinstance(broken(panic.value), DocumentBroken)


@pytest.mark.parametrize("bad", [b"no update", PANIC])
def test_an_entry_that_cannot_be_applied_spoils_nothing_else(bad: bytes) -> None:
    first, second = typed(1, 0, "hello world"), typed(OTHER, 0, "!", after=(1, 10))
    stored = StoredLog(None, [batch(1, first, bad, second), batch(2, typed(OTHER, 1, "?", after=(OTHER, 0)))])
    rebuilt = rebuild(stored)
    assert (str(rebuilt.doc["code"]), rebuilt.is_damaged) == ("hello world!?", True)
    assert make_checkpoint(stored) is None


def test_a_checkpoint_that_does_not_hold_its_document_is_not_made() -> None:
    document = take(empty(), typed(ME, 0, "ab"))
    good, earlier = document.snapshot(), take(empty(), typed(ME, 0, "a")).snapshot()
    assert checkpoint_of(good, {"w": 1}, 1, 1, []) is not None
    assert checkpoint_of(replace(good, update=earlier.update), {"w": 1}, 1, 1, []) is None
    assert checkpoint_of(replace(good, texts={"code": "abc"}), {"w": 1}, 1, 1, []) is None
    assert checkpoint_of(replace(good, update=b"no update"), {"w": 1}, 1, 1, []) is None


def test_a_checkpoint_and_the_rest_of_the_log_are_the_whole() -> None:
    sent = [entry.update for entry in concurrent_updates(FRIENDSFOREVER, 2_000)]
    batches = [batch(1 + at // 50, *sent[at : at + 50]) for at in range(0, 2_000, 50)]
    whole = rebuild(StoredLog(None, batches))
    checkpoint = make_checkpoint(StoredLog(None, batches[:30]))
    assert checkpoint is not None
    assert (checkpoint.covers, checkpoint.entry_count) == ({"w": 30}, 1_500)
    again = make_checkpoint(StoredLog(checkpoint, batches[30:]))
    assert again is not None
    assert (again.covers, again.entry_count) == ({"w": 40}, 2_000)
    assert str(rebuild(StoredLog(again, [])).doc["code"]) == str(whole.doc["code"])
    assert again.log_bytes == whole.log_bytes


def test_the_halves_of_surrogate_pairs_are_known_after_loading() -> None:
    rebuilt = rebuild(StoredLog(None, [batch(1, update(Section(ME, 0, [text("a😀")])))]))
    document = Document(rebuilt.doc, Bounds(100), 1_000)
    with pytest.raises(BadFrame):
        document.screen(typed(OTHER, 0, "x", after=(ME, 1)))
    take(document, typed(OTHER, 0, "x", after=(ME, 2)))
    assert document.text() == "a😀x"


def test_a_checkpoint_is_made_in_whatever_order_the_engine_names_clients() -> None:
    for client in range(2**50, 2**50 + 50):
        updates = [typed(one, 0, "abc") for one in (client, ME, 8, OTHER)]
        assert make_checkpoint(StoredLog(None, [batch(1, *updates)])) is not None


class Author:
    """Somebody who types at one place, in a document of their own."""

    def __init__(self, client: int) -> None:
        self.doc: Doc[Text] = Doc(client_id=client)
        self.code = self.doc.get("code", type=Text)
        self.place = 0
        self._sent: list[bytes] = []

    def edit(self, chance: random.Random) -> bytes:
        """One edit, as it is sent."""
        watching = self.doc.observe(self._send)
        self._edit(chance)
        self.doc.unobserve(watching)
        return self._sent.pop()

    def _send(self, event: TransactionEvent) -> None:
        self._sent.append(event.update)

    def _edit(self, chance: random.Random) -> None:
        self.place = min(self.place, len(self.code))
        match chance.choices(["type", "delete", "jump"], [20, 2, 1])[0]:
            case "delete" if self.place:
                self.place -= 1
                del self.code[self.place]
                return
            case "jump" if len(self.code):
                self.place = chance.randrange(len(self.code))
        characters = "ab\n"[: chance.choice((1, 1, 1, 2, 3))]
        self.code.insert(self.place, characters)
        self.place += len(characters)


def test_what_is_typed_without_a_break_is_applied_as_one_and_comes_out_as_ever(chance: random.Random) -> None:
    for _ in range(20):
        authors = [Author(client) for client in (5, 6, 70_000)]
        runs: dict[int, Run | None] = {}
        document, one_by_one = empty(100_000), Doc[Text]()
        recognised = 0
        for _ in range(300):
            author = chance.choice(authors)
            sent = author.edit(chance)
            one_by_one.apply_update(sent)
            run = runs.get(author.doc.client_id)
            length = typed_length(run, b"\x00\x02" + var_bytes(sent)) if run else 0
            if run and length and document.type(sent, run.client, run.clock, length):
                run.advance(length)
                recognised += 1
            else:
                verdict = document.screen(sent)
                document.take(sent, verdict)
                if verdict.ends:
                    runs[author.doc.client_id] = run_of(sent, *verdict.ends.values())
            if chance.random() < 0.05:
                author.doc.apply_update(chance.choice(authors).doc.get_update())
            if chance.random() < 0.01:
                assert document.text() == str(one_by_one.get("code", type=Text))
        snapshot = document.snapshot()
        assert snapshot.texts == {"code": str(one_by_one.get("code", type=Text))}
        assert decode_state_vector(one_by_one.get_state()) == snapshot.clocks
        assert checkpoint_of(snapshot, {}, 1, 1, []) is not None
        assert recognised > 50
