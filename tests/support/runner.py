"""A real runner as a process, and programs that are watched over its client: `program = runner.run(source)`."""

import asyncio
import hashlib
import json
import os
import shutil
import signal
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from codesala.runner.calls import CALLS
from codesala.runner.client import RunHandle, RunnerClient
from tests.support.cluster import python_environment
from tests.support.processes import Child
from tests.support.services import ServiceMissing
from tests.support.waiting import WITHIN_S, eventually, wait_until


class RunnerProcess:
    """`codesala runner` on a socket of its own, or on `runner_socket`. Settings are keywords as in `Settings`:
    `runner_cpu_s=1`."""

    def __init__(self, **settings: object) -> None:
        if not shutil.which("bwrap") or not (shutil.which("javac") or os.environ.get("JAVA_HOME")):
            raise ServiceMissing("The runner's tests need Linux and: apt install bubblewrap openjdk-17-jdk-headless")
        # Not in pytest's folders: the path of a socket is short.
        self.folder = Path(tempfile.mkdtemp(prefix="codesala-test-"))
        self.folder.chmod(0o777)  # also for a runner that is somebody else
        self.socket = Path(str(settings.get("runner_socket", self.folder / "runner.sock")))
        self._environment = {name.upper(): str(value) for name, value in settings.items()}
        self._child = Child("runner", self.folder / "log")
        self.client = RunnerClient(self.socket)

    @property
    def pid(self) -> int:
        return self._child.pid

    @property
    def logs(self) -> str:
        return self._child.text

    def launch(self, *, command: Sequence[str] = (), **environment: str) -> None:
        """As tests/support/forks.py does it, unless the command is given."""
        known = {name: os.environ[name] for name in ("JAVA_HOME",) if name in os.environ}
        settings = {"RUNNER_SOCKET": str(self.socket), **self._environment, **known, **environment}
        if command:
            self._child.start(command, env=python_environment() | settings)
        else:
            self._child.fork(["runner"], env=python_environment() | settings)

    async def start(self, *, command: Sequence[str] = (), **environment: str) -> Self:
        self.launch(command=command, **environment)
        return await self.answering()

    async def answering(self) -> Self:
        async def answers() -> bool:
            return await self.client.version("java") is not None or not self._child.is_running

        await eventually(answers, what=lambda: f"the runner answers:\n{self.logs}")
        assert self._child.is_running, self.logs
        return self

    def run(
        self,
        source: str | Mapping[str, str],
        *,
        client: RunnerClient | None = None,
        language: str = "java",
        owners: Sequence[str] = (),
        is_tested: bool = False,
    ) -> "Program":
        """A text alone is `Main.java`, with which programs of several files begin too."""
        files = {"Main.java": source} if isinstance(source, str) else source
        return Program(client or self.client, language, files, owners, is_tested=is_tested)

    def send(self, sent: signal.Signals) -> None:
        self._child.send(sent)

    def ended(self, within_s: float = WITHIN_S) -> int:
        return self._child.wait(within_s)

    async def kill(self) -> None:
        """SIGKILL for the runner alone: what it started is in sessions of its own."""
        await self.client.aclose()
        self._child.kill()

    def work_folders(self) -> list[Path]:
        """Of runs that go on. The runner names their folder after its socket and its user."""
        folders = [path for place in self._work() for path in place.iterdir() if path.is_dir()]
        return [folder for folder in folders if folder.name != CALLS]

    def remove(self) -> None:
        for folder in (self.folder, *self._work()):
            shutil.rmtree(folder, ignore_errors=True)

    def work_folder(self) -> Path:
        """Where those of runs are."""
        (folder,) = self._work()
        return folder

    def _work(self) -> list[Path]:
        name = hashlib.sha256(os.fsencode(self.socket)).hexdigest()[:12]
        return list(Path(tempfile.gettempdir()).glob(f"codesala-runner-*-{name}-*"))


class Program:
    """One run and everything that was heard of it."""

    def __init__(
        self,
        client: RunnerClient,
        language: str,
        files: Mapping[str, str],
        owners: Sequence[str],
        *,
        is_tested: bool = False,
    ) -> None:
        self.events: list[dict[str, Any]] = []
        self._ended_at = 0.0
        self._over = asyncio.Event()
        self._run: RunHandle = client.start(language, files, "Main.java", self._receive, owners, is_tested=is_tested)

    def _receive(self, event: dict[str, Any]) -> None:
        self.events.append(event)
        if event["type"] == "ended":
            self._ended_at = time.monotonic()
            self._over.set()

    def input(self, line: str | None) -> None:
        self._run.input(line)

    def stop(self) -> None:
        self._run.stop()

    async def stopped_within(self) -> float:
        """Stop it; how many seconds until the end was heard."""
        asked_at = time.monotonic()
        self.stop()
        await self.end()
        return self._ended_at - asked_at

    def text(self, stream: str) -> str:
        outputs = [event for event in self.events if event["type"] == "output"]
        return "".join(event["text"] for event in outputs if event["stream"] == stream)

    @property
    def stdout(self) -> str:
        return self.text("stdout")

    @property
    def stderr(self) -> str:
        return self.text("stderr")

    @property
    def is_running(self) -> bool:
        return {"type": "running"} in self.events and not self._over.is_set()

    async def prints(self, text: str, within_s: float = WITHIN_S) -> None:
        await eventually(lambda: text in self.stdout or self._over.is_set(), within_s, lambda: f"{text}: {self.events}")
        assert text in self.stdout, self.events

    async def tried(self, stdin: str, *args: str, **files: str) -> tuple[str, dict[str, Any]]:
        """What it prints in a case, of one that is tested, and how the case ends. `files` are the case's own."""
        before = len(self.events)
        self._run.case(stdin, args, files=files)
        await self.is_tried(before)
        told = self.events[before:]
        texts = [event["text"] for event in told if event["type"] == "output" and event["stream"] == "stdout"]
        return "".join(texts), told[-1]

    async def called(self, name: str, *args: object, judged: int | None = None) -> tuple[str, str]:
        """What a function prints in a case that calls it, and what came of it."""
        before = len(self.events)
        self._run.case(json.dumps({"nonce": "n", "names": [name], "args": args, "judged": judged}), (), is_call=True)
        await self.is_tried(before)
        texts = [event["text"] for event in self.events[before:] if event.get("stream") == "stdout"]
        printed, _, mark = "".join(texts).partition("\x1en 0 ")
        return printed, mark.partition(" ")[2].strip()

    async def is_tried(self, before: int = 0) -> None:
        def is_over() -> bool:
            return self._over.is_set() or any(event["type"] == "tried" for event in self.events[before:])

        await eventually(is_over, what=lambda: f"the case ends: {self.events[-3:]}")

    def case(self, stdin: str, *args: str) -> None:
        self._run.case(stdin, args)

    def cut(self) -> None:
        self._run.cut()

    async def end(self, within_s: float = WITHIN_S) -> dict[str, Any]:
        """The last event, of which there is one."""
        await eventually(self._over.is_set, within_s, lambda: f"the program ends: {self.events[-3:]}")
        ended = [event for event in self.events if event["type"] == "ended"]
        assert ended == [self.events[-1]], self.events
        return self.events[-1]


def processes_of(text: str) -> list[int]:
    """Processes of this machine in whose command line a text occurs: a class's name, a folder."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                words = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            if text.encode() in words:
                found.append(int(folder.name))
    return found


def wait_until_gone(text: str) -> None:
    wait_until(lambda: not processes_of(text), what=lambda: f"{text} is gone, but {processes_of(text)} run")


def java(body: str, *, name: str = "Main", imports: str = "import java.util.*;", more: str = "") -> str:
    """A class whose main has this body. The body begins in line 3."""
    return (
        f"{imports}\npublic class {name} {{ public static void main(String[] args) throws Exception {{\n{body}\n}} }}\n"
        f"{more}\n"
    )
