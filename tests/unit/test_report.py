"""The printable report: everything is in it, whatever people wrote stays text, and it speaks two languages."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from codesala.entries import Entry, EntryKind, pack
from codesala.records import Batch
from codesala.services.export import Material
from codesala.services.replay import Stored
from codesala.services.report import report_as_html
from codesala.services.report_words import ENGLISH, SPANISH
from codesala.services.scorecards import Card, Judgement, Skill
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


@pytest.mark.parametrize("language", ["en", "es"])
def test_what_people_wrote_stays_text(language: str) -> None:
    html = report_as_html(hostile(), language)
    page = Elements(html)
    assert not page.tags & {"script", "img", "iframe", "link", "object", "form", "a"}
    assert not {name for name in page.attributes if name.startswith("on")} | page.attributes & {"src", "href"}
    assert page.text.count(HOSTILE) >= 15
    assert "49" not in page.text.replace("4900", "")
    assert "␛[31m␀" in page.text


@pytest.mark.parametrize("language", ["en", "es"])
def test_everything_that_a_reader_looks_for_is_in_it(language: str) -> None:
    text = Elements(report_as_html(material(), language)).text
    words = {"en": ENGLISH, "es": SPANISH}[language]
    for word in ("people", "scorecards", "code", "runs", "timeline", "chain"):
        assert words[word] in text
    assert words["verdicts"]["yes"] in text
    assert "an answer" in text
    assert re.search(r"\b[0-9a-f]{64}\b", text)


def test_private_notes_are_not_in_it() -> None:
    assert "the canary of the notes" not in report_as_html(material(), "en")


def test_the_two_languages_have_the_same_words_with_the_same_gaps() -> None:
    def shape(words: Any) -> Any:
        if isinstance(words, dict):
            return {key: shape(value) for key, value in words.items()}
        return sorted(re.findall(r"\{\w*\}", words))

    assert shape(ENGLISH) == shape(SPANISH)


def test_long_output_is_cut_with_a_word_on_it() -> None:
    run = {"run": "a-run", "participant": "ana", "name": "Ana"}
    started = {"type": "run.started", **run, "language": "python", "runtime": "Python", "on": "browser"}
    output = {"type": "run.output", **run, "stream": "stdout", "text": "x" * 30_000}
    stored = replace(material().stored, batches=[event_batch("ana", started, output)])
    text = Elements(report_as_html(replace(material(), stored=stored), "en")).text
    assert "x" * 10_000 in text
    assert "x" * 10_001 not in text
    assert "… and 20000 more characters" in text
    assert "still running" in text


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
    text = Elements(report_as_html(replace(material(), stored=stored), "en")).text
    assert text.count("Ana came back with 3 edits made offline") == 2


def test_a_session_in_which_nothing_happened_has_a_report() -> None:
    stored = replace(material().stored, batches=[], title=None)
    text = Elements(report_as_html(replace(material(), stored=stored, scorecards=[]), "en")).text
    for words in ("Untitled session", "Nobody was here.", "The editor is empty.", "Nothing was run."):
        assert words in text
