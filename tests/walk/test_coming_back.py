"""People come back with what they wrote while no server heard it, and with what they know of each other: all of it is
taken, in whatever order they come, and nobody is closed. What only a forger would bring is not."""

import asyncio
import random

import pytest
from tests.support.cluster import Node
from tests.support.coming_back import all_text, back_at_once, everything_is_there, write_together
from tests.support.page import Page
from tests.support.pycrdt_client import PycrdtClient
from tests.support.raw import SUBPROTOCOL, SYNC, RawClient
from tests.support.waiting import eventually
from tests.support.yjs import awareness_frame, step1, step2, typed, update_frame


async def all_agree(pages: list[Page]) -> None:
    def agree() -> bool:
        assert {page.text for page in pages} == {all_text(pages)}
        return True

    await eventually(agree, what=lambda: repr(pages))


@pytest.mark.parametrize("people", [2, 3, 8])
async def test_people_who_know_each_others_text_come_back_in_the_same_instant(
    chance: random.Random, node: Node, people: int
) -> None:
    for _ in range(20 // people):
        session = await node.create_session(initial_code="")
        pages = [Page(node.ws_url, session["room_id"]) for _ in range(people)]
        write_together(pages, chance)
        text = all_text(pages)
        async with back_at_once(pages):
            await everything_is_there([node], session["session_id"], pages, text)


async def test_whatever_the_server_still_knows_and_in_whatever_order_they_come_while_they_type(
    chance: random.Random, node: Node
) -> None:
    for _ in range(12):
        session = await node.create_session(initial_code="start\n")
        pages = [Page(node.ws_url, session["room_id"]) for _ in range(chance.randrange(2, 7))]
        async with pages[0]:  # the text that the server has is everybody's beginning
            await pages[0].sees("start\n")
            write_together(pages, chance, edits=10)
            await pages[0].is_saved()
        for page in pages:
            page.meets(pages[0])
            page.close_codes.clear()
        write_together(pages, chance)
        for page in chance.sample(pages, len(pages)):
            page.connect()
            for _ in range(chance.randrange(30)):
                await asyncio.sleep(0)
                if chance.random() < 0.1:
                    writer = chance.choice(pages)
                    writer.insert(chance.randrange(len(writer.text) + 1), "!")
        try:
            await all_agree(pages)
            await everything_is_there([node], session["session_id"], pages, pages[0].text)
        finally:
            await asyncio.gather(*(page.disconnect() for page in pages))


async def test_thirty_people_come_back_at_once(chance: random.Random, node: Node) -> None:
    session = await node.create_session(initial_code="")
    pages = [Page(node.ws_url, session["room_id"]) for _ in range(30)]
    write_together(pages, chance, edits=300)
    text = all_text(pages)
    async with back_at_once(pages):
        await everything_is_there([node], session["session_id"], pages, text)


async def test_people_come_back_to_two_nodes_at_once(chance: random.Random, two_nodes: tuple[Node, Node]) -> None:
    for _ in range(8):
        session = await two_nodes[0].create_session(initial_code="")
        pages = [Page(two_nodes[number % 2].ws_url, session["room_id"]) for number in range(4)]
        write_together(pages, chance)
        text = all_text(pages)
        async with back_at_once(pages):
            await everything_is_there(two_nodes, session["session_id"], pages, text)


async def test_nobody_puts_words_into_the_mouth_of_somebody_who_is_here(node: Node) -> None:
    session = await node.create_session(initial_code="")
    async with Page(node.ws_url, session["room_id"]) as ana:
        ana.insert(0, "mine")
        await ana.is_saved()
        ana_id = ana.doc.client_id
        forged = typed(ana_id, 4, " forged", after=(ana_id, 3))
        for frame in (update_frame(forged), step2(forged)):
            async with RawClient(node.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as forger:
                await forger.send(awareness_frame(7, 1, "{}"))
                await forger.send(frame)
                await forger.receive_until(SYNC)
                ana.insert(len(ana.text), " too")
                await ana.is_saved()
        assert not ana.close_codes
        async with Page(node.ws_url, session["room_id"]) as newcomer:
            await newcomer.sees("mine too too")


@pytest.mark.parametrize("by", ["a keystroke", "an answer"])
async def test_who_is_on_another_node_cannot_put_words_under_the_id_of_somebody_who_is_here(
    two_nodes: tuple[Node, Node], by: str
) -> None:
    first, second = two_nodes
    session = await first.create_session(initial_code="")
    async with Page(first.ws_url, session["room_id"]) as ana, Page(second.ws_url, session["room_id"]) as ben:
        ana.insert(0, "hello")
        await ben.sees("hello")
        me = ana.doc.client_id
        forged = typed(me, 5, "EVIL", after=(me, 4))
        async with RawClient(second.ws_url, session["room_id"], subprotocol=SUBPROTOCOL) as mallory:
            if by == "a keystroke":
                await mallory.send(update_frame(forged))
            await mallory.send(step2(forged))
            await mallory.send(step1())
            while not (await mallory.receive_until(SYNC)).startswith(b"\x01"):  # all before it was handled
                pass
            ana.insert(5, "!!!!")
            await ana.is_saved()
            await ben.sees("hello!!!!")
            assert ana.text == "hello!!!!"
        for node in two_nodes:
            assert (await node.http.get(f"/api/sessions/{session['session_id']}/code")).text == "hello!!!!"


async def test_a_stock_client_whose_node_was_killed_goes_on_elsewhere_with_its_id(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    session = await first.create_session(initial_code="")
    async with Page(second.ws_url, session["room_id"]) as ben:
        ana = Page(first.ws_url, session["room_id"])
        async with ana:
            ana.insert(0, "before")
            await ben.sees("before")
        await first.kill()
        ana.address = (second.ws_url, session["room_id"])
        async with ana:
            ana.insert(6, " and after")
            await ben.sees("before and after")
            await ana.is_saved()
        assert not ana.close_codes


async def test_who_changed_thousands_of_places_in_a_day_offline_brings_all_of_it(node: Node) -> None:
    session = await node.create_session(initial_code="x" * 8_000)
    async with PycrdtClient(node.ws_url, session["room_id"]) as away:
        await away.sees("x" * 8_000)
    for at in range(0, 16_000, 2):
        away.insert(at, "-")
    away.delete(0, 2)
    async with (
        PycrdtClient(node.ws_url, session["room_id"], away.doc),
        PycrdtClient(node.ws_url, session["host_token"]) as ana,
    ):
        await ana.sees("-x" * 7_999)
