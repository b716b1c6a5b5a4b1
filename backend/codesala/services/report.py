"""The printable report: one HTML page without scripts, in which everything that people wrote is escaped."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from codesala.services import replay
from codesala.services.chain import head
from codesala.services.export import Material, shown_cards
from codesala.services.languages import LANGUAGES
from codesala.services.order import Recorded, order
from codesala.services.participants import ERASED, Participant, participants_of
from codesala.services.report_words import WORDS
from codesala.services.runs import Run, runs_of
from codesala.services.scorecards import Card

MAX_RUN_CHARS = 10_000
"""Of one run's output; a report is read, the export has all."""

ONE_RETURN_MS = 30_000
"""Edits that arrive closer to each other than this came with one return."""

# Programs print anything: what would be invisible, or end a line elsewhere, is shown as its picture.
PICTURES = {code: 0x2400 + code for code in range(32) if code not in (9, 10)} | {0x7F: 0x2421}

_templates = Environment(
    loader=PackageLoader("codesala.services", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)


def report_as_html(material: Material, language: str) -> str:
    """`language` is one of `WORDS`. Takes about 0.1 ms an entry: call it in a thread."""
    return _templates.get_template("report.html.jinja").render(
        words=WORDS[language], report=_report(material, WORDS[language])
    )


def _report(material: Material, words: Mapping[str, Any]) -> dict[str, Any]:
    stored = material.stored
    ordered = order(stored.batches)
    people = participants_of(ordered.entries)
    cards = shown_cards(material, ordered.entries)
    names = {person.participant: _name(person.participant, person.name, words) for person in people}
    return {
        "title": stored.title,
        "language": _language(stored.language),
        "created_at": _moment(stored.created_at),
        "ended_at": _moment(stored.ended_at) if stored.ended_at else None,
        "damaged": ordered.damaged,
        "people": [_person(person, names, words) for person in people],
        "scorecards": [_scorecard(card, words) for card in cards],
        "withheld": len(material.scorecards) - len(cards),
        "code": replay.text_after(ordered.entries).translate(PICTURES),
        "runs": [_run(run, words) for run in runs_of(ordered.entries)],
        "timeline": _timeline(ordered.entries, names, words),
        "entries": len(ordered.entries),
        "head": head(ordered.entries).hex(),
    }


def _person(person: Participant, names: Mapping[str, str], words: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "name": names[person.participant],
        "role": words["roles"].get(person.role, person.role or ""),
        "first": _clock(person.first_at),
        "last": _clock(person.last_at),
        "typed": person.characters_typed,
    }


def _name(participant: str | None, name: str | None, words: Mapping[str, Any]) -> str:
    if participant is None:
        return str(words["somebody"])
    if participant.startswith(ERASED):
        return str(words["erased"])
    return name or str(words["anonymous"])


def _scorecard(card: Card, words: Mapping[str, Any]) -> dict[str, Any]:
    judgement = card.judgement
    return {
        "name": judgement.name or words["anonymous"],
        "verdict": words["verdicts"][judgement.verdict] if judgement.verdict else "",
        "skills": [{"name": skill.name, "score": skill.score or "–"} for skill in judgement.skills],
        "comment": judgement.comment,
    }


def _run(run: Run, words: Mapping[str, Any]) -> dict[str, Any]:
    lines: list[dict[str, str]] = []
    left = MAX_RUN_CHARS
    left_out = 0
    for line in run.lines:
        text = "" if line.text is None else line.text + ("\n" if line.stream == "stdin" else "")
        shown, left_out = text[:left], left_out + len(text[left:])
        left -= len(shown)
        if shown:
            lines.append({"stream": line.stream, "text": shown.translate(PICTURES)})
    known = words["reasons"].get(run.reason)
    result = words["running"] if run.reason is None else known.format(code=run.code) if known else run.reason
    return {
        "when": _clock(run.started_at),
        "name": _name(run.participant, run.name, words),
        "runtime": run.runtime,
        "result": result if run.duration_ms is None else f"{result}, {run.duration_ms / 1000:.1f} s",
        "lines": lines,
        "left_out": left_out,
    }


def _timeline(entries: Sequence[Recorded], names: Mapping[str, str], words: Mapping[str, Any]) -> list[dict[str, str]]:
    told: list[tuple[int, str]] = []
    for entry in entries:
        if entry.event is not None:
            what = _sentence(entry.event, names, words)
            if what is not None:
                told.append((entry.at_ms, what))
    told += [
        (at_ms, words["events"]["offline"].format(name=names[author], edits=edits))
        for author, at_ms, edits in _returns(entries)
    ]
    return [{"when": _clock(at_ms), "what": what} for at_ms, what in sorted(told, key=lambda line: line[0])]


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


def _sentence(event: Mapping[str, Any], names: Mapping[str, str], words: Mapping[str, Any]) -> str | None:
    """None for what a timeline leaves out."""
    form = words["events"].get(_form(event))
    if form is None:
        return None
    seconds = (event.get("away_ms") or event.get("duration_ms") or 0) / 1000
    facts = {
        "name": _name(event.get("participant"), event.get("name"), words),
        "who": event.get("who_name") or names.get(str(event.get("who")), words["anonymous"]),
        "role": words["roles"].get(event.get("role"), event.get("role")),
        "language": _language(str(event.get("language"))),
        "characters": event.get("characters"),
        "lines": event.get("lines"),
        "seconds": f"{seconds:.0f}",
        "minutes": f"{(event.get('seconds') or 0) / 60:g}",
        "title": event.get("title") or words["untitled"],
        "days": event.get("days"),
    }
    sentence: str = form.format(**facts)
    return sentence


def _form(event: Mapping[str, Any]) -> str:
    match event:
        case {"type": "ended", "by": "idle"}:
            return "ended.idle"
        case {"type": "timer", "seconds": None} | {"type": "retention", "days": None}:
            return f"{event['type']}.null"
        case {"type": "paste", "away_ms": int(away_ms)} if away_ms:
            return "paste.away"
    return str(event["type"])


def _language(language: str) -> str:
    return LANGUAGES[language].name if language in LANGUAGES else language


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"


def _clock(at_ms: int) -> str:
    return f"{datetime.fromtimestamp(at_ms / 1000, UTC):%H:%M:%S}"
