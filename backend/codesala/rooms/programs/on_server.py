"""The programs of a room that the server's runner has now. What they print and how they end is heard by
`rooms/programs/runs.py`."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from codesala.rooms.journal.past_runs import PastRuns
from codesala.rooms.ports import ProgramRun, ProgramRunner
from codesala.rooms.programs.choosing import NotStarted, Program
from codesala.rooms.programs.tried import ELSEWHERE, Tell, Trials

MAX_SERVER_RUNS = 2
TOLD_OF_TESTS = ("taken", "compiling")
"""To everybody: all else is their page's alone, which says how they end."""


class ServerRuns:
    """By the ids of their runs."""

    __slots__ = ("_past", "_programs", "_runner", "_trials")

    def __init__(self, runner: ProgramRunner | None, past: PastRuns) -> None:
        self._runner = runner
        self._past = past
        self._programs: dict[str, ProgramRun] = {}
        self._trials: dict[str, Trials] = {}

    def __contains__(self, run_id: object) -> bool:
        return run_id in self._programs or run_id in self._trials

    def trials(self, run_id: str, tell: Tell) -> Trials:
        """Of a run of tests that is not over; of one that began elsewhere no case runs."""
        return self._trials.setdefault(run_id, Trials(tell, end=ELSEWHERE))

    def end(self, run_id: str) -> None:
        """The run is over for the room."""
        self.stop(run_id)
        self._trials.pop(run_id, None)

    def page_is_back(self, run_id: str) -> None:
        """By another connection."""
        if run_id in self._trials:
            self._trials[run_id].repeat()

    def start(
        self,
        run_id: str,
        language: str,
        program: Program,
        owners: Collection[str],
        hear: Callable[[Mapping[str, Any]], None],
        tell: Tell | None = None,
    ) -> None:
        """`hear` gets the runner's events, and `owners` are for its places (ports.ProgramRunner). With `tell`, for the
        page alone, it is tested. Raises NotStarted."""
        if self._runner is None:
            raise NotStarted(f"This server has no runner for {language}.")
        if max(len(self._programs), self._past.active_on_server - 1) >= MAX_SERVER_RUNS:
            raise NotStarted("Two programs of this session are running: stop one first.")

        def hear_it(event: Mapping[str, Any]) -> None:
            if event["type"] == "ended":
                self._programs.pop(run_id, None)
            trials = self._trials.get(run_id)
            if trials is not None:
                trials.hear(event)
            if trials is None or event["type"] in TOLD_OF_TESTS:
                hear(event)

        program_run = self._runner.start(
            language, program.files, program.entry, hear_it, owners, is_tested=tell is not None
        )
        self._programs[run_id] = program_run
        if tell is not None:
            self._trials[run_id] = Trials(tell, program_run)

    def input(self, run_id: str, text: str | None) -> None:
        """Nothing happens, here and in `stop`, when it has ended or is not here."""
        if run_id in self._programs:
            self._programs[run_id].input(text)

    def stop(self, run_id: str) -> bool:
        """Whether it is here."""
        if run_id in self._programs:
            self._programs[run_id].stop()
        return run_id in self

    def hear(self, event: Mapping[str, Any]) -> None:
        """What another node tells of a run; its page may be there by now."""
        kind, run_id = event.get("type"), event.get("run")
        if not isinstance(run_id, str):
            return
        if kind in ("run.stop", "run.ended"):
            self.stop(run_id)
        elif kind == "run.input":
            self.input(run_id, event.get("text"))

    def close(self) -> None:
        """The room closes."""
        for program in list(self._programs.values()):
            program.stop()
