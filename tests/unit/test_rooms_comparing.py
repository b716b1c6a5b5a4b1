"""Whether what came of a case is right: the page's rule, by the table that frontend/src/tests/compare.test.ts reads."""

import json
from typing import Any

import pytest

from codesala.rooms.programs.calls import came_of, expected_of, is_right, spellings_of
from codesala.rooms.programs.compare import MOST_COMPARED, Comparison, is_equal_json, is_right_output
from tests.support.processes import ROOT

TABLE = json.loads((ROOT / "frontend/src/tests/compare.cases.json").read_text())
NAMES = {
    "caseSensitive": "case_sensitive",
    "spaceChangeSensitive": "space_change_sensitive",
    "floatTolerance": "float_tolerance",
    "anyOrder": "any_order",
}


def comparison(how: dict[str, Any]) -> Comparison:
    return Comparison(**{NAMES[name]: value for name, value in how.items()})


def rows(kind: str) -> list[Any]:
    return [pytest.param(*row[1:], id=row[0]) for row in TABLE[kind]]


@pytest.mark.parametrize(("expected", "printed", "how", "difference"), rows("output"))
def test_output_is_compared_as_in_a_page(expected: str, printed: str, how: dict[str, Any], difference: object) -> None:
    assert is_right_output(expected, printed, comparison(how)) == (difference is None)


@pytest.mark.parametrize(("expected", "result", "how", "verdict"), rows("json"))
def test_results_are_compared_as_in_a_page(expected: Any, result: Any, how: dict[str, Any], verdict: bool) -> None:
    assert is_equal_json(expected, result, comparison(how)) is verdict


@pytest.mark.parametrize(("said", "told", "expected", "how", "kind", "verdict"), rows("calls"))
def test_calls_are_judged_as_in_a_page(
    said: str, told: dict[str, Any], expected: Any, how: dict[str, Any], kind: str, verdict: bool
) -> None:
    types = told.get("types", ["json", "json"])
    parameters = [{"name": name, "type": kind} for name, kind in zip(("n", "root"), types, strict=True)]
    came = came_of(f"mine\n\x1en0 0 1.5 {said}\n", "n0")
    assert came is not None
    wanted = expected_of({"name": "f", **told, "parameters": parameters}, expected)
    assert (came.kind, is_right(wanted, came, comparison(how))) == (kind, verdict)


@pytest.mark.parametrize(("name", "spellings"), TABLE["names"])
def test_a_function_is_called_in_the_languages_own_spelling(name: str, spellings: list[str]) -> None:
    assert spellings_of(name) == spellings


def test_the_first_mark_of_a_call_counts_and_those_of_others_are_output() -> None:
    printed = '\x1eother 0 1 {"value":1}\n\x1en0 ready 0 null\n\x1en0 0 1 {"value":2}\n\x1en0 0 1 {"value":3}\n'
    came = came_of(printed, "n0")
    assert came is not None
    assert came.value == 2
    assert came_of('\x1en0 0 1 {"value":2}', "n0") is None, "it is not whole"


def test_long_lists_in_another_order_are_equal_and_those_that_nobody_can_tell_in_time_are_not() -> None:
    how = Comparison(any_order=True)
    many = list(range(20_000))
    assert is_equal_json(many, many[::-1], how)
    near = [1 + place * 1e-13 for place in range(2_000)]
    assert not is_equal_json(near, [2.0] * 2_000, how)
    assert len(near) ** 2 > MOST_COMPARED
    assert not is_equal_json([[]], json.loads("[" * 900 + "]" * 900), how)


MOST = 262_144
"""Characters that a program prints at most."""


@pytest.mark.parametrize("word", ["1" * MOST + "x", "0x" + "1" * MOST + "z", "." * MOST, "0x." + "f" * MOST + "p"])
def test_a_long_word_that_is_no_number_is_looked_at_once(word: str) -> None:
    """Each of its places tried anew would take half an hour, in which no room goes on."""
    assert not is_right_output("1.5", word, Comparison(float_tolerance=0.1))


def test_beginnings_of_marks_without_an_end_are_looked_at_once() -> None:
    assert came_of("\x1ea " * (MOST // 3), "a") is None
    came = came_of("\x1ea " * 1_000 + "\n\x1ea 0 1 {}\n", "a")
    assert came is not None
    assert came.kind == "missing", "of a line the first counts"


def test_lists_of_which_nearly_all_suit_cost_no_more_than_others() -> None:
    count = 30_000
    how = Comparison(any_order=True, float_tolerance=0.2)
    assert is_equal_json([1] * count, [1.1] * count, how)
    assert not is_equal_json([1] * count, [1.1] * (count - 1) + [5], how)
