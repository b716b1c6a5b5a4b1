"""Nodes with what they stand on, a way with faults before each, and people who type while something happens to them."""

import asyncio
import random
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field

from tests.faults.audit import Findings, audit, falsely_saved
from tests.faults.typist import Typist
from tests.support.cluster import Node
from tests.support.host import Host
from tests.support.page import Page
from tests.support.postgres import PostgresServer
from tests.support.proxy import Proxy
from tests.support.redis_server import RedisServer
from tests.support.waiting import eventually

PEOPLE = 6
WORDS_EACH = 3
"""That each types before, during and after a fault, at least."""


@dataclass
class World:
    nodes: list[Node]
    ways: list[Proxy]
    """To the nodes, in their order."""
    chance: random.Random = field(default_factory=random.Random)
    postgres: PostgresServer | None = None
    redis: RedisServer | None = None
    postgres_way: Proxy | None = None
    redis_way: Proxy | None = None
    people: list[Typist] = field(default_factory=list)
    dark: tuple[float, float] | None = None
    """From when until when nothing could be written."""

    @property
    def here(self) -> list[Typist]:
        return [person for person in self.people if not person.is_gone]

    @property
    def doors(self) -> list[str]:
        return [f"ws://127.0.0.1:{way.port}/ws" for way in self.ways]

    def some_node(self) -> Node:
        return self.chance.choice(self.nodes)

    @asynccontextmanager
    async def nothing_can_be_saved(self) -> AsyncIterator[None]:
        """For a fault: what is called saved in here and was made in here is a lie."""
        since = time.monotonic()
        yield
        self.dark = since, time.monotonic()

    async def everybody_types(self, words: int = WORDS_EACH) -> None:
        """Until each who is here has typed so many more."""
        wanted = {person: person.words + words for person in self.here}
        await eventually(lambda: all(person.words >= count or person.is_gone for person, count in wanted.items()))

    async def types_for(self, seconds: float) -> None:
        """Until they have typed for so long, for faults that others notice by a clock of their own."""
        until_s = time.monotonic() + seconds
        await eventually(lambda: time.monotonic() > until_s)

    async def everything_typed_is_saved(self) -> None:
        """What has been typed up to now: they may go on."""
        acts = [act for person in self.here for act in person.acts]
        await eventually(lambda: all(act.is_saved for act in acts), what=lambda: repr(self.people))

    async def nothing_is_saved_any_more(self) -> None:
        """Until something typed has stayed unsaved for a second, for faults that begin when something is full."""

        def waits() -> bool:
            second_ago = time.monotonic() - 1
            recent = [act for person in self.here for act in person.acts if act.at_s > second_ago - 1]
            return any(a.at_s < second_ago for a in recent) and not any(a.is_saved for a in recent)

        await eventually(waits, what=lambda: repr(self.people))

    async def all_nodes(self) -> None:
        """Start those that do not run."""
        for node in self.nodes:
            if not node.is_running:
                node.launch()
        await asyncio.gather(*(node.ready() for node in self.nodes))


Fault = Callable[[World], AbstractAsyncContextManager[None]]


async def go_through(world: World, fault: Fault) -> tuple[Findings, int]:
    """One run of one row: people meet in a new session and type, it happens and is over while they type on; then every
    text is audited. Returns what was wrong and how many words were typed."""
    world.dark = None
    host = await Host.create(world.nodes[0], initial_code="")
    world.people = [Typist(name, world.doors, host.candidate, world.chance) for name in range(PEOPLE)]
    try:
        for person in world.people:
            person.connect()
            person.start_typing()
        await world.everybody_types()
        async with fault(world):
            await world.everybody_types()
        await world.everybody_types()
        for person in world.people:
            await person.stop_typing()
        await _all_agree(world)
        texts = await _texts_with_newcomers(world, host)
    finally:
        for person in world.people:
            await person.stop_typing()
            await person.disconnect()
    texts.append(await text_from_the_log(world, host))
    found = Findings()
    for text in texts:
        found.add(audit(text, world.people))
    if world.dark is not None:
        found.falsely_saved += falsely_saved(world.people, *world.dark)
    refused = [person for person in world.people if any(4400 <= code < 4500 for code in person.close_codes)]
    assert not refused, f"nobody is closed for good: {refused}"
    return found, sum(person.words for person in world.people)


async def text_from_the_log(world: World, host: Host) -> str:
    """All nodes are killed, and Redis forgets all: what the first one then reads is what there is."""
    await asyncio.gather(*(node.kill() for node in world.nodes))
    if world.redis is not None and world.redis.is_running:
        world.redis.command("FLUSHALL")
    await world.all_nodes()
    return await host.code(world.nodes[0])


async def _all_agree(world: World) -> None:
    def agree() -> bool:
        assert len({person.text for person in world.here}) == 1, "the pages differ"
        assert all(person.has_all_saved for person in world.here)
        return True

    if world.here:
        await eventually(agree, what=lambda: world.people)


async def _texts_with_newcomers(world: World, host: Host) -> list[str]:
    """Of everybody who is here, and of somebody on each node who was not there before: only they show whether the nodes
    agree too. What somebody typed who is gone may come to the others with them."""
    async with AsyncExitStack() as stack:
        newcomers = [await stack.enter_async_context(Page(node.ws_url, host.candidate)) for node in world.nodes]
        for newcomer in newcomers:
            await newcomer.is_saved()

        def agree() -> bool:
            assert len({page.text for page in (*world.here, *newcomers)}) == 1, "pages and newcomers differ"
            return True

        await eventually(agree, what=lambda: [page.text for page in (*world.here, *newcomers)])
        return [page.text for page in (*world.here, *newcomers)]
