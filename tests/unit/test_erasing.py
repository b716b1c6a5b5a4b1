"""Erasing somebody from a log: their text goes, everybody else's stays at its place, and every entry still applies."""

import json
import random
from collections.abc import Sequence

import pytest
from pycrdt import Doc, Text

from codesala.erasures.erasing import erase
from codesala.recordings.order import order
from codesala.recordings.service import text_after
from codesala.records import Batch
from codesala.wire.entries import Entry, EntryKind, pack, unpack
from codesala.wire.updates import read_update
from tests.support.exports import AT_MS, event_batch
from tests.support.recording import texts_after_each
from tests.support.yjs import Section, text, typed, update

ANA, BEN, NEW = "ana", "ben", "erased-123456789"
LETTERS = {
    ANA: ["a", "word ", "é", "😀", "many\nlines\n"],
    BEN: ["B", "WORD ", "É", "\N{GOTHIC LETTER AHSA}", "MANY\nLINES\n"],
}
OF_ANA = set("".join(LETTERS[ANA])) - {" ", "\n"}


class Writer:
    """One page. Who it belongs to is seen from the letters that it types."""

    def __init__(self, participant: str, client: int) -> None:
        self.participant = participant
        self.doc: Doc[Text] = Doc(client_id=client)
        self.code = self.doc.get("code", type=Text)
        self.sent: list[bytes] = []
        self.doc.observe(lambda event: self.sent.append(event.update))
        self.seen = 0

    def edit(self, pick: random.Random) -> list[bytes]:
        self.sent.clear()
        before = str(self.code)
        if before and pick.random() < 0.3:
            first = pick.randrange(len(before))
            end = min(len(before), first + pick.randrange(1, 6))
            del self.code[len(before[:first].encode()) : len(before[:end].encode())]
        else:
            at = pick.randint(0, len(before))
            self.code.insert(len(before[:at].encode()), pick.choice(LETTERS[self.participant]).replace(" ", "_"))
        return list(self.sent)


def conversation(seed: int, edits: int = 120) -> list[Batch]:
    """Two people with three pages write over, into and after each other's text; each page hears of others late."""
    pick = random.Random(seed)
    pages = [Writer(ANA, 11), Writer(BEN, 22), Writer(ANA, 33)]
    log: list[tuple[str, bytes]] = []
    for _ in range(edits):
        page = pick.choice(pages)
        until = pick.randint(page.seen, len(log))
        for _, known in log[page.seen : until]:
            page.doc.apply_update(known)
        page.seen = until
        log += [(page.participant, sent) for sent in page.edit(pick)]
        if pick.random() < 0.05:  # somebody sends all that they know once more, as after a reconnection
            log.append((page.participant, page.doc.get_update()))
    entries = [Entry(EntryKind.UPDATE, AT_MS + n, author, body) for n, (author, body) in enumerate(log)]
    return [Batch("s", "w", n + 1, 1, pack([entry])) for n, entry in enumerate(entries)]


def after(batches: Sequence[Batch], changed: Sequence[Batch]) -> list[Batch]:
    new = {(batch.writer, batch.number): batch for batch in changed}
    return [new.get((batch.writer, batch.number), batch) for batch in batches]


def without_ana(written: str) -> str:
    return "".join(letter for letter in written if letter not in OF_ANA and letter not in "\n_")


def shape(body: bytes) -> object:
    """Everything of an update but its text."""
    found = read_update(body)
    structs = [
        (
            section.client,
            section.clock,
            [(one.length, one.origin, one.right_origin, one.root) for one in section.structs],
        )
        for section in found.sections
    ]
    return structs, found.deletes


@pytest.mark.parametrize("seed", range(12))
def test_their_text_goes_and_everybody_elses_stays_at_its_place_at_every_moment(seed: int) -> None:
    batches = conversation(seed)
    erasure = erase(batches, ANA, NEW, with_text=True)
    rewritten = after(batches, erasure.changed)
    before, now = order(batches).entries, order(rewritten).entries
    assert len(now) == len(before)
    for old, new in zip(before, now, strict=True):
        assert shape(old.update or b"") == shape(new.update or b"")
        assert (new.at_ms, new.author) == (old.at_ms, NEW if old.author == ANA else old.author)
    found = texts_after_each(now)
    assert not set("".join(found)) & OF_ANA
    expected = [without_ana(written) for written in texts_after_each(before)]
    assert [without_ana(written) for written in found] == expected
    assert any(expected), "else this test could not fail"
    raw = b"".join(entry.body for batch in rewritten for entry in unpack(batch.data))
    for letters in LETTERS[ANA]:
        if len(letters) > 1:
            assert letters.strip().encode() not in raw


def test_with_the_text_kept_only_the_author_changes() -> None:
    batches = conversation(seed=3)
    erasure = erase(batches, ANA, NEW, with_text=False)
    before, now = order(batches).entries, order(after(batches, erasure.changed)).entries
    assert [entry.update for entry in now] == [entry.update for entry in before]
    assert {entry.author for entry in now} == {NEW, BEN}
    assert erasure.characters > 0
    assert erasure.entries == sum(entry.author == ANA for entry in before)


def test_text_that_somebody_else_sent_again_goes_too() -> None:
    again = update(Section(7, 0, [text("secret")]), Section(8, 0, [text("!", origin=(7, 5))]))
    entries = [
        Entry(EntryKind.UPDATE, AT_MS, ANA, typed(7, 0, "secret")),
        Entry(EntryKind.UPDATE, AT_MS + 1, BEN, again),
    ]
    batches = [Batch("s", "w", 1, 2, pack(entries)), Batch("s", "v", 1, 1, pack([entries[1]]))]
    erasure = erase(batches, ANA, NEW, with_text=True)
    assert erasure.characters == 6
    rewritten = after(batches, erasure.changed)
    assert all(b"secret" not in batch.data for batch in rewritten)
    assert text_after(order(rewritten).entries) == "!"


def test_names_ids_and_what_runs_printed_go_and_other_peoples_stay() -> None:
    def run(name: str, who: str) -> list[dict[str, object]]:
        return [
            {"type": "run.started", "run": name, "participant": who, "name": f"name of {who}", "language": "python"},
            {"type": "run.output", "run": name, "stream": "stdout", "text": f"printed by {who}"},
            {"type": "run.input", "run": name, "text": f"answered by {who}"},
            {"type": "run.input", "run": name, "text": None},
            {"type": "run.ended", "run": name, "reason": "error", "code": 1, "message": f"told by {who}"},
        ]

    def life(who: str) -> list[dict[str, object]]:
        person = {"participant": who, "name": f"name of {who}"}
        return [{"type": "joined", **person, "role": "candidate"}, {"type": "renamed", **person}]

    admitted = {"type": "admitted", "participant": BEN, "name": "name of ben", "who": ANA, "who_name": "name of ana"}
    batches = [
        event_batch(ANA, *life(ANA)),
        event_batch(BEN, *life(BEN), admitted),
        event_batch("", *run("run-ana", ANA), *run("run-ben", BEN)),
    ]
    kept = after(batches, erase(batches, ANA, NEW, with_text=False).changed)
    gone = after(batches, erase(batches, ANA, NEW, with_text=True).changed)
    for rewritten in (kept, gone):
        said = b"".join(batch.data for batch in rewritten)
        assert b"name of ana" not in said
        assert b'"ana"' not in said
        for words in (b"name of ben", b"printed by ben", b"answered by ben", b"told by ben"):
            assert words in said
    for words in (b"printed by ana", b"answered by ana", b"told by ana"):
        assert words in b"".join(batch.data for batch in kept)
        assert words not in b"".join(batch.data for batch in gone)
    (entry,) = [entry for entry in unpack(gone[1].data) if b"admitted" in entry.body]
    assert json.loads(entry.body) == {**admitted, "who": NEW, "who_name": None}


def test_what_they_called_a_file_goes_from_everybodys_events_and_names_of_others_stay() -> None:
    def named(kind: str, who: str, file: str, path: str, **more: str) -> dict[str, object]:
        return {"type": f"file.{kind}", "participant": who, "name": None, "file": file, "path": path, **more}

    batches = [
        event_batch(
            ANA, named("created", ANA, "one", "secret.py"), named("created", ANA, "two", "shared.py"),
            named("renamed", ANA, "three", "hers.py", previous="his.py"),
        ),
        event_batch(
            BEN, named("renamed", BEN, "one", "plain.py", previous="secret.py"),
            named("deleted", BEN, "three", "hers.py"), named("created", BEN, "two", "shared.py"),
        ),
    ]  # fmt: skip
    erasure = erase(batches, ANA, NEW, with_text=True)
    said = b"".join(batch.data for batch in after(batches, erasure.changed))
    assert b"secret.py" not in said
    assert b"hers.py" not in said
    assert all(name in said for name in (b"plain.py", b"his.py", b"shared.py"))
    assert erasure.files == {"three"}
    kept = erase(batches, ANA, NEW, with_text=False)
    assert b"secret.py" in b"".join(batch.data for batch in after(batches, kept.changed))
    assert kept.files == frozenset()


def test_rows_that_cannot_be_read_go_because_they_cannot_be_searched() -> None:
    (whole,) = [Batch("s", "w", 1, 1, pack([Entry(EntryKind.UPDATE, AT_MS, ANA, typed(7, 0, "secret"))]))]
    broken = Batch("s", "w", 2, 1, whole.data[:-1] + b"\x00")
    nonsense = Batch("s", "w", 3, 1, pack([Entry(EntryKind.UPDATE, AT_MS, ANA, b"\xffsecret")]))
    erasure = erase([whole, broken, nonsense], ANA, NEW, with_text=True)
    assert erasure.unreadable == [broken, nonsense]
    assert [batch.number for batch in erasure.changed] == [1]


def test_erasing_twice_or_first_one_and_then_the_other_leaves_nobody() -> None:
    batches = conversation(seed=5)
    first = after(batches, erase(batches, ANA, NEW, with_text=False).changed)
    then = after(first, erase(first, NEW, "erased-abcdefghi", with_text=True).changed)
    last = after(then, erase(then, BEN, "erased-jklmnopqr", with_text=True).changed)
    assert text_after(order(last).entries) == ""
    assert {entry.author for entry in order(last).entries} == {"erased-abcdefghi", "erased-jklmnopqr"}
