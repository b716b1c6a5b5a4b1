"""What people read has one word for one thing: those of docs/glossary.md."""

import re
from itertools import chain

import pytest

from codesala.recordings.report.words import WORDS
from tests.house.test_docs import rows
from tests.support.processes import ROOT

GLOSSARY = rows((ROOT / "docs/glossary.md").read_text(), "word")
UNUSED = [word for row in GLOSSARY for word in row[2].split(", ") if word]
# Texts, and the fixed parts of those with gaps; not what stands outside of quotes.
QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`([^`]*)`')


def said_by_the_page() -> list[str]:
    sources = [path.read_text() for path in (ROOT / "frontend/src/words").rglob("*.ts") if ".test." not in path.name]
    lines = [line for source in sources for line in source.splitlines() if not line.startswith("import ")]
    return [text for line in lines for text in chain(*QUOTED.findall(line))]


def said_by_the_report() -> list[str]:
    def texts(value: object) -> list[str]:
        if isinstance(value, dict):
            return [text for inner in value.values() for text in texts(inner)]
        if isinstance(value, list | tuple):
            return [text for inner in value for text in texts(inner)]
        return [value] if isinstance(value, str) else []

    return texts(WORDS)


def test_the_glossary_says_what_each_word_is() -> None:
    assert len(GLOSSARY) > 15
    for word, spanish, _, meaning in GLOSSARY:
        assert word
        assert spanish
        assert re.match(r"[A-Z].+[.]$", meaning), f"{word}: a sentence, please"


@pytest.mark.parametrize("word", UNUSED)
def test_the_page_and_the_report_do_not_use_a_second_word_for_the_same_thing(word: str) -> None:
    whole = re.compile(rf"(?<![\w.]){re.escape(word)}s?(?![\w])", re.IGNORECASE)
    said = [*said_by_the_page(), *said_by_the_report()]
    assert len(said) > 500
    assert not [text for text in said if whole.search(text)]
