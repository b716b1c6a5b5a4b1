"""A throw-away PostgreSQL server that a test may stop, kill and start again on the same port and data.

It writes as durably as in production (fsync and synchronous_commit stay on): that is what is tested.
"""

import contextlib
import itertools
import os
import pwd
import shutil
import signal
import subprocess
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import asyncpg
import psutil

from tests.support.processes import Child, free_port
from tests.support.services import find_postgres, must_drop_root, readable_by_nobody, scratch_folder
from tests.support.waiting import deadline, patient, wait_until

INITDB_OPTIONS = ("-U", "codesala", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")

_numbers = itertools.count(1)


class PostgresServer:
    """`start()` makes the data folder the first time. All methods return when what they name has happened."""

    def __init__(self, binaries: Path | None = None, options: dict[str, str] | None = None) -> None:
        self._as_nobody = must_drop_root()
        found = binaries or find_postgres()
        self._binaries = readable_by_nobody(found) if self._as_nobody else found
        self._folder = scratch_folder("postgres")
        self._data = self._folder / "data"
        self._options = {"max_connections": "200", "listen_addresses": "127.0.0.1", "unix_socket_directories": ""}
        self._options |= options or {}
        self.port = free_port()
        self._child = Child("PostgreSQL", self._folder / "server.log")

    def url(self, database: str = "postgres") -> str:
        return f"postgresql://codesala@127.0.0.1:{self.port}/{database}"

    @property
    def log(self) -> str:
        return self._child.text

    @property
    def is_running(self) -> bool:
        return self._child.is_running

    def start(self, largest_file_mib: int | None = None) -> None:
        """With `largest_file_mib` no file may grow over that: what is written then fails as on a full disk. (Segments
        of PostgreSQL's own log have 16 MiB, and need as much.)"""
        if not self._data.exists():
            self._initialise()
        options = [part for name, value in self._options.items() for part in ("-c", f"{name}={value}")]
        blocks = (largest_file_mib or 0) * 2048
        limit = ["/bin/sh", "-c", f'ulimit -f {blocks} && exec "$@"', "sh"] if blocks else []
        seen = self.log.count("ready to accept connections")
        self._child.start(
            [*limit, self._binaries / "postgres", "-D", self._data, "-p", str(self.port), *options],
            env=_environment(self._binaries),
            as_nobody=self._as_nobody,
        )
        wait_until(
            lambda: not self.is_running or self.log.count("ready to accept connections") > seen,
            what=lambda: f"PostgreSQL is ready:\n{self.log[-2000:]}",
        )
        assert self.is_running, f"PostgreSQL did not start:\n{self.log[-2000:]}"

    def stop(self) -> None:
        """The "fast" shutdown: open connections are closed, everything is written."""
        if self.is_running:
            self._child.stop(signal.SIGINT)

    def kill(self) -> None:
        """SIGKILL for the server and all its processes at once, as in a power cut without the disk's part.

        Each of its processes has a group of its own, and one that is busy would go on and answer without the server.
        """
        parts = psutil.Process(self._child.pid).children(recursive=True) if self.is_running else []
        self._child.kill()
        for part in parts:
            with contextlib.suppress(psutil.NoSuchProcess):
                part.kill()
        psutil.wait_procs(parts, timeout=patient(10))

    def restart(self, largest_file_mib: int | None = None) -> None:
        self.stop()
        self.start(largest_file_mib)

    def _initialise(self) -> None:
        shutil.copytree(_first_data(self._binaries, self._as_nobody), self._data)
        if self._as_nobody:
            for path in (self._folder, self._data, *self._data.rglob("*")):
                _give_to_nobody(path)


@cache
def _first_data(binaries: Path, as_nobody: bool) -> Path:
    """The data folder of a new server, made once and copied for each: a tenth of what it costs to make."""
    folder = scratch_folder("postgres-first")
    if as_nobody:
        _give_to_nobody(folder)
    made = subprocess.run(
        [binaries / "initdb", "-D", folder / "data", *INITDB_OPTIONS],
        check=False,
        cwd="/",
        env=_environment(binaries),
        capture_output=True,
        text=True,
        user="nobody" if as_nobody else None,
        group=pwd.getpwnam("nobody").pw_gid if as_nobody else None,
        extra_groups=[] if as_nobody else None,
    )
    assert made.returncode == 0, f"initdb failed:\n{made.stdout}\n{made.stderr}"
    return folder / "data"


def _give_to_nobody(path: Path) -> None:
    nobody = pwd.getpwnam("nobody")
    os.chown(path, nobody.pw_uid, nobody.pw_gid)


def _environment(binaries: Path) -> dict[str, str]:
    libraries = str(binaries.parent / "lib")
    return {
        "PATH": os.environ.get("PATH", ""),
        "LC_ALL": "C",
        "TZ": "UTC",
        # The bundled programs look for their libraries where they were built.
        "LD_LIBRARY_PATH": libraries,
        "DYLD_FALLBACK_LIBRARY_PATH": libraries,
    }


def with_database(url: str, database: str) -> str:
    """The same server, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))


async def create_database(server_url: str, template: str | None = None) -> str:
    """The URL of a new database, copied from `template` when that is given: about 50 ms."""
    name = f"t{os.getpid()}_{next(_numbers)}"
    await _execute(server_url, f'CREATE DATABASE "{name}"' + (f' TEMPLATE "{template}"' if template else ""))
    return with_database(server_url, name)


async def drop_database(url: str) -> None:
    """Remove the database of `url` and cut whoever is connected to it."""
    name = urlsplit(url).path.lstrip("/")
    await _execute(with_database(url, "postgres"), f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


async def _execute(url: str, statement: str) -> None:
    async with deadline():
        connection = await asyncpg.connect(url.replace("+asyncpg", ""))
        try:
            await connection.execute(statement)
        finally:
            await connection.close()
