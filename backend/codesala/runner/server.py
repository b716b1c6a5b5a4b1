"""The runner as a server: runs for whoever may open its unix socket, a few at a time. What is said: `messages`."""

import asyncio
import contextlib
import logging
import signal
import socket
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from codesala.errors import InvalidInput
from codesala.runner import messages
from codesala.runner.calls import Calls
from codesala.runner.claims import Folder, held, listening_at
from codesala.runner.java import Jdk, check, find_jdk, with_archive
from codesala.runner.messages import MAX_MESSAGE_BYTES, ended
from codesala.runner.output import Emit
from codesala.runner.places import Places
from codesala.runner.program import program_in
from codesala.runner.run import Run, Verdict
from codesala.runner.sandbox import Limits, Sandbox, find_sandbox
from codesala.runner.suite import Suite

logger = logging.getLogger(__name__)

SEND_S = 5.0  # a backend that reads nothing for so long is gone
STOP_S = 5.0

STOPPED = Verdict("stopped")


def serve(path: Path, limits: Limits, ready: Callable[[str], None]) -> None:
    """Until SIGTERM or SIGINT. `ready` gets the version of what it runs, once runs are taken. Raises CannotRun."""
    sandbox, jdk = find_sandbox(), find_jdk()
    check(sandbox, jdk, limits)

    async def run() -> None:
        # Inside the loop, so that a second SIGTERM, as from `make`, finds its handlers and not a half-done cleaning.
        with listening_at(path) as listening, contextlib.closing(Folder(path)) as folder:
            await Runner(sandbox, jdk, limits, folder).serve(listening, lambda: ready(jdk.version))

    with held(path):
        asyncio.run(run())


class Runner:
    """Takes connections; each is a question or a run, and owns nothing after its end."""

    def __init__(self, sandbox: Sandbox, jdk: Jdk, limits: Limits, folder: Folder) -> None:
        self._sandbox = sandbox
        self._jdk = jdk
        self._limits = limits
        self._folder = folder
        self._calls = Calls(sandbox, jdk)
        self._places = Places(limits.runs)
        self._runs: set[Run] = set()
        self._connections: set[asyncio.Task[None]] = set()

    async def serve(self, listening: socket.socket, ready: Callable[[], None]) -> None:
        stop = asyncio.Event()
        for asked in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(asked, stop.set)
        server = await asyncio.start_unix_server(self._connected, sock=listening, limit=MAX_MESSAGE_BYTES)
        ready()
        self._warm_up()
        await stop.wait()
        server.close()
        for run in self._runs:
            run.stop(Verdict("failed", "The runner was stopped."))
        if self._connections:
            _, late = await asyncio.wait(self._connections, timeout=STOP_S)
            for task in late:
                task.cancel()
        self._warming.cancel()
        await asyncio.wait({self._warming})

    def _warm_up(self) -> None:
        """Programs that come before it is done are compiled without."""

        async def warm_up() -> None:
            self._jdk = await with_archive(self._jdk, self._folder.there())

        self._jdk = replace(self._jdk, archive=None)
        self._warming = asyncio.create_task(warm_up(), name="warming up")

    def _within(self) -> Path:
        """Where a run makes its folder, whatever somebody cleaned away since the last one."""
        if self._jdk.archive is not None and not self._jdk.archive.exists():
            self._warm_up()
        return self._folder.there()

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            question = await messages.read(reader) or {}
            answered = _Line(writer)
            language = question.get("language")
            if question.get("type") == "version":
                version = self._jdk.version if language == "java" else None
                await answered.send({"type": "version", "version": version})
            elif question.get("type") == "run":
                await answered.send({"type": "taken", "version": self._jdk.version})
                await answered.send(await self._run(question, reader, answered))
        finally:
            self._connections.discard(task)
            writer.close()

    async def _run(self, question: dict[str, Any], reader: asyncio.StreamReader, line: "_Line") -> dict[str, Any]:
        owners = question.get("owners")
        owners = frozenset(map(str, owners)) if isinstance(owners, list) else frozenset()
        if question.get("language") != "java":
            return ended("failed", "This runner runs Java only.")
        try:
            program = program_in(question)
        except InvalidInput as error:
            return ended("failed", str(error))
        within = self._within()
        run = Run(self._sandbox, self._jdk, self._limits, line.send, lambda: self._places.are_wanted)
        suite = None
        if question.get("tests") is True:
            suite = Suite(run, self._case, self._calls, line.send, self._limits.time_s)
        line.when_gone = lambda: run.stop(STOPPED)
        self._runs.add(run)
        listening = asyncio.create_task(_listen(reader, run, suite))
        try:
            if not await self._take_place(run, owners):
                busy = f"The runner is busy: all {self._limits.runs} places are taken. Try again in a moment."
                return run.end() or ended("failed", busy)
            try:
                return await (suite or run).go(program, within)
            finally:
                self._places.leave(owners)
        finally:
            self._runs.discard(run)
            listening.cancel()

    def _case(self, emit: Emit, time_s: float) -> Run:
        limits = replace(self._limits, time_s=min(time_s, self._limits.time_s))
        return Run(self._sandbox, self._jdk, limits, emit, lambda: self._places.are_wanted)

    async def _take_place(self, run: Run, owners: frozenset[str]) -> bool:
        """Wait for a free place until the patience ends or the run is stopped."""
        taking = asyncio.create_task(self._places.take(owners))
        stopping = asyncio.create_task(run.stopped.wait())
        try:
            await asyncio.wait({taking, stopping}, timeout=self._limits.queue_s, return_when="FIRST_COMPLETED")
        finally:
            stopping.cancel()
            taking.cancel()  # does nothing when it is done
        with contextlib.suppress(asyncio.CancelledError):
            await taking
            return True
        return False


class _Line:
    """The way back. Somebody who is gone, or reads nothing, ends the run instead of stopping the runner."""

    def __init__(self, writer: asyncio.StreamWriter) -> None:
        self._writer = writer
        self._is_gone = False
        self.when_gone: Callable[[], None] = lambda: None

    async def send(self, message: dict[str, Any]) -> None:
        if self._is_gone:
            return
        try:
            async with asyncio.timeout(SEND_S):
                self._writer.write(messages.encode(message))
                await self._writer.drain()
        except (OSError, TimeoutError):
            self._is_gone = True
            self._writer.transport.abort()
            self.when_gone()


async def _listen(reader: asyncio.StreamReader, run: Run, suite: Suite | None) -> None:
    while (message := await messages.read(reader)) is not None:
        line = message.get("line")
        if message.get("type") == "input" and (line is None or isinstance(line, str)):
            run.input(line)
        elif message.get("type") == "stop":
            run.stop(STOPPED)
        elif suite is not None and message.get("type") in ("case", "cut"):
            suite.hear(message)
    run.stop(STOPPED)  # the backend is gone
