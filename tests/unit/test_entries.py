"""Packed log entries come back as they were, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pycrdt import Doc, Text

from codesala.errors import Corrupt
from codesala.rooms.journal.initial import initial_batch
from codesala.wire.entries import INITIAL_WRITER, Entry, EntryKind, pack, unpack

entries = st.builds(
    Entry,
    kind=st.sampled_from(EntryKind),
    at_ms=st.integers(0, 2**42),
    author=st.text(st.characters(codec="utf-8"), max_size=20),
    body=st.binary(max_size=300),
)


@given(st.lists(entries, min_size=1, max_size=20))
def test_entries_come_back_as_they_were(packed: list[Entry]) -> None:
    assert unpack(pack(packed)) == packed


@given(st.lists(entries, min_size=1, max_size=3), st.data())
def test_a_damaged_row_is_found(packed: list[Entry], data: st.DataObject) -> None:
    row = bytearray(pack(packed))
    at = data.draw(st.integers(0, len(row) - 1))
    row[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Corrupt):
        unpack(bytes(row))
    with pytest.raises(Corrupt):
        unpack(pack(packed)[: data.draw(st.integers(0, len(row) - 1))])


def test_initial_code_is_one_update_of_nobody() -> None:
    batch = initial_batch("a-session", "print('é😀')\n")
    (entry,) = unpack(batch.data)
    doc: Doc[Text] = Doc()
    doc.apply_update(entry.body)
    assert str(doc.get("code", type=Text)) == "print('é😀')\n"
    assert (batch.writer, batch.number, batch.entry_count, entry.author) == (INITIAL_WRITER, 1, 1, "")
