"""A program that is tested: compiled once, and started once for each case."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from codesala.runner.calls import Calls
from codesala.runner.messages import ended
from codesala.runner.output import Emit
from codesala.runner.program import Program
from codesala.runner.run import Compiled, Run, Verdict

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
        return await self._run.go(program, within, self._play)

    async def _play(self, compiled: Compiled) -> dict[str, Any]:
        deadline = time.monotonic() + self._time_s
        for _ in range(MOST_CASES):
            case = await self._next()
            if case is None:
                break
            left_s = deadline - time.monotonic()
            if left_s <= 0:
                return ended("limit", ALL_TOO_LONG.format(self._time_s))
            await self._emit({**await self._try(compiled, case, left_s), "type": "tried"})
        return self._run.end() or ended("exited", code=0)

    async def _try(self, compiled: Compiled, case: dict[str, Any], left_s: float) -> dict[str, Any]:
        args, stdin = case.get("args"), case.get("stdin")
        given = [str(one) for one in args] if isinstance(args, list) else []
        if not isinstance(stdin, str) or sum(map(len, given)) > MOST_ARGS_CHARS or any("\0" in one for one in given):
            return ended("failed", "The runner does not take this case.")
        self._case = run = self._fresh(self._emit, max(0.1, round(left_s, 1)))
        stopping = asyncio.create_task(self._run.stopped.wait())
        stopping.add_done_callback(lambda done: None if done.cancelled() else run.stop(Verdict("stopped")))
        try:
            run.give(stdin)
            if case.get("call") is True:
                compiled, given = await self._calls.of(compiled)
            return await run.start(compiled, given)
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
