"""Tests of a question that somebody's page runs: what a room takes of them, and what it tells everybody.

*Safety:* of a hidden case nothing is told but whether it passed, whatever its page says of it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Self

from codesala.errors import BadFrame
from codesala.records import QuestionFacts
from codesala.rooms.programs.requested import End
from codesala.rooms.programs.stored import Tried

MAX_CASES = 200
MAX_CASE_CHARS = 4_000
MAX_MESSAGE_CHARS = 500
MAX_ID_CHARS = 64
MAX_MS = 3_600_000
# Not sets: what pages send need not be hashable.
SUITES = ("visible", "hidden")
OUTCOMES = ("passed", "failed", "error", "timeout", "limit")
TOLD_OF_HIDDEN = ("run.case", "run.end")
TOLD_OF_SERVER_TESTS = ("run.try", "run.cut", "run.stop", *TOLD_OF_HIDDEN)


@dataclass(slots=True)
class Suite:
    """The cases of a question that one run goes through."""

    question: int
    suite: str
    cases: int
    passed: dict[int, bool] = field(default_factory=dict)
    """Of the cases that have run, by their index."""

    @classmethod
    def of(cls, start: Mapping[str, Any]) -> Self | None:
        """By a run's start; None if it is none of tests. Raises BadFrame."""
        tests = start.get("tests")
        if tests is None:
            return None
        if not isinstance(tests, Mapping) or tests.get("suite") not in SUITES:
            raise BadFrame("Tests are the visible or the hidden ones of a question.")
        return cls(_whole(tests, "question", 1_000), tests["suite"], _whole(tests, "cases", MAX_CASES))

    @property
    def is_hidden(self) -> bool:
        return self.suite == "hidden"

    def started(self) -> dict[str, Any]:
        return {"question": self.question, "suite": self.suite, "cases": self.cases}

    def ended(self) -> dict[str, int]:
        passed = sum(self.passed.values())
        return {"passed": passed, "failed": len(self.passed) - passed, "skipped": self.cases - len(self.passed)}

    def end(self, told: End, tried: Iterable[Tried] | None) -> End:
        """How the whole ended. Of tests on the server a page tells that they are over, or came to nothing; how long
        they took is the runner's to tell, and that they passed is known here."""
        if tried is None:
            return told._replace(message=None) if self.is_hidden else told
        took_ms = sum(one.duration_ms for one in tried)
        if told.reason in ("stopped", "failed"):
            return End(told.reason, None, took_ms, None)
        return End("exited", 0 if sum(self.passed.values()) == self.cases else 1, took_ms, None)

    def allow(self, kind: object, *, on_server: bool = False) -> None:
        """Raises BadFrame for what a page does not tell of hidden cases."""
        if on_server and kind not in TOLD_OF_SERVER_TESTS:
            raise BadFrame("Of tests on the server a page tells which cases run, and that they are over.")
        if self.is_hidden and not on_server and kind not in TOLD_OF_HIDDEN:
            raise BadFrame("Of hidden cases a page tells how they ended, and nothing else.")

    def take(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """A case has run in a page; what is told of it. Raises BadFrame."""
        index, outcome = self.index_in(request), request.get("outcome")
        if outcome not in OUTCOMES or index in self.passed:
            raise BadFrame("Each case ends once, in a way that this server knows.")
        if self.is_hidden:
            return self.note(index, Tried("", outcome, 0, "", ""))
        case, text = _text(request, "case", MAX_ID_CHARS), _text(request, "text", MAX_CASE_CHARS)
        message = _text(request, "message", MAX_MESSAGE_CHARS)
        return self.note(index, Tried(case, outcome, _whole(request, "duration_ms", MAX_MS), text, message))

    def index_in(self, request: Mapping[str, Any]) -> int:
        """Raises BadFrame."""
        return _whole(request, "index", self.cases - 1)

    def note(self, index: int, tried: Tried) -> dict[str, Any]:
        """A case is over; what is told of it."""
        case, outcome, duration_ms, text, message = tried
        self.passed[index] = has_passed = outcome == "passed"
        if self.is_hidden:
            return {"type": "run.case", "index": index, "outcome": "passed" if has_passed else "failed"}
        told = {"case": case, "duration_ms": duration_ms, "text": text[:MAX_CASE_CHARS]}
        return {"type": "run.case", "index": index, "outcome": outcome, **told, "message": message[:MAX_MESSAGE_CHARS]}

    def replay(self, event: Mapping[str, Any]) -> None:
        """A case of which the log or another room tells."""
        self.passed[event["index"]] = event["outcome"] == "passed"


def may_hear(suite: Suite | None, role: str) -> bool:
    """Whether somebody's page may get what a program prints in these tests."""
    return suite is None or role == "host" or not suite.is_hidden


def refusal_of(suite: Suite | None, role: str, questions: Iterable[QuestionFacts]) -> str | None:
    """Why somebody may not run these tests; None when they may. Questions that are not shown are like unknown ones."""
    if suite is None:
        return None
    is_shown = any(one.number == suite.question and one.state == "shown" for one in questions)
    return None if is_shown and (role == "host" or not suite.is_hidden) else "not_yours"


def _whole(fields: Mapping[str, Any], name: str, limit: int) -> int:
    value = fields.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= limit:
        raise BadFrame(f"{name} of tests is a whole number from 0 to {limit}.")
    return value


def _text(request: Mapping[str, Any], name: str, limit: int) -> str:
    value = request.get(name, "")
    if not isinstance(value, str) or len(value) > limit:
        raise BadFrame(f"{name} of a case has at most {limit} characters.")
    return value
