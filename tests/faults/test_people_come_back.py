"""People with stock y-websocket clients, who know each other's text, come back together after their server has died."""

import asyncio
import random
from collections.abc import Sequence
from contextlib import AsyncExitStack

import pytest

from tests.conftest import SEED
from tests.faults.rows import RUNS, Record, as_cells, at_length
from tests.faults.world import World, text_from_the_log
from tests.support.host import Host
from tests.support.metrics import everything_is_stored
from tests.support.stock_client import StockClient
from tests.support.waiting import eventually, pause

PEOPLE = 4
LINES_EACH = 5
AWAY_S = 3.0


async def write(client: StockClient, name: int, first: int, chance: random.Random) -> list[str]:
    lines = [f"line {number} of {name}" for number in range(first, first + LINES_EACH)]
    for line in lines:
        await client.write_line(line, chance.random())
    return lines


async def all_write(clients: Sequence[StockClient], first: int, chance: random.Random) -> list[str]:
    written = await asyncio.gather(*(write(client, name, first, chance) for name, client in enumerate(clients)))
    return [line for lines in written for line in lines]


async def come_back_together(world: World, chance: random.Random) -> None:
    host = await Host.create(world.nodes[0], initial_code="")
    async with AsyncExitStack() as stack:
        doors = [world.nodes[name % len(world.nodes)].ws_url for name in range(PEOPLE)]
        clients = [await stack.enter_async_context(StockClient(door, host.candidate)) for door in doors]
        for client in clients:
            await client.synced()
        lines = await all_write(clients, 0, chance)
        await asyncio.gather(*(node.kill() for node in world.nodes))
        lines += await all_write(clients, LINES_EACH, chance)
        await pause(AWAY_S)
        await world.all_nodes()
        lines += await all_write(clients, 2 * LINES_EACH, chance)

        async def everybody_has_everything() -> bool:
            texts = {await client.text() for client in clients} | {await host.code(node) for node in world.nodes}
            assert len(texts) == 1, texts
            return sorted(texts.pop().splitlines()) == sorted(lines)

        await eventually(everybody_has_everything)
        codes = [code for client in clients for code in client.close_codes]
        assert not [code for code in codes if code is not None and 4400 <= code < 4500], codes
        text = await clients[0].text()
        for node in world.nodes:
            await everything_is_stored(node)
    assert await text_from_the_log(world, host) == text


async def run_often(place: str, world: World, record: Record) -> None:
    done = 0
    row = f"{place}: four stock clients come back together"
    try:
        for number in range(max(RUNS, 1)):
            await come_back_together(world, random.Random(f"{SEED} {row} {number}"))
            done += 1
    finally:
        record("row", as_cells(row, done, done * PEOPLE * LINES_EACH * 3, 0, 0, 0, 0, 0, 0))


async def test_four_people_on_one_node_have_every_line(one: World, record_property: Record) -> None:
    await run_often("one node", one, record_property)


@pytest.mark.slow
@at_length
async def test_four_people_on_two_nodes_have_every_line(two: World, record_property: Record) -> None:
    await run_often("two nodes", two, record_property)
