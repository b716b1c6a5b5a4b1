"""Who was in a room as a host, as the log tells."""

import json

import pytest

from codesala.participants.service import was_host
from codesala.records import Batch
from codesala.wire.entries import Entry, EntryKind, pack

ANA, BEN = "ana", "ben"


def batch(number: int, *entries: Entry) -> Batch:
    return Batch("a-session", "writer", number, len(entries), pack(list(entries)))


def joined(author: str, **event: object) -> Entry:
    return Entry(EntryKind.EVENT, 1_000, author, json.dumps({"type": "joined"} | event).encode())


@pytest.mark.parametrize(("participant", "is_host"), [(ANA, True), (BEN, False), ("", False)])
def test_who_joined_as_a_host_was_one(participant: str, is_host: bool) -> None:
    log = [batch(2, joined(BEN, role="candidate")), batch(1, joined(ANA, role="host", name="Ana"))]
    assert was_host(log, participant) is is_host


def test_other_events_and_text_make_nobody_a_host() -> None:
    text = Entry(EntryKind.UPDATE, 1_000, BEN, b'{"type":"joined","role":"host"}')
    assert not was_host([batch(1, text, joined(BEN, type="away", role="host"))], BEN)


def test_what_cannot_be_read_is_passed_over() -> None:
    damaged = Batch("a-session", "writer", 1, 1, b"no row of a log")
    nonsense = Entry(EntryKind.EVENT, 1_000, ANA, b"[1")
    log = [damaged, batch(2, nonsense, joined(ANA, role="host"))]
    assert was_host(log, ANA)
    assert not was_host(log[:1], ANA)


def test_what_was_written_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """A log may hold 100,000 edits, and whoever submits a scorecard waits."""
    monkeypatch.setattr("codesala.recordings.order.read_update", None)
    monkeypatch.setattr("codesala.participants.service.read_update", None)
    text = Entry(EntryKind.UPDATE, 1_000, ANA, b"\x00\x00")
    assert was_host([batch(1, text, joined(ANA, role="host"))], ANA)
