"""The runs of a recording: who ran what, what it printed and was answered, and how it ended. Pure functions."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any

from codesala.recordings.order import Recorded


@dataclass(slots=True)
class Line:
    """`stream` is `stdout`, `stderr` or `stdin`; `text` is null for the end of input. Times in milliseconds since 1970,
    here and below."""

    at: int
    stream: str
    text: str | None


@dataclass(slots=True)
class Run:
    """`n` is the entry with which it began. `reason`, `ended_at` and what follows are None while it goes on."""

    run: str
    n: int
    participant: str
    name: str | None
    language: str
    runtime: str
    on: str
    started_at: int
    ended_at: int | None = None
    reason: str | None = None
    code: int | None = None
    duration_ms: int | None = None
    message: str | None = None
    is_capped: bool = False
    tests: dict[str, Any] | None = None
    """Of a run of tests: `question`, `suite`, `cases` and, once it is over, `passed`, `failed`, `skipped`."""
    lines: list[Line] = field(default_factory=list)


def runs_of(entries: Iterable[Recorded]) -> list[Run]:
    """In the order in which they began. Text that a run prints to one stream in one go is one line of it."""
    runs: dict[str, Run] = {}
    for entry in entries:
        event = entry.event
        if event is None or not event["type"].startswith("run."):
            continue
        name = str(event.get("run"))
        if event["type"] == "run.started":
            runs.setdefault(name, _begun(name, entry, event))
        elif name in runs:
            _go_on(runs[name], entry.at_ms, event)
    return list(runs.values())


def run_as_json(run: Run) -> dict[str, Any]:
    """Without what only runs of tests have, for others."""
    told = asdict(run)
    return told if run.tests else {name: value for name, value in told.items() if name != "tests"}


def _begun(name: str, entry: Recorded, event: dict[str, Any]) -> Run:
    return Run(
        run=name,
        n=entry.n,
        participant=str(event.get("participant") or ""),
        name=event.get("name"),
        language=str(event.get("language")),
        runtime=str(event.get("runtime")),
        on=str(event.get("on", "browser")),
        started_at=entry.at_ms,
        tests=event.get("tests"),
    )


def _go_on(run: Run, at_ms: int, event: dict[str, Any]) -> None:
    match event["type"]:
        case "run.output":
            last = run.lines[-1] if run.lines else None
            if last and last.stream == event.get("stream") and last.text is not None:
                last.text += str(event.get("text"))
            else:
                run.lines.append(Line(at_ms, str(event.get("stream")), str(event.get("text"))))
        case "run.input":
            run.lines.append(Line(at_ms, "stdin", event.get("text")))
        case "run.capped":
            run.is_capped = True
        case "run.ended":
            run.ended_at = at_ms
            run.reason, run.code = event.get("reason"), event.get("code")
            run.duration_ms, run.message = event.get("duration_ms"), event.get("message")
            if run.tests:
                run.tests = run.tests | event.get("tests", {})
