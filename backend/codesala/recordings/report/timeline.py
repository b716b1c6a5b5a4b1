"""What happened, in sentences: the timeline of the report, and what its other parts call people, languages and ends of
runs. `words` is one of report_words.WORDS."""

from collections.abc import Mapping, Sequence
from typing import Any

from codesala.languages import LANGUAGES
from codesala.participants.service import ERASED
from codesala.recordings.order import Recorded
from codesala.recordings.runs import Run

ONE_VISIT_MS = 60_000
"""Who is away for less has reloaded the page, or their line broke for a moment: they have not left."""

ONE_RETURN_MS = 30_000
"""Edits that arrive closer to each other than this came with one return."""


def timeline(
    entries: Sequence[Recorded],
    names: Mapping[str, str],
    titles: Mapping[int, str],
    runs: Sequence[Run],
    words: Mapping[str, Any],
) -> list[tuple[int, str]]:
    """When, in milliseconds since 1970, and what. `names` has everybody by participant, `titles` those questions by
    number that are called otherwise in the reader's language."""
    results = {run.run: result_of(run, words) for run in runs}
    told: list[tuple[int, str]] = []
    for entry in _without_reloads(entries):
        if entry.event is not None:
            what = _sentence(entry.event, names, titles, results, words)
            if what is not None:
                told.append((entry.at_ms, what))
    told += [
        (at_ms, words["events"]["offline"].format(name=names[author], edits=_counted("edits", edits, words)))
        for author, at_ms, edits in _returns(entries)
    ]
    return sorted(told, key=lambda line: line[0])


def name_of(participant: str | None, name: str | None, words: Mapping[str, Any], role: str | None = None) -> str:
    if participant is None:
        return str(words["somebody"])
    if participant.startswith(ERASED):
        return str(words["erased"])
    return name or str(words["interviewer" if role == "host" else "anonymous"])


def language_name(language: str) -> str:
    return LANGUAGES[language].name if language in LANGUAGES else language


def result_of(run: Run, words: Mapping[str, Any]) -> str:
    if run.reason is None:
        return str(words["running"])
    reason = "error" if run.reason == "exited" and run.code else run.reason
    how = f"{reason}_with"
    form = words["reasons"].get(how if run.code is not None and how in words["reasons"] else reason)
    result = form.format(code=run.code) if form else run.reason
    if run.tests:
        counts = words["tests"].get(run.tests.get("suite"), "").format_map(run.tests)
        result = counts if run.reason == "exited" else f"{result}, {counts}"
    return str(result)


def time_of(run: Run) -> str:
    """To be said behind how it ended."""
    if run.duration_ms is None:
        return ""
    return f", {run.duration_ms} ms" if run.duration_ms < 1_000 else f", {run.duration_ms / 1000:.1f} s"


def _without_reloads(entries: Sequence[Recorded]) -> list[Recorded]:
    """Leaving out each departure from which somebody came back soon, and that return."""
    gone: dict[str, Recorded] = {}
    skipped: set[int] = set()
    for entry in entries:
        kind = entry.event["type"] if entry.event is not None else None
        if kind == "left":
            gone[entry.author] = entry
        elif kind == "joined":
            left = gone.pop(entry.author, None)
            if left is not None and entry.at_ms - left.at_ms < ONE_VISIT_MS:
                skipped |= {left.n, entry.n}
    return [entry for entry in entries if entry.n not in skipped]


def _returns(entries: Sequence[Recorded]) -> list[tuple[str, int, int]]:
    """Who came back, when, and with how many edits that they had made offline."""
    received: dict[str, list[int]] = {}
    for entry in entries:
        if entry.received_ms is not None and entry.update is not None:
            received.setdefault(entry.author, []).append(entry.received_ms)
    found = []
    for author, times in received.items():
        times.sort()
        firsts = [n for n, at_ms in enumerate(times) if n == 0 or at_ms - times[n - 1] > ONE_RETURN_MS]
        found += [
            (author, times[first], end - first) for first, end in zip(firsts, [*firsts[1:], len(times)], strict=True)
        ]
    return found


def _sentence(
    event: Mapping[str, Any],
    names: Mapping[str, str],
    titles: Mapping[int, str],
    results: Mapping[str, str],
    words: Mapping[str, Any],
) -> str | None:
    """None for what a timeline leaves out."""
    form = words["events"].get(_form(event))
    if form is None:
        return None
    seconds = (event.get("away_ms") or event.get("duration_ms") or 0) / 1000
    facts = {
        "name": names.get(str(event.get("participant"))) or name_of(event.get("participant"), event.get("name"), words),
        "now": name_of(event.get("participant"), event.get("name"), words),
        "result": results.get(str(event.get("run"))),
        "who": event.get("who_name") or names.get(str(event.get("who")), words["anonymous"]),
        "role": words["roles"].get(event.get("role"), event.get("role")),
        "language": language_name(str(event.get("language"))),
        "path": event.get("path") or words["a_file"],
        "previous": event.get("previous") or words["a_file"],
        "characters": _counted("characters", event.get("characters"), words),
        "lines": _counted("lines", event.get("lines"), words),
        "seconds": f"{seconds:.0f}",
        "minutes": f"{(event.get('seconds') or 0) / 60:g}",
        "title": titles.get(event.get("question", 0)) or event.get("title") or words["untitled"],
        "days": _counted("days", event.get("days"), words),
    }
    if event["type"] == "renamed" and facts["name"] == facts["now"]:
        return None  # people are called by their last name throughout
    sentence: str = form.format(**facts)
    return sentence


def _counted(what: str, number: int | None, words: Mapping[str, Any]) -> str:
    """In words: 1 line, 2 lines."""
    one, many = words["counts"][what]
    return f"{number} {one if number == 1 else many}"


def _form(event: Mapping[str, Any]) -> str:
    match event:
        case {"type": "ended", "by": "idle"}:
            return "ended.idle"
        case {"type": "timer", "seconds": None} | {"type": "retention", "days": None}:
            return f"{event['type']}.null"
        case {"type": "paste", "away_ms": int(away_ms)} if away_ms:
            return "paste.away"
    return str(event["type"])
