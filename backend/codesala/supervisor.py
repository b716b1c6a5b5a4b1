"""The small process that keeps a server up: it starts workers, which do all the work, and others for those that die.

It imports nothing of the app and no library, so that it costs little and has little that could fail. Workers are forks
of it. The first one prepares what they share (settings, lock, migration, address) and hands it over; every one after it
finds that done. The listening sockets are kept here: who connects while no worker lives waits for the next one.
"""

import json
import mmap
import os
import select
import signal
import socket
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from typing import NamedTuple, NoReturn

from codesala.heartbeats import Heartbeats
from codesala.marks import marked

MAX_WORKERS = 64
REGION_BYTES = 4096
"""Of the memory that a worker shares with its supervisor: that it is up, its marks, and at the end its heartbeat."""

WRONG_SETTINGS = 2
"""The exit code of a worker that no other one would do better than: the server ends."""

AT_ONCE = 3
STREAK_S = 60.0
MAX_PAUSE_S = 30.0
"""Workers that die within a minute of each other are a streak: after three the next ones wait 1, 2, 4 … 30 s."""

STDERR = 2
ENDING_SIGNALS = (signal.SIGTERM, signal.SIGINT)
HANDLED_SIGNALS = (*ENDING_SIGNALS, signal.SIGCHLD)
MAX_SHARED_BYTES = 64 * 1024
MAX_SHARED_FILES = 16


class Shared(NamedTuple):
    """What the first worker has prepared for all. `lock` and `listening` are open files; a worker that does not go on
    for `hang_s` is ended, unless that is 0."""

    workers: int
    lock: int | None
    listening: list[int]
    metrics: str | None
    hang_s: float


class Worker:
    """What one worker has of its supervisor. `shared` is None for one that has yet to prepare it."""

    def __init__(
        self, index: int, memory: memoryview, shared: Shared | None, line: socket.socket, blamed: Collection[str]
    ) -> None:
        """`blamed`: the sessions that workers were busy with when they died, which this one is to note."""
        self.index = index
        self.blamed = blamed
        self.marks = memory[1:]
        self.shared = shared
        self._memory = memory
        self._line = line

    def share(self, shared: Shared, environment: dict[str, str]) -> None:
        """Hand over what this worker has prepared; `environment` is set for it and for all others."""
        os.environ.update(environment)
        told = {"workers": shared.workers, "has_lock": shared.lock is not None, "metrics": shared.metrics}
        more = {"hang_s": shared.hang_s, "environment": environment}
        files = [shared.lock, *shared.listening] if shared.lock is not None else shared.listening
        socket.send_fds(self._line, [json.dumps(told | more).encode()], files)
        self.shared = shared

    def is_up(self) -> None:
        """From now on it serves."""
        self._memory[0] = 1

    def beat(self) -> None:
        """Its event loop turns. Called ten times a second."""
        self._memory[-1] = 1


def keep_up() -> Worker | int:
    """Keep a server up until it is asked to end: its exit code. Returns in each worker, too: what it is to do."""
    return _Supervisor().run()


class _Supervisor:
    def __init__(self) -> None:
        self._memory = memoryview(mmap.mmap(-1, MAX_WORKERS * REGION_BYTES))
        self._line, self._workers_line = socket.socketpair()
        self._line.setblocking(False)
        self._alive, self._alive_here = os.pipe()
        """Ends with this process, however it ends: workers see that."""
        self._woken, wake = os.pipe()
        for descriptor in (self._woken, wake):
            os.set_blocking(descriptor, False)
        for handled in HANDLED_SIGNALS:
            signal.signal(handled, self._note)
        signal.set_wakeup_fd(wake, warn_on_full_buffer=False)
        self._shared: Shared | None = None
        self._blamed: set[str] = set()
        self._blamed_by: dict[int, set[str]] = {}
        """What a worker is to note that has not said yet that it is up."""
        self._workers: dict[int, int] = {}
        """Process id → index."""
        self._heartbeats = Heartbeats(0)
        self._start_at = 0.0
        self._streak = 0
        self._died_at = -STREAK_S
        self._has_been_up = False
        self._is_asked_to_end = self._is_ending = False
        self._code = 0

    def run(self) -> Worker | int:
        while self._workers or not self._is_ending:
            now = time.monotonic()
            for index in self._missing(now):
                worker = self._fork(index)
                if worker is not None:
                    return worker
            self._wait(now)
            self._take_over()
            self._end_hung()
            if self._is_asked_to_end and not self._is_ending:
                self._stop()
            for pid, code in _ended():
                if pid in self._workers:
                    self._died(pid, self._workers.pop(pid), code)
        self._remove_metrics()
        return self._end()

    def _note(self, signum: int, _frame: object) -> None:
        self._is_asked_to_end = self._is_asked_to_end or signum in ENDING_SIGNALS

    def _stop(self) -> None:
        """Ask all workers to end, and let nobody wait for the next one. A worker that Ctrl+C has reached by itself
        takes the second signal for the same wish."""
        self._is_ending = True
        for file in self._shared.listening if self._shared else ():
            os.close(file)
        for pid in self._workers:
            os.kill(pid, signal.SIGTERM)

    def _missing(self, now: float) -> Iterator[int]:
        """Whom to start now; nobody more as soon as a start has failed, for the next one is to wait."""
        for index in range(self._shared.workers if self._shared else 1):
            if not self._is_ending and now >= self._start_at and index not in self._workers.values():
                yield index

    def _wait(self, now: float) -> None:
        """Until something happens or is due. `now`: when it was looked who is missing, so that no start is missed."""
        pauses = [self._start_at - now, self._heartbeats.interval_s]
        select.select([self._woken, self._line.fileno()], [], [], min((one for one in pauses if one > 0), default=None))
        with suppress(BlockingIOError):
            os.read(self._woken, 1024)

    def _take_over(self) -> None:
        """What the first worker hands over, if it did by now."""
        try:
            message, files, _, _ = socket.recv_fds(self._line, MAX_SHARED_BYTES, MAX_SHARED_FILES)
        except BlockingIOError:
            return
        told = json.loads(message)
        lock = files.pop(0) if told["has_lock"] else None
        self._shared = Shared(told["workers"], lock, files, told["metrics"], told["hang_s"])
        self._heartbeats = Heartbeats(told["hang_s"])
        os.environ.update(told["environment"])

    def _end_hung(self) -> None:
        regions = {pid: self._region(index) for pid, index in self._workers.items()}
        serving = {} if self._is_ending else {pid: region[-1:] for pid, region in regions.items() if region[0]}
        for pid in self._heartbeats.look(serving, time.monotonic()):
            _say(f"worker {pid} hangs: it has not gone on for {self._heartbeats.patience_s:.0f} s, and is ended")
            os.kill(pid, signal.SIGKILL)

    def _fork(self, index: int) -> Worker | None:
        """Returns the worker in the new process. A fork that fails, for want of memory, is as a worker that died."""
        self._region(index)[:] = bytes(REGION_BYTES)
        signal.pthread_sigmask(signal.SIG_BLOCK, HANDLED_SIGNALS)
        try:
            pid = os.fork()
        except OSError as error:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, HANDLED_SIGNALS)
            _say(f"a worker cannot be started: {error.strerror}; tried again {self._pause()}")
            return None
        self._blamed_by[index], self._blamed = self._blamed, set()
        if pid == 0:
            for handled in HANDLED_SIGNALS:
                signal.signal(handled, signal.SIG_DFL if handled != signal.SIGINT else signal.default_int_handler)
            signal.set_wakeup_fd(-1)
            os.close(self._alive_here)
            _end_with(self._alive)
        else:
            self._workers[pid] = index
        signal.pthread_sigmask(signal.SIG_UNBLOCK, HANDLED_SIGNALS)
        return None if pid else self._worker(index)

    def _worker(self, index: int) -> Worker:
        return Worker(index, self._region(index), self._shared, self._workers_line, self._blamed_by[index])

    def _region(self, index: int) -> memoryview:
        return self._memory[index * REGION_BYTES : (index + 1) * REGION_BYTES]

    def _died(self, pid: int, index: int, code: int) -> None:
        self._has_been_up = self._has_been_up or any(self._memory[::REGION_BYTES])
        if self._is_ending:
            orderly = (0, *(-one for one in ENDING_SIGNALS))
            is_alone = self._shared is None or self._shared.workers == 1
            self._code = code if is_alone else self._code if code in orderly else 1
        elif code == WRONG_SETTINGS or (code >= 0 and not self._has_been_up):
            self._code = code
            self._stop()
        else:
            memory = self._region(index)
            self._blamed |= set() if memory[0] else self._blamed_by[index]
            if -code not in ENDING_SIGNALS:
                self._blamed.update(marked(memory[1:]))
            how = signal.Signals(-code).name if code < 0 else f"exit code {code}"
            _say(f"worker {pid} has died: {how}; another one starts {self._pause()}")

    def _pause(self) -> str:
        """Set when the next worker starts: at once, or later in a streak. Says which."""
        now = time.monotonic()
        self._streak = self._streak + 1 if now - self._died_at < STREAK_S else 1
        self._died_at = now
        pause_s = 0.0 if self._streak <= AT_ONCE else min(2.0 ** (self._streak - AT_ONCE - 1), MAX_PAUSE_S)
        self._start_at = now + pause_s
        return f"in {pause_s:.0f} s" if pause_s else "now"

    def _remove_metrics(self) -> None:
        folder = self._shared and self._shared.metrics
        if folder:
            from shutil import rmtree  # only here, for it is large

            rmtree(folder, ignore_errors=True)

    def _end(self) -> int:
        if self._code < 0:  # as its only worker
            signal.signal(-self._code, signal.SIG_DFL)
            signal.raise_signal(-self._code)
        return max(self._code, 0)  # the first process of a container outlives its own signal


def _ended() -> Iterator[tuple[int, int]]:
    """Processes that have ended, with their exit codes, negative for a signal. As the first process of a container
    this one also gets to bury what others left."""
    while True:
        try:
            pid, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if pid == 0:
            return
        yield pid, os.waitstatus_to_exitcode(status)


def _end_with(pipe: int) -> None:
    """End this process as soon as the other end of the pipe is closed."""
    import threading  # only here: a process with threads must not fork

    def wait() -> NoReturn:
        os.read(pipe, 1)
        os.kill(os.getpid(), signal.SIGKILL)
        raise AssertionError

    threading.Thread(target=wait, name="supervisor", daemon=True).start()


def _say(event: str) -> None:
    if os.environ.get("LOG_FORMAT", "").strip() == "json":
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        line = json.dumps({"event": event, "level": "error", "logger": __name__, "timestamp": at})
    else:
        line = f"Codesala: {event}"
    with suppress(OSError):  # a full disk ends no server
        os.write(STDERR, f"{line}\n".encode())  # of what cannot be written nothing is kept, nor copied into workers
