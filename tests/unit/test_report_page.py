"""What a reader meets in the report: the summary first, counts in words, and on each sheet what it belongs to."""

import re
from dataclasses import replace

import pytest

from codesala.recordings.report.page import Wishes, report_as_html
from tests.support.exports import event_batch, material

ANA = {"participant": "ana", "name": "Ana"}
JOINED = {"type": "joined", **ANA, "role": "candidate"}


def test_the_summary_comes_before_the_code_and_names_people_and_recommendation() -> None:
    stored = replace(material().stored, batches=[event_batch("ana", JOINED)])
    html = report_as_html(replace(material(), stored=stored), Wishes())
    summary, rest = html.split("</header>")
    facts = re.sub(r"<[^>]+>", " ", summary.split('<dl class="facts">')[1])
    assert facts.split() == ["Candidate", "Ana", "Recommendation", "Yes", "·", "Ben"]
    assert "4 · Strong" in rest
    assert rest.index("Scorecards") < rest.index("Final code") < rest.index("Runs") < rest.index("Timeline")


def test_each_sheet_says_its_number_and_the_session_and_the_last_is_not_for_a_few_lines_alone() -> None:
    style, _, rest = report_as_html(material(), Wishes()).partition("</style>")
    assert 'content: counter(page) " / " counter(pages)' in style
    assert re.search(r"@bottom-left \{ content: \"Codesala[^\"]+Zo", style)
    assert ".last { break-before: avoid; }" in style
    assert rest.index('class="card last"') < rest.index("Integrity")


@pytest.mark.parametrize(
    ("language", "one", "many"),
    [
        ("en", "pasted 1 character (1 line)", "pasted 20 characters (2 lines)"),
        ("es", "pegó 1 carácter (1 línea)", "pegó 20 caracteres (2 líneas)"),
    ],
)
def test_one_of_a_thing_is_said_as_one(language: str, one: str, many: str) -> None:
    pastes = [
        {"type": "paste", **ANA, "characters": characters, "lines": lines} for characters, lines in ((1, 1), (20, 2))
    ]
    kept = [{"type": "retention", **ANA, "days": days} for days in (1, 30)]
    stored = replace(material().stored, batches=[event_batch("ana", JOINED, *pastes, *kept)])
    html = report_as_html(replace(material(), stored=stored), Wishes(language))
    days = {"en": ("for 1 day after", "for 30 days after"), "es": ("1 día tras", "30 días tras")}[language]
    assert all(said in html for said in (one, many, *days))
