"""Exports made without a database, from a recording that has a little of everything."""

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from codesala.notes.service import NoteInfo
from codesala.recordings import archive
from codesala.recordings.chain import pretty
from codesala.recordings.export import PLAYER_PLACE, Material, make_export, seal_of
from codesala.recordings.service import Stored
from codesala.records import Batch
from codesala.scorecards.service import Card, Judgement, Skill
from codesala.wire.entries import Entry, EntryKind, pack
from tests.support.traces import FRIENDSFOREVER, concurrent_updates

AT_MS = 1_790_000_000_000
MOMENT = datetime(2026, 9, 21, 12, tzinfo=UTC)
PLAYER = f"<!doctype html><title>Replay</title>{PLAYER_PLACE}<script>play()</script>"


def _events(participant: str, name: str) -> list[dict[str, Any]]:
    who = {"participant": participant, "name": name}
    run = {"run": f"run-of-{participant}"}
    return [
        {"type": "joined", **who, "role": "candidate"},
        {"type": "run.started", **run, **who, "language": "python", "runtime": "Python 3.14", "on": "browser"},
        {"type": "run.output", **run, "stream": "stdout", "text": "</script><!-- hostile --> output\n"},
        {"type": "run.input", **run, "text": "an answer"},
        {"type": "run.ended", **run, "reason": "exited", "code": 0, "duration_ms": 12, "message": None},
        {"type": "left", **who, "role": "candidate"},
    ]


def event_batch(author: str, *events: dict[str, Any]) -> Batch:
    """What one author did that is not text, a second apart."""
    entries = [
        Entry(EntryKind.EVENT, AT_MS + 1000 * n, author, json.dumps(event).encode()) for n, event in enumerate(events)
    ]
    return Batch("a-session", f"events of {author}"[:64], 1, len(entries), pack(entries))


def recording(updates: int = 300) -> list[Batch]:
    """Two people write an essay; their runs are in between."""
    entries: dict[int, list[Entry]] = {0: [], 1: []}
    for n, typed in enumerate(concurrent_updates(FRIENDSFOREVER, updates)):
        at_ms = AT_MS + 200 * n
        entries[typed.agent].append(Entry(EntryKind.UPDATE, at_ms, f"agent-{typed.agent}", typed.update))
    for agent, own in entries.items():
        for n, event in enumerate(_events(f"agent-{agent}", "Zoë </script>")):
            body = json.dumps(event).encode()
            own.insert(len(own) * n // 5, Entry(EntryKind.EVENT, AT_MS + 40 * updates * n, f"agent-{agent}", body))
    return [
        Batch("a-session", f"w{agent}", number + 1, 1, pack([entry]))
        for agent, own in entries.items()
        for number, entry in enumerate(own)
    ]


def material(updates: int = 300, status: str = "ended") -> Material:
    stored = Stored(
        session_id="a-session",
        title="Zoë & </title>",
        language="markdown",
        status=status,
        created_at=MOMENT,
        ended_at=MOMENT if status == "ended" else None,
        batches=recording(updates),
    )
    note = NoteInfo("a-note", "Ideas", "the canary of the notes", "Ben", MOMENT, MOMENT, MOMENT)
    card = Card("ben", Judgement("Ben", [Skill("Python", 4)], "yes", "good"), MOMENT, MOMENT)
    return Material(stored, [note], [card], is_wanted=False, made=None)


def export(updates: int = 300) -> bytes:
    return make_export(material(updates), PLAYER)[1]


def files_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def repacked(data: bytes, change: Callable[[dict[str, bytes]], None]) -> bytes:
    """The export with other contents, in a zip file that is right in itself."""
    files = files_of(data)
    change(files)
    return archive.pack(files)


def resealed(data: bytes, changed: Mapping[str, bytes]) -> bytes:
    """The export with other contents by somebody who knows the format: all hashes of files are right again."""
    files = {**files_of(data), **changed}
    session = json.loads(files.pop("session.json"))
    session["files"] = {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())}
    session["seal"] = seal_of(session)
    return archive.pack({**files, "session.json": pretty(session)})
