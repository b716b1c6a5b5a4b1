"""One run, from files to end: a folder of its own, the compiler and then the program, each locked up and watched."""

import asyncio
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codesala.runner.java import CLASSES_INSIDE, SOURCE_INSIDE, Entry, Jdk, entry
from codesala.runner.messages import MAX_WAITING_INPUT_BYTES, ended
from codesala.runner.newer_java import newer_than
from codesala.runner.output import Emit, Output
from codesala.runner.program import SOURCE, Program
from codesala.runner.sandbox import MIB, TMP_BYTES, TMP_NAMES, Bind, Limits, Sandbox
from codesala.runner.watch import kill_tree, names_made, usage

logger = logging.getLogger(__name__)

WATCH_INTERVAL_S = 0.05
IDLE_CPU_S = 0.25  # less than that is the Java machine's own
COMPILE_S = 30.0
COMPILED_BYTES, COMPILED_FILES = 32 * MIB, 2_000
LEAVE_S = 5.0  # how long killed processes may take to be gone
KILLED, KILLED_BY_CPU_LIMIT = 128 + 9, 128 + 24

NAME_BYTES = 255  # of a file, in all file systems that matter

NO_MAIN = "No class has a main method: public static void main(String[] args) { … }"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why a run was ended from outside; the first one counts."""

    reason: str
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Compiled:
    """`main`: the class that begins, if one can; `stem`: the name of its main file. `data`: what it finds where it
    runs, and cannot change; it may write beside it. `beside`: classes of ours, which come before its own."""

    main: str | None
    stem: str
    classes: Path
    data: list[Bind]
    beside: tuple[Bind, ...] = ()


Play = Callable[[Compiled], Awaitable[dict[str, Any]]]


class Run:
    """`stop` and `input` may be called at any time, also before `go` and after it."""

    def __init__(
        self, sandbox: Sandbox, jdk: Jdk, limits: Limits, emit: Emit, is_wanted: Callable[[], bool] = lambda: False
    ) -> None:
        """`is_wanted`: somebody waits for this run's place."""
        self._sandbox = sandbox
        self._jdk = jdk
        self._limits = limits
        self._emit = emit
        self._is_wanted = is_wanted
        self._idle_since = 0.0
        self._verdict: Verdict | None = None
        self.stopped = asyncio.Event()
        self._process: asyncio.subprocess.Process | None = None
        self._stdin: asyncio.StreamWriter | None = None
        self._input_before: list[bytes | None] = []
        self._input_bytes = 0

    def stop(self, verdict: Verdict) -> None:
        """End whatever runs now, and do not begin what has not begun."""
        self._verdict = self._verdict or verdict
        self.stopped.set()
        if self._process is not None and self._process.returncode is None:
            kill_tree(self._process.pid)

    def input(self, line: str | None) -> None:
        """A line for the program, or None for the end. What it does not read for long is dropped."""
        self._idle_since = time.monotonic()
        data = None if line is None else line.encode("utf-8", "replace") + b"\n"
        if self._stdin is None:
            self._input_bytes += len(data or b"")
            if self._input_bytes <= MAX_WAITING_INPUT_BYTES and len(self._input_before) < 10_000:
                self._input_before.append(data)
        else:
            self._write(data)

    def _write(self, data: bytes | None) -> None:
        if self._stdin is None or self._stdin.is_closing():
            return
        if data is None:
            self._stdin.close()
        elif self._stdin.transport.get_write_buffer_size() + len(data) <= MAX_WAITING_INPUT_BYTES:
            self._stdin.write(data)

    def give(self, text: str) -> None:
        """All of its input, before it starts."""
        self._input_before = [text.encode("utf-8", "replace"), None]

    def hand_over(self, *folders: Path) -> None:
        """To whom programs run as, with all that is in them."""
        self._sandbox.give(*folders, *(path for folder in folders for path in folder.rglob("*")))

    def end(self) -> dict[str, Any] | None:
        """The last event of a run that was stopped, or None while nobody stopped it."""
        return ended(self._verdict.reason, self._verdict.message) if self._verdict else None

    async def go(self, program: Program, within: Path, play: Play | None = None) -> dict[str, Any]:
        """Compile and run; returns the last event, which the caller sends. `within` is where its folder is made. With
        `play`, that runs what was compiled, as often as it likes."""
        # Long ones take a second: nobody else waits for that, least of all the watch over their programs.
        begins = await asyncio.to_thread(entry, program.files[program.entry])
        if len(f"{begins.stem}.java".encode()) > NAME_BYTES:
            return ended("error", f"The public class has a name of {len(begins.stem)} characters, too long for a file.")
        try:
            folder = Path(tempfile.mkdtemp(dir=within))
            try:
                return await self._go_in(folder, program, begins, play)
            finally:
                await asyncio.to_thread(shutil.rmtree, folder, ignore_errors=True)
        except (OSError, ValueError) as error:  # no space, no process to be had; a name with a NUL in it
            logger.exception("a run failed", extra={"error": str(error)})
            return self.end() or ended("failed", "The runner could not start the program. Try again in a moment.")

    async def _go_in(self, folder: Path, program: Program, begins: Entry, play: Play | None) -> dict[str, Any]:
        sources, classes = folder / "source", folder / "classes"
        sources.mkdir()
        classes.mkdir()
        files = program.laid_out(begins.stem)
        lay_out(files, sources)
        self.hand_over(folder)
        await self._emit({"type": "compiling"})
        texts = [path for path in files if path.endswith(SOURCE)]
        if (failed := await self._compile(texts, sources, classes)) is not None:
            return failed
        data = [Bind(sources / path, f"/tmp/{path}") for path in program.data]
        compiled = Compiled(begins.main, begins.stem, classes, data)
        return await (play(compiled) if play else self.start(compiled))

    async def _compile(self, files: list[str], sources: Path, classes: Path) -> dict[str, Any] | None:
        """None when there is something to run; what the compiler said is only told when there is not."""
        said: list[dict[str, Any]] = []

        async def keep(event: dict[str, Any]) -> None:
            said.append({**event, "stream": "stderr"})

        inside = [Bind(sources, SOURCE_INSIDE), Bind(classes, CLASSES_INSIDE, writable=True)]
        jdk = self._jdk.as_found()
        binds = [*jdk.binds_to_compile(), *inside]
        command = self._sandbox.command(jdk.compile(files, self._limits), binds, self._limits, SOURCE_INSIDE)
        code = await self._execute(command, keep, "The compiler", COMPILE_S, classes)
        if code == 0 and self._verdict is None:
            return None
        newer = newer_than(self._jdk.release, "".join(event["text"] for event in said))
        if newer is not None and self._verdict is None:
            await self._emit({"type": "output", "stream": "stderr", "text": f"{newer}\n"})
        for event in said:
            await self._emit(event)
        return self.end() or ended("error", "The program does not compile.", code=code)

    async def start(self, compiled: Compiled, args: Sequence[str] = ()) -> dict[str, Any]:
        """Returns its last event."""
        if compiled.main is None:
            return self.end() or ended("error", NO_MAIN)
        ours = [bind.inside for bind in compiled.beside]
        binds = [*self._jdk.binds(), Bind(compiled.classes, CLASSES_INSIDE), *compiled.beside, *compiled.data]
        java = self._jdk.run(compiled.main, self._limits, ours)
        command = self._sandbox.command([*java, *args], binds, self._limits)
        await self._emit({"type": "running"})
        began = time.monotonic()
        code = await self._execute(command, self._emit, "The program", self._limits.time_s)
        duration_ms = round((time.monotonic() - began) * 1000)
        if self._verdict is None and code == KILLED:
            self._verdict = Verdict("limit", "The program was killed; most likely it used too much memory.")
        if self._verdict is None and code == KILLED_BY_CPU_LIMIT:
            self._verdict = Verdict("limit", self._computed_too_long("The program"))
        if (end := self.end()) is not None:
            return {**end, "duration_ms": duration_ms}
        return ended("exited" if code == 0 else "error", code=code, duration_ms=duration_ms)

    async def _execute(
        self, command: list[str], emit: Emit, who: str, time_s: float, written: Path | None = None
    ) -> int | None:
        """The exit code. `written` is a folder that may not grow beyond what compiled programs need."""
        if self._verdict is not None:
            return None
        process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            cwd="/",
            env={},
            start_new_session=True,
            **self._sandbox.identity(),  # type: ignore[arg-type]
        )
        self._process = process
        if self.stopped.is_set():  # while it was being started
            kill_tree(process.pid)
        if written is None:
            self._open_input(process)
        output = Output(self._limits.output_bytes, emit, lambda why: self.stop(Verdict("limit", why)))
        sending = asyncio.create_task(output.send(process))
        try:
            await self._watch(process.pid, sending, who, time_s, written)
            async with asyncio.timeout(LEAVE_S):
                await sending
                return await process.wait()
        except TimeoutError:
            logger.error("a killed program does not leave", extra={"pid": process.pid})
            return None
        finally:
            sending.cancel()
            if process.returncode is None:
                kill_tree(process.pid)
            if process.stdin is not None:
                process.stdin.close()

    async def _watch(
        self, pid: int, sending: asyncio.Task[None], who: str, time_s: float, written: Path | None
    ) -> None:
        """Return when the program has ended or was stopped; stop it when it uses too much."""
        limits = self._limits
        deadline = time.monotonic() + time_s
        self._idle_since, computed_s = time.monotonic(), 0.0
        while not sending.done() and not self.stopped.is_set():
            used = usage(pid)
            if used.cpu_s - computed_s > IDLE_CPU_S:
                self._idle_since, computed_s = time.monotonic(), used.cpu_s
            if used.memory_bytes > limits.memory_mib * MIB:
                self.stop(Verdict("limit", f"{who} used more than {limits.memory_mib} MiB of memory and was stopped."))
            elif names_made(pid, TMP_BYTES) > TMP_NAMES:
                self.stop(Verdict("limit", f"{who} made more than {TMP_NAMES} files and folders and was stopped."))
            elif used.cpu_s > limits.cpu_s:
                self.stop(Verdict("limit", self._computed_too_long(who)))
            elif time.monotonic() > deadline:
                self.stop(Verdict("limit", f"{who} ran for more than {time_s:g} s and was stopped."))
            elif written is None and time.monotonic() - self._idle_since > limits.idle_s and self._is_wanted():
                self.stop(Verdict("limit", f"{who} computed nothing for {limits.idle_s:g} s, and others wait to run."))
            elif written is not None and _is_too_large(written):
                self.stop(Verdict("limit", "The compiled program is too large."))
            else:
                await asyncio.wait({sending}, timeout=WATCH_INTERVAL_S)

    def _open_input(self, process: asyncio.subprocess.Process) -> None:
        self._stdin = process.stdin
        waiting, self._input_before = self._input_before, []
        for data in waiting:
            self._write(data)

    def _computed_too_long(self, who: str) -> str:
        return f"{who} computed for more than {self._limits.cpu_s:g} s and was stopped."


def lay_out(files: Mapping[str, str], folder: Path) -> None:
    for path, text in files.items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(text.encode("utf-8", "replace"))


def _is_too_large(folder: Path) -> bool:
    size = files = 0
    for place, _, names in os.walk(folder):
        for name in names:
            files += 1
            try:
                size += os.lstat(os.path.join(place, name)).st_size  # noqa: PTH118, thousands of them, often
            except OSError:
                continue
            if size > COMPILED_BYTES or files > COMPILED_FILES:
                return True
    return False
