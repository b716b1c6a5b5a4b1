"""What everybody in a room is sent."""

import logging

import pytest
from pycrdt import Doc, Text

from codesala.rooms.outbox import merged
from tests.support.yjs import typed


def test_what_is_sent_in_one_piece_is_merged() -> None:
    [one] = merged([typed(7, 0, "a"), typed(7, 1, "b", after=(7, 0))], "s")
    doc: Doc[Text] = Doc()
    doc.apply_update(one)
    assert str(doc.get("code", type=Text)) == "ab"


def test_what_the_engine_cannot_merge_is_sent_piece_by_piece_and_nothing_of_it_is_lost(
    caplog: pytest.LogCaptureFixture,
) -> None:
    updates = [typed(7, 0, "a"), b"\x01\x01\xff", typed(7, 1, "b", after=(7, 0))]
    with caplog.at_level(logging.ERROR):
        assert merged(updates, "s") == updates
    [line] = caplog.records
    assert (line.message, vars(line)["session"]) == ("updates cannot be merged", "s")
