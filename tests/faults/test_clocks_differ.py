"""The clocks of three nodes differ by five seconds and more, while pages move from node to node."""

from collections.abc import AsyncIterator

import pytest

from tests.conftest import StartNode
from tests.faults.conftest import several
from tests.faults.rows import Record, faults, run
from tests.faults.test_lines_break import lines_are_reset_again_and_again
from tests.faults.test_nodes_die import all_are_killed_at_once, one_is_killed
from tests.faults.world import Fault, World
from tests.support.postgres import PostgresServer
from tests.support.redis_server import RedisServer

AHEAD_S = (5, 0, -5)


@pytest.fixture
async def three_that_disagree(
    start_node: StartNode, own_postgres: PostgresServer, own_redis: RedisServer
) -> AsyncIterator[World]:
    async with several(3, start_node, own_postgres, own_redis, AHEAD_S) as world:
        yield world


@faults(one_is_killed, all_are_killed_at_once, lines_are_reset_again_and_again)
async def test_nothing_is_lost_when(three_that_disagree: World, fault: Fault, record_property: Record) -> None:
    await run("three nodes with clocks 5 s apart", three_that_disagree, fault, record_property)
