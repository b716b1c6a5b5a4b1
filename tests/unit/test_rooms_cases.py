"""What a room takes of tests that a page runs, and what it tells of them."""

from typing import Any

import pytest

from codesala.errors import BadFrame
from codesala.rooms.journal.past_runs import PastRuns
from codesala.rooms.programs.cases import Suite

MARK = "the hidden input"
RUN = "run-0001"


def start(suite: str = "visible", **changed: Any) -> dict[str, Any]:
    return {"on": "browser", "tests": {"question": 1, "suite": suite, "cases": 3, **changed}}


def suite(kind: str = "visible") -> Suite:
    found = Suite.of(start(kind))
    assert found is not None
    return found


def case(index: object, outcome: object = "passed", **fields: Any) -> dict[str, Any]:
    return {"index": index, "outcome": outcome, "case": "s1", "duration_ms": 12, **fields}


@pytest.mark.parametrize("kind", ["passed", "failed", "error", "timeout", "limit"])
def test_of_a_hidden_case_nothing_is_told_but_whether_it_passed(kind: str) -> None:
    told = suite("hidden").take(case(1, kind, text=MARK, message=MARK, name=MARK))
    assert told == {"type": "run.case", "index": 1, "outcome": "passed" if kind == "passed" else "failed"}


def test_of_a_visible_case_its_page_tells_what_came_out_and_nothing_unknown() -> None:
    told = suite().take(case(0, "error", text="5\n", message="late", more=1))
    assert told == {"type": "run.case", **case(0, "error", text="5\n", message="late")}


def test_a_room_counts_whatever_its_page_did_not_tell_of_as_skipped() -> None:
    counted = suite()
    counted.take(case(2, "timeout"))
    counted.take(case(0))
    assert counted.ended() == {"passed": 1, "failed": 1, "skipped": 1}


@pytest.mark.parametrize(
    "wrong",
    [
        case(3), case(-1), case(True), case("0"), case(0, "skipped"), case(0, []), case(0, duration_ms=1.5),
        case(0, text="x" * 4_001), case(0, message="x" * 501), case(0, case="x" * 65), case(0, text=None),
    ],
)  # fmt: skip
def test_a_case_that_no_page_would_tell_of_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadFrame):
        suite().take(wrong)


def test_a_case_ends_only_once() -> None:
    twice = suite()
    twice.take(case(1))
    with pytest.raises(BadFrame):
        twice.take(case(1, "failed"))


@pytest.mark.parametrize(
    "wrong",
    [{"on": "browser", "tests": []}, start("all"), start(question="1"), start(cases=201), start(cases=-1)],
)
def test_a_start_with_tests_that_are_none_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadFrame):
        Suite.of(wrong)


@pytest.mark.parametrize("kind", ["run.output", "run.input", "run.stop", None])
def test_a_page_prints_nothing_of_a_hidden_case(kind: str | None) -> None:
    suite().allow(kind)
    with pytest.raises(BadFrame):
        suite("hidden").allow(kind)


def test_a_room_that_takes_over_a_run_of_tests_goes_on_counting() -> None:
    past = PastRuns()
    past.replay({"type": "run.started", "at": 1, "run": RUN, "participant": "a" * 16, **start()})
    past.replay({"type": "run.case", "at": 2, "run": RUN, **case(0, text="6")})
    run = past.find(RUN)
    assert run is not None
    assert run.tests is not None
    assert (run.next_seq, run.output_chars, run.tests.ended()) == (2, 1, {"passed": 1, "failed": 0, "skipped": 2})
    with pytest.raises(BadFrame):
        run.tests.take(case(0))
