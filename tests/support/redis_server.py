"""A throw-away Redis server that a test may stop, stall, kill and start again on the same port. It keeps nothing."""

import signal
import socket
from pathlib import Path

from tests.support.processes import Child, free_port
from tests.support.services import find_redis, scratch_folder
from tests.support.waiting import WITHIN_S, wait_until


class RedisServer:
    """Pub/sub channels are not isolated by database number: tests that share a server use fresh session ids."""

    def __init__(self, program: Path | None = None) -> None:
        self._program = program or find_redis()
        self._folder = scratch_folder("redis")
        self.port = free_port()
        self._child = Child("Redis", self._folder / "server.log")

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    @property
    def log(self) -> str:
        return self._child.text

    @property
    def is_running(self) -> bool:
        return self._child.is_running

    def start(self) -> None:
        where = ["--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self._folder)]
        self._child.start([self._program, *where, "--save", "", "--appendonly", "no"])
        wait_until(
            lambda: not self.is_running or self.command("PING") == "+PONG",
            what=lambda: f"Redis answers:\n{self.log[-2000:]}",
        )
        assert self.is_running, f"Redis did not start:\n{self.log[-2000:]}"

    def stop(self) -> None:
        if self.is_running:
            self._child.stop(signal.SIGTERM)

    def kill(self) -> None:
        self._child.kill()

    def restart(self) -> None:
        self.stop()
        self.start()

    def stall(self) -> None:
        """It keeps its connections and answers nobody, until `resume()`."""
        self._child.send(signal.SIGSTOP)

    def resume(self) -> None:
        self._child.send(signal.SIGCONT)

    def command(self, *words: str, within_s: float = WITHIN_S) -> str:
        """One command over a connection of its own; the first line of the answer as Redis writes it, "" if none.

        `command("CLIENT", "KILL", "TYPE", "pubsub")` cuts all subscribers; `command("FLUSHALL")` forgets all keys."""
        request = b"*%d\r\n" % len(words)
        for word in words:
            data = word.encode()
            request += b"$%d\r\n%s\r\n" % (len(data), data)
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=within_s) as connection:
                connection.sendall(request)
                return connection.makefile("rb").readline().decode().strip()
        except OSError:
            return ""
