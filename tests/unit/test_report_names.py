"""What the report calls people who gave no name."""

from dataclasses import replace

import pytest

from codesala.recordings.report.page import Wishes, report_as_html
from codesala.scorecards.service import Card, Judgement
from tests.support.exports import MOMENT, material


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Interviewer</bdi> · Yes"), ("es", "Entrevistador/a</bdi> · Sí")]
)
def test_who_judged_without_a_name_is_an_interviewer(language: str, told: str) -> None:
    card = Card("host", Judgement(None, [], "yes", ""), MOMENT, MOMENT)
    assert told in report_as_html(replace(material(), scorecards=[card]), Wishes(language))
