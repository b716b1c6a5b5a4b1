"""What somebody is told of themselves: in which file each of their edits was."""

from codesala.participants.own_data import own_data
from codesala.recordings.order import order
from codesala.records import Batch
from codesala.wire.entries import Entry, EntryKind, pack
from tests.support.exports import AT_MS
from tests.support.yjs import typed, update

ROOT = "file:utilutilutil"


def edits_of(*bodies: bytes) -> list[dict[str, object]]:
    entries = [Entry(EntryKind.UPDATE, AT_MS + n, "ana", body) for n, body in enumerate(bodies)]
    edits: list[dict[str, object]] = own_data(order([Batch("s", "w", 1, len(entries), pack(entries))]).entries, "ana")[
        "edits"
    ]
    return edits


def test_each_edit_says_in_which_file_it_was_also_behind_a_neighbour_and_where_it_deleted() -> None:
    edits = edits_of(
        typed(7, 0, "a"),
        typed(7, 1, "b", root=ROOT),
        typed(7, 2, "c", after=(7, 1)),
        typed(7, 3, "d", after=(7, 0)),
        update(deletes=[(7, [(2, 1)])]),
    )
    util = ["utilutilutil"]
    assert [edit["files"] for edit in edits] == [["main"], util, util, ["main"], util]


def test_where_there_is_one_file_edits_say_nothing_of_files() -> None:
    assert "files" not in edits_of(typed(7, 0, "a"))[0]
