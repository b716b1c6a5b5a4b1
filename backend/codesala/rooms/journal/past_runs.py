"""The last runs of a session, for newcomers: kept while the room is open, found again in its log."""

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from codesala.rooms.peer import Peer
from codesala.rooms.programs.cases import Suite
from codesala.wire.entries import Entry, EntryKind

MAX_RUNS = 10
MAX_CHARS = 1_000_000
MAX_RUN_OUTPUT_CHARS = 262_144
MAX_SESSION_RUN_CHARS = 16 * 1024 * 1024
INPUT_CHARS = 100
"""Each input counts as so many more: it is an event of its own."""
UNKNOWN = b""
PASSING = ("run.stage", "run.waits", "run.stop")
"""Told while it lasts, and in no record."""
ASKED_OF_SERVER = ("run.started", "run.input", "run.case")
"""What is told of a run on the server because its page asked for it, which numbers that; all else its runner told."""
RUN_MARK = b'"run.'
"""In the body of each event of a run."""


@dataclass(slots=True)
class RunRecord:
    """One run. `watcher` is the room that watches over it: None for this one, UNKNOWN if only the log tells of it."""

    id: str
    participant: str
    watcher: bytes | None
    on_server: bool
    events: list[dict[str, Any]] = field(default_factory=list)
    chars: int = 0
    next_seq: int = 0
    output_chars: int = 0
    """What it printed and was told."""
    is_capped: bool = False
    tests: Suite | None = None
    is_over: bool = False
    gone_since: float | None = None
    waited_at: int = -1
    """The number of the next event when it was last told that it waits."""
    asked_by: set[str] = field(default_factory=set)
    """Who asked it to stop."""
    peer: Peer | None = None
    """The connection of its page, of a run on the server that began here."""
    held: list[dict[str, Any]] | None = None
    """What happened before the runner has said what it is, which is told with the start."""


class PastRuns:
    """Oldest first. Runs that go on are never forgotten."""

    def __init__(self) -> None:
        self._runs: dict[str, RunRecord] = {}
        self.session_chars = 0
        """Output of all runs of the session that this room knows of."""

    def find(self, run_id: str) -> RunRecord | None:
        return self._runs.get(run_id)

    def begin(self, run_id: str, participant: str, *, on_server: bool, watcher: bytes | None = None) -> RunRecord:
        run = RunRecord(run_id, participant, watcher, on_server)
        self._runs[run_id] = run
        return run

    def count(self, run: RunRecord, chars: int) -> str | None:
        """Note what a run prints or is told; of what there is too much now: of a `run`, of a `session`, or None."""
        run.output_chars += chars
        self.session_chars += chars
        if run.output_chars > MAX_RUN_OUTPUT_CHARS:
            return "run"
        return "session" if self.session_chars > MAX_SESSION_RUN_CHARS else None

    def add(self, run: RunRecord, event: dict[str, Any]) -> None:
        """Keep an event; output that follows output of the same stream is joined to it."""
        size = len(event.get("text") or "") + 100
        last = run.events[-1] if run.events else {}
        if event["type"] == "run.output" and last.get("type") == "run.output" and last["stream"] == event["stream"]:
            run.events[-1] = {**last, "text": last["text"] + event["text"]}
        else:
            run.events.append(event)
        run.chars += size
        self._forget()

    def _forget(self) -> None:
        over = [run for run in self._runs.values() if run.is_over]
        total = sum(run.chars for run in self._runs.values())
        while over and (len(self._runs) > MAX_RUNS or total > MAX_CHARS):
            oldest = over.pop(0)
            total -= oldest.chars
            del self._runs[oldest.id]

    def replay(self, event: Mapping[str, Any], watcher: bytes = UNKNOWN) -> None:
        """Take an event that was recorded before, or is told by the room that watches over the run, in order. Others
        than runs' are passed over."""
        kind = event.get("type")
        run_id = event.get("run")
        if not isinstance(kind, str) or not isinstance(run_id, str) or kind in PASSING:
            return
        run = self._runs.get(run_id)
        if kind == "run.started" and run is None:
            on_server = event.get("on") == "server"
            run = self.begin(run_id, str(event.get("participant")), on_server=on_server, watcher=watcher)
            run.tests = Suite.of(event)
        if run is None:
            return
        if run.watcher == UNKNOWN:
            run.watcher = watcher
        if not run.on_server or kind in ASKED_OF_SERVER:
            run.next_seq += 1
        if kind in ("run.output", "run.input", "run.case"):
            self.count(run, len(event.get("text") or "") + (INPUT_CHARS if kind == "run.input" else 0))
        if kind == "run.case" and run.tests is not None:
            run.tests.replay(event)
        run.is_capped |= kind == "run.capped"
        run.is_over |= kind == "run.ended"
        self.add(run, dict(event))

    def events(self) -> list[dict[str, Any]]:
        return [event for run in self._runs.values() for event in run.events]

    @property
    def has_active(self) -> bool:
        return any(not run.is_over for run in self._runs.values())

    def active_here(self) -> list[RunRecord]:
        return [run for run in self._runs.values() if run.watcher is None and not run.is_over]

    def active_of(self, participant: str) -> int:
        return sum(run.participant == participant and not run.is_over for run in self._runs.values())

    @property
    def active_on_server(self) -> int:
        return sum(run.on_server and not run.is_over for run in self._runs.values())

    def adopt_orphans(self, living: Collection[bytes]) -> None:
        """Runs that none of the living rooms watches over are this room's from now on. `living` are the others of this
        session; while there are any, one of them may watch over a run of which this is not known."""
        for run in self._runs.values():
            if run.watcher not in living and (run.watcher != UNKNOWN or not living):
                run.watcher = None


def last_run_entries(entries: Iterable[Entry]) -> list[Entry]:
    """Of a session's entries in order, the events of its last runs: what a checkpoint must keep for newcomers."""
    of_runs: dict[str, list[Entry]] = {}
    for entry in entries:
        if entry.kind is not EntryKind.EVENT or RUN_MARK not in entry.body:
            continue
        event = json.loads(entry.body)
        if event.get("type") == "run.started" or event.get("run") in of_runs:
            of_runs.setdefault(event["run"], []).append(entry)
    kept: list[list[Entry]] = []
    size = 0
    for run in reversed(list(of_runs.values())):
        size += sum(len(entry.body) for entry in run)
        if len(kept) == MAX_RUNS or (kept and size > MAX_CHARS):
            break
        kept.append(run)
    return [entry for run in reversed(kept) for entry in run]
