"""Tests of a question that run in the server's runner: one program, once a case. Pure.

*Safety:* what it gets, prints and does goes to the page that asked, and nowhere else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol

from codesala.errors import BadFrame
from codesala.rooms.ports import ProgramRun

MAX_STDIN_CHARS = 65_536
MAX_CALL_CHARS = 2 * MAX_STDIN_CHARS
"""With the names of the function; JSON may escape some of it."""
MAX_ARGS = 100
MAX_FILES = 20
MAX_PRINTED_CHARS = 262_144
"""Of each stream of a case."""
ELSEWHERE = {
    "reason": "failed",
    "code": None,
    "duration_ms": 0,
    "message": "The connection moved to another part of the server while the tests ran. Run them again.",
}

UNANSWERED = {
    "reason": "failed",
    "code": None,
    "duration_ms": 0,
    "message": "The server did not answer while the tests ran. Run them again.",
}

Tell = Callable[[dict[str, Any]], None]


class Case(NamedTuple):
    stdin: str
    args: tuple[str, ...]
    is_call: bool
    files: Mapping[str, str]


class Source(Protocol):
    """Where cases come from."""

    def ask(self, request: Mapping[str, Any]) -> None:
        """A page wants one to run. Raises BadFrame."""
        ...

    def case(self, index: int) -> Case:
        """The one that was asked for last."""
        ...

    def over(self, index: int, told: Mapping[str, Any]) -> None:
        """It is, as its page is about to be told."""
        ...


class FromPage:
    """Of a question that is not saved yet: what its author's page says of each."""

    def ask(self, request: Mapping[str, Any]) -> None:
        self._case = case_in(request)

    def case(self, _index: int) -> Case:
        return self._case

    def over(self, index: int, told: Mapping[str, Any]) -> None: ...


@dataclass(slots=True)
class Trials:
    """`tell` reaches the page that runs the tests, whichever connection it has now."""

    tell: Tell
    source: Source = field(default_factory=FromPage)
    program: ProgramRun | None = None
    end: Mapping[str, Any] | None = None
    """Of the whole, which then is that of all cases that come."""
    _index: int | None = None
    _asked: set[int] = field(default_factory=set)
    _printed: dict[str, str] = field(default_factory=dict)
    _said: str = ""
    """By the compiler."""
    _last: dict[str, Any] | None = None

    def ask(self, request: Mapping[str, Any], cases: int) -> None:
        """A page wants a case to run, or to end. Raises BadFrame."""
        if request["type"] == "run.cut":
            self._cut()
            return
        self.source.ask(request)
        index = request.get("index")
        if not isinstance(index, int) or isinstance(index, bool) or not 0 <= index < cases:
            raise BadFrame("A case that runs is one of the tests.")
        if self._index is not None or index in self._asked:
            raise BadFrame("Cases run once, one after the other.")
        self._index, self._printed = index, {}
        self._asked.add(index)
        self._go()

    def begin(self, program: ProgramRun) -> None:
        """It has started. A case may have been asked for already."""
        self.program = program
        self._go()

    def _go(self) -> None:
        if self._index is None:
            return
        if self.end is not None:
            self._over(self.end)
        elif self.program is not None:
            case = self.source.case(self._index)
            self.program.case(case.stdin, case.args, is_call=case.is_call, files=case.files)

    def _cut(self) -> None:
        if self._index is not None and self.program is not None:
            self.program.cut()

    def repeat(self) -> None:
        """The page has another connection: what was told last may be lost."""
        if self._last is not None:
            self.tell(self._last)

    def hear(self, event: Mapping[str, Any]) -> None:
        """Of the runner."""
        match event["type"]:
            case "running" if self._index is not None:
                self._say({"type": "run.trying", "index": self._index})
            case "output" if self._index is None:  # it does not compile, before anything was asked
                self._said = (self._said + event["text"])[:MAX_PRINTED_CHARS]
            case "output":
                before = self._printed.get(event["stream"], "")
                self._printed[event["stream"]] = (before + event["text"])[: MAX_PRINTED_CHARS + 1]
            case "tried":
                self._over(event)
            case "ended":  # in no good way: cases that come have not run
                self.program, self.end = None, UNANSWERED if event["reason"] == "exited" else event
                self._said = self._said or self._printed.get("stderr", "")
                self._go()

    def _over(self, end: Mapping[str, Any]) -> None:
        index, self._index = self._index, None
        if index is None:
            return
        printed = {stream: self._printed.get(stream, "") for stream in ("stdout", "stderr")}
        fields = {name: end[name] for name in ("reason", "code", "duration_ms", "message")}
        if any(len(text) > MAX_PRINTED_CHARS for text in printed.values()):
            fields |= {"reason": "limit", "message": f"Stopped after {MAX_PRINTED_CHARS} characters of output."}
        if end is self.end:
            printed["stderr"] = self._said
        told = {stream: text[:MAX_PRINTED_CHARS] for stream, text in printed.items()} | fields
        self.source.over(index, told)
        self._say({"type": "run.tried", "index": index, **told})

    def _say(self, event: dict[str, Any]) -> None:
        self._last = event
        self.tell(event)


def case_in(request: Mapping[str, Any]) -> Case:
    """Raises BadFrame."""
    stdin, args, is_call = request.get("stdin"), request.get("args"), request.get("call") is True
    most = MAX_CALL_CHARS if is_call else MAX_STDIN_CHARS
    if not isinstance(stdin, str) or len(stdin) > most:
        raise BadFrame(f"The input of a case has at most {most} characters.")
    if not isinstance(args, list) or len(args) > MAX_ARGS or not all(isinstance(one, str) for one in args):
        raise BadFrame(f"A case has at most {MAX_ARGS} arguments, which are texts.")
    files = request.get("files", {})
    if not isinstance(files, dict) or len(files) > MAX_FILES:
        raise BadFrame(f"A case has at most {MAX_FILES} files, by their paths.")
    if not all(isinstance(text, str) and len(text) <= MAX_STDIN_CHARS for text in files.values()):
        raise BadFrame(f"A file of a case is a text of at most {MAX_STDIN_CHARS} characters.")
    return Case(stdin, tuple(args), is_call, files)
