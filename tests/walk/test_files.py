"""Several files in one session: who makes them, and that what is written in each is there for all, and stays."""

import asyncio
from collections import Counter
from typing import Any

import pytest
from tests.conftest import StartNode
from tests.support.cluster import Node
from tests.support.host import Host
from tests.support.raw import SAVED, STATE, SUBPROTOCOL, RawClient
from tests.support.stock_client import StockClient
from tests.support.waiting import eventually
from tests.support.yjs import Section, read_varint, step2, text, typed, update, update_frame

from codesala.clock import milliseconds_now
from codesala.db.database import open_database
from codesala.paths import root_of
from codesala.recordings.rows_log import SqlSessionLog
from codesala.records import FileChange
from codesala.rooms.journal.initial import update_with

ME, OTHER, THIRD = 77, 88, 99
KEY = "0123456789abcdef"


def page(node: Node, token: str) -> RawClient:
    return RawClient(node.ws_url, token, subprotocol=SUBPROTOCOL)


async def create(client: RawClient, path: str) -> str:
    """The root of the new file, as soon as its page hears of it."""
    await client.request(type="file.create", path=path, nonce=path)
    event = await client.receive_event("file.created")
    assert (event["path"], event["nonce"], event["yours"]) == (path, path, True)
    return f"file:{event['file']}"


async def files_of(client: RawClient) -> list[str]:
    """The paths that the next state tells."""
    return [file["path"] for file in (await client.receive_json(STATE))["session"]["files"]]


async def test_people_in_five_files_on_two_nodes_see_the_same_and_stock_clients_by_name(
    two_nodes: tuple[Node, Node],
) -> None:
    session = await Host.create(two_nodes[0], initial_code="main\n")
    async with page(two_nodes[0], session.candidate) as ana:
        await ana.hello(KEY, "Ana")
        roots = ["code", *[await create(ana, path) for path in ("util.py", "a/b.py", "data.csv", "Ünï.md")]]
    people = [StockClient(two_nodes[number % 2].ws_url, session.candidate) for number in range(4)]
    await asyncio.gather(*(person.__aenter__() for person in people))
    try:
        await asyncio.gather(*(person.synced() for person in people))
        await asyncio.gather(
            *(person.insert(0, f"{name} in {root}\n", root) for name, person in enumerate(people) for root in roots)
        )

        async def texts() -> list[list[str]]:
            return [[await person.text(root) for root in roots] for person in people]

        async def all_agree() -> bool:
            seen = await texts()
            return all(one == seen[0] for one in seen) and all(
                Counter(of_root.split("\n"))[f"{name} in {root}"] == 1
                for of_root, root in zip(seen[0], roots, strict=True)
                for name in range(4)
            )

        await eventually(all_agree, what="all texts are the same for all")
        main = (await texts())[0][0]
        assert main.count("main\n") == 1
        assert [await session.code(node) for node in two_nodes] == [main, main]
    finally:
        await asyncio.gather(*(person.__aexit__(None, None, None) for person in people))


async def test_what_was_saved_in_any_file_is_there_when_the_server_was_killed(
    start_node: StartNode, database_url: str
) -> None:
    node = await start_node(database_url=database_url, checkpoint_entries=10)
    session = await Host.create(node, initial_code="main")
    async with page(node, session.candidate) as ana:
        root = await create(ana, "util.py")
        await node.kill()
    await node.start()
    async with page(node, session.candidate) as ana, page(node, session.token) as ben:
        assert await files_of(ana) == ["main.py", "util.py"]
        for clock in range(30):  # in turns, so that there are checkpoints of both texts
            await ana.send(update_frame(typed(ME, clock, "m", after=(ME, clock - 1) if clock else None)))
            await ben.send(
                update_frame(typed(OTHER, clock, "u", after=(OTHER, clock - 1) if clock else None, root=root))
            )
        await ana.receive_saved(30)
        await ben.receive_saved(30)
        await node.kill()
    await node.start()
    async with StockClient(node.ws_url, session.candidate) as carla, page(node, session.candidate) as dan:
        await carla.synced()
        assert Counter(await carla.text()) == Counter("main" + "m" * 30)
        assert await carla.text(root) == "u" * 30
        await dan.send(update_frame(update(Section(THIRD, 0, [text("x", origin=(ME, 3), right_origin=(OTHER, 3))]))))
        assert await dan.close_code() == 4400
        await carla.insert(30, "!", root)
        await carla.sees("u" * 30 + "!", root=root)


async def test_who_writes_in_a_file_that_their_server_has_not_heard_of_is_waited_for(
    start_node: StartNode, postgres_url: str
) -> None:
    # No Redis: the second node learns nothing of the first but what stands in the database.
    first, second = [await start_node(database_url=postgres_url) for _ in range(2)]
    session = await Host.create(first, initial_code="")
    async with (
        page(first, session.candidate) as ana,
        page(second, session.candidate) as ben,
        StockClient(second.ws_url, session.candidate) as carla,
    ):
        await ben.receive_json(STATE)
        await carla.synced()
        for name in ("one.py", "two.py", "three.py"):
            root = await create(ana, name)
            await carla.insert(0, name, root)
            await carla.sees(name, root=root)
            await ben.receive_update(name.encode())
        root = await create(ana, "four.py")
        await saved(ben, typed(ME, 0, "at once", root=root))
        await carla.sees("at once", root=root)


async def saved(client: RawClient, sent: bytes) -> None:
    """Send an update and wait until it is saved, answering when it is asked for."""
    await client.send(step2(update()))
    await client.send(update_frame(sent))
    while True:
        message = await client.receive()
        if message.startswith(b"\x00\x00"):
            await client.send(step2(sent))
        elif message[0] == SAVED and read_varint(message, 1)[0] >= 2:
            return


@pytest.mark.parametrize("has_redis", [True, False], ids=["with Redis", "without"])
async def test_text_that_the_server_lays_in_appears_once_on_all_nodes(
    start_node: StartNode, postgres_url: str, redis_url: str, has_redis: bool
) -> None:
    # Who lays it in tells nobody: the nodes find the row, and each fetches the text.
    broker = {"redis_url": redis_url} if has_redis else {}
    nodes = [await start_node(database_url=postgres_url, **broker) for _ in range(2)]
    session = await Host.create(nodes[0], initial_code="main")
    database = open_database(postgres_url, 1, 10)
    async with (
        StockClient(nodes[0].ws_url, session.candidate) as ana,
        StockClient(nodes[1].ws_url, session.candidate) as ben,
    ):
        await ana.synced()
        await ben.synced()
        laid_in = []
        try:
            for number in range(3):
                file_id = f"{number}" * 12
                first_text = update_with(f"laid in {number}", root_of(file_id))
                change = FileChange("create", file_id, milliseconds_now(), f"{number}.py", first_text)
                await SqlSessionLog(database, 10).change_file(session.session_id, change)
                laid_in.append((root_of(file_id), f"laid in {number}"))
        finally:
            await database.aclose()
        for person in (ana, ben):
            for root, expected in laid_in:
                await person.sees(expected, root=root)
        await ana.insert(0, "built on it, ", laid_in[0][0])
        await ana.sees("built on it, laid in 0", root=laid_in[0][0])
        if has_redis:
            await ben.sees("built on it, laid in 0", root=laid_in[0][0])
        async with page(nodes[0], session.candidate) as carla:
            assert await files_of(carla) == ["main.py", "0.py", "1.py", "2.py"]
            await carla.request(type="paste", characters=9, lines=1, away_ms=0, file="0" * 12)
            await carla.request(type="paste", characters=9, lines=1, away_ms=0, file="nothing")
            pastes = [await carla.receive_event("paste") for _ in range(2)]
            assert [paste.get("file") for paste in pastes] == ["0" * 12, None]
            start = {"run": "a-run-in-1", "language": "python", "runtime": "Python", "on": "browser", "seq": 0}
            await carla.request(type="run.start", **start, entry="1.py")
            assert (await carla.receive_event("run.started"))["entry"] == "1.py"
    async with StockClient(nodes[1].ws_url, session.candidate) as dan:
        await dan.synced()
        await dan.sees("laid in 1", root=laid_in[1][0])
        await dan.sees("main")


async def test_of_two_who_create_the_same_name_at_once_one_gets_it(two_nodes: tuple[Node, Node]) -> None:
    session = await Host.create(two_nodes[0])
    async with page(two_nodes[0], session.candidate) as ana, page(two_nodes[1], session.token) as ben:
        for number in range(5):
            path = f"util{number}.py"
            asked = ((ana, path), (ben, path.upper()))
            for client, name in asked:
                await client.request(type="file.create", path=name, nonce=name)
            answers = [await answer_to(client, name) for client, name in asked]
            assert sorted(answer["type"] for answer in answers) == ["file.created", "file.refused"]
            [refused] = [answer for answer in answers if answer["type"] == "file.refused"]
            assert refused["reason"] == "taken"


async def answer_to(client: RawClient, nonce: str) -> dict[str, Any]:
    while (event := await client.receive_event("file.created", "file.refused")).get("nonce") != nonce:
        pass
    return event


async def test_a_file_is_renamed_deleted_and_brought_back_with_its_text(node: Node) -> None:
    session = await Host.create(node)
    async with page(node, session.candidate) as ana, page(node, session.token) as ben:
        await ana.hello(KEY, "Ana")
        root = await create(ana, "util.py")
        file = root.removeprefix("file:")
        await ana.send(update_frame(typed(ME, 0, "kept", root=root)))
        for request, told in (
            ({"type": "file.rename", "path": "lib/util.py"}, ("file.renamed", "lib/util.py", "util.py")),
            ({"type": "file.delete"}, ("file.deleted", "lib/util.py", None)),
            ({"type": "file.restore"}, ("file.restored", "lib/util.py", None)),
        ):
            await ana.request(**request, file=file, nonce="n")
            event = await ben.receive_event(told[0])
            assert (event["type"], event["path"], event.get("previous")) == told
            assert (event["file"], event["name"], "nonce" in event) == (file, "Ana", False)
            if told[0] == "file.deleted":  # somebody types there, not having heard of it
                await ana.send(update_frame(typed(ME, 4, " on", after=(ME, 3))))
    async with StockClient(node.ws_url, session.candidate) as carla:
        await carla.synced()
        await carla.sees("kept on", root=root)


REFUSED = [
    ({"type": "file.create", "path": "../x"}, "path"),
    ({"type": "file.create", "path": "CON.py"}, "path"),
    ({"type": "file.create", "path": "main.java"}, "reserved"),
    ({"type": "file.rename", "file": "main", "path": "x.py"}, "reserved"),
    ({"type": "file.delete", "file": "main"}, "reserved"),
    ({"type": "file.delete", "file": "A" * 12}, "gone"),
]


async def test_what_cannot_be_done_with_a_file_is_told_to_the_one_who_asked_and_the_room_goes_on(node: Node) -> None:
    session = await Host.create(node)
    async with page(node, session.candidate) as ana, page(node, session.observer) as olga:
        for number, (request, reason) in enumerate(REFUSED):
            await ana.request(**request, nonce=str(number))
            answer = await answer_to(ana, str(number))
            assert (answer["type"], answer["reason"]) == ("file.refused", reason), request
            assert ("message" in answer) == (reason != "reserved" or "file" not in request)
        await olga.request(type="file.create", path="mine.py", nonce="n")
        assert (await answer_to(olga, "n"))["reason"] == "observer"
        await session.patch(is_locked=True)
        await ana.receive_state(notice="locked")
        await ana.request(type="file.create", path="mine.py", nonce="n")
        assert (await answer_to(ana, "n"))["reason"] == "locked"
        await session.patch(is_locked=False)
        await create(ana, "mine.py")


@pytest.mark.parametrize(
    "request_",
    [
        {"type": "file.create", "path": 1, "nonce": "n"},
        {"type": "file.create", "path": "x.py"},
        {"type": "file.create", "path": "x.py", "nonce": "n" * 33},
        {"type": "file.rename", "file": None, "path": "x.py", "nonce": "n"},
        {"type": "file.copy", "file": "main", "nonce": "n"},
    ],
    ids=str,
)
async def test_a_request_for_a_file_that_makes_no_sense_closes_its_sender(node: Node, request_: dict[str, Any]) -> None:
    session = await Host.create(node)
    async with page(node, session.candidate) as ana:
        await ana.request(**request_)
        assert await ana.close_code() == 4400


async def test_text_that_is_in_no_file_or_between_two_closes_its_sender_and_nobody_else(node: Node) -> None:
    session = await Host.create(node, initial_code="")
    async with page(node, session.candidate) as ana:
        root = await create(ana, "util.py")
        await ana.send(update_frame(typed(ME, 0, "one", root=root)))
        await ana.send(update_frame(typed(OTHER, 0, "main")))
        await ana.receive_saved(2)
        between = update(Section(THIRD, 0, [text("x", origin=(ME, 2), right_origin=(OTHER, 0))]))
        mine = Section(THIRD, 0, [text("x", origin=(ME, 2)), text("z", origin=(THIRD, 0), right_origin=(111, 0))])
        merged = update(mine, Section(111, 0, [text("y", origin=(OTHER, 3))]))
        wrong = [typed(THIRD, 0, "x", root=name) for name in ("code2", "files", "file:", "file:AAAAAAAAAAAA")]
        for sent in (between, merged, *wrong):
            async with RawClient(node.ws_url, session.candidate) as eve:
                await eve.send(update_frame(sent))
                assert await eve.close_code() == 4400
        await ana.send(update_frame(typed(ME, 3, "!", after=(ME, 2))))
        await ana.receive_saved(3)
