"""A question or template with thousands of wrong fields is one error: each would cost the server time of its own, on
the loop that all rooms share."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.libraries import Shelf, content
from tests.support.rest import serving

MANY = {f"/{number}": 1 for number in range(2_000)}
A_CALL = {"id": "1", "kind": "call", "expected": 1}
PLACES: dict[str, dict[str, Any]] = {
    "body.content": {**content(), **MANY},
    "body.content.titles": content(titles=MANY),
    "body.content.statements": content(statements=MANY),
    "body.content.assets": content(assets=MANY),
    "body.content.files": content(files=MANY),
    "body.content.languages": content(languages=MANY),
    "body.content.languages.python": content(languages={"python": MANY}),
    "body.content.languages.python.files": content(languages={"python": {"files": MANY}}),
    "body.content.languages.python.solution": content(languages={"python": {"solution": MANY}}),
    "body.content.tests": content(tests=MANY),
    "body.content.tests.compare": content(tests={"compare": MANY}),
    "body.content.tests.function": content(tests={"function": {"name": "f", **MANY}}),
    "body.content.tests.cases.0.io": content(tests={"cases": [{"id": "1", "kind": "io", "stdout": "", **MANY}]}),
    "body.content.tests.cases.0.call": content(tests={"cases": [{**A_CALL, "input": {}, **MANY}]}),
    "body.content.tests.cases.0.call.input": content(tests={"cases": [{**A_CALL, "input": MANY}]}),
    "body.content.skills.0": content(skills=[{"name": "Clarity", **MANY}]),
}


@pytest.fixture
async def shelf(shared_sqlite_url: str, shared_folder: Path) -> AsyncIterator[Shelf]:
    async with serving(shared_sqlite_url, shared_folder) as rest:
        yield await Shelf.create(rest)


@pytest.mark.parametrize("place", PLACES)
async def test_thousands_of_wrong_fields_are_one_error_wherever_they_stand_in_a_question(
    shelf: Shelf, place: str
) -> None:
    checked = (await shelf.ask("POST", "/check", json={"content": PLACES[place]})).json()
    assert [error["field"] for error in checked["errors"]] == [place]
    refused = await shelf.ask("POST", "/questions", json={"content": PLACES[place]})
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json()["errors"]] == [place]


@pytest.mark.parametrize("fields", [MANY, {"questions": [{"question_id": "sample.x", **MANY}]}])
async def test_thousands_of_wrong_fields_are_one_error_in_a_template(shelf: Shelf, fields: dict[str, Any]) -> None:
    refused = await shelf.ask("POST", "/templates", json={"name": "Backend", "content": fields})
    assert refused.status_code == 422
    assert len(refused.json()["errors"]) == 1
