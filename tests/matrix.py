"""Which databases and brokers a test meets: decided here and nowhere else.

A test that asks for `database_url` runs once on each of DATABASES, and one that asks for `broker_kind` on each of
BROKERS: what they promise is promised on all. What cannot differ there is run on one: by
`@pytest.mark.databases("sqlite")` above the test or as the module's `pytestmark`, with the reason beside it. Tests of
several nodes always have PostgreSQL and Redis, and tests of one node SQLite and the broker of the process, as they are
deployed; whole recorded histories meet both, as CLUSTERS, but for `@pytest.mark.cluster(…)` with its reason. The
connection's other path, under servers that do not know our connection class, has a file of its own:
walk/test_other_server.py.
"""

import pytest

DATABASES = ("sqlite", "postgres")
BROKERS = ("memory", "redis")
CLUSTERS = ("one node, SQLite", "two nodes, PostgreSQL and Redis")


def parametrise(metafunc: pytest.Metafunc) -> None:
    if "database_kind" in metafunc.fixturenames:
        chosen = metafunc.definition.get_closest_marker("databases")
        metafunc.parametrize("database_kind", chosen.args if chosen else DATABASES, scope="module")
    if "broker_kind" in metafunc.fixturenames:
        metafunc.parametrize("broker_kind", BROKERS, scope="module")
    if "cluster_kind" in metafunc.fixturenames:
        chosen = metafunc.definition.get_closest_marker("cluster")
        metafunc.parametrize("cluster_kind", chosen.args if chosen else CLUSTERS, scope="module")
