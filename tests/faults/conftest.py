"""Worlds for the rows of faults, and the table that they fill in."""

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

import pytest

from tests.conftest import SEED, StartNode
from tests.faults.rows import RUNS
from tests.faults.world import World
from tests.support.databases import PostgresTemplate
from tests.support.postgres import PostgresServer
from tests.support.proxy import Proxy
from tests.support.redis_server import RedisServer

HERE = Path(__file__).parent

HEAD = """
| row | runs | words | lost | lost though saved | doubled | back | torn | falsely saved | seconds |
|---|---|---|---|---|---|---|---|---|---|""".lstrip()

ATTACK_HEAD = """
| attack | tries | CPU ms a try | % of a core, second half | a keystroke, p50 ms | p99 ms |
|---|---|---|---|---|---|""".lstrip()

SETTINGS = {"checkpoint_entries": 100, "database_timeout_s": 2}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """`make test` runs what is brief, `make faults` everything."""
    if not RUNS:
        long = [item for item in items if HERE in item.path.parents and item.get_closest_marker("at_length")]
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What docs/reliability.md tells of a run."""
    reports = [report for kind in ("passed", "failed") for report in terminalreporter.stats.get(kind, ())]
    told = [(name, value, report) for report in reports for name, value in report.user_properties]
    told.sort(key=lambda one: (one[0] != "attack", one[0] != "row", one[1]))
    if told and RUNS:
        terminalreporter.write_line(f"seed {SEED}")
    heads = {"attack": ATTACK_HEAD, "row": HEAD}
    for name, value, report in told:
        mark = "" if report.passed else " **failed**"
        if RUNS and name in heads:
            terminalreporter.write_line(f"\n{heads.pop(name)}")
        if name == "attack":
            terminalreporter.write_line(f"| {value}{mark} |")
        elif name == "row":
            terminalreporter.write_line(f"| {value} | {round(report.duration)}{mark} |")
        elif RUNS:
            terminalreporter.write_line(f"- {value}{mark}")


@pytest.fixture
def own_postgres() -> Iterator[PostgresServer]:
    """As for other tests, but with few connections, so that they can be used up, and full when it is filled."""
    server = PostgresServer(options={"max_connections": "60", "autovacuum": "off"})
    server.start()
    yield server
    server.kill()


@pytest.fixture
async def three(start_node: StartNode, own_postgres: PostgresServer, own_redis: RedisServer) -> AsyncIterator[World]:
    async with several(3, start_node, own_postgres, own_redis) as world:
        yield world


@pytest.fixture
async def two(start_node: StartNode, own_postgres: PostgresServer, own_redis: RedisServer) -> AsyncIterator[World]:
    async with several(2, start_node, own_postgres, own_redis) as world:
        yield world


@asynccontextmanager
async def several(
    count: int,
    start_node: StartNode,
    postgres: PostgresServer,
    redis: RedisServer,
    clocks_ahead_s: Sequence[float] = (),
) -> AsyncIterator[World]:
    """Nodes on a PostgreSQL and a Redis of their own, each behind a way; their clocks may be off."""
    url = await PostgresTemplate(postgres.url()).copy()
    async with AsyncExitStack() as stack:
        to_postgres = await stack.enter_async_context(Proxy(postgres.port))
        to_redis = await stack.enter_async_context(Proxy(redis.port))
        urls = {
            "database_url": url.replace(f":{postgres.port}/", f":{to_postgres.port}/"),
            "redis_url": redis.url.replace(f":{redis.port}", f":{to_redis.port}"),
        }
        clocks = [{"TEST_CLOCK_AHEAD_S": str(ahead_s)} for ahead_s in clocks_ahead_s] or [{}] * count
        nodes = [await start_node(wait=False, **urls, **SETTINGS, environment=clock) for clock in clocks]
        ways = [await stack.enter_async_context(Proxy(node.port)) for node in nodes]
        for node in nodes:
            await node.ready()
        yield World(nodes, ways, postgres=postgres, redis=redis, postgres_way=to_postgres, redis_way=to_redis)


@pytest.fixture
async def one(start_node: StartNode) -> AsyncIterator[World]:
    """One node with a SQLite file."""
    node = await start_node(**SETTINGS)
    async with Proxy(node.port) as way:
        yield World([node], [way])
