"""What people read has one word for one thing: those of docs/glossary.md."""

import json
import re
from itertools import chain

import pytest

from codesala.recordings.report.words import WORDS
from tests.house.test_docs import rows, words_of
from tests.support.processes import ROOT

GLOSSARY = rows((ROOT / "docs/glossary.md").read_text(), "word")
UNUSED = [word for row in GLOSSARY for word in row[2].split(", ") if word]
# Texts, and the fixed parts of those with gaps; not what stands outside of quotes.
QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"|`([^`]*)`')


def said_by_the_page() -> list[str]:
    sources = [path.read_text() for path in (ROOT / "frontend/src/words").rglob("*.ts") if ".test." not in path.name]
    lines = [line for source in sources for line in source.splitlines() if not line.startswith("import ")]
    return [text for line in lines for text in chain(*QUOTED.findall(line))]


def texts_in(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for inner in value.values() for text in texts_in(inner)]
    if isinstance(value, list | tuple):
        return [text for inner in value for text in texts_in(inner)]
    return [value] if isinstance(value, str) else []


def said_by_the_api(value: object) -> list[str]:
    """Summaries and descriptions. A field's name in backquotes is no word."""
    if isinstance(value, list):
        return [text for inner in value for text in said_by_the_api(inner)]
    if not isinstance(value, dict):
        return []
    told = [value[key] for key in ("summary", "description") if isinstance(value.get(key), str)]
    plain = [re.sub(r"`[^`]*`", "", text) for text in told]
    return plain + [text for inner in value.values() for text in said_by_the_api(inner)]


def test_the_glossary_says_what_each_word_is() -> None:
    assert len(GLOSSARY) > 15
    for word, spanish, _, meaning in GLOSSARY:
        assert word
        assert spanish
        assert re.match(r"[A-Z].+[.]$", meaning), f"{word}: a sentence, please"


@pytest.mark.parametrize("word", UNUSED)
def test_page_report_and_api_do_not_use_a_second_word_for_the_same_thing(word: str) -> None:
    whole = re.compile(rf"(?<![\w.]){re.escape(word)}s?(?![\w])", re.IGNORECASE)
    described = json.loads((ROOT / "frontend/src/api/openapi.json").read_text())
    said = [*said_by_the_page(), *texts_in(WORDS), *said_by_the_api(described)]
    assert len(said) > 1_000
    assert not [text for text in said if whole.search(text)]


@pytest.mark.parametrize("language", ["en", "es"])
def test_a_run_ends_in_the_same_words_in_console_replay_and_report(language: str) -> None:
    reasons = WORDS[language]["reasons"]
    for path in ("room/console.ts", f"replay/{language}.ts"):
        said = set(chain(*QUOTED.findall(words_of(path, language))))
        ends = {words.replace("{code}", "${code}") for words in reasons.values()}
        assert not ends - said, f"{path} calls an end of a run otherwise than the report"
