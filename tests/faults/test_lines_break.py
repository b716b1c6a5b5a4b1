"""The lines between pages and their nodes are slow, stand still, break and are half open."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.faults.rows import Record, faults, run
from tests.faults.world import Fault, World


@asynccontextmanager
async def lines_are_reset_again_and_again(world: World) -> AsyncIterator[None]:
    for _ in range(5):
        for way in world.ways:
            way.reset()
        await world.everybody_types(1)
    yield


@asynccontextmanager
async def lines_stand_still(world: World) -> AsyncIterator[None]:
    """Some of them: the others type on."""
    still = world.chance.choice(world.ways)
    still.stall()
    yield
    still.heal()


@asynccontextmanager
async def lines_are_slow(world: World) -> AsyncIterator[None]:
    for way in world.ways:
        way.delay_s = 0.3
    yield
    for way in world.ways:
        way.heal()


@asynccontextmanager
async def lines_lose_what_pages_hear(world: World) -> AsyncIterator[None]:
    for way in world.ways:
        way.lose("down")
    await world.types_for(1)
    for way in world.ways:
        way.heal()
    yield


@asynccontextmanager
async def lines_lose_what_pages_say_until_they_are_cut(world: World) -> AsyncIterator[None]:
    for way in world.ways:
        way.lose("up")
    yield
    for way in world.ways:
        way.heal()
        way.reset()


@faults(lines_are_reset_again_and_again, lines_lose_what_pages_hear)
async def test_nothing_is_lost_on_one_node_when(one: World, fault: Fault, record_property: Record) -> None:
    await run("one node", one, fault, record_property)


@faults(
    *(lines_are_reset_again_and_again, lines_stand_still, lines_are_slow),
    *(lines_lose_what_pages_hear, lines_lose_what_pages_say_until_they_are_cut),
)
async def test_nothing_is_lost_on_three_nodes_when(three: World, fault: Fault, record_property: Record) -> None:
    await run("three nodes", three, fault, record_property)
