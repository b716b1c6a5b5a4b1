"""Several texts in one document: which of them a character is in, and that nothing comes between two of them."""

import random
import zlib
from dataclasses import replace
from itertools import permutations

import pytest
from pycrdt import Doc

from codesala.errors import BadFrame, DocumentFull
from codesala.records import FileFacts, StoredLog
from codesala.rooms.documents.contents import crc32_of, texts_of
from codesala.rooms.documents.document import Document
from codesala.rooms.documents.integration import integrate
from codesala.rooms.journal.rebuilding import checkpoint_of, rebuild
from codesala.wire.screening.extents import extent
from codesala.wire.screening.fast import screen_typing
from codesala.wire.screening.refusals import Gap, Rejected, UnknownRoot
from codesala.wire.screening.thorough import screen
from codesala.wire.screening.verdicts import Bounds, Knowledge, Verdict
from codesala.wire.screening.whereabouts import NOWHERE, Begun, Whereabouts
from tests.support import yjs
from tests.support.rooms import a_room, come_in
from tests.support.yjs import Section, text, typed, update

ONE, TWO = "file:aaaaaaaaaaaa", "file:bbbbbbbbbbbb"
ROOTS = ["code", ONE, TWO]
ME, OTHER, THIRD = 5, 7, 9
BOUNDS = Bounds(1_000)


def of_three(max_bytes: int = 1_000) -> Document:
    """A room with three files: `main` in main's, by ME; `one` in the next, by OTHER."""
    document = Document(Doc(), BOUNDS, max_bytes)
    take(document, typed(ME, 0, "main"))
    document.admit(ROOTS)
    return take(document, typed(OTHER, 0, "one", root=ONE))


def take(document: Document, *updates: bytes, trusted: bool = False) -> Document:
    for taken in updates:
        document.take(taken, document.screen(taken, trusted=trusted))
    return document


def test_where_a_character_is_comes_out_as_it_was_told(chance: random.Random) -> None:
    whereabouts = Whereabouts(ROOTS)
    told: dict[tuple[int, int], int] = {}
    clocks = {ME: 0, OTHER: 0, THIRD: 0}
    for _ in range(2_000):
        client, number, length = chance.choice(list(clocks)), chance.choice((0, 1, 2, NOWHERE)), chance.randrange(1, 5)
        begun: Begun = (client, clocks[client], number)
        whereabouts.take([begun])
        told.update({(client, clocks[client] + at): number for at in range(length)})
        clocks[client] += length
    assert {character: whereabouts.of(character) for character in told} == told


CROSSING = {
    "between the end of one and the beginning of another": update(
        Section(THIRD, 0, [text("x", origin=(ME, 3), right_origin=(OTHER, 0))])
    ),
    "between two characters in the middle": update(
        Section(THIRD, 0, [text("x", origin=(OTHER, 1), right_origin=(ME, 2))])
    ),
    "beside what is new and in another": update(
        Section(THIRD, 0, [text("x", root=TWO), text("y", origin=(THIRD, 0), right_origin=(ME, 0))])
    ),
    "many characters, with an emoji": update(Section(THIRD, 0, [text("x😀", origin=(ME, 3), right_origin=(OTHER, 0))])),
    "of what is deleted already": update(
        Section(THIRD, 0, [yjs.item(yjs.DELETED, yjs.varint(2), origin=(ME, 1), right_origin=(OTHER, 1))])
    ),
}


@pytest.mark.parametrize("crossing", CROSSING.values(), ids=CROSSING.keys())
def test_nothing_comes_between_two_texts(crossing: bytes) -> None:
    document = of_three()
    with pytest.raises(BadFrame, match="between two texts"):
        document.screen(crossing)
    assert document.texts() == {"code": "main", ONE: "one", TWO: ""}


@pytest.mark.parametrize("order", list(permutations(range(3))), ids=str)
def test_what_comes_between_two_texts_is_found_in_whatever_order_an_update_tells_it(order: tuple[int, ...]) -> None:
    sections = [
        Section(11, 0, [text("a", origin=(ME, 3))]),
        Section(13, 0, [text("b", origin=(11, 0)), text("c", origin=(13, 0), right_origin=(17, 0))]),
        Section(17, 0, [text("d", origin=(OTHER, 2))]),
    ]
    with pytest.raises(BadFrame, match="between two texts"):
        of_three().screen(update(*(sections[at] for at in order)))


def test_texts_written_in_turns_by_two_who_were_offline_are_taken_in_one_update() -> None:
    sections = [
        Section(11, 0, [text("a", origin=(ME, 3)), text("b", origin=(13, 0)), text("x", root=TWO)]),
        Section(13, 0, [text("c", origin=(OTHER, 2)), text("d", origin=(11, 0)), text("e", origin=(11, 2))]),
    ]
    for told in (sections, sections[::-1]):
        document = take(of_three(), update(*told))
        assert document.texts() == {"code": "mainad", ONE: "onecb", TWO: "xe"}


def test_the_beginnings_of_forty_files_come_in_one_update_and_those_of_one_do_not() -> None:
    document = of_three()
    roots = [f"file:{number:012}" for number in range(40)]
    document.admit(roots)
    take(document, update(Section(THIRD, 0, [text("x", root=root) for root in roots])))
    assert all(document.texts()[root] == "x" for root in roots)
    with pytest.raises(BadFrame, match="too much at one place"):
        document.screen(update(Section(THIRD, 40, [text("x", root=ONE) for _ in range(33)])))


def test_long_chains_of_new_text_are_followed_to_their_beginning() -> None:
    turns = 400
    mine = [text("m", root=TWO), *(text("m", origin=(13, at)) for at in range(turns))]
    others = [text("o", origin=(11, at)) for at in range(turns + 1)]
    document = take(of_three(), update(Section(13, 0, others), Section(11, 0, mine)))
    assert document.texts()[TWO] == "mo" * (turns + 1)
    with pytest.raises(BadFrame, match="between two texts"):
        document.screen(update(Section(THIRD, 0, [text("x", origin=(13, turns), right_origin=(ME, 0))])))


def test_a_file_that_is_not_known_is_waited_for_and_any_other_root_is_refused() -> None:
    document = of_three()
    with pytest.raises(UnknownRoot):
        document.screen(typed(THIRD, 0, "x", root="file:cccccccccccc"))
    with pytest.raises(UnknownRoot):
        Document(Doc(), BOUNDS, 1_000).screen(typed(THIRD, 0, "x", root=ONE))
    for root in ("code2", "files", "file:", "file:short", "file:ccccccccccccc", "file:cccccc-ccccc", f"{ONE}\n", ""):
        with pytest.raises(BadFrame, match="unknown root"):
            document.screen(typed(THIRD, 0, "x", root=root))


def test_what_other_nodes_let_in_may_be_in_files_that_are_not_known_here() -> None:
    document = take(Document(Doc(), BOUNDS, 1_000), typed(ME, 0, "main"))
    take(document, update(Section(OTHER, 0, [text("one", root=ONE), text("two", root=TWO)])), trusted=True)
    assert document.texts() == {"code": "main", ONE: "one", TWO: "two"}
    take(document, typed(OTHER, 6, "!", after=(OTHER, 2)))
    assert document.texts()[ONE] == "one!"
    with pytest.raises(BadFrame, match="between two texts"):
        document.screen(update(Section(THIRD, 0, [text("x", origin=(OTHER, 2), right_origin=(OTHER, 3))])))


def test_a_log_is_read_whatever_files_are_in_it_and_in_whatever_order() -> None:
    log = [
        typed(ME, 0, "main"),
        typed(OTHER, 0, "one", root=ONE),
        typed(ME, 4, "two", root=TWO),
        typed(OTHER, 3, "!", after=(ME, 6)),
    ]
    for order in permutations(log):
        doc, left = integrate(order)
        assert (texts_of(doc), left) == ({"code": "main", ONE: "one", TWO: "two!"}, [])
    assert extent(update(Section(OTHER, 0, [text("one", root=ONE), text("two", root=TWO)]))) == {OTHER: 6}


def test_a_checkpoint_holds_the_texts_of_all_files_or_is_not_made() -> None:
    document = take(of_three(), typed(ME, 4, "two", root=TWO))
    snapshot = document.snapshot()
    assert checkpoint_of(snapshot, {}, 1, 1, []) is not None
    wrong = {**snapshot.texts, TWO: "tw"}
    assert checkpoint_of(replace(snapshot, texts=wrong), {}, 1, 1, []) is None
    again = Document(rebuild(StoredLog(checkpoint_of(snapshot, {}, 1, 1, []), [])).doc, BOUNDS, 1_000)
    assert again.texts() == {"code": "main", ONE: "one", TWO: "two"}
    with pytest.raises(BadFrame, match="between two texts"):
        again.screen(CROSSING["between two characters in the middle"])


def test_all_files_count_and_deleted_ones_four_times_less() -> None:
    document = of_three(max_bytes=10)  # of which 7 are used
    with pytest.raises(DocumentFull):
        document.screen(typed(THIRD, 0, "four", root=TWO))
    for number in range(8):
        document.admit(ROOTS, deleted=[ONE, TWO])
        clock = number * 4
        sent = typed(THIRD, clock, "four", after=(THIRD, clock - 1) if clock else None, root=TWO)
        take(document, sent)
    assert len("".join(document.texts().values())) == 39
    with pytest.raises(DocumentFull):
        document.screen(typed(THIRD, 32, "four", after=(THIRD, 31)))
    document.admit(ROOTS)
    with pytest.raises(DocumentFull):
        document.screen(typed(ME, 4, "!", after=(ME, 3)))


def test_who_waits_in_the_lobby_is_not_told_what_the_files_are_called() -> None:
    room = a_room()
    file = FileFacts("a" * 12, "solution.py", has_text=False, is_deleted=False)
    room.change(replace(room.facts, revision=1, links={1: True}, files=(file,)))
    told = {}
    for role in ("candidate", "host"):
        peer, _ = come_in(room, role)
        told[role] = [one["path"] for one in room.state.of(peer)["session"]["files"]]
    assert told == {"candidate": ["main.py"], "host": ["main.py", "solution.py"]}


def fully(candidate: bytes, known: Knowledge) -> Verdict | None:
    try:
        return screen(candidate, known, BOUNDS)
    except (Rejected, Gap):
        return None


def test_damaged_typing_in_several_files_is_never_taken_by_the_fast_path_alone(chance: random.Random) -> None:
    known = take(of_three(), typed(ME, 4, "y" * 150, root=TWO)).known
    candidates = [
        typed(THIRD, 0, "new", root=TWO),
        typed(THIRD, 0, "new"),
        typed(ME, 154, "ab", after=(ME, 153)),
        typed(ME, 154, "ab", after=(ME, 3)),
        update(Section(ME, 154, [text("q", origin=(OTHER, 1), right_origin=(OTHER, 2))]), deletes=[(ME, [(1, 2)])]),
        update(Section(THIRD, 0, [text("q", right_origin=(ME, 9))])),
    ]
    for candidate in candidates:
        fast = screen_typing(candidate, known)
        assert fast is not None
        assert fast == fully(candidate, known)
    for _ in range(10_000):
        damaged = bytearray(chance.choice(candidates))
        for _ in range(chance.choice((1, 1, 2, 3))):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        fast = screen_typing(bytes(damaged), known)
        if fast is not None:
            assert fast == fully(bytes(damaged), known)
    assert all(screen_typing(crossing, known) is None for crossing in CROSSING.values())


def test_the_checksum_of_one_file_is_its_own_and_that_of_several_is_of_all_that_hold_text() -> None:
    document = Document(Doc(), BOUNDS, 1_000)
    take(document, typed(ME, 0, "main"))
    alone = document.digest()
    assert alone.crc32 == zlib.crc32(b"main")
    document.admit(ROOTS)  # files that nobody has written in yet: pages may not know of them
    assert document.digest() == alone
    take(document, typed(OTHER, 0, "two", root=TWO), typed(THIRD, 0, "one", root=ONE))
    together = document.digest().crc32
    assert together == zlib.crc32(f"main\n{ONE}\none\n{TWO}\ntwo".encode())
    document.admit((), deleted=[ONE])  # a page may hear of that later, and it holds the text all the same
    assert document.digest().crc32 == together
    take(document, update(deletes=[(THIRD, [(0, 3)])]))
    assert document.digest().crc32 == zlib.crc32(f"main\n{TWO}\ntwo".encode())
    assert crc32_of({"code": "", ONE: "x"}) != crc32_of({"code": "x", ONE: ""})
