"""Tests on the server: how a case ended by its question, and what the page hears that asked."""

import json
from collections.abc import Collection, Mapping
from typing import Any

import pytest

from codesala.errors import BadFrame
from codesala.questions.content import Content
from codesala.questions.content.values import canonical
from codesala.rooms.journal.past_runs import PastRuns
from codesala.rooms.programs.choosing import Program
from codesala.rooms.programs.on_server import ServerRuns
from codesala.rooms.programs.stored import LATE_MS, FromQuestion, Tried, stored_tests
from codesala.rooms.programs.tried import ELSEWHERE, MAX_PRINTED_CHARS, UNANSWERED, Case, Trials
from tests.support.libraries import content


class Given:
    """A program in the runner: what it was given."""

    def __init__(self) -> None:
        self.cases: list[tuple[str, Collection[str]]] = []
        self.calls: list[str] = []

    def case(
        self, stdin: str, args: Collection[str], *, is_call: bool = False, files: Mapping[str, str] | None = None
    ) -> None:
        self.cases.append((stdin, args))
        if is_call:
            self.calls.append(stdin)

    def input(self, line: str | None) -> None: ...

    def cut(self) -> None: ...

    def stop(self) -> None: ...


class Runner:
    """How many programs it was given."""

    def __init__(self) -> None:
        self.started: list[Given] = []

    async def version(self, language: str) -> str | None:
        return language

    def start(self, *_program: object, is_tested: bool) -> Given:
        assert is_tested
        self.started.append(Given())
        return self.started[-1]


def trial(index: object, stdin: object = "4\n", args: object = ()) -> dict[str, Any]:
    return {"type": "run.try", "index": index, "stdin": stdin, "args": list(args) if isinstance(args, tuple) else args}


def over(kind: str = "tried", reason: str = "exited", code: int | None = 0) -> dict[str, Any]:
    return {"type": kind, "reason": reason, "code": code, "duration_ms": 9, "message": None}


def of(case: dict[str, Any], **tests: Any) -> FromQuestion:
    """The source of a question with a visible case, and a hidden one before it."""
    cases = [{"kind": "io", "stdout": "", "id": "hidden"}, {"id": "shown", "is_visible": True, **case}]
    stored = canonical(Content(**content(tests={"cases": cases, **tests})))
    return FromQuestion(stored_tests(stored, "visible"))


def outcome_of(source: FromQuestion, stdout: str, end: dict[str, Any], **asked: Any) -> Tried:
    """Of its first case, in a program that prints this and ends so."""
    trials = Trials(lambda event: None, source)
    trials.begin(Given())
    trials.ask({**trial(0), **asked}, 1)
    trials.hear({"type": "output", "stream": "stdout", "text": stdout})
    trials.hear(end)
    return source.of(0)


DOUBLE = {"kind": "io", "stdin": "4", "stdout": "44"}


@pytest.mark.parametrize(
    ("reason", "code", "outcome"),
    [("exited", 1, "error"), ("error", 1, "error"), ("failed", None, "error"), ("stopped", None, "timeout"),
     ("limit", None, "limit"), ("exited", 0, "passed")],
)  # fmt: skip
def test_what_did_not_end_well_has_not_passed_whatever_it_printed(reason: str, code: int | None, outcome: str) -> None:
    assert outcome_of(of(DOUBLE), "44\n", over("tried", reason, code)) == ("shown", outcome, 9, "44\n", "")


def test_of_what_ended_well_the_question_says_whether_it_is_right() -> None:
    for told in ("passed", "failed", "timeout", "error"):
        source = of(DOUBLE)
        assert outcome_of(source, "WRONG", over(), outcome=told).outcome == "failed"
        assert outcome_of(of(DOUBLE), " 44", over(), outcome=told).outcome == "passed"
    near = of({"kind": "io", "stdout": "Pi 3.14"}, compare={"float_tolerance": 0.01, "case_sensitive": True})
    assert outcome_of(near, "Pi 3.141", over()).outcome == "passed"


def test_a_program_that_a_page_does_not_cut_off_is_late_all_the_same() -> None:
    source = of(DOUBLE, time_limit_s=0.5)
    assert outcome_of(source, "44", over() | {"duration_ms": 500 + LATE_MS}).outcome == "passed"
    assert outcome_of(of(DOUBLE, time_limit_s=0.5), "44", over() | {"duration_ms": 501 + LATE_MS}).outcome == "timeout"


def test_a_program_gets_what_the_question_gives_and_nothing_of_its_page() -> None:
    more = {"args": ["x"], "files": {"words.txt": "of the case"}}
    case = {"kind": "io", "stdin": "4\n5", "stdout": "", **more}
    trials = Trials(lambda event: None, of(case))
    trials.ask(trial(0, "of the page", args=("y",)), 1)
    trials.begin(given := Given())
    assert given.cases == [("4\n5\n", ("x",))], "as a page would give it: lines have ends"
    assert of(case).case(0) == Case("4\n5\n", ("x",), False, {"words.txt": "of the case"})


def test_a_function_gets_what_the_question_gives_and_its_page_says_but_the_word_of_its_marks() -> None:
    function = {"name": "two_sum", "parameters": [{"name": "nums"}, {"name": "target", "type": "int"}]}
    case = {"kind": "call", "input": {"target": 9.0, "nums": [1.5, 2, {"a": 1.0}]}, "expected": [0, 1]}
    source = of(case, function=function | {"result": "nums"})
    trials = Trials(lambda event: None, source)
    trials.begin(given := Given())
    forged = json.dumps({"nonce": "n0", "names": ["lie"], "args": [], "judged": None})
    trials.ask({**trial(0, forged), "call": True}, 1)
    (call,) = given.calls
    assert json.loads(call) == {
        "names": ["two_sum", "twoSum"], "args": [[1.5, 2, {"a": 1}], 9], "judged": 0, "nonce": "n0",
    }  # fmt: skip
    assert "9.0" not in call, "Java tells 9 from 9.0, and pages never write it so"
    trials.hear({"type": "output", "stream": "stdout", "text": '\x1en0 0 1 {"value":[0,1]}\n'})
    trials.hear(over())
    assert source.of(0) == ("shown", "passed", 9, "[0, 1]", "")


@pytest.mark.parametrize("stdin", [None, 3, "[]", '{"nonce": 3}', '{"nonce": "a b"}', '{"nonce": ""}', "[" * 100_000])
def test_a_page_that_says_no_word_for_its_marks_runs_its_case_all_the_same(stdin: object) -> None:
    source = of({"kind": "call", "input": {}, "expected": 1}, function={"name": "f"})
    trials = Trials(lambda event: None, source)
    trials.begin(given := Given())
    trials.ask({**trial(0, stdin), "call": True}, 1)
    assert json.loads(given.calls[0])["nonce"] == "none"


def test_a_program_starts_once_its_tests_are_read_and_not_after_it_was_stopped() -> None:
    heard: list[dict[str, Any]] = []
    runs, source = ServerRuns(runner := Runner(), PastRuns()), of(DOUBLE)
    assert source.stored is not None
    for run in ("reading-", "stopped-"):
        runs.prepare(run, heard.append, lambda seconds: None)
        runs.start(run, "java", Program({"Main.java": ""}, "Main.java"), (), lambda event: None)
        runs.tested(run, heard.append, lambda seconds: None).trials.ask(trial(0), 1)
    assert runner.started == []
    runs.stop("stopped-")
    assert [(event["type"], event["reason"]) for event in heard] == [("run.tried", "stopped")]
    for run in ("reading-", "stopped-", "unknown-"):
        runs.test(run, source.stored)
    assert [given.cases for given in runner.started] == [[("4\n", ())]]


def test_a_program_that_waited_for_its_cases_for_too_long_has_passed_none() -> None:
    source = of({"kind": "io", "stdout": ""})
    trials = Trials(lambda event: None, source)
    trials.begin(Given())
    trials.hear(over("ended"))
    trials.ask(trial(0), 1)
    assert source.of(0)[1:] == ("error", 0, "", UNANSWERED["message"])


def test_a_program_gets_its_cases_one_after_the_other_and_its_page_hears_of_each() -> None:
    heard: list[dict[str, Any]] = []
    trials = Trials(heard.append, program=(given := Given()))
    trials.ask(trial(1, args=("x",)), 2)
    with pytest.raises(BadFrame):
        trials.ask(trial(0), 2)
    trials.hear({"type": "running"})
    trials.hear({"type": "output", "stream": "stdout", "text": "4"})
    trials.repeat()
    trials.hear({"type": "output", "stream": "stdout", "text": "4\n"})
    trials.hear(over())
    trials.repeat()
    assert given.cases == [("4\n", ("x",))]
    assert [event["type"] for event in heard] == ["run.trying", "run.trying", "run.tried", "run.tried"]
    assert heard[-1] == {**over(), "type": "run.tried", "index": 1, "stdout": "44\n", "stderr": ""}
    with pytest.raises(BadFrame):
        trials.ask(trial(1), 2)


@pytest.mark.parametrize(
    ("said", "shown", "outcome"),
    [('{"value": ["é", 1]}', '["é", 1]', "failed"), ('{"error": "of mine"}', "of mine", "error"),
     ('{"missing": true}', "", "error"), ("nonsense", "", "error"), ("[" * 100_000, "", "error")],
)  # fmt: skip
def test_of_a_call_everybody_is_told_what_came_of_it_and_its_page_all_that_was_printed(
    said: str, shown: str, outcome: str
) -> None:
    heard: list[dict[str, Any]] = []
    source = of({"kind": "call", "input": {}, "expected": 1}, function={"name": "f"})
    trials = Trials(heard.append, source, Given())
    trials.ask({**trial(0, '{"nonce": "n0"}'), "call": True}, 2)
    printed = f"mine\n\x1en0 ready 0 null\n\x1en0 0 1.5 {said}\n"
    trials.hear({"type": "output", "stream": "stdout", "text": printed})
    trials.hear(over())
    assert heard[-1]["stdout"] == printed
    assert source.of(0)[1:4] == (outcome, 9, shown)


def test_output_without_end_is_a_limit_and_not_told_whole() -> None:
    heard: list[dict[str, Any]] = []
    trials = Trials(heard.append, program=Given())
    trials.ask(trial(0), 1)
    for _ in range(3):
        trials.hear({"type": "output", "stream": "stdout", "text": "x" * 100_000})
    trials.hear(over())
    assert (heard[-1]["reason"], len(heard[-1]["stdout"])) == ("limit", MAX_PRINTED_CHARS)


def test_what_the_compiler_says_is_told_of_every_case_and_tests_of_another_node_fail() -> None:
    heard: list[dict[str, Any]] = []
    trials = Trials(heard.append, program=Given())
    trials.hear({"type": "output", "stream": "stderr", "text": "Main.java:1: error"})
    trials.hear(over("ended", "error", 1))
    elsewhere = Trials(heard.append, end=ELSEWHERE)
    for index, one in ((0, trials), (1, trials), (0, elsewhere)):
        one.ask(trial(index), 3)
    assert [(event["index"], event["reason"], event["stderr"]) for event in heard] == [
        (0, "error", "Main.java:1: error"), (1, "error", "Main.java:1: error"), (0, "failed", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [trial(3), trial(-1), trial(True), trial("0"), trial(0, None), trial(0, "x" * 65_537), trial(0, args="x"),
     trial(0, args=[1]), trial(0, args=["x"] * 101)],
)  # fmt: skip
def test_a_case_that_no_page_would_ask_for_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(BadFrame):
        Trials(lambda event: None, program=Given()).ask(wrong, 3)
