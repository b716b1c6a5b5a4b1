"""People who know each other's text come back together to servers that have lost it: with stock y-websocket clients
after a kill -9, and 2, 3 and 30 at the same instant."""

import asyncio
import random
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack

import pytest

from tests.conftest import SEED
from tests.faults.rows import RUNS, Record, as_cells, at_length
from tests.faults.world import World, text_from_the_log
from tests.support.coming_back import all_text, back_at_once, everything_is_there, write_together
from tests.support.host import Host
from tests.support.metrics import everything_is_stored
from tests.support.page import Page
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


async def all_at_once(world: World, people: int, chance: random.Random) -> float:
    """Seconds from when they connect until each has all and all is on disk."""
    session = await world.nodes[0].create_session(initial_code="")
    doors = [node.ws_url for node in world.nodes]
    pages = [Page(doors[number % len(doors)], session["room_id"]) for number in range(people)]
    write_together(pages, chance, edits=10 * people)
    text = all_text(pages)
    started = time.monotonic()
    async with back_at_once(pages):
        await everything_is_there(world.nodes, session["session_id"], pages, text)
        return time.monotonic() - started


async def how_long(place: str, world: World, people: int, record: Record) -> None:
    row = f"{place}: {people} people come back at the same instant"
    took_s = [await all_at_once(world, people, random.Random(f"{SEED} {row} {number}")) for number in range(RUNS)]
    took_s.sort()
    told = f"all there after {took_s[len(took_s) // 2]:.2f} s (median) and {took_s[-1]:.2f} s at most"
    record("back", f"{row}, {len(took_s)} times: {told}")


@at_length
@pytest.mark.parametrize("people", [2, 3, 30])
async def test_all_who_come_at_once_to_one_node_have_everything(
    one: World, people: int, record_property: Record
) -> None:
    await how_long("one node", one, people, record_property)


@at_length
@pytest.mark.parametrize("people", [2, 3, 30])
async def test_all_who_come_at_once_to_two_nodes_have_everything(
    two: World, people: int, record_property: Record
) -> None:
    await how_long("two nodes", two, people, record_property)
