"""Real servers: `python -m codesala serve` as a process, with verbs to start, stop, kill and restart it."""

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import Any, Self

import httpx2

from tests.support.processes import ROOT, Child, free_port
from tests.support.waiting import WITHIN_S, eventually, patient

# Set while `make coverage` measures what is reached, also in servers.
COVERAGE = "COVERAGE_PROCESS_CONFIG"

# What a test run from one address needs; every limit has tests of its own that set it low.
ROOMY = {
    "metrics_for": "everybody",
    "create_rate": "100000/minute",
    "change_rate": "100000/minute",
    "create_bytes_a_day": 2**40,
    "link_failure_rate": "100000/minute",
    "request_share": 100,
    "max_address_room_peers": 500,
    "max_address_peers": 5_000,
}


def python_environment() -> dict[str, str]:
    """For a Python child that sees this project and none of the settings of whoever runs the tests."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "TMPDIR", "LANG", COVERAGE) if name in os.environ}
    return kept | {"PYTHONPATH": str(ROOT / "backend"), "PYTHONUNBUFFERED": "1"}


class Node:
    """One server process. Settings are keywords as in `Settings`: `Node(folder, max_room_peers=2)`.

    Without `database_url` it keeps its SQLite file in `folder`. The port stays the same over restarts.
    `environment` adds variables that are no settings. It is forked from a process that has imported the code already,
    unless `by_command`: then it is started as an operator does it. `fault`: Python statements that it begins with, when
    all is imported.
    """

    def __init__(
        self,
        folder: Path,
        *,
        environment: dict[str, str] | None = None,
        by_command: bool = False,
        fault: str = "",
        **settings: object,
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.port = int(str(settings.pop("port", 0))) or free_port()
        self.settings = {"host": "127.0.0.1", "data_dir": folder / "data", **ROOMY, **settings}
        self._environment = environment or {}
        # Workers' metrics go to files, which is decided when the code is imported.
        self._by_command = by_command or "workers" in settings
        self._fault = fault
        self._child = Child(f"node on port {self.port}", folder / f"node-{self.port}.log")
        self._http: httpx2.AsyncClient | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def ws_url(self) -> str:
        """What a stock Yjs client gets as its server; the token of a link is its room name."""
        return f"ws://127.0.0.1:{self.port}/ws"

    @property
    def http(self) -> httpx2.AsyncClient:
        if self._http is None or self._http.is_closed:
            # Nothing here is encrypted; to read all certificates of the system would cost more than the requests.
            self._http = httpx2.AsyncClient(base_url=self.url, timeout=patient(WITHIN_S), trust_env=False, verify=False)
        return self._http

    @property
    def pid(self) -> int:
        """Of the process that was started: it supervises those that do the work."""
        return self._child.pid

    @property
    def worker_pids(self) -> list[int]:
        return [int(pid) for pid in Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()]

    @property
    def worker_pid(self) -> int:
        """Of the process that does the work."""
        (pid,) = self.worker_pids
        return pid

    @property
    def logs(self) -> str:
        """Everything that it has written since its first start."""
        return self._child.text

    @property
    def is_running(self) -> bool:
        return self._child.is_running

    def launch(self) -> None:
        """Start the process without waiting for it; `ready()` waits."""
        chosen = {name.upper(): str(value) for name, value in self.settings.items()}
        environment = python_environment() | {"PORT": str(self.port)} | chosen | self._environment
        if self._by_command:
            assert not self._fault, "who starts by command has no faults"
            self._child.start([sys.executable, "-m", "codesala", "serve"], env=environment)
        else:
            self._child.fork(["serve"], env=environment, fault=self._fault)

    async def ready(self, within_s: float = WITHIN_S) -> Self:
        """Wait until /ready answers 200. A process that ends meanwhile fails at once, with its last words."""

        async def answers() -> bool:
            if not self.is_running:
                return True
            try:
                return (await self.http.get("/ready")).status_code == 200
            except httpx2.TransportError:
                return False

        await eventually(answers, within_s, lambda: f"{self.url}/ready answers 200:\n{self.logs[-4000:]}")
        assert self.is_running, f"the node ended with code {self._child.exit_code}:\n{self.logs[-4000:]}"
        return self

    async def start(self, within_s: float = WITHIN_S) -> Self:
        self.launch()
        return await self.ready(within_s)

    async def stop(self, within_s: float = WITHIN_S) -> int:
        """SIGTERM, as an operator or a platform does it; waits for the end and returns the exit code."""
        exit_code = await asyncio.to_thread(self._child.stop, within_s=within_s)
        await self._close_http()
        return exit_code

    def stall(self) -> None:
        """SIGSTOP: it stands still, and does not know that it did when it goes on with `resume()`."""
        self._child.stall()

    def resume(self) -> None:
        self._child.resume()

    async def kill(self) -> None:
        """SIGKILL: nothing is flushed, nobody is told."""
        self._child.kill()
        await self._close_http()

    async def kill_worker(self) -> None:
        """SIGKILL for the process that does the work, and wait until another one does it."""
        dead = self.worker_pid
        os.kill(dead, signal.SIGKILL)
        await eventually(lambda: self.worker_pids and dead not in self.worker_pids)
        await self.ready()

    async def end(self) -> None:
        """What fixtures do with it in the end: SIGKILL, but SIGTERM where it has yet to write what it has reached."""
        if COVERAGE in os.environ and self.is_running:
            await self.stop()
        await self.kill()

    async def restart(self) -> Self:
        await self.stop()
        return await self.start()

    async def create_session(self, **body: Any) -> dict[str, Any]:
        """POST /api/sessions; the answer as JSON."""
        answer = await self.http.post("/api/sessions", json=body)
        assert answer.status_code == 201, f"{answer.status_code}: {answer.text}"
        created: dict[str, Any] = answer.json()
        return created

    async def _close_http(self) -> None:
        if self._http is not None:
            await self._http.aclose()
