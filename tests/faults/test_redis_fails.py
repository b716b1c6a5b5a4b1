"""Redis dies, stalls, forgets and mumbles while people type on three nodes."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.conftest import StartNode
from tests.faults.conftest import SETTINGS
from tests.faults.rows import Record, faults, run
from tests.faults.world import Fault, World
from tests.support.lossy_redis import LossyRedis
from tests.support.proxy import Proxy
from tests.support.redis_server import RedisServer


@asynccontextmanager
async def redis_is_killed(world: World) -> AsyncIterator[None]:
    assert world.redis
    world.redis.kill()
    yield
    world.redis.start()


@asynccontextmanager
async def redis_stands_still(world: World) -> AsyncIterator[None]:
    assert world.redis
    world.redis.stall()
    try:
        yield
    finally:
        world.redis.resume()


@asynccontextmanager
async def redis_cuts_its_subscribers(world: World) -> AsyncIterator[None]:
    assert world.redis
    for _ in range(3):
        world.redis.command("CLIENT", "KILL", "TYPE", "pubsub")
        await world.everybody_types(2)
    yield


@asynccontextmanager
async def redis_forgets_everything(world: World) -> AsyncIterator[None]:
    assert world.redis
    world.redis.command("FLUSHALL")
    yield


@asynccontextmanager
async def redis_is_away_while_pages_leave(world: World) -> AsyncIterator[None]:
    """What was saved on a node that has nobody any more, and was never told to the others."""
    assert world.redis
    world.redis.kill()
    await world.everybody_types()
    for person in world.people[::2]:
        await person.vanish()
    yield
    world.redis.start()


@asynccontextmanager
async def redis_is_away_while_a_node_is_killed(world: World) -> AsyncIterator[None]:
    assert world.redis
    world.redis.kill()
    await world.everybody_types()
    node = world.some_node()
    await node.kill()
    yield
    world.redis.start()
    await node.start()


@asynccontextmanager
async def the_lines_to_redis_are_reset(world: World) -> AsyncIterator[None]:
    assert world.redis_way
    for _ in range(3):
        world.redis_way.reset()
        await world.everybody_types(2)
    yield


@asynccontextmanager
async def the_lines_to_redis_are_slow(world: World) -> AsyncIterator[None]:
    assert world.redis_way
    world.redis_way.delay_s = 0.2
    yield
    world.redis_way.heal()


@asynccontextmanager
async def the_lines_to_redis_lose_what_nodes_say(world: World) -> AsyncIterator[None]:
    assert world.redis_way
    world.redis_way.lose("up")
    yield
    world.redis_way.heal()


@asynccontextmanager
async def the_lines_to_redis_lose_what_nodes_hear(world: World) -> AsyncIterator[None]:
    assert world.redis_way
    world.redis_way.lose("down")
    yield
    world.redis_way.heal()


@faults(
    *(redis_is_killed, redis_stands_still, redis_cuts_its_subscribers, redis_forgets_everything),
    *(redis_is_away_while_pages_leave, redis_is_away_while_a_node_is_killed),
    *(the_lines_to_redis_are_reset, the_lines_to_redis_are_slow),
    *(the_lines_to_redis_lose_what_nodes_say, the_lines_to_redis_lose_what_nodes_hear),
)
async def test_nothing_is_lost_when(three: World, fault: Fault, record_property: Record) -> None:
    await run("three nodes", three, fault, record_property)


@asynccontextmanager
async def redis_loses_half_of_what_nodes_say(world: World) -> AsyncIterator[None]:
    """It does so all the time, before and after too."""
    yield


@asynccontextmanager
async def redis_passes_on_what_nodes_say_out_of_order_and_twice(world: World) -> AsyncIterator[None]:
    """All the time as well."""
    yield


async def of_three_nodes(
    start_node: StartNode, postgres_url: str, redis: RedisServer, way: LossyRedis, fault: Fault, record: Record
) -> None:
    nodes = [await start_node(database_url=postgres_url, redis_url=way.url, **SETTINGS) for _ in range(3)]
    async with Proxy(nodes[0].port) as first, Proxy(nodes[1].port) as second, Proxy(nodes[2].port) as third:
        await run("three nodes", World(nodes, [first, second, third], redis=redis), fault, record)


@faults(redis_loses_half_of_what_nodes_say)
async def test_nothing_is_lost_however_lossy(
    start_node: StartNode, postgres_url: str, own_redis: RedisServer, fault: Fault, record_property: Record
) -> None:
    async with LossyRedis(own_redis.port, loss=0.5, seed=1) as way:
        await of_three_nodes(start_node, postgres_url, own_redis, way, fault, record_property)


@faults(redis_passes_on_what_nodes_say_out_of_order_and_twice)
async def test_nothing_is_lost_in_whatever_order(
    start_node: StartNode, postgres_url: str, own_redis: RedisServer, fault: Fault, record_property: Record
) -> None:
    async with LossyRedis(own_redis.port, late=0.3, twice=0.2, seed=1) as way:
        await of_three_nodes(start_node, postgres_url, own_redis, way, fault, record_property)
