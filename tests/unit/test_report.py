"""The printable report: everything is in it, whatever people wrote stays text, and it speaks two languages."""

import json
import re
from dataclasses import replace
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codesala.languages import LANGUAGES
from codesala.recordings.export import Material
from codesala.recordings.report.code import coloured
from codesala.recordings.report.page import Wishes, report_as_html
from codesala.recordings.report.words import ENGLISH, SPANISH
from codesala.recordings.service import Stored
from codesala.records import AskedQuestion, Batch, FileFacts
from codesala.rooms.journal.initial import initial_batch, update_with
from codesala.scorecards.rubrics import RubricSkill
from codesala.scorecards.service import Card, Judgement, Skill
from codesala.testreports.service import CaseReport, Report
from codesala.wire.entries import Entry, EntryKind, pack
from tests.support.exports import AT_MS, MOMENT, event_batch, material
from tests.support.yjs import typed

HOSTILE = "</pre></title><script>alert(1)</script><img src=x onerror=alert(2)>\"'{{7*7}}{name}&amp;"


class Elements(HTMLParser):
    """What a browser would make of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def hostile() -> Material:
    who: dict[str, Any] = {"participant": HOSTILE, "name": HOSTILE}
    run = {"run": "a-run"}
    events = event_batch(
        HOSTILE,
        {"type": "joined", **who, "role": HOSTILE},
        {"type": "run.started", **run, **who, "language": HOSTILE, "runtime": HOSTILE, "on": "browser"},
        {"type": "run.output", **run, "stream": "stderr", "text": HOSTILE + "\x1b[31m\x00"},
        {"type": "run.input", **run, "text": HOSTILE},
        {"type": "run.ended", **run, "reason": HOSTILE, "code": 1, "duration_ms": 1, "message": HOSTILE},
        {"type": "language", **who, "language": HOSTILE},
        {"type": "removed", **who, "who": HOSTILE},
        {"type": "link_rotated", **who, "role": HOSTILE},
        {"type": "paste", **who, "characters": HOSTILE, "lines": HOSTILE, "away_ms": 0},
    )
    code = Entry(EntryKind.UPDATE, AT_MS, HOSTILE, typed(7, 0, HOSTILE))
    stored = Stored("s", HOSTILE, HOSTILE, "ended", MOMENT, MOMENT, [events, Batch("s", "w", 1, 1, pack([code]))])
    card = Card(HOSTILE, Judgement(HOSTILE, [Skill(HOSTILE, 3)], "strong_no", HOSTILE), MOMENT, MOMENT)
    return replace(material(), stored=stored, scorecards=[card])


def test_the_report_says_what_a_score_means_beside_it() -> None:
    levels = ["w", "x", "y", HOSTILE]
    judged = replace(material(), rubric=[RubricSkill("PYTHON", levels), RubricSkill("Other", levels)])
    page = Elements(report_as_html(judged, Wishes()))
    assert page.text.count(HOSTILE) == 1
    assert "script" not in page.tags
    assert Elements(report_as_html(material(), Wishes())).text.count(HOSTILE) == 0


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_people_wrote_stays_text(language: str) -> None:
    html = report_as_html(hostile(), Wishes(language))
    page = Elements(html)
    assert not page.tags & {"script", "img", "iframe", "link", "object", "form", "a"}
    assert not {name for name in page.attributes if name.startswith("on")} | page.attributes & {"src", "href"}
    assert page.text.count(HOSTILE) >= 15
    assert "49" not in page.text.replace("4900", "")
    assert f"{HOSTILE}␀" in page.text, "a colour is for terminals"


@pytest.mark.parametrize("language", ["en", "es"])
def test_everything_that_a_reader_looks_for_is_in_it(language: str) -> None:
    text = Elements(report_as_html(material(), Wishes(language))).text
    words = {"en": ENGLISH, "es": SPANISH}[language]
    for word in ("people", "scorecards", "code", "runs", "timeline", "chain"):
        assert words[word] in text
    assert words["verdicts"]["yes"] in text
    assert "an answer" in text
    assert re.search(r"\b[0-9a-f]{64}\b", text)


def test_private_notes_are_not_in_it() -> None:
    assert "the canary of the notes" not in report_as_html(material(), Wishes())


def test_the_two_languages_have_the_same_words_with_the_same_gaps() -> None:
    def shape(words: Any) -> Any:
        if isinstance(words, dict):
            return {key: shape(value) for key, value in words.items()}
        if isinstance(words, list):
            return len(words)
        return sorted(re.findall(r"\{\w*\}", words))

    assert shape(ENGLISH) == shape(SPANISH)


def told_of(*events: dict[str, Any], **changes: Any) -> str:
    """The text of the report on a session in which Ana did this, a second after each other."""
    ana = {"participant": "ana", "name": "Ana"}
    joined = {"type": "joined", **ana, "role": "candidate"}
    wishes = changes.pop("wishes", Wishes())
    stored = replace(material().stored, batches=[event_batch("ana", joined, *({**ana, **event} for event in events))])
    return Elements(report_as_html(replace(material(), stored=replace(stored, **changes)), wishes)).text


def test_each_file_is_shown_under_its_path_and_what_was_done_with_files_is_in_the_timeline() -> None:
    util, gone = (
        FileFacts(f"{name}-file-id", f"{name}.py", True, is_deleted=name == "gone") for name in ("util", "gone")
    )
    texts = [initial_batch("a-session", "print('main')")]
    for file in (util, gone):
        body = update_with(f"def {file.path[:-3]}(): ...", f"file:{file.file_id}")
        texts.append(Batch("a-session", f"file:{file.file_id}", 1, 1, pack([Entry(EntryKind.UPDATE, AT_MS, "", body)])))
    done = [
        {"type": "file.created", "file": util.file_id, "path": "x.py"},
        {"type": "file.renamed", "file": util.file_id, "path": "util.py", "previous": "x.py"},
        {"type": "file.deleted", "file": gone.file_id, "path": ""},
    ]
    ana = {"participant": "ana", "name": "Ana"}
    joined = {"type": "joined", **ana, "role": "candidate"}
    batches = [*texts, event_batch("ana", joined, *({**ana, **event} for event in done))]
    stored = replace(material().stored, batches=batches, files=(util, gone))
    text = Elements(report_as_html(replace(material(), stored=stored), Wishes())).text
    assert text.index("main.md") < text.index("print('main')") < text.index("util.py") < text.index("def util(): ...")
    assert "def gone" not in text
    for sentence in ("Ana created x.py", "Ana renamed x.py to util.py", "Ana deleted a file"):
        assert sentence in text


@pytest.mark.parametrize("language", ["en", "es"])
def test_when_which_question_was_shown_is_in_the_timeline(language: str) -> None:
    question = {"question": 2, "title": "Sum of two"}
    events = [question | {"type": f"question.{change}"} for change in ("shown", "hidden")]
    asked = AskedQuestion(2, "0" * 64, json.dumps({"titles": {"es": "Suma de dos"}}))
    text = told_of(*events, wishes=Wishes(language), questions=[asked, AskedQuestion(1, "", "{}")])
    shown, hidden = {
        "en": ("Ana showed the question “Sum of two”", "Ana hid the question “Sum of two”"),
        "es": ("Ana mostró la pregunta «Suma de dos»", "Ana ocultó la pregunta «Suma de dos»"),
    }[language]
    assert text.index(shown) < text.index(hidden)


def test_a_new_link_is_not_said_to_replace_one_that_never_was() -> None:
    link = {"type": "link_rotated", "role": "replay"}
    for language, told in (("en", "made a new link (Replay)"), ("es", "creó un enlace nuevo (Grabación)")):
        assert f"Ana {told}" in told_of(link, wishes=Wishes(language))


def run_of(name: str, output: str, **ended: Any) -> list[dict[str, Any]]:
    run = {"run": name, "language": "python", "runtime": "Python 3.14 (Pyodide 314.0.7)", "on": "browser"}
    end = {"type": "run.ended", "reason": "exited", "code": 0, "duration_ms": 12, "message": None, **ended}
    return [
        {"type": "run.started", **run},
        {"type": "run.output", "run": name, "stream": "stdout", "text": output},
        {**end, "run": name},
    ]


def test_of_long_output_the_beginning_and_the_end_are_shown() -> None:
    text = told_of(*run_of("a", "".join(f"line {n}.\n" for n in range(5_000))))
    assert "line 15.\n… 4976 lines left out: the export has them all …\nline 4992.\n" in text
    assert "line 4999." in text
    assert "x" * 401 not in told_of(*run_of("a", "x" * 30_000))


def test_of_many_runs_the_last_are_shown_with_their_output_and_the_others_once_in_the_timeline() -> None:
    text = told_of(*(event for n in range(13) for event in run_of(f"run {n}", f"output {n}.\n", code=50 + n)))
    assert "output 2." not in text
    assert "output 3." in text
    assert "Ana · Python 3.14 · failed (exit code 62), 12 ms" in text, "not how that was built"
    assert text.index("output 12.") < text.index("Earlier runs, of which only the timeline tells: 3\n")
    assert [text.count(f"exit code {code}") for code in (50, 52, 53, 62)] == [1, 1, 2, 2]


def test_a_run_ends_in_the_words_of_the_console_in_the_timeline_too_which_leaves_its_time_to_the_list_of_runs() -> None:
    failed = run_of("c", "", reason="error", code=1)
    text = told_of(*run_of("a", "", code=3), *run_of("b", "", reason="limit", code=None), *failed)
    runs, timeline = text.split("\nTimeline\n")
    assert "failed (exit code 3), 12 ms" in runs
    told = [line for line in timeline.splitlines() if "ran the code" in line]
    assert [line.split(": ", 1)[1] for line in told] == ["failed (exit code 3)", "over a limit", "failed (exit code 1)"]


def test_of_a_run_of_tests_it_tells_how_many_passed() -> None:
    tests = {"question": 1, "suite": "hidden", "cases": 7}
    counts = {"passed": 5, "failed": 1, "skipped": 1}
    start, *_, end = run_of("a", "", code=1)
    again = [{**event, "run": "b"} for event in (start, end | {"reason": "stopped", "code": None})]
    text = told_of(
        start | {"tests": tests},
        end | {"tests": counts},
        again[0] | {"tests": tests | {"suite": "visible"}},
        again[1] | {"tests": counts},
    )
    for part, time in zip(text.split("Timeline"), (", 12 ms", "\n"), strict=True):
        assert f"5 of 7 hidden tests passed{time}" in part
        assert f"stopped, 5 of 7 examples passed{time}" in part


@pytest.mark.parametrize("run", [0, 11], ids=["the last ones", "earlier ones"])
def test_of_hidden_tests_it_tells_hosts_which_passed_and_how_the_others_went(run: int) -> None:
    runs = [run_of(f"run-{number}", "") for number in range(12)]
    batch = event_batch("ana", *(event for one in runs for event in one))
    stored = Stored("s", "T", "python", "ended", MOMENT, MOMENT, [batch])
    cases = [CaseReport("one cell", "passed"), CaseReport(HOSTILE, "timeout")]
    cases += [CaseReport("prints", "failed", "io"), CaseReport("calls", "failed", "call"), CaseReport("old", "failed")]
    reported = replace(material(), stored=stored, reports=[Report(f"run-{run}", MOMENT, None, 1, "hidden", cases)])
    page = Elements(report_as_html(reported, Wishes()))
    outputs, results = (page.text.count(f"{wrong} than expected") for wrong in ("other output", "another result"))
    assert (outputs, results) == (2, 1), "a call has a result, a program and what is not known an output"
    assert (page.text.count("one cell"), page.text.count(HOSTILE), "over its time" in page.text) == (1, 1, True)
    assert "script" not in page.tags


def test_whoever_only_reloaded_the_page_has_not_left_nor_taken_the_name_that_they_are_called_by() -> None:
    anne, ana = ({"type": "renamed", "name": name} for name in ("Anne", "Ana"))
    text = told_of({"type": "left"}, {"type": "joined", "role": "candidate"}, anne, ana, {"type": "left"})
    assert [text.count(f"Ana {did}") for did in ("joined", "left", "chose the name", "chose the name Anne")] == [1] * 4


def test_what_was_pasted_does_not_count_as_typed() -> None:
    bodies = [typed(7, 0, "typed"), typed(7, 5, "pasted" * 100, after=(7, 4))]
    paste = {"type": "paste", "participant": "ana", "name": "Ana", "characters": 600, "lines": 1}
    entries = [Entry(EntryKind.UPDATE, AT_MS, "ana", body) for body in bodies]
    entries.append(Entry(EntryKind.EVENT, AT_MS, "ana", json.dumps(paste).encode()))
    stored = replace(material().stored, batches=[Batch("s", "w", 1, len(entries), pack(entries))])
    for language in ("en", "es"):
        html = report_as_html(replace(material(), stored=stored), Wishes(language))
        assert '<td class="n">5</td><td class="n">600</td>' in html


def test_its_times_are_those_of_the_readers_clocks() -> None:
    for minutes, told in (
        (0, "21 September 2026, 14:13 – 15:00 (UTC) · 47 min"),
        (120, "21 September 2026, 16:13 – 17:00 (UTC+2) · 47 min"),
        (560, "21 September 2026, 23:33 – 22 September 2026, 00:20 (UTC+9:20) · 47 min"),
        (-570, "21 September 2026, 04:43 – 05:30 (UTC-9:30) · 47 min"),
    ):
        assert told in told_of(wishes=Wishes(utc_offset_minutes=minutes), ended_at=MOMENT + timedelta(hours=3))


def test_private_notes_are_in_it_when_they_are_asked_for() -> None:
    assert "the canary of the notes" in report_as_html(material(), Wishes(with_notes=True))


def test_its_code_has_a_line_for_each_line_and_loses_no_character() -> None:
    code = 'def greet(name):  # said "twice"\n    return f"Hello, {name}" * 2\n\n\tpass\n'
    entries = [Entry(EntryKind.UPDATE, AT_MS, "ana", typed(7, 0, code))]
    stored = replace(material().stored, language="python", batches=[Batch("s", "w", 1, 1, pack(entries))])
    html = report_as_html(replace(material(), stored=stored), Wishes())
    assert code in Elements(html).text
    assert html.count('<span class="line">') == 5
    for piece in ('class="keyword">def<', 'class="comment"># said &#34;twice&#34;<', 'class="number">2<'):
        assert piece in html


@given(st.text(alphabet="ab1 \n\\\"'`#/*-{}", max_size=200), st.sampled_from([*LANGUAGES, "none"]))
def test_colours_change_no_text(code: str, language: str) -> None:
    assert "\n".join("".join(text for _, text in line) for line in coloured(code, language)) == code


def test_edits_made_offline_are_one_line_of_the_timeline_each_time_that_somebody_comes_back() -> None:
    entries = [
        Entry(EntryKind.EVENT, AT_MS, "ana", b'{"type":"joined","participant":"ana","name":"Ana","role":"host"}')
    ]
    for n in range(6):
        received = AT_MS + 60_000 + 40_000 * (n // 3) + n
        event = {"type": "offline", "at": received, "participant": "ana", "ages_ms": [30_000 - n]}
        entries.append(Entry(EntryKind.EVENT, received, "ana", json.dumps(event).encode()))
        body = typed(7, n, "x", after=(7, n - 1) if n else None)
        entries.append(Entry(EntryKind.UPDATE, received, "ana", body))
    stored = replace(material().stored, batches=[Batch("s", "w", 1, len(entries), pack(entries))])
    text = Elements(report_as_html(replace(material(), stored=stored), Wishes())).text
    assert text.count("Ana came back with 3 edits made offline") == 2


def test_a_session_in_which_nothing_happened_has_a_report() -> None:
    nothing = replace(material(), stored=replace(material().stored, batches=[], title=None), scorecards=[])
    text = Elements(report_as_html(nothing, Wishes())).text
    assert all(words in text for words in ("Untitled session", "Nobody was here.", "Empty.", "Nothing was run."))
