"""An export holds what was asked, and nothing of it that only hosts know; `verify` finds another question."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from codesala.questions import content as questions
from codesala.questions.content.values import written
from codesala.recordings.export import Material, make_export
from codesala.recordings.verify import verify
from codesala.records import AskedQuestion
from tests.support.exports import PLAYER, event_batch, files_of, material, resealed
from tests.support.libraries import content


def findings(data: bytes) -> list[str]:
    return verify(data).findings


def test_what_was_asked_is_in_it_and_what_only_hosts_know_is_not() -> None:
    data = make_export(that_asked(), PLAYER)[1]
    assert findings(data) == []
    files = files_of(data)
    assert {name for name in files if name.startswith("question")} == {"questions.json", "questions/2-sum-of-two.md"}
    assert (
        files["questions/2-sum-of-two.md"].decode() == "# Sum of two\n\nAdd *two* numbers.\n\n---\n\nSuma </script>\n"
    )
    (told,) = json.loads(files["questions.json"])
    assert (told["number"], told["digest"]) == (2, questions.digest_of(written(told["asked"])))
    assert [case["id"] for case in told["asked"]["cases"]] == ["seen"]
    played = json.loads(files["replay.html"].decode().partition('id="codesala-replay">')[2].partition("</script>")[0])
    assert [(one["number"], one["title"], one["digest"]) for one in played["questions"]] == [
        (2, "Sum of two", told["digest"]),
    ]  # fmt: skip
    assert played["questions"][0]["statements"] == {"en": "Add *two* numbers.", "es": "Suma </script>"}
    assert not [name for name, text in files.items() if b"secret" in text]


def other_question(asked: bytes) -> dict[str, bytes]:
    return {"questions.json": asked.replace(b"Add *two*", b"Subtract *two*")}


def with_its_digest(asked: bytes) -> dict[str, bytes]:
    (told,) = json.loads(other_question(asked)["questions.json"])
    return {"questions.json": json.dumps([{**told, "digest": questions.digest_of(written(told["asked"]))}]).encode()}


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (other_question, "questions.json: question 2 is not what its digest stands for."),
        (with_its_digest, "questions.json: question 2 is not the one that the log tells was shown."),
        (lambda _: {"questions.json": b"[]"}, "questions.json: it lacks question 2, of which the log tells."),
        (lambda _: {"questions.json": b'[{"number": 2}]'}, "questions.json: it is no list of questions."),
        (lambda _: {"questions.json": b"nothing"}, "questions.json: it is no list of questions."),
        (lambda _: {"questions/2-sum-of-two.md": b"?"}, "questions/2-sum-of-two.md: it is not the statement that "),
        (lambda _: {"questions/3-more.md": b"?"}, "questions/3-more.md: questions.json does not know it."),
    ],
)
def test_another_question_than_was_asked_is_found_though_all_hashes_are_right(
    change: Callable[[bytes], dict[str, bytes]], found: str
) -> None:
    data = make_export(that_asked(), None)[1]
    changed = change(files_of(data)["questions.json"])
    assert any(one.startswith(found) for one in findings(resealed(data, changed)))


def test_questions_that_are_left_out_are_found() -> None:
    data = make_export(replace(that_asked(), stored=replace(that_asked().stored, questions=())), None)[1]
    assert findings(data) == ["questions.json: it is missing, though the log tells of questions."]


def test_a_player_that_shows_another_question_is_found() -> None:
    data = make_export(that_asked(), PLAYER)[1]
    page = files_of(data)["replay.html"].replace(b"Add *two*", b"Subtract *two*")
    assert findings(resealed(data, {"replay.html": page})) == [
        "replay.html: it shows other questions than those of questions.json."
    ]


def that_asked() -> Material:
    """One question was shown and hidden; it has a hidden case, a solution and a guide."""
    cases = [
        {"id": "seen", "kind": "io", "is_visible": True, "stdin": "1 2", "stdout": "3"},
        {"id": "unseen", "kind": "io", "stdin": "secret in", "stdout": "secret out"},
    ]
    languages = {"python": {"files": {"main.py": "start"}, "solution": {"main.py": "secret solution"}}}
    statements = {"en": "Add *two* numbers.", "es": "Suma </script>"}
    question = questions.Content.model_validate(
        content(statements=statements, tests={"cases": cases}, languages=languages, guide="secret guide")
    )
    public = written(questions.public_part(question))
    asked = AskedQuestion(2, questions.digest_of(public), public)
    facts = {"participant": None, "name": None, "question": 2, "title": question.title, "digest": asked.digest}
    events = event_batch("", *({"type": f"question.{change}", **facts} for change in ("shown", "hidden")))
    stored = material().stored
    return replace(material(), stored=replace(stored, batches=[*stored.batches, events], questions=(asked,)))
