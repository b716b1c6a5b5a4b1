"""The programs of a room that the server's runner has now. What they print and how they end is heard by
`rooms/programs/runs.py`."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from codesala.rooms.journal.past_runs import PastRuns
from codesala.rooms.ports import ProgramRun, ProgramRunner
from codesala.rooms.programs.choosing import NotStarted, Program

MAX_SERVER_RUNS = 2


class ServerRuns:
    """By the ids of their runs."""

    __slots__ = ("_past", "_programs", "_runner")

    def __init__(self, runner: ProgramRunner | None, past: PastRuns) -> None:
        self._runner = runner
        self._past = past
        self._programs: dict[str, ProgramRun] = {}

    def __contains__(self, run_id: str) -> bool:
        return run_id in self._programs

    def start(
        self,
        run_id: str,
        language: str,
        program: Program,
        owners: Collection[str],
        hear: Callable[[Mapping[str, Any]], None],
    ) -> None:
        """`hear` gets the runner's events, and `owners` are for its places (ports.ProgramRunner). Raises NotStarted."""
        if self._runner is None:
            raise NotStarted(f"This server has no runner for {language}.")
        if max(len(self._programs), self._past.active_on_server - 1) >= MAX_SERVER_RUNS:
            raise NotStarted("Two programs of this session are running: stop one first.")

        def hear_it(event: Mapping[str, Any]) -> None:
            if event["type"] == "ended":
                self._programs.pop(run_id, None)
            hear(event)

        self._programs[run_id] = self._runner.start(language, program.files, program.entry, hear_it, owners)

    def input(self, run_id: str, text: str | None) -> None:
        """Nothing happens, here and in `stop`, when it has ended or is not here."""
        if run_id in self._programs:
            self._programs[run_id].input(text)

    def stop(self, run_id: object) -> None:
        if isinstance(run_id, str) and run_id in self._programs:
            self._programs[run_id].stop()

    def close(self) -> None:
        """The room closes."""
        for program in list(self._programs.values()):
            program.stop()
