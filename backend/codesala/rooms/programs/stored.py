"""The tests of a session's question as they are stored, and how a case of them ended on the server. Pure.

*Safety:* what a program gets, and whether it is right, is of the question. Of its page nothing is taken but which case
runs, and by which word it will know what came of a call.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from codesala.rooms.programs.calls import call_of, came_of, expected_of, is_right
from codesala.rooms.programs.compare import Comparison, is_right_output
from codesala.rooms.programs.tried import Case

NONCE = re.compile(r"[A-Za-z0-9]{1,64}")
LATE_MS = 1_000
"""A page cuts a case off when its time is over. Until that is heard here, time passes."""
MISSING = "The function that the question asks for is not in the program."
LEFT = "The program ended before the function returned."


class StoredCase(NamedTuple):
    id: str
    given: Case
    """Of a call without the nonce."""
    expected: Any


@dataclass(frozen=True, slots=True)
class StoredTests:
    """The visible or the hidden ones of a question, by their places."""

    cases: Sequence[StoredCase]
    how: Comparison
    limit_ms: float


class Tried(NamedTuple):
    """How a case ended."""

    case: str
    outcome: str
    duration_ms: int
    text: str
    message: str


NEVER = Tried("", "error", 0, "", "")
"""A page that has waited for too long says so of a case that did not run, or is not over."""


def stored_tests(content: str, suite: str) -> StoredTests:
    """Of a question's canonical JSON, which leaves out what is at its default. Takes some 70 ms for the longest: in a
    thread."""
    tests = json.loads(content).get("tests", {})
    function = tests.get("function") or {}
    cases = [
        _case(one, function) for one in tests.get("cases", ()) if one.get("is_visible", False) == (suite == "visible")
    ]
    return StoredTests(cases, Comparison(**tests.get("compare", {})), 1_000 * tests.get("time_limit_s", 2.0))


def _case(case: Mapping[str, Any], function: Mapping[str, Any]) -> StoredCase:
    if case["kind"] == "call":
        call = json.dumps(call_of(function, case))
        return StoredCase(case["id"], Case(call, (), True, {}), expected_of(function, case["expected"]))
    stdin = case.get("stdin", "")
    stdin += "\n" if stdin and not stdin.endswith("\n") else ""
    given = Case(stdin, tuple(case.get("args", ())), False, case.get("files", {}))
    return StoredCase(case["id"], given, case["stdout"])


@dataclass(slots=True)
class FromQuestion:
    """The source of a room's tests on the server. `stored` is None until it was read, and of a run that began
    elsewhere."""

    stored: StoredTests | None = None
    tried: dict[int, Tried] = field(default_factory=dict)
    _nonce: str = ""

    def ask(self, request: Mapping[str, Any]) -> None:
        self._nonce = _nonce_in(request) if request.get("call") is True else ""

    def case(self, index: int) -> Case:
        given = self._case(index).given
        if not given.is_call:
            return given
        return given._replace(stdin=f'{given.stdin[:-1]}, "nonce": "{self._nonce}"}}')

    def _case(self, index: int) -> StoredCase:
        assert self.stored is not None, "no program begins before it was read"
        return self.stored.cases[index]

    def of(self, index: int) -> Tried:
        """How it ended, also of one that did not run."""
        case = self._case(index).id if self.stored else ""
        return self.tried.get(index, NEVER._replace(case=case))

    def over(self, index: int, told: Mapping[str, Any]) -> None:
        self.tried[index] = self._judged(index, told) if self.stored else NEVER._replace(message=told["message"] or "")

    def _judged(self, index: int, told: Mapping[str, Any]) -> Tried:
        assert self.stored is not None
        case, how = self._case(index), self.stored.how
        came = came_of(told["stdout"], self._nonce) if case.given.is_call else None
        text = told["stdout"] if not case.given.is_call else came.text if came else ""
        outcome, message = "failed", told["message"] or ""
        if told["reason"] != "exited" or told["code"]:
            outcome = {"stopped": "timeout", "limit": "limit"}.get(told["reason"], "error")
        elif told["duration_ms"] > self.stored.limit_ms + LATE_MS:
            outcome = "timeout"
        elif not case.given.is_call:
            outcome = "passed" if is_right_output(case.expected, told["stdout"], how) else "failed"
        elif came is None or came.kind == "missing":
            outcome, message = "error", MISSING if came else LEFT
        elif is_right(case.expected, came, how):
            outcome = "passed"
        elif came.kind == "error":
            outcome = "error"
        return Tried(case.id, outcome, told["duration_ms"], text, message)


def _nonce_in(request: Mapping[str, Any]) -> str:
    """A page says it in the input of its call, of which nothing else is taken."""
    try:
        nonce = json.loads(request["stdin"])["nonce"]
    except (KeyError, TypeError, ValueError, RecursionError):
        nonce = ""
    return nonce if isinstance(nonce, str) and NONCE.fullmatch(nonce) else "none"
