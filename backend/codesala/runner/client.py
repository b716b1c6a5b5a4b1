"""How the web process reaches the runner: a connection a run, so that a runner that dies ends its runs and no more."""

import asyncio
import contextlib
import logging
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from codesala.runner import messages
from codesala.runner.messages import MAX_MESSAGE_BYTES, MAX_WAITING_INPUT_BYTES, TOO_LONG, ended

logger = logging.getLogger(__name__)

Receive = Callable[[dict[str, Any]], None]

ANSWER_S = 2.0  # for a question, and for the end after a stop

NO_RUNNER = "This server has no Java runner, or it does not answer. Editing goes on."
LOST = "The runner went away while the program ran. Run it again."


class RunnerClient:
    """`socket` is None where no runner is configured. Holds no connection between runs: a runner may come and go."""

    def __init__(self, socket: Path | None) -> None:
        self._socket = socket
        self._tasks: set[asyncio.Task[None]] = set()

    async def version(self, language: str) -> str | None:
        """What runs the language, like "Java 17 (OpenJDK 17.0.15)", or None when nothing does now."""
        if self._socket is None:
            return None
        try:
            async with asyncio.timeout(ANSWER_S):
                reader, writer = await asyncio.open_unix_connection(self._socket, limit=MAX_MESSAGE_BYTES)
                with contextlib.closing(writer):
                    writer.write(messages.encode({"type": "version", "language": language}))
                    answer = await messages.read(reader) or {}
        except (OSError, TimeoutError):
            return None
        version = answer.get("version")
        return version if isinstance(version, str) else None

    def start(
        self,
        language: str,
        files: Mapping[str, str],
        entry: str,
        receive: Receive,
        owners: Collection[str] = (),
        *,
        is_tested: bool = False,
    ) -> "RunHandle":
        """`files`: texts by paths relative to the folder in which the program runs; it begins with `entry`. `receive`
        is called from the event loop with events as in `messages`, exactly one "ended", last. `owners` are those for
        whom the place counts that the program takes. One that `is_tested` is compiled, and waits for cases."""
        run = RunHandle(self._socket, receive)
        question: dict[str, Any] = {
            "type": "run",
            "language": language,
            "files": dict(files),
            "entry": entry,
            "owners": list(owners),
        }
        if is_tested:
            question["tests"] = True
        task = asyncio.create_task(run.follow(question), name="runner")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        task.add_done_callback(lambda _: run.abandon())
        return run

    async def aclose(self) -> None:
        """End all runs: the runner kills a program whose connection is closed."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


class RunHandle:
    """One run as the web process sees it. Both verbs may be called at any time, also after the end."""

    def __init__(self, socket: Path | None, receive: Receive) -> None:
        self._socket = socket
        self._receive = receive
        self._writer: asyncio.StreamWriter | None = None
        self._before: list[bytes] = []
        self._before_bytes = 0
        self._stopping: asyncio.TimerHandle | None = None
        self._is_over = False

    def input(self, line: str | None) -> None:
        """A line without its end, or None: the input ends. Dropped when too much waits already."""
        self._send({"type": "input", "line": line})

    def case(
        self, stdin: str, args: Collection[str], *, is_call: bool = False, files: Mapping[str, str] | None = None
    ) -> None:
        """Starts the program that is tested once more, or calls a function of it; one after the other. `files` are
        beside it this once."""
        case: dict[str, Any] = {"type": "case", "stdin": stdin, "args": list(args)}
        self._send(case | ({"call": True} if is_call else {}) | ({"files": dict(files)} if files else {}))

    def cut(self) -> None:
        """Ends the case that runs."""
        self._send({"type": "cut"})

    def stop(self) -> None:
        """Ends within 250 ms with "stopped"; a runner that does not answer is left after two seconds."""
        if self._is_over or self._stopping is not None:
            return
        self._send({"type": "stop"})
        self._stopping = asyncio.get_running_loop().call_later(ANSWER_S, self._leave)

    async def follow(self, question: dict[str, Any]) -> None:
        """The whole run: connect, ask, hand on what comes. Owned by the client."""
        try:
            message = messages.encode(question)
            if len(message) > MAX_MESSAGE_BYTES:  # which the runner would not even read
                self._hand_on(ended("failed", TOO_LONG))
                return
            reader = await self._connect(message)
            if reader is None:
                self._hand_on(ended("failed", NO_RUNNER))
                return
            while (event := await messages.read(reader)) is not None:
                self._hand_on(event)
                if self._is_over:
                    return
            self._hand_on(ended("failed", LOST))
        finally:
            if self._stopping is not None:
                self._stopping.cancel()
            if self._writer is not None:
                self._writer.close()

    def abandon(self) -> None:
        """Nobody follows it any more; one that ended hears nothing of this."""
        self._hand_on(ended("stopped"))

    async def _connect(self, question: bytes) -> asyncio.StreamReader | None:
        if self._socket is None:
            return None
        try:
            async with asyncio.timeout(ANSWER_S):
                reader, writer = await asyncio.open_unix_connection(self._socket, limit=MAX_MESSAGE_BYTES)
        except (OSError, TimeoutError):
            return None
        writer.write(question)
        writer.writelines(self._before)
        self._writer = writer
        return reader

    def _send(self, message: dict[str, Any]) -> None:
        data = messages.encode(message)
        if self._writer is None:
            self._before_bytes += len(data)
            if message["type"] == "case" or self._before_bytes <= MAX_WAITING_INPUT_BYTES:
                self._before.append(data)
        elif not self._writer.is_closing():
            waiting = self._writer.transport.get_write_buffer_size()
            if message["type"] in ("case", "stop") or waiting + len(data) <= MAX_WAITING_INPUT_BYTES:
                self._writer.write(data)

    def _leave(self) -> None:
        self._hand_on(ended("stopped"))
        if self._writer is not None:
            self._writer.transport.abort()

    def _hand_on(self, event: dict[str, Any]) -> None:
        """Whoever receives may fail; the run goes on to its end, and is heard of no more after it."""
        if self._is_over:
            return
        self._is_over = event.get("type") == "ended"
        try:
            self._receive(event)
        except Exception:
            logger.exception("what a program did could not be handed on")
