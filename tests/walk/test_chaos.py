"""Everything at once, from a printed seed: people type, vanish and return while nodes and Redis are killed and started.
Afterwards everybody, both nodes and the database alone hold the same text, and no character occurs twice."""

import random

import pytest
from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.metrics import all_rooms_are_closed
from tests.support.pycrdt_client import PycrdtClient
from tests.support.redis_server import RedisServer
from tests.support.waiting import eventually

PEOPLE = 5
ROUNDS = 60

pytestmark = pytest.mark.slow


class Person:
    """Types words that occur nowhere else; keeps the document when the line is gone, as an open page does."""

    def __init__(self, name: int, nodes: list[Node], room: str) -> None:
        self.name = name
        self._nodes = nodes
        self._room = room
        self._words = 0
        self.deleted: set[str] = set()
        self.client = PycrdtClient(nodes[name % 2].ws_url, room)
        self.is_online = False

    @property
    def text(self) -> str:
        return self.client.text

    async def come(self, chance: random.Random) -> None:
        living = [node for node in self._nodes if node.is_running]
        self.client = PycrdtClient(chance.choice(living).ws_url, self._room, self.client.doc)
        try:
            await self.client.__aenter__()
        except (OSError, TimeoutError, EOFError):
            return
        self.is_online = True

    async def go(self) -> None:
        if self.is_online:
            self.is_online = False
            await self.client.__aexit__(None, None, None)

    def type(self, chance: random.Random) -> None:
        self._words += 1
        words = self.text.split()
        before = chance.choice(words) if words else ""
        self.client.insert(self.text.index(before), f"p{self.name}w{self._words} ")

    def erase(self, chance: random.Random) -> None:
        words = self.text.split()
        if words:
            word = chance.choice(words)
            self.client.delete(self.text.index(f"{word} "), len(word) + 1)
            self.deleted.add(word)

    @property
    def typed(self) -> set[str]:
        return {f"p{self.name}w{number}" for number in range(1, self._words + 1)}


async def test_nothing_is_lost_or_doubled_whatever_dies(
    chance: random.Random, start_node: StartNode, postgres_url: str, own_redis: RedisServer
) -> None:
    settings = {"database_url": postgres_url, "redis_url": own_redis.url, "room_idle_s": 0, "checkpoint_entries": 50}
    nodes = [await start_node(**settings), await start_node(**settings)]
    session = await nodes[0].create_session(initial_code="")
    people = [Person(name, nodes, session["room_id"]) for name in range(PEOPLE)]

    for _ in range(ROUNDS):
        person = chance.choice(people)
        match chance.choices(["type", "erase", "go", "come", "kill", "redis"], [40, 8, 8, 20, 2, 2])[0]:
            case "type":
                for _ in range(chance.randrange(1, 8)):
                    person.type(chance)
            case "erase":
                person.erase(chance)
            case "go":
                await person.go()
            case "come" if not person.is_online:
                await person.come(chance)
            case "kill":
                victim = chance.choice(nodes)
                await victim.kill()
                await victim.start()
                for somebody in people:
                    if somebody.is_online and somebody.client.close_code is not None:
                        await somebody.go()
            case "redis":
                if chance.random() < 0.5:
                    own_redis.restart()
                else:
                    own_redis.command("CLIENT", "KILL", "TYPE", "pubsub")

    for person in people:
        await person.go()
        await person.come(chance)

    def all_agree() -> bool:
        assert len({person.text for person in people}) == 1
        return True

    await eventually(all_agree, what=lambda: [person.text for person in people])
    words = people[0].text.split()
    assert len(words) == len(set(words)), "no word is there twice"
    typed = set().union(*(person.typed for person in people))
    deleted = set().union(*(person.deleted for person in people))
    assert set(words) == typed - deleted

    for person in people:
        await person.go()
    for node in nodes:
        await all_rooms_are_closed(node)  # which they are only when all that they know is on disk
    for node in nodes:
        await node.kill()
    await nodes[0].start()
    code = await nodes[0].http.get(f"/api/sessions/{session['session_id']}/code")
    assert code.text == people[0].text
