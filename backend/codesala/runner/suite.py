"""A program that is tested: compiled once, and started once for each case."""

import asyncio
import contextlib
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from codesala.errors import InvalidInput
from codesala.runner.calls import Calls
from codesala.runner.calls.nodes import with_nodes
from codesala.runner.messages import ended
from codesala.runner.output import Emit
from codesala.runner.program import SOURCE, Program, program_in
from codesala.runner.run import Compiled, Run, Verdict, lay_out
from codesala.runner.sandbox import Bind

NEXT_CASE_S = 5.0  # a page that sends no other for so long has gone, or is done
MOST_CASES = 200
MOST_ARGS_CHARS = 64 * 1024

ALL_TOO_LONG = "All cases together ran for more than {:g} s: the rest was not run."


class Suite:
    """`run` holds the place and compiles; each case is a run of its own, made by `fresh`, in a sandbox of its own."""

    def __init__(self, run: Run, fresh: Callable[[Emit, float], Run], calls: Calls, emit: Emit, time_s: float) -> None:
        """`fresh` gets how many seconds the case may run. `time_s` is for all cases together."""
        self._run = run
        self._fresh = fresh
        self._calls = calls
        self._emit = emit
        self._time_s = time_s
        self._waiting: asyncio.Queue[dict[str, Any]] = asyncio.Queue(MOST_CASES)
        self._case: Run | None = None

    def hear(self, message: dict[str, Any]) -> None:
        """A case, or that the one which runs is to be cut off."""
        if message.get("type") == "case":
            with contextlib.suppress(asyncio.QueueFull):
                self._waiting.put_nowait(message)
        elif self._case is not None:
            self._case.stop(Verdict("stopped"))

    async def go(self, program: Program, within: Path) -> dict[str, Any]:
        program = await asyncio.to_thread(with_nodes, program)
        laid = _Laid(program, within)
        return await self._run.go(program, within, lambda compiled: self._play(compiled, laid))

    async def _play(self, compiled: Compiled, laid: "_Laid") -> dict[str, Any]:
        deadline = time.monotonic() + self._time_s
        for _ in range(MOST_CASES):
            case = await self._next()
            if case is None:
                break
            left_s = deadline - time.monotonic()
            if left_s <= 0:
                return ended("limit", ALL_TOO_LONG.format(self._time_s))
            await self._emit({**await self._try(compiled, laid, case, left_s), "type": "tried"})
        return self._run.end() or ended("exited", code=0)

    async def _try(self, compiled: Compiled, laid: "_Laid", case: dict[str, Any], left_s: float) -> dict[str, Any]:
        args, stdin = case.get("args"), case.get("stdin")
        given = [str(one) for one in args] if isinstance(args, list) else []
        if not isinstance(stdin, str) or sum(map(len, given)) > MOST_ARGS_CHARS or any("\0" in one for one in given):
            return ended("failed", "The runner does not take this case.")
        try:
            files = laid.files_of(case)
        except InvalidInput as error:
            return ended("failed", str(error))
        self._case = run = self._fresh(self._emit, max(0.1, round(left_s, 1)))
        stopping = asyncio.create_task(self._run.stopped.wait())
        stopping.add_done_callback(lambda done: None if done.cancelled() else run.stop(Verdict("stopped")))
        try:
            run.give(stdin)
            if case.get("call") is True:
                compiled, given = await self._calls.of(compiled, laid.within)
            return await laid.start(run, compiled, files, given)
        finally:
            self._case = None
            stopping.cancel()

    async def _next(self) -> dict[str, Any] | None:
        """None when none comes any more."""
        taking = asyncio.create_task(self._waiting.get())
        stopping = asyncio.create_task(self._run.stopped.wait())
        try:
            await asyncio.wait({taking, stopping}, timeout=NEXT_CASE_S, return_when="FIRST_COMPLETED")
            return taking.result() if taking.done() and not stopping.done() else None
        finally:
            taking.cancel()
            stopping.cancel()


class _Laid:
    """A program beside which cases have files of their own, in place of those of the same name: not of that with which
    it begins."""

    def __init__(self, program: Program, within: Path) -> None:
        self._program = program
        self.within = within

    def files_of(self, case: Mapping[str, Any]) -> Mapping[str, str]:
        """Raises InvalidInput."""
        files, own = case.get("files") or {}, self._program
        if not isinstance(files, dict):
            raise InvalidInput("The files of a case are texts by their paths.")
        files = {path: text for path, text in files.items() if path != own.entry}
        both = program_in({"files": {**own.files, **files}, "entry": own.entry}).files
        return {path: both[path] for path in both if path in files or path not in own.files}

    async def start(self, run: Run, compiled: Compiled, files: Mapping[str, str], args: list[str]) -> dict[str, Any]:
        """Returns its last event. With classes of the case it is compiled anew."""
        if not files:
            return await run.start(compiled, args)
        if any(path.endswith(SOURCE) for path in files):
            both = Program({**self._program.files, **files}, self._program.entry)
            return await run.go(
                both,
                self.within,
                lambda anew: run.start(replace(compiled, classes=anew.classes, data=anew.data), args),
            )
        folder = Path(tempfile.mkdtemp(dir=self.within))
        try:
            lay_out(files, folder)
            run.hand_over(folder)
            own = [bind for bind in compiled.data if bind.inside.removeprefix("/tmp/") not in files]
            binds = [Bind(folder / path, f"/tmp/{path}") for path in files]
            return await run.start(replace(compiled, data=[*own, *binds]), args)
        finally:
            await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
