"""What a question may hold."""

import json

import pytest
from pydantic import ValidationError

from codesala.questions.content import Content, read_content
from codesala.questions.content.values import canonical
from codesala.questions.samples import samples
from tests.support.libraries import content


@pytest.mark.parametrize(
    "paths",
    [
        ("../x.py",),
        ("a/b/c/d/e/f.py",),
        ("con.py",),
        ("dir/ x.py",),
        ("x.",),
        ("a\u202eb.py",),
        ("util.py", "UTIL.py"),
        ("util.py", "util.py/more.py"),
        ("caf\u00e9.py", "CAFE\u0301.py"),
    ],
)
@pytest.mark.parametrize("place", ["files", "starter", "solution"])
def test_files_that_a_session_could_not_have_are_refused(place: str, paths: tuple[str, ...]) -> None:
    files = dict.fromkeys(("main.py", *paths), "")
    more = (
        {"files": files} if place == "files" else {"languages": {"python": {place.replace("starter", "files"): files}}}
    )
    with pytest.raises(ValidationError):
        Content.model_validate(content(**more))


def test_files_of_a_question_may_be_called_as_those_of_a_session() -> None:
    files = {"main.py": "", "lib/\u00fatil.py": "", ".env": "", "Makefile": ""}
    assert Content.model_validate(content(languages={"python": {"files": files}})).languages["python"].files == files


def test_what_is_kept_of_a_question_is_what_is_not_left_at_its_default() -> None:
    for question in samples().values():
        kept = canonical(question)
        assert json.loads(kept) == question.model_dump(exclude_defaults=True, mode="json")
        assert read_content(kept) == question


@pytest.mark.parametrize(
    "value",
    [2**53, -(2**53), float("inf"), float("nan"), "\ud800", {"\ud800": 1}, [[2**60]], {"a": [{"b": float("-inf")}]}],
)
def test_what_not_every_language_can_hold_is_no_value_of_a_call(value: object) -> None:
    with pytest.raises(ValidationError):
        Content.model_validate(content(tests=that_calls(value)))


def test_values_of_calls_may_be_nested_fifty_deep() -> None:
    deep: list[object] = []
    for _ in range(49):
        deep = [deep]
    good = [2**53 - 1, 1 - 2**53, 0.5, True, None, "\u00fa", {"a": [{"b": -1}]}, deep]
    Content.model_validate(content(tests=that_calls(good)))
    with pytest.raises(ValidationError, match="deeper than 50"):
        Content.model_validate(content(tests=that_calls([good])))


def that_calls(value: object) -> dict[str, object]:
    case = {"id": "1", "kind": "call", "input": {"a": value}, "expected": None}
    return {"function": {"name": "f", "parameters": [{"name": "a"}]}, "cases": [case]}
