"""`codesala serve | migrate | openapi | verify` as an operator meets them; backups: test_backup.py.

Each is started as an operator does it, once; what it answers to other words and settings, tests/support/forks.py shows
at a tenth of the price.
"""

import json
import os
import sqlite3
import stat
from pathlib import Path

from tests.support.cluster import Node
from tests.support.command import codesala, forked
from tests.support.exports import export
from tests.support.postgres import PostgresServer
from tests.support.processes import ROOT
from tests.support.rest import bearer
from tests.support.waiting import eventually


async def test_the_first_start_makes_the_operators_key_and_tells_where_it_is(tmp_path: Path) -> None:
    node = Node(tmp_path, by_command=True)
    try:
        await node.start()
        path = tmp_path / "data" / "admin-token"
        key = path.read_text().strip()
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert len(key) >= 40
        assert f"$(cat '{path}')" in node.logs
        assert key not in node.logs, "logs are kept, and read by others"
        assert (await node.http.get("/api/sessions", headers=bearer(key))).status_code == 200
        await node.restart()
        assert key not in node.logs
        assert (await node.http.get("/api/sessions", headers=bearer(key))).status_code == 200
    finally:
        await node.kill()


async def test_other_users_of_the_machine_read_nothing_of_what_is_kept(tmp_path: Path) -> None:
    """Whatever mask the shell has, and also where an earlier version has left files for everybody."""
    node, data = Node(tmp_path, by_command=True), tmp_path / "data"

    def open_to_others() -> list[str]:
        return [path.name for path in (data, *data.iterdir()) if stat.S_IMODE(path.stat().st_mode) & 0o077]

    before = os.umask(0o022)
    try:
        await node.start()
        await node.create_session()
        assert {"codesala.db", "codesala.db-wal"} <= {path.name for path in data.iterdir()}
        assert open_to_others() == []
        await node.kill()
        for path in data.iterdir():
            path.chmod(0o644)
        (data / "admin-token").chmod(0o600)
        await node.start()
        await node.create_session()
        assert [name for name in open_to_others() if not name.endswith(".lock")] == []
    finally:
        os.umask(before)
        await node.kill()


async def test_a_key_that_is_given_is_used_and_not_written_anywhere(tmp_path: Path) -> None:
    node = Node(tmp_path, admin_token="given-by-the-operator")
    try:
        await node.start()
        assert (await node.http.get("/api/sessions", headers=bearer("given-by-the-operator"))).status_code == 200
        assert not (tmp_path / "data" / "admin-token").exists()
        assert "given-by-the-operator" not in node.logs
    finally:
        await node.kill()


async def test_a_second_server_on_the_same_sqlite_file_refuses_to_start(tmp_path: Path) -> None:
    node = Node(tmp_path)
    try:
        await node.start()
        second = forked("serve", DATA_DIR=str(tmp_path / "data"), PORT="0")
        assert second.returncode == 2
        assert f"is in use by another Codesala (pid {node.pid})" in second.stderr
        assert "DATA_DIR" in second.stderr
        assert "Traceback" not in second.stderr
        await node.kill()
        await node.start()
    finally:
        await node.kill()


def test_wrong_settings_are_explained_without_a_traceback_and_without_their_values() -> None:
    for environment, told in (
        ({"PORT": "eighty"}, "PORT:"),
        ({"DATABASE_URL": "mysql://u:hunter2@host/name"}, "DATABASE_URL begins with mysql://"),
        ({"WORKERS": "4"}, "REDIS_URL"),
        ({"LIMITS": "off", "HOST": "0.0.0.0"}, "LIMITS=off"),
        ({"FLUSH_INTERVAL_S": "99"}, "FLUSH_INTERVAL_S:"),
        ({"ADMIN_TOKEN": "hunter2"}, "ADMIN_TOKEN: it opens every session"),
        ({"CORS_ORIGINS": "*"}, "CORS_ORIGINS: name each site"),
        ({"CORS_ORIGINS": "https://jobs.example,null"}, "CORS_ORIGINS: name each site"),
        ({"CORS_ORIGINS": "https://*.example"}, "CORS_ORIGINS: name each site"),
        ({"FORWARDED_ALLOW_IPS": "127.0.0.1,nginx"}, "FORWARDED_ALLOW_IPS: name the proxies by address"),
    ):
        refused = forked("serve", **environment)
        assert refused.returncode == 2, refused.stderr
        assert told in refused.stderr
        assert "Traceback" not in refused.stderr
        assert "hunter2" not in refused.stderr


async def test_a_wildcard_address_without_a_public_url_is_warned_of(tmp_path: Path) -> None:
    node = Node(tmp_path, host="0.0.0.0")
    try:
        await node.start()
        assert "Warning: HOST=0.0.0.0" in node.logs
        assert "PUBLIC_URL" in node.logs
    finally:
        await node.kill()


async def test_switched_off_limits_are_warned_of(tmp_path: Path) -> None:
    node = Node(tmp_path, limits="off")
    try:
        await node.start()
        assert "Warning: LIMITS=off" in node.logs
        assert f"Codesala: {node.url}" in node.logs
    finally:
        await node.kill()


def test_migrate_makes_the_schema_and_may_be_repeated(tmp_path: Path) -> None:
    for run in (codesala, forked):
        done = run("migrate", DATA_DIR=str(tmp_path))
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "codesala.db").exists()


def test_migrate_says_when_the_database_is_out_of_reach(tmp_path: Path) -> None:
    refused = forked("migrate", DATABASE_URL="postgres://nobody@127.0.0.1:1/none", DATABASE_TIMEOUT_S="2")
    assert refused.returncode == 1
    assert "cannot be reached" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_database_of_a_newer_version_is_refused_in_one_sentence(tmp_path: Path) -> None:
    assert forked("migrate", DATA_DIR=str(tmp_path)).returncode == 0
    with sqlite3.connect(tmp_path / "codesala.db") as db:
        db.execute("UPDATE alembic_version SET version_num = '9999'")
    refused = forked("serve", DATA_DIR=str(tmp_path), PORT="0")
    assert refused.returncode == 2
    assert "The database is of migration 9999" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_openapi_is_the_same_whatever_the_environment_says(tmp_path: Path) -> None:
    first = codesala("openapi")
    second = forked("openapi", PUBLIC_URL="https://elsewhere.test", DATA_DIR=str(tmp_path))
    assert first.returncode == 0, first.stderr
    assert first.stdout == second.stdout
    assert json.loads(first.stdout)["info"]["title"] == "Coding Interview Platform API"
    assert not list(tmp_path.iterdir())


def test_the_page_is_typed_by_the_api_as_it_is() -> None:
    kept = ROOT / "frontend/src/api/openapi.json"
    assert forked("openapi").stdout == kept.read_text(), "make api"


async def test_several_workers_share_the_sqlite_file_of_their_server(tmp_path: Path, redis_url: str) -> None:
    node = Node(tmp_path, workers=2, redis_url=redis_url)
    try:
        await node.start()
        for _ in range(20):
            await node.create_session()
        key = (tmp_path / "data" / "admin-token").read_text().strip()
        answer = await node.http.get("/api/sessions", headers=bearer(key))
        assert answer.headers["x-total-count"] == "20"
        assert node.logs.count("The operator's key was made") == 1, "not again by each worker"
        assert key not in node.logs
        assert forked("serve", DATA_DIR=str(tmp_path / "data"), PORT="0").returncode == 2
        assert await node.stop() == 0
    finally:
        await node.kill()


async def test_a_server_waits_for_a_database_that_is_still_starting(
    tmp_path: Path, own_postgres: PostgresServer
) -> None:
    own_postgres.stop()
    node = Node(tmp_path, database_url=own_postgres.url(), database_timeout_s=2)
    try:
        node.launch()
        await eventually(lambda: "The database does not answer yet" in node.logs)
        own_postgres.start()
        await node.ready()
        assert node.logs.count("The database does not answer yet") == 1
        assert "Traceback" not in node.logs
    finally:
        await node.kill()


def test_verify_says_whether_an_export_was_changed_and_needs_no_settings(tmp_path: Path) -> None:
    data = export(updates=20)
    whole, changed = tmp_path / "whole.zip", tmp_path / "changed.zip"
    whole.write_bytes(data)
    changed.write_bytes(data.replace(b"runs.json", b"Runs.json"))
    said = codesala("verify", str(whole), PORT="nonsense")
    assert (said.returncode, said.stderr) == (0, "")
    assert "is as it was written: 32 entries, head " in said.stdout
    said = forked("verify", str(changed))
    assert said.returncode == 1
    assert "runs.json: it is missing, or cannot be read." in said.stdout
    missing = forked("verify", str(tmp_path / "nothing.zip"))
    assert missing.returncode == 1
    assert "Traceback" not in missing.stderr
