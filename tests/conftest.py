"""Fixtures of the whole suite: databases, brokers and real nodes. Servers start when the first test wants them."""

import os
import signal
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from codesala.settings import Settings
from codesala.storage.database import Database, open_database
from tests.support.cluster import Node
from tests.support.databases import PostgresTemplate, SqliteTemplate
from tests.support.postgres import PostgresServer
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

_nodes_of_this_test: list[Node] = []


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


@pytest.fixture(params=["sqlite", "postgres"])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The test runs twice: on SQLite and on PostgreSQL, each migrated and empty."""
    if request.param == "sqlite":
        template = request.getfixturevalue("sqlite_template")
        yield await template.copy(tmp_path / "database")
        return
    template = request.getfixturevalue("postgres_template")
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
    """A Redis for the whole run. Its channels and keys are shared: tests stay apart by fresh session ids."""
    if url := external_url("TEST_REDIS_URL"):
        yield url
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


@pytest.fixture(params=["memory", "redis"])
def broker_url(request: pytest.FixtureRequest) -> str:
    """The test runs twice: with the broker of one process and with Redis."""
    if request.param == "memory":
        return "memory://"
    url: str = request.getfixturevalue("redis_url")
    return url


# --- Nodes ----------------------------------------------------------------------------------------------------------


@pytest.fixture
async def start_node(tmp_path: Path) -> AsyncIterator[StartNode]:
    """`await start_node(database_url=…, redis_url=…, max_room_peers=2)`: a node of this test's own.

    Without `database_url` each has a SQLite file of its own. `wait=False` returns before it is ready."""
    started: list[Node] = []

    async def start(*, wait: bool = True, **settings: object) -> Node:
        node = Node(tmp_path / f"node{len(started) + 1}", **settings)  # type: ignore[arg-type]
        started.append(node)
        _nodes_of_this_test.append(node)
        node.launch()
        return await node.ready() if wait else node

    yield start
    for node in started:
        await node.kill()
        _nodes_of_this_test.remove(node)


@pytest.fixture(scope="session")
async def _shared_node(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Node]:
    node = await Node(tmp_path_factory.mktemp("node")).start()
    yield node
    await node.kill()


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
