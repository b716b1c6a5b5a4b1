"""The last runs of a session, for newcomers: kept while the room is open, found again in its log."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from codesala.entries import Entry, EntryKind

MAX_RUNS = 10
MAX_CHARS = 1_000_000
RUN_MARK = b'"run.'
"""In the body of each event of a run."""


@dataclass(slots=True)
class RunRecord:
    """One run. `is_ours`: it was started on this node, which watches over it."""

    id: str
    participant: str
    is_ours: bool
    on_server: bool
    events: list[dict[str, Any]] = field(default_factory=list)
    chars: int = 0
    next_seq: int = 0
    output_chars: int = 0
    is_capped: bool = False
    is_over: bool = False
    gone_since: float | None = None


class PastRuns:
    """Oldest first. Runs that go on are never forgotten."""

    def __init__(self) -> None:
        self._runs: dict[str, RunRecord] = {}
        self.session_chars = 0
        """Output of all runs of the session that this room knows of."""

    def find(self, run_id: str) -> RunRecord | None:
        return self._runs.get(run_id)

    def begin(self, run_id: str, participant: str, *, on_server: bool, is_ours: bool = True) -> RunRecord:
        run = RunRecord(run_id, participant, is_ours, on_server)
        self._runs[run_id] = run
        return run

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

    def replay(self, event: Mapping[str, Any]) -> None:
        """Take an event that was recorded before or elsewhere, in order. Others than runs' are passed over."""
        kind = event.get("type")
        run_id = event.get("run")
        if not isinstance(kind, str) or not isinstance(run_id, str) or kind == "run.stage":
            return
        run = self._runs.get(run_id)
        if kind == "run.started" and run is None:
            on_server = event.get("on") == "server"
            run = self.begin(run_id, str(event.get("participant")), on_server=on_server, is_ours=False)
        if run is None:
            return
        run.next_seq += 1
        if kind == "run.output":
            run.output_chars += len(event["text"])
            self.session_chars += len(event["text"])
        run.is_capped |= kind == "run.capped"
        run.is_over |= kind == "run.ended"
        self.add(run, dict(event))

    def events(self) -> list[dict[str, Any]]:
        return [event for run in self._runs.values() for event in run.events]

    @property
    def has_active(self) -> bool:
        return any(not run.is_over for run in self._runs.values())

    def active_here(self) -> list[RunRecord]:
        return [run for run in self._runs.values() if run.is_ours and not run.is_over]

    def active_of(self, participant: str) -> int:
        return sum(run.participant == participant and not run.is_over for run in self._runs.values())

    def adopt_unfinished(self) -> None:
        """Runs that nobody else watches over any more are this room's."""
        for run in self._runs.values():
            run.is_ours = True


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
