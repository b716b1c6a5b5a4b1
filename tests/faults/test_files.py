"""A node is killed while people make files and type in them: what was called saved, and each file of which its maker
heard, is there afterwards."""

import asyncio
import random
from dataclasses import dataclass, field

from websockets.exceptions import ConnectionClosed

from tests.conftest import SEED
from tests.faults.rows import RUNS, Record, as_cells
from tests.faults.world import World
from tests.support.host import Host
from tests.support.raw import SUBPROTOCOL, RawClient
from tests.support.stock_client import StockClient
from tests.support.waiting import eventually
from tests.support.yjs import typed, update_frame

PEOPLE, KEYS = 3, 8


@dataclass
class Maker:
    """Makes a file, types in it until that is saved, and makes the next one, until the line is gone."""

    number: int
    paths: dict[str, str] = field(default_factory=dict)
    """Of files that there are, by root."""
    saved: dict[str, int] = field(default_factory=dict)
    """Characters of each root that were called saved."""

    async def works(self, host: Host) -> None:
        clock = 0
        try:
            async with RawClient(host.node.ws_url, host.candidate, subprotocol=SUBPROTOCOL) as page:
                await page.hello(f"{self.number}" * 16, f"Maker {self.number}")
                while True:
                    path = f"of-{self.number}/{len(self.paths)}.py"
                    await page.request(type="file.create", path=path, nonce=path)
                    event = await page.receive_event("file.created")
                    while event["path"] != path:
                        event = await page.receive_event("file.created")
                    root = f"file:{event['file']}"
                    self.paths[root] = path
                    for key in range(KEYS):
                        after = (self.number, clock - 1) if key else None
                        await page.send(update_frame(typed(self.number, clock, "k", after=after, root=root)))
                        clock += 1
                    await page.receive_saved(clock)
                    self.saved[root] = KEYS
        except ConnectionClosed:
            return


async def test_files_that_are_made_and_typed_in_are_there_when_the_node_is_killed(
    one: World, record_property: Record
) -> None:
    files = [await goes_through(one, random.Random(f"{SEED} files {number}")) for number in range(max(RUNS, 1))]
    record_property("row", as_cells("one node: it is killed while files are made", len(files), sum(files), 0, 0, 0, 0))


async def goes_through(world: World, chance: random.Random) -> int:
    """How many files were made."""
    (node,) = world.nodes
    host = await Host.create(node, initial_code="")
    makers = [Maker(number) for number in range(1, PEOPLE + 1)]
    wanted = chance.randint(1, 4)
    async with asyncio.TaskGroup() as working:
        for maker in makers:
            working.create_task(maker.works(host))
        await eventually(lambda: min(len(maker.saved) for maker in makers) >= wanted)
        await node.kill()
    await node.start()
    there = {file["root"]: file["path"] for file in (await node.http.get(f"{host.url}/files")).json()}
    async with StockClient(node.ws_url, host.candidate) as reader:
        await reader.synced()
        for maker in makers:
            assert maker.paths.items() <= there.items(), "each file of which its maker heard"
            for root in maker.paths:
                text = await reader.text(root)
                assert (set(text) <= {"k"}, maker.saved.get(root, 0) <= len(text) <= KEYS) == (True, True)
    return sum(len(maker.paths) for maker in makers)
