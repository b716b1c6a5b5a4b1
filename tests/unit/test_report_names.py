"""What the report calls people who gave no name."""

from dataclasses import replace

import pytest

from codesala.recordings.report.page import Wishes, report_as_html
from codesala.scorecards.service import Card, Judgement
from tests.support.exports import MOMENT, event_batch, material


@pytest.mark.parametrize(
    ("language", "told"), [("en", "Interviewer</bdi> · Yes"), ("es", "Entrevistador/a</bdi> · Sí")]
)
def test_who_judged_without_a_name_is_an_interviewer(language: str, told: str) -> None:
    card = Card("host", Judgement(None, [], "yes", ""), MOMENT, MOMENT)
    assert told in report_as_html(replace(material(), scorecards=[card]), Wishes(language))


@pytest.mark.parametrize(
    ("language", "host", "candidate"), [("en", "Interviewer", "Anonymous"), ("es", "Entrevistador/a", "Sin nombre")]
)
def test_who_was_there_without_a_name_is_called_by_what_they_are(language: str, host: str, candidate: str) -> None:
    batches = [
        event_batch(one, {"type": "joined", "participant": one, "name": None, "role": one})
        for one in ("host", "candidate")
    ]
    stored = replace(material().stored, batches=batches)
    html = report_as_html(replace(material(), stored=stored), Wishes(language))
    assert f"{host} joined" in html or f"{host} entró" in html
    assert f"<td><bdi>{host}</bdi></td>" in html
    assert f"<td><bdi>{candidate}</bdi></td>" in html


@pytest.mark.parametrize(
    ("language", "roles"),
    [
        ("en", ["Interviewer", "Candidate", "Observer"]),
        ("es", ["Entrevistador/a", "Candidato/a", "Observador/a"]),
    ],
)
def test_people_have_the_roles_of_the_glossary(language: str, roles: list[str]) -> None:
    batches = [
        event_batch(one, {"type": "joined", "participant": one, "name": f"Kim {one}", "role": one})
        for one in ("host", "candidate", "observer")
    ]
    html = report_as_html(replace(material(), stored=replace(material().stored, batches=batches)), Wishes(language))
    for role in roles:
        assert f"<td>{role}</td>" in html
