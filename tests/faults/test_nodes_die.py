"""Nodes are killed, restarted and stand still while people type."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from tests.faults.rows import RUNS, Record, faults, run
from tests.faults.world import Fault, World

FORGOTTEN_AFTER_S = 14
"""The other nodes forget one of which they have heard nothing for 12 s."""


@asynccontextmanager
async def one_is_killed(world: World) -> AsyncIterator[None]:
    node = world.some_node()
    await node.kill()
    yield
    await node.start()


@asynccontextmanager
async def all_are_killed_at_once(world: World) -> AsyncIterator[None]:
    await asyncio.gather(*(node.kill() for node in world.nodes))
    yield
    await world.all_nodes()


@asynccontextmanager
async def all_are_killed_and_everybody_is_gone(world: World) -> AsyncIterator[None]:
    await asyncio.gather(*(node.kill() for node in world.nodes), *(person.vanish() for person in world.people))
    await world.all_nodes()
    yield


@asynccontextmanager
async def one_is_killed_with_the_pages_of_half_the_people(world: World) -> AsyncIterator[None]:
    node = world.some_node()
    await asyncio.gather(node.kill(), *(person.vanish() for person in world.people[::2]))
    yield
    await node.start()


@asynccontextmanager
async def one_after_the_other_is_restarted(world: World) -> AsyncIterator[None]:
    for node in world.nodes:
        await node.restart()
    yield


@asynccontextmanager
async def one_stands_still_for_a_moment(world: World) -> AsyncIterator[None]:
    node = world.some_node()
    node.stall()
    try:
        yield
    finally:
        node.resume()


@asynccontextmanager
async def one_stands_still_until_it_is_forgotten(world: World) -> AsyncIterator[None]:
    node = world.some_node()
    node.stall()
    try:
        await world.types_for(FORGOTTEN_AFTER_S)
        yield
    finally:
        node.resume()


ANY_NUMBER = (one_is_killed, one_is_killed_with_the_pages_of_half_the_people, one_after_the_other_is_restarted)


@faults(*ANY_NUMBER, one_stands_still_for_a_moment, all_are_killed_and_everybody_is_gone, brief=[one_is_killed])
async def test_nothing_is_lost_on_one_node_when(one: World, fault: Fault, record_property: Record) -> None:
    await run("one node", one, fault, record_property)


@faults(
    *ANY_NUMBER,
    *(all_are_killed_at_once, all_are_killed_and_everybody_is_gone),
    one_stands_still_for_a_moment,
    brief=[all_are_killed_at_once],
)
async def test_nothing_is_lost_on_three_nodes_when(three: World, fault: Fault, record_property: Record) -> None:
    await run("three nodes", three, fault, record_property)


@pytest.mark.slow
@faults(one_stands_still_until_it_is_forgotten)
async def test_nothing_is_lost_although(three: World, fault: Fault, record_property: Record) -> None:
    await run("three nodes", three, fault, record_property, runs=max(RUNS // 4, 1))
