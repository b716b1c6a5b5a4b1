"""A host does by chance all that hosts can do, while people type over lines that break, and the node that is asked may
be killed in the middle of it; then somebody is erased."""

import asyncio
import contextlib
import random
import time

import httpx2
import pytest

from codesala.identity import participant_of
from tests.conftest import SEED
from tests.faults.audit import Findings, audit
from tests.faults.rows import ROW_S, RUNS, Record, as_cells, at_length
from tests.faults.typist import WORD, Typist
from tests.faults.world import World, text_from_the_log
from tests.support.cluster import Node
from tests.support.host import Host
from tests.support.page import Page
from tests.support.rest import bearer
from tests.support.waiting import eventually, pause

PEOPLE = 4
ACTIONS = 12
DIES_WITHIN_S = 0.03
"""After it was asked: before, while and after it does what it was asked for."""
ROW = "two nodes: a host does what hosts can do, nodes die of it, then somebody is erased"


class Interview:
    """A session, its host's hand, and people of whom the first comes by the host's link."""

    def __init__(self, world: World, host: Host) -> None:
        self.world = world
        self.host = host
        self.is_ended = False
        world.people = [Typist(name, world.doors, host.candidate, world.chance) for name in range(PEOPLE)]
        world.people[0].address = (world.doors[0], host.token)
        for person in world.people:
            person.key = f"key of person {person.name} " + "k" * 16

    def participant(self, person: Typist) -> str:
        return participant_of(self.host.session_id, str(person.key))

    async def acts(self) -> None:
        self.host.node = self.world.some_node()
        if self.world.chance.random() < 0.25:
            await self.asks_a_node_that_dies(self.host.node)
        else:
            await self.asks()

    async def asks_a_node_that_dies(self, node: Node) -> None:
        """Nobody hears whether it was done; so the host asks another node, which does not wait for the first."""

        async def asks() -> None:
            with contextlib.suppress(httpx2.HTTPError):
                await self.asks()

        asked = asyncio.create_task(asks())
        await pause(self.world.chance.uniform(0, DIES_WITHIN_S))
        await node.kill()
        await asked
        self.host.node = next(other for other in self.world.nodes if other is not node)
        session = await self.host.read(self.host.node)
        self.is_ended = session["status"] == "ended"
        self.comes_by(session["room_id"])
        node.launch()
        await node.ready()

    async def asks(self) -> None:
        if self.is_ended:
            await self.reopens()
            return
        chance = self.world.chance
        match chance.choice(["lock", "unlock", "lines", "lobby", "rotate", "remove", "end"]):
            case "lock":
                await self.host.patch(is_locked=True)
            case "unlock":
                await self.host.patch(is_locked=False)
            case "lines":
                chance.choice(self.world.ways).reset()
            case "lobby":
                await self.host.patch(has_lobby=chance.random() < 0.5)
            case "rotate":
                await self.rotates()
            case "remove":
                removed = self.participant(chance.choice(self.world.people[1:]))
                await self.host.post(f"participants/{removed}/remove", 204)
            case "end":
                await self.host.post("end")
                self.is_ended = True

    async def reopens(self) -> None:
        await self.host.post("reopen")
        self.is_ended = False

    async def rotates(self) -> None:
        made = await self.host.post("links/candidate", 201)
        self.comes_by(made["token"])

    def comes_by(self, token: str) -> None:
        """Whoever is not the host."""
        for person in self.world.people[1:]:
            person.address = (person.address[0], token)

    async def everybody_is_let_in(self) -> None:
        """Who waits is admitted, and who was closed for good opens the page again, which has kept their text."""
        if self.is_ended:
            return
        headers = bearer(self.host.token)
        for person in self.world.people:
            path = f"{self.host.url}/participants/{self.participant(person)}/admit"
            await self.world.some_node().http.post(path, headers=headers)  # 409 when they do not wait
            if person.is_stopped:
                await person.disconnect()
                person.close_codes.clear()
                person.connect()

    async def calms_down(self) -> None:
        if self.is_ended:
            await self.reopens()
        await self.host.patch(is_locked=False, has_lobby=False)
        for person in self.world.people:
            await person.stop_typing()

        async def all_agree() -> bool:
            await self.everybody_is_let_in()
            assert len({person.text for person in self.world.people}) == 1, "the pages differ"
            assert all(person.has_all_saved for person in self.world.people)
            return True

        await eventually(all_agree, what=lambda: self.world.people)

    async def erases(self, person: Typist) -> str:
        """The session ends, and one person's text is removed; what a newcomer sees after it was reopened."""
        await self.host.post("end")
        path = f"{self.host.url}/participants/{self.participant(person)}/erase"
        body = {"text": "remove", "preview": False}

        async def erased() -> bool:  # refused while rooms still write to the log
            answer = await self.host.node.http.post(path, headers=bearer(self.host.token), json=body)
            assert answer.status_code == 200, answer.text
            return True

        await eventually(erased)
        await self.reopens()
        async with Page(self.world.some_node().ws_url, self.host.token) as newcomer:
            await newcomer.is_saved()
            return newcomer.text


async def one_interview(world: World) -> tuple[Findings, int]:
    interview = Interview(world, await Host.create(world.nodes[0], initial_code=""))
    people = world.people
    try:
        for person in people:
            person.connect()
            person.start_typing()
        for _ in range(ACTIONS):
            await interview.acts()
            await world.everybody_types(1)
            await interview.everybody_is_let_in()
        await interview.calms_down()
        found = audit(people[0].text, people)
        for node in world.nodes:
            assert await interview.host.code(node) == people[0].text
    finally:
        for person in people:
            await person.stop_typing()
            await person.disconnect()
    before = people[0].text
    gone = people[1]
    left = [word for word in WORD.findall(before) if not word.startswith(f"<{gone.name}-")]
    text = await interview.erases(gone)
    assert WORD.findall(text) == left, "who was erased is gone, and nobody else"
    assert await text_from_the_log(world, interview.host) == text
    return found, sum(person.words for person in people)


@pytest.mark.slow
@at_length
async def test_nothing_is_lost_whatever_a_host_does(two: World, record_property: Record) -> None:
    whole, words, done = Findings(), 0, 0
    try:
        until_s = time.monotonic() + 2 * ROW_S
        for number in range(RUNS):
            if time.monotonic() > until_s:
                break
            two.chance = random.Random(f"{SEED} {ROW} {number}")
            found, typed = await one_interview(two)
            whole.add(found)
            words, done = words + typed, done + 1
            assert not found, f"run {number}: {found}"
    finally:
        record_property("row", as_cells(ROW, done, words, *whole.counts))
