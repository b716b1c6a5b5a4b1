"""A child process with a log file on a port of its own: what servers under test have in common."""

import atexit
import os
import pwd
import random
import signal
import socket
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

from tests.support.forks import Forked
from tests.support.waiting import WITHIN_S, patient

ROOT = Path(__file__).parents[2]

# Below the range from which systems take ports for outgoing connections, so that a stopped server finds its port free.
# Each process of a run has a range of its own, also those of the browser tests: tests/browser/support/node.ts.
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
PORTS_A_WORKER = 2_000
FIRST_PORT = 15_000 + WORKER % 4 * PORTS_A_WORKER
_handed_out: set[int] = set()

_children: "list[Child]" = []


def free_port() -> int:
    """A loopback port that nobody listens on and that was not handed out before in this process."""
    while True:
        port = FIRST_PORT + random.SystemRandom().randrange(PORTS_A_WORKER)
        if port in _handed_out:
            continue
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        _handed_out.add(port)
        return port


def is_listening(port: int) -> bool:
    with socket.socket() as probe:
        probe.settimeout(1)
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Child:
    """One process group: started, asked to stop, or killed with everything that it started.

    `as_nobody` drops root's rights, for programs that refuse root. Its output is appended to `log`.
    """

    def __init__(self, name: str, log: Path) -> None:
        self.name = name
        self.log = log
        self._process: subprocess.Popen[bytes] | Forked | None = None
        self._output: IO[bytes] | None = None
        _children.append(self)

    def start(
        self, command: Sequence[str | Path], *, env: Mapping[str, str] | None = None, as_nobody: bool = False
    ) -> None:
        assert not self.is_running, f"{self.name} runs already"
        self._output = self.log.open("ab")
        self._process = subprocess.Popen(
            [str(part) for part in command],
            cwd="/" if as_nobody else ROOT,
            env=dict(env) if env is not None else None,
            stdin=subprocess.DEVNULL,
            stdout=self._output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            user="nobody" if as_nobody else None,
            group=pwd.getpwnam("nobody").pw_gid if as_nobody else None,
            extra_groups=[] if as_nobody else None,
        )

    def fork(self, arguments: Sequence[str], *, env: Mapping[str, str], fault: str = "") -> None:
        """Start `python -m codesala` with these arguments, as tests/support/forks.py does it."""
        assert not self.is_running, f"{self.name} runs already"
        self._process = Forked(arguments, env, ROOT, self.log, fault=fault)

    @property
    def pid(self) -> int:
        assert self._process is not None, f"{self.name} was never started"
        return self._process.pid

    @property
    def exit_code(self) -> int | None:
        return None if self._process is None else self._process.poll()

    @property
    def is_running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    @property
    def text(self) -> str:
        """Everything that it has said so far."""
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def send(self, sent: signal.Signals) -> None:
        """Signal the process itself, not its children: as an operator would."""
        os.kill(self.pid, sent)

    def stall(self) -> None:
        """It stands still and keeps all that it has, until `resume()`: as a machine that is moved, or out of memory."""
        os.killpg(self.pid, signal.SIGSTOP)

    def resume(self) -> None:
        os.killpg(self.pid, signal.SIGCONT)

    def kill(self) -> None:
        """SIGKILL for the whole group at once, and wait until it is gone. Harmless when nothing runs."""
        if self._process is None:
            return
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.wait()

    def wait(self, within_s: float = WITHIN_S) -> int:
        """Its exit code; raises AssertionError with its last words when it does not end in time."""
        assert self._process is not None
        try:
            code = self._process.wait(patient(within_s))
        except subprocess.TimeoutExpired:
            raise AssertionError(
                f"{self.name} did not end within {patient(within_s):g} s:\n{self.text[-4000:]}"
            ) from None
        if self._output is not None:
            self._output.close()
            self._output = None
        return code

    def stop(self, sent: signal.Signals = signal.SIGTERM, within_s: float = WITHIN_S) -> int:
        """Ask it to end; its exit code."""
        self.send(sent)
        return self.wait(within_s)


@atexit.register
def _leave_nobody_behind() -> None:
    """When the tests are interrupted, fixtures may not get to end what they started."""
    for child in _children:
        if child.is_running:
            child.kill()
