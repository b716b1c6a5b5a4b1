"""`codesala …` as an operator runs it: with the settings that are given, and PostgreSQL's programs on its path."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.support.cluster import python_environment
from tests.support.forks import Forked
from tests.support.processes import ROOT
from tests.support.services import find_postgres
from tests.support.waiting import WITHIN_S, patient


def codesala(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "codesala", *arguments],
        check=False,
        env=python_environment() | environment,
        capture_output=True,
        text=True,
        timeout=patient(WITHIN_S),
    )


def forked(*arguments: str, fault: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    """The same from a process that has imported the code already, where it is about what the command does.
    `fault`: Python statements that it begins with."""
    with tempfile.TemporaryDirectory() as folder:
        said, complained = Path(folder, "said"), Path(folder, "complained")
        process = Forked(arguments, python_environment() | environment, ROOT, said, complained, fault)
        try:
            code = process.wait(patient(WITHIN_S))
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        return subprocess.CompletedProcess(arguments, code, said.read_text(), complained.read_text())


def path_of_postgres() -> str:
    """A PATH that begins with pg_dump and pg_restore: those of the server that the tests use."""
    return os.pathsep.join([str((find_postgres() / "postgres").resolve().parent), os.environ["PATH"]])


def backup(database_url: str, file: object, *options: str) -> subprocess.CompletedProcess[str]:
    return forked("backup", str(file), *options, DATABASE_URL=database_url, PATH=path_of_postgres())


def restore(database_url: str, file: object, *options: str) -> subprocess.CompletedProcess[str]:
    return forked("restore", str(file), *options, DATABASE_URL=database_url, PATH=path_of_postgres())
