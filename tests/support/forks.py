"""`python -m codesala …` as a fork of a process that has imported the code and done nothing else.

What a command costs before it does anything, 0.7 s of computing and a server 1.5 s, is then paid once a run and not at
each of three hundred starts. Everything else is as ever: its own process group, environment, folder and output; it can
be killed and stopped. With TEST_CLOCK_AHEAD_S in its environment its clock is so many seconds off, as far as the log is
written by it. tests/contract/test_command_line.py starts the command itself.
"""

import multiprocessing
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from multiprocessing import connection, forkserver
from pathlib import Path

BACKEND = Path(__file__).parents[2] / "backend"

# An exit code can be read once: two threads that look at the same time would see 255. Each start looks at all.
_looking = threading.Lock()

_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(
    [
        *("tests.support.forks", "codesala.commands", "codesala.main", "codesala.web.socket.connection"),
        # What a server imports only when it starts.
        *("aiosqlite", "alembic.command", "alembic.config", "apscheduler.executors.asyncio", "asyncpg"),
        *("codesala.web.requests", "fastapi.telemetry._runtime", "httptools", "mako.template", "uvloop"),
        *("uvicorn.lifespan.on", "uvicorn.loops.uvloop", "uvicorn.protocols.http.httptools_impl"),
        "tests.support.imported",
    ]
)


class Forked:
    """What is used here of `subprocess.Popen`. What it complains of is in the log, or in a file of its own."""

    def __init__(
        self,
        arguments: Sequence[str],
        env: Mapping[str, str],
        folder: Path,
        log: Path,
        complaints: Path | None = None,
        fault: str = "",
    ) -> None:
        places = [str(place) for place in (folder, log, complaints or log)]
        self._process = _context.Process(target=_become, args=(list(arguments), dict(env), *places, fault))
        with _looking:
            _ensure_running()
            self._process.start()
        assert self._process.pid is not None
        self.pid = self._process.pid

    def poll(self) -> int | None:
        """The exit code, negative for a signal; None while it runs."""
        with _looking:
            return self._process.exitcode

    def wait(self, timeout: float) -> int:
        connection.wait([self._process.sentinel], timeout)
        code = self.poll()
        if code is None:
            raise subprocess.TimeoutExpired("codesala", timeout)
        return code


def _ensure_running() -> None:
    """The process that is forked finds the code of this checkout first, as every server of the tests does."""
    before = os.environ.get("PYTHONPATH")
    os.environ["PYTHONPATH"] = str(BACKEND)
    try:
        forkserver.ensure_running()
    finally:
        os.environ.pop("PYTHONPATH") if before is None else os.environ.update(PYTHONPATH=before)


def _become(arguments: list[str], env: dict[str, str], folder: str, log: str, complaints: str, fault: str) -> None:
    """In the new process."""
    os.setsid()
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    nothing = os.open(os.devnull, os.O_RDONLY)
    output, errors = (os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND) for path in (log, complaints))
    for number, target in ((nothing, 0), (output, 1), (errors, 2)):
        os.dup2(number, target)
    sys.stdin = os.fdopen(0, closefd=False)  # multiprocessing has given it another number, which workers do not inherit
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(write_through=True)  # type: ignore[union-attr]

    if ahead_s := env.get("TEST_CLOCK_AHEAD_S"):
        _set_clock_ahead(float(ahead_s))

    exec(fault, {})

    from codesala.__main__ import main

    raise SystemExit(main(arguments))


def _set_clock_ahead(seconds: float) -> None:
    clock, clock_ns = time.time, time.time_ns
    time.time = lambda: clock() + seconds
    time.time_ns = lambda: clock_ns() + round(seconds * 1e9)
