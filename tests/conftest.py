"""Fixtures of the whole suite: databases, brokers and real nodes. Servers start when the first test wants them."""

import os
import random
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from codesala.db.database import Database, open_database
from codesala.settings import Settings
from tests import matrix
from tests.support.cluster import Node
from tests.support.databases import PostgresTemplate, SqliteTemplate
from tests.support.postgres import PostgresServer
from tests.support.processes import WORKER
from tests.support.redis_server import RedisServer
from tests.support.services import external_url, remove_scratch_folders

StartNode = Callable[..., Awaitable[Node]]

# Whoever runs the tests may have settings of their own; no test sees them.
for _name in Settings.model_fields:
    os.environ.pop(_name.upper(), None)

# `timeout` and CI end a run by SIGTERM: as with Ctrl-C, fixtures then still stop what they started.
signal.signal(signal.SIGTERM, signal.default_int_handler)

# The Java runner needs Linux' namespaces; everything else runs on any system.
collect_ignore = [] if sys.platform == "linux" else ["runner", "walk/test_java_runs.py"]

# Its deadline of 200 ms an example would be a timed assertion.
hypothesis_settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("patient")

_nodes_of_this_test: list[Node] = []

# All random tests draw from it. The workers of a run inherit it with the environment.
SEED = os.environ.setdefault("TEST_SEED", str(random.SystemRandom().randrange(2**32)))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    matrix.parametrise(metafunc)


def pytest_report_header() -> str:
    return f"seed {SEED} (TEST_SEED={SEED} repeats it)"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    terminalreporter.write_line(pytest_report_header())


def pytest_xdist_auto_num_workers() -> int:
    """Two a core: most tests wait for processes, disks and lines, and compute for less than half of their time."""
    return 2 * (os.cpu_count() or 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The slow tests first, so that all workers end at about the same time."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """What the nodes of a failed test wrote is part of its report."""
    report: pytest.TestReport = yield  # type: ignore[assignment]
    if report.failed:
        for node in _nodes_of_this_test:
            report.sections.append((f"log of {node.url}", node.logs[-8000:]))
    return report  # type: ignore[return-value]


@pytest.fixture(scope="session", autouse=True)
def _scratch_folders() -> Iterator[None]:
    yield
    remove_scratch_folders()


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Random numbers of this test's own, the same in each run with the same TEST_SEED."""
    return random.Random(f"{SEED} {request.node.nodeid}")


# --- PostgreSQL -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def postgres_server_url(_scratch_folders: None) -> Iterator[str]:
    """A PostgreSQL for the whole run, in which databases may be created."""
    if url := external_url("TEST_DATABASE_URL"):
        yield url
        return
    server = PostgresServer()
    server.start()
    yield server.url()
    server.kill()


@pytest.fixture(scope="session")
def postgres_template(postgres_server_url: str) -> PostgresTemplate:
    return PostgresTemplate(postgres_server_url)


@pytest.fixture
async def postgres_url(postgres_template: PostgresTemplate) -> AsyncIterator[str]:
    """A migrated, empty PostgreSQL database of this test's own."""
    url = await postgres_template.copy()
    yield url
    await postgres_template.drop(url)


@pytest.fixture
async def empty_postgres_url(postgres_template: PostgresTemplate) -> AsyncIterator[str]:
    """A PostgreSQL database without any table, for tests of migrations."""
    url = await postgres_template.empty()
    yield url
    await postgres_template.drop(url)


@pytest.fixture
def own_postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server that this test may stop, kill and start again. Its databases are not migrated."""
    server = PostgresServer()
    server.start()
    yield server
    server.kill()


# --- SQLite ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplate:
    return SqliteTemplate(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture
async def sqlite_url(sqlite_template: SqliteTemplate, tmp_path: Path) -> str:
    """A migrated, empty SQLite file of this test's own."""
    return await sqlite_template.copy(tmp_path / "database")


@pytest.fixture
async def database_url(database_kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The test runs on each database of tests/matrix.py, migrated and empty."""
    async with fresh_database(database_kind, request, tmp_path) as url:
        yield url


@asynccontextmanager
async def fresh_database(kind: str, request: pytest.FixtureRequest, folder: Path) -> AsyncIterator[str]:
    """A migrated, empty database of this kind; dropped afterwards. SQLite's file is in `folder`."""
    if kind == "sqlite":
        files: SqliteTemplate = request.getfixturevalue("sqlite_template")
        yield await files.copy(folder / "database")
        return
    template: PostgresTemplate = request.getfixturevalue("postgres_template")
    url = await template.copy()
    yield url
    await template.drop(url)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """That of `database_url`, opened; what nodes of the test write to, seen from beside them."""
    database = open_database(database_url, pool_size=5, timeout_s=10)
    yield database
    await database.aclose()


# --- Redis ----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def redis_url(_scratch_folders: None) -> Iterator[str]:
    """A Redis for the whole run. Its channels are shared: tests stay apart by fresh session ids."""
    if url := external_url("TEST_REDIS_URL"):
        yield urlunsplit(urlsplit(url)._replace(path=f"/{WORKER}"))
        return
    server = RedisServer()
    server.start()
    yield server.url
    server.kill()


@pytest.fixture
def own_redis() -> Iterator[RedisServer]:
    """A Redis that this test may stop, stall, kill and start again."""
    server = RedisServer()
    server.start()
    yield server
    server.kill()


# --- Nodes ----------------------------------------------------------------------------------------------------------


@pytest.fixture
async def start_node(tmp_path: Path, sqlite_template: SqliteTemplate) -> AsyncIterator[StartNode]:
    """`await start_node(database_url=…, redis_url=…, max_room_peers=2)`: a node of this test's own.

    Without `database_url` each has a migrated SQLite file of its own. `wait=False` returns before it is ready."""
    started: list[Node] = []

    async def start(*, wait: bool = True, **settings: object) -> Node:
        node = Node(tmp_path / f"node{len(started) + 1}", **settings)  # type: ignore[arg-type]
        if not settings.keys() & {"database_url", "data_dir"}:
            await sqlite_template.copy(node.folder / "data")
        started.append(node)
        _nodes_of_this_test.append(node)
        node.launch()
        return await node.ready() if wait else node

    yield start
    for node in started:
        await node.end()
        _nodes_of_this_test.remove(node)


@pytest.fixture(scope="session")
async def _shared_node(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Node]:
    node = await Node(tmp_path_factory.mktemp("node")).start()
    yield node
    await node.end()


@pytest.fixture
async def node(_shared_node: Node) -> AsyncIterator[Node]:
    """A node on SQLite that all tests of the run share: never stop it and count on nobody else's sessions.

    Whoever stops a node or wants other settings takes `start_node`."""
    _nodes_of_this_test.append(_shared_node)
    yield _shared_node
    _nodes_of_this_test.remove(_shared_node)


@pytest.fixture
async def two_nodes(start_node: StartNode, postgres_url: str, redis_url: str) -> tuple[Node, Node]:
    """Two nodes of this test's own on one PostgreSQL database and one Redis; it may stop and kill them."""
    first = await start_node(wait=False, database_url=postgres_url, redis_url=redis_url)
    second = await start_node(wait=False, database_url=postgres_url, redis_url=redis_url)
    return await first.ready(), await second.ready()
