"""The printable report: one HTML page without scripts, in which everything that people wrote is escaped."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from codesala.files.recorded import language_of, roots_of
from codesala.notes.service import NoteInfo
from codesala.participants.service import Participant, participants_of
from codesala.paths import MAIN_ROOT, main_path, root_of
from codesala.questions.recorded import starters_in, titles_in
from codesala.recordings import service as replay
from codesala.recordings.chain import head
from codesala.recordings.export import Material, shown_cards
from codesala.recordings.order import Recorded, order
from codesala.recordings.report.clock import Clock
from codesala.recordings.report.code import coloured
from codesala.recordings.report.output import PICTURES, output_of
from codesala.recordings.report.timeline import language_name, name_of, result_of, time_of, timeline
from codesala.recordings.report.words import WORDS
from codesala.recordings.runs import Run, runs_of
from codesala.scorecards.service import Card
from codesala.testreports.service import CaseReport

MAX_RUNS = 10
"""A report is read: the last runs are shown. The export has all."""

NOTHING = ("",) * 4
ROLES_IN_ORDER = ("candidate", "host", "observer")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What whoever asks for a report may choose. `language` is one of `WORDS`; `utc_offset_minutes` that of the clocks
    on which the times are to be read."""

    language: str = "en"
    utc_offset_minutes: int = 0
    with_notes: bool = False


def report_as_html(material: Material, wishes: Wishes) -> str:
    """Takes about 0.1 ms an entry: call it in a thread."""
    words = WORDS[wishes.language]
    report = Report(material, words, Clock(wishes.utc_offset_minutes, words)).as_values(wishes)
    return str(_template().render(words=words, report=report))


@cache
def _template() -> Any:
    """Jinja is imported for the first report: no node waits for it to start."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    templates = Environment(
        loader=PackageLoader("codesala.recordings.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    return templates.get_template("page.html.jinja")


class Report:
    """What a recording and its hosts' judgements say, in words and ready to be laid out."""

    def __init__(self, material: Material, words: Mapping[str, Any], clock: Clock) -> None:
        self._material = material
        self._words = words
        self._clock = clock
        ordered = order(material.stored.batches)
        self._damaged = ordered.damaged
        self._entries = ordered.entries
        self._people = participants_of(ordered.entries, starters_in(material.stored.laid_in))
        self._names = {
            person.participant: name_of(person.participant, person.name, words, person.role) for person in self._people
        }
        self._runs = runs_of(ordered.entries)
        self._pasted = _pasted(ordered.entries)
        self._reports = {report.run: report for report in material.reports}

    def as_values(self, wishes: Wishes) -> dict[str, Any]:
        material, words, stored = self._material, self._words, self._material.stored
        cards = shown_cards(material, self._entries)
        levels = {skill.name.casefold(): skill.levels for skill in material.rubric}
        texts = replay.texts_after(self._entries, roots_of(stored.files))
        code = texts[MAIN_ROOT].translate(PICTURES)
        shown = self._shown_runs()
        titles = titles_in(wishes.language, stored.questions)
        return {
            "title": stored.title,
            "footer": _in_css(f"Codesala · {stored.title or words['untitled']}"),
            "language": language_name(stored.language),
            "when": self._when(),
            "damaged": self._damaged,
            "roles": self._by_role(),
            "people": [self._person(person) for person in self._people],
            "has_starters": any(person.characters_of_starters for person in self._people),
            "scorecards": [_scorecard(card, words, levels) for card in cards],
            "withheld": len(material.scorecards) - len(cards),
            "code": coloured(code, stored.language) if code else [],
            "main": main_path(stored.language),
            "files": [_file(file.path, texts[root_of(file.file_id)]) for file in stored.files if not file.is_deleted],
            "runs": shown,
            "more_runs": len(self._runs) - len(shown),
            "notes": [self._note(note) for note in material.notes] if wishes.with_notes else None,
            "timeline": [
                {"when": self._clock.time(at_ms), "what": what}
                for at_ms, what in timeline(self._entries, self._names, titles, self._runs, words)
            ],
            "entries": len(self._entries),
            "head": head(self._entries).hex(),
        }

    def _when(self) -> str:
        """From the first thing that anybody did to the end, or to the last such thing while it goes on."""
        times = [entry.at_ms for entry in self._entries if entry.author]
        stored = self._material.stored
        begun = times[0] if times else _milliseconds(stored.created_at)
        ended = _milliseconds(stored.ended_at) if stored.ended_at else None
        return self._clock.span(
            begun, ended if ended is not None else max(times, default=begun), is_over=ended is not None
        )

    def _by_role(self) -> list[tuple[str, list[str]]]:
        found: dict[str, list[str]] = {}
        for person in self._people:
            if person.role in ROLES_IN_ORDER:
                found.setdefault(person.role, []).append(self._names[person.participant])
        return [(self._words["roles"][role], found[role]) for role in ROLES_IN_ORDER if role in found]

    def _person(self, person: Participant) -> dict[str, Any]:
        pasted = self._pasted[person.participant]
        return {
            "name": self._names[person.participant],
            "role": self._words["roles"].get(person.role, person.role or ""),
            "first": self._clock.time(person.first_at),
            "last": self._clock.time(person.last_at),
            "typed": _number(max(0, person.characters_typed - pasted), self._words),
            "pasted": _number(pasted, self._words),
            "starters": _number(person.characters_of_starters, self._words),
        }

    def _shown_runs(self) -> list[dict[str, Any]]:
        """The last ones with what they printed, and of earlier ones those of which the timeline does not tell all."""
        first_late = len(self._runs) - MAX_RUNS
        return [
            self._run(run) | (output_of(run) if n >= first_late else {"lines": []})
            for n, run in enumerate(self._runs)
            if n >= first_late or self._cases(run)
        ]

    def _run(self, run: Run) -> dict[str, Any]:
        return {
            "when": self._clock.time(run.started_at),
            "name": self._names.get(run.participant) or name_of(run.participant, run.name, self._words),
            "runtime": run.runtime.partition(" (")[0],
            "result": f"{result_of(run, self._words)}{time_of(run)}",
            "failed": run.reason not in (None, "exited") or bool(run.code),
            "cases": self._cases(run),
            "is_of_tests": bool(run.tests),
        }

    def _cases(self, run: Run) -> list[dict[str, Any]]:
        """Of hidden tests, which the log only counts."""
        report = self._reports.get(run.run)
        return [
            {
                "name": case.name,
                "result": self._words["outcomes"]["failed_call" if _is_wrong_call(case) else case.outcome],
                "failed": case.outcome not in ("passed", "skipped"),
            }
            for case in (report.cases if report else ())
        ]

    def _note(self, note: NoteInfo) -> dict[str, Any]:
        return {
            "when": self._clock.time(_milliseconds(note.moment)),
            "title": note.title,
            "author": note.author or self._words["interviewer"],
            "content": note.content.translate(PICTURES),
        }


def _is_wrong_call(case: CaseReport) -> bool:
    return case.kind == "call" and case.outcome == "failed"


def _scorecard(card: Card, words: Mapping[str, Any], levels: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """With what each score means where the rubric says it: `levels` by skill."""
    judgement = card.judgement
    return {
        "name": judgement.name or words["interviewer"],
        "verdict": words["verdicts"][judgement.verdict] if judgement.verdict else "",
        "skills": [
            {
                "name": skill.name,
                "score": f"{skill.score} · {words['scores'][skill.score - 1]}" if skill.score else "–",
                "means": levels.get(skill.name.casefold(), NOTHING)[skill.score - 1] if skill.score else "",
            }
            for skill in judgement.skills
        ],
        "comment": judgement.comment,
    }


def _file(path: str, text: str) -> dict[str, Any]:
    shown = text.translate(PICTURES)
    return {"path": path, "code": coloured(shown, language_of(path) or "markdown") if shown else []}


def _pasted(entries: Iterable[Recorded]) -> Counter[str]:
    """Participant → how many characters they pasted, as their pages say."""
    pasted: Counter[str] = Counter()
    for entry in entries:
        event = entry.event
        if event is not None and event["type"] == "paste" and isinstance(event.get("characters"), int):
            pasted[entry.author] += event["characters"]
    return pasted


def _number(count: int, words: Mapping[str, Any]) -> str:
    return f"{count:,}".replace(",", words["thousands"])


def _milliseconds(moment: datetime) -> int:
    return int(moment.timestamp() * 1000)


def _in_css(text: str) -> str:
    """For a string of a style sheet, in which nothing ends it."""
    return "".join(letter if letter.isascii() and letter.isalnum() else f"\\{ord(letter):06x}" for letter in text)
