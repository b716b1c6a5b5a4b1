"""Tests on the server: what of a case is the runner's to tell, and what the page hears that asked."""

from collections.abc import Collection, Mapping
from typing import Any

import pytest

from codesala.errors import BadFrame
from codesala.rooms.programs.tried import ELSEWHERE, MAX_PRINTED_CHARS, Trials, Tried


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


def trial(index: object, stdin: object = "4\n", args: object = ()) -> dict[str, Any]:
    return {"type": "run.try", "index": index, "stdin": stdin, "args": list(args) if isinstance(args, tuple) else args}


def over(kind: str = "tried", reason: str = "exited", code: int | None = 0) -> dict[str, Any]:
    return {"type": kind, "reason": reason, "code": code, "duration_ms": 9, "message": None}


@pytest.mark.parametrize(
    ("reason", "code", "outcome"),
    [("exited", 1, "error"), ("error", 1, "error"), ("failed", None, "error"), ("stopped", None, "timeout"),
     ("limit", None, "limit")],
)  # fmt: skip
def test_what_did_not_end_well_has_not_passed_whatever_its_page_says(
    reason: str, code: int | None, outcome: str
) -> None:
    assert Tried(reason, code, 9, "").outcome("passed") == outcome


def test_of_what_ended_well_a_page_says_whether_it_is_right() -> None:
    well = Tried("exited", 0, 9, "")
    for told in ("passed", "failed", "timeout", "error"):
        assert well.outcome(told) == told
    with pytest.raises(BadFrame):
        well.outcome("limit")


def test_a_program_gets_its_cases_one_after_the_other_and_its_page_hears_of_each() -> None:
    heard: list[dict[str, Any]] = []
    trials = Trials(heard.append, given := Given())
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
    assert trials.tried == {1: Tried("exited", 0, 9, "44\n")}
    with pytest.raises(BadFrame):
        trials.ask(trial(1), 2)


@pytest.mark.parametrize(
    ("said", "shown"),
    [('{"value": ["é", 1]}', '["é", 1]'), ('{"error": "of mine"}', "of mine"), ('{"missing": true}', ""),
     ("nonsense", ""), ("[" * 100_000, "")],
)  # fmt: skip
def test_of_a_call_everybody_is_told_what_came_of_it_and_its_page_all_that_was_printed(said: str, shown: str) -> None:
    heard: list[dict[str, Any]] = []
    trials = Trials(heard.append, given := Given())
    trials.ask({**trial(0, '{"names": ["f"]}'), "call": True}, 2)
    printed = f"mine\n\x1en0 ready 0 null\n\x1en0 0 1.5 {said}\n"
    trials.hear({"type": "output", "stream": "stdout", "text": printed})
    trials.hear(over())
    assert given.calls == ['{"names": ["f"]}']
    assert heard[-1]["stdout"] == printed
    assert trials.tried == {0: Tried("exited", 0, 9, shown)}


def test_output_without_end_is_a_limit_and_not_told_whole() -> None:
    heard: list[dict[str, Any]] = []
    trials = Trials(heard.append, Given())
    trials.ask(trial(0), 1)
    for _ in range(3):
        trials.hear({"type": "output", "stream": "stdout", "text": "x" * 100_000})
    trials.hear(over())
    assert (heard[-1]["reason"], len(heard[-1]["stdout"])) == ("limit", MAX_PRINTED_CHARS)


def test_what_the_compiler_says_is_told_of_every_case_and_tests_of_another_node_fail() -> None:
    heard: list[dict[str, Any]] = []
    trials = Trials(heard.append, Given())
    trials.hear({"type": "output", "stream": "stderr", "text": "Main.java:1: error"})
    trials.hear(over("ended", "error", 1))
    elsewhere = Trials(heard.append, end=ELSEWHERE)
    for one in (trials, trials, elsewhere):
        one.ask(trial(len(one.tried)), 3)
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
        Trials(lambda event: None, Given()).ask(wrong, 3)
