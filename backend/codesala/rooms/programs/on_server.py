"""The programs of a room that the server's runner has now. What they print and how they end is heard by
`rooms/programs/runs.py`."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Self

from codesala.rooms.journal.past_runs import PastRuns
from codesala.rooms.peer import PaidBy
from codesala.rooms.ports import ProgramRun, ProgramRunner
from codesala.rooms.programs.choosing import NotStarted, Program
from codesala.rooms.programs.stored import FromQuestion, StoredTests
from codesala.rooms.programs.tried import ELSEWHERE, Tell, Trials

MAX_SERVER_RUNS = 2
TOLD_OF_TESTS = ("taken", "compiling")
"""To everybody: all else is their page's alone."""
STOPPED = {"type": "ended", "reason": "stopped", "code": None, "duration_ms": 0, "message": None}

Hear = Callable[[Mapping[str, Any]], None]
Pay = Callable[[float], None]


@dataclass(slots=True)
class Tested:
    """Tests that go on. What `begin`s their program waits until they are read; `pay_for` is for the seconds that its
    cases take here, and their page's."""

    trials: Trials
    source: FromQuestion
    pay_for: Pay
    begin: Callable[[], ProgramRun] | None = None

    @classmethod
    def by(cls, tell: Tell, pay: Pay, end: Mapping[str, Any] | None = None) -> Self:
        return cls(Trials(tell, source := FromQuestion(), end=end), source, pay)


class ServerRuns:
    """By the ids of their runs."""

    __slots__ = ("_past", "_programs", "_runner", "_tested")

    def __init__(self, runner: ProgramRunner | None, past: PastRuns) -> None:
        self._runner = runner
        self._past = past
        self._programs: dict[str, ProgramRun] = {}
        self._tested: dict[str, Tested] = {}

    def __contains__(self, run_id: object) -> bool:
        return run_id in self._programs or run_id in self._tested

    def tested(self, run_id: str, tell: Tell, pay: Pay) -> Tested:
        """Of a run of tests that is not over; of one that began elsewhere no case runs."""
        return self._tested.setdefault(run_id, Tested.by(tell, pay, ELSEWHERE))

    def end(self, run_id: str) -> None:
        """The run is over for the room."""
        self.stop(run_id)
        self._tested.pop(run_id, None)

    def page_is_back(self, run_id: str) -> None:
        """By another connection."""
        if run_id in self._tested:
            self._tested[run_id].trials.repeat()

    def start(self, run_id: str, language: str, program: Program, owners: Collection[str], hear: Hear) -> None:
        """`hear` gets the runner's events, and `owners` are for its places (ports.ProgramRunner). Raises NotStarted."""
        runner = self._runner_with_a_place(language)

        def hear_it(event: Mapping[str, Any]) -> None:
            if event["type"] == "ended":
                self._programs.pop(run_id, None)
            tested = self._tested.get(run_id)
            if tested is None or event["type"] in TOLD_OF_TESTS:
                hear(event)
            if tested is not None:
                with PaidBy(tested):
                    tested.trials.hear(event)

        tested = self._tested.get(run_id)
        begin = partial(
            runner.start, language, program.files, program.entry, hear_it, owners, is_tested=tested is not None
        )
        if tested is None:
            self._programs[run_id] = begin()
        else:
            tested.begin = begin

    def prepare(self, run_id: str, tell: Tell, pay: Pay) -> None:
        """What is started next is tested: it begins once its tests are read (`test`). `tell` is for its page alone."""
        self._tested[run_id] = Tested.by(tell, pay)

    def test(self, run_id: str, stored: StoredTests) -> None:
        """They were read. Nothing happens when they are over by now."""
        tested = self._tested.get(run_id)
        if tested is not None and tested.begin is not None:
            begin, tested.begin, tested.source.stored = tested.begin, None, stored
            self._programs[run_id] = program = begin()
            tested.trials.begin(program)

    def _runner_with_a_place(self, language: str) -> ProgramRunner:
        """Raises NotStarted."""
        if self._runner is None:
            raise NotStarted(f"This server has no runner for {language}.")
        if max(len(self._programs), self._past.active_on_server - 1) >= MAX_SERVER_RUNS:
            raise NotStarted("Two programs of this session are running: stop one first.")
        return self._runner

    def input(self, run_id: str, text: str | None) -> None:
        """Nothing happens, here and in `stop`, when it has ended or is not here."""
        if run_id in self._programs:
            self._programs[run_id].input(text)

    def stop(self, run_id: str) -> bool:
        """Whether it is here."""
        if run_id in self._programs:
            self._programs[run_id].stop()
        elif (tested := self._tested.get(run_id)) is not None and tested.begin is not None:
            tested.begin = None
            tested.trials.hear(STOPPED)
        return run_id in self

    def hear(self, event: Mapping[str, Any]) -> None:
        """What another node tells of a run; its page may be there by now."""
        kind, run_id = event.get("type"), event.get("run")
        if not isinstance(run_id, str):
            return
        if kind == "run.stop":
            self.stop(run_id)
        elif kind == "run.ended":
            self.end(run_id)
        elif kind == "run.input":
            self.input(run_id, event.get("text"))

    def close(self) -> None:
        """The room closes."""
        for program in list(self._programs.values()):
            program.stop()
