"""`codesala …` as an operator runs it: with the settings that are given, and PostgreSQL's programs on its path."""

import os
import subprocess
import sys

from tests.support.cluster import python_environment
from tests.support.services import find_postgres


def codesala(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "codesala", *arguments],
        check=False,
        env=python_environment() | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def path_of_postgres() -> str:
    """A PATH that begins with pg_dump and pg_restore: those of the server that the tests use."""
    return os.pathsep.join([str((find_postgres() / "postgres").resolve().parent), os.environ["PATH"]])


def backup(database_url: str, file: object, *options: str) -> subprocess.CompletedProcess[str]:
    return codesala("backup", str(file), *options, DATABASE_URL=database_url, PATH=path_of_postgres())


def restore(database_url: str, file: object, *options: str) -> subprocess.CompletedProcess[str]:
    return codesala("restore", str(file), *options, DATABASE_URL=database_url, PATH=path_of_postgres())
