"""What was asked in a session, as the replay and the export tell of it."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from codesala.languages import LANGUAGES
from codesala.paths import main_path
from codesala.recordings.chain import pretty
from codesala.records import AskedQuestion
from codesala.texts import with_line_ends

LIST = "questions.json"
FOLDER = "questions/"
TOLD = ("title", "minutes", "statements", "languages", "cases", "hidden_cases")
"""In the replay, which leaves out images and what only programs that judge need. The function that cases call and other
languages' titles come with them, where there are some."""


def questions_as_json(questions: Sequence[AskedQuestion]) -> list[dict[str, Any]]:
    return [told_of(_as_listed(one)) for one in questions]


def told_of(listed: Mapping[str, Any]) -> dict[str, Any]:
    """What the replay tells of a question of LIST."""
    asked = listed["asked"]
    some = {name: asked[name] for name in ("function", "titles") if asked.get(name)}
    return {"number": listed["number"], "digest": listed["digest"], **{name: asked[name] for name in TOLD}, **some}


def titles_in(language: str, questions: Sequence[AskedQuestion]) -> dict[int, str]:
    """By number, of those that have one for who reads this language of people."""
    all_titles = {one.number: json.loads(one.public).get("titles", {}) for one in questions}
    return {number: titles[language] for number, titles in all_titles.items() if language in titles}


def starters_in(contents: Sequence[str]) -> frozenset[str]:
    """Programs that pages put into the main file when they are asked to: those of languages, and of questions with
    these contents. A line break follows where something stands below. One line may have been typed in one go."""
    texts = {language.starter for language in LANGUAGES.values()}
    for content in contents:
        for language, own in json.loads(content)["languages"].items():
            main = main_path(language).lower()
            texts |= {text for path, text in own["files"].items() if path.lower() == main}
    texts = {with_line_ends(text) for text in texts if "\n" in text.strip()}
    return frozenset(texts | {f"{text}\n" for text in texts})


def exported_questions(questions: Sequence[AskedQuestion]) -> dict[str, bytes]:
    """What an export has of them; nothing where none was shown."""
    if not questions:
        return {}
    listed = [_as_listed(one) for one in questions]
    return {LIST: pretty(listed), **{name_of(one): markdown_of(one) for one in listed}}


def name_of(listed: Mapping[str, Any]) -> str:
    return f"{FOLDER}{listed['number']}-{listed['asked']['slug']}.md"


def markdown_of(listed: Mapping[str, Any]) -> bytes:
    """The statement for people to read, in each of its languages."""
    asked = listed["asked"]
    statements = [text.strip() for _, text in sorted(asked["statements"].items())]
    return ("\n\n".join([f"# {asked['title']}", "\n\n---\n\n".join(statements)]) + "\n").encode()


def _as_listed(question: AskedQuestion) -> dict[str, Any]:
    return {"number": question.number, "digest": question.digest, "asked": json.loads(question.public)}
