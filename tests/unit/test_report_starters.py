"""Starter code that a page put in as a host wished: in the report it is nobody's typing."""

import json
from dataclasses import replace

import pytest

from codesala.languages import LANGUAGES
from codesala.recordings.report.page import Wishes, report_as_html
from codesala.records import Batch
from codesala.wire.entries import Entry, EntryKind, pack
from tests.support.exports import AT_MS, material
from tests.support.yjs import typed


@pytest.mark.parametrize("of", ["question", "language"])
def test_a_starter_that_was_put_in_is_named_apart_from_what_was_typed(of: str) -> None:
    question = "def two_sum(numbers):\n    return None\n"
    starter = question if of == "question" else LANGUAGES["java"].starter
    laid_in = [json.dumps({"languages": {"python": {"files": {"main.py": question}}}})]
    bodies = [typed(7, 0, starter), typed(7, len(starter), "typed", after=(7, len(starter) - 1))]
    entries = [Entry(EntryKind.UPDATE, AT_MS, "ana", body) for body in bodies]
    stored = replace(material().stored, batches=[Batch("s", "w", 1, len(entries), pack(entries))], laid_in=laid_in)
    for language, column in (("en", "Starter code put in"), ("es", "Código inicial puesto")):
        html = report_as_html(replace(material(), stored=stored), Wishes(language))
        assert f'<td class="n">5</td><td class="n">0</td><td class="n">{len(starter)}</td>' in html
        assert column in html


def test_where_none_was_put_in_the_report_speaks_of_none() -> None:
    assert "Starter code put in" not in report_as_html(material(), Wishes())
