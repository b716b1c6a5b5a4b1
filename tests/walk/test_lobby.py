"""The lobby and removal in real rooms: who waits hears nothing and changes nothing, on whichever node."""

from contextlib import AsyncExitStack
from typing import Any

import pytest
from tests.conftest import StartNode
from tests.support import yjs
from tests.support.cluster import Node
from tests.support.host import Host
from tests.support.raw import QUERY_AWARENESS, ROSTER, STATE, SUBPROTOCOL, RawClient
from tests.support.stock_client import StockClient
from tests.support.waiting import deadline, eventually
from tests.support.yjs import awareness_frame, read_varint, typed, update_frame, varint

from codesala.identity import participant_of
from codesala.rooms.lobby import MAX_WAITING

ME, OTHER = 77, 88
ANA, BEN, EVE = "a" * 32, "b" * 32, "e" * 32
SECRET = "the text that waits"


def page(node: Node, token: str) -> RawClient:
    return RawClient(node.ws_url, token, subprotocol=SUBPROTOCOL)


def who(host: Host, key: str) -> str:
    return participant_of(host.session_id, key)


async def roster(client: RawClient, waiting: set[str | None]) -> dict[str, Any]:
    """The next list of people in which exactly these wait."""
    async with deadline():
        while True:
            found = await client.receive_json(ROSTER)
            if {one["name"] for one in found["waiting"]} == waiting:
                return found


async def people(client: RawClient, names: set[str | None]) -> None:
    async with deadline():
        while {one["name"] for one in (await client.receive_json(ROSTER))["people"]} != names:
            pass


async def test_who_waits_is_let_in_by_a_host_on_another_node(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    host = await Host.create(first, initial_code=SECRET, has_lobby=True)
    async with page(first, host.token) as ana, page(second, host.candidate) as ben:
        await ana.hello(ANA, "Ana")
        await ben.hello(BEN, "Ben")
        await ben.send(yjs.step1())
        assert (await roster(ana, {"Ben"}))["waiting"] == [
            {"participant": who(host, BEN), "name": "Ben", "role": "candidate", "was_removed": False}
        ]
        assert (await ben.receive_state(notice="waiting"))["can_write"] is False
        await host.post(f"participants/{who(host, BEN)}/admit", 204, key=ANA)
        assert (await ben.receive_state(notice=None))["can_write"]
        async with deadline():
            while SECRET.encode() not in await ben.receive():
                pass
        admitted = await ana.receive_event("admitted")
        assert (admitted["name"], admitted["who"], admitted["who_name"]) == ("Ana", who(host, BEN), "Ben")
        assert len((await roster(ana, set()))["people"]) == 2
    async with page(first, host.candidate) as ben:
        await ben.hello(BEN, "Ben")
        await ben.receive_state(notice=None)


async def test_who_is_turned_away_is_told_so_and_may_ask_again(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    host = await Host.create(first, initial_code=SECRET, has_lobby=True)
    async with page(first, host.token) as ana, page(second, host.candidate) as eve:
        await ana.hello(ANA, "Ana")
        await eve.hello(EVE, "Eve")
        await eve.send(yjs.step1())
        await roster(ana, {"Eve"})
        await host.post(f"participants/{who(host, EVE)}/remove", 204, key=ANA)
        heard, code = await eve.rest()
        assert code == 4403
        assert {read_varint(frame, 0)[0] for frame in heard} == {STATE}
        told = await ana.receive_event("turned_away")
        assert (told["name"], told["who"], told["who_name"]) == ("Ana", who(host, EVE), "Eve")
        await roster(ana, set())
        async with page(second, host.candidate) as again:
            await again.hello(EVE, "Eve")
            assert (await roster(ana, {"Eve"}))["waiting"][0]["was_removed"]
            await host.post(f"participants/{who(host, EVE)}/admit", 204)
            assert (await again.receive_state(notice=None))["can_write"]
        async with page(first, host.token) as ben:
            await ben.hello(BEN, "Ben")
            await people(ben, {"Ana", "Ben"})
            async with page(second, host.candidate) as again:
                await again.hello(EVE, "Eve")
                await again.receive_state(notice=None)
                await host.post(f"participants/{who(host, EVE)}/remove", 204)
                assert (await ana.receive_event("removed"))["who"] == who(host, EVE), "who was inside was removed"


async def test_who_waits_hears_how_the_session_stands_and_nothing_else(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    host = await Host.create(first, initial_code=SECRET, has_lobby=True)
    async with page(first, host.token) as ana, page(second, host.candidate) as eve:
        await eve.hello(EVE, "Eve")
        for frame in (yjs.step1(), b"\x03", yjs.request({"type": "follow", "participant": None})):
            await eve.send(frame)
        await ana.hello(ANA, "Ana")
        await ana.send(update_frame(typed(ME, 0, "more")))
        await ana.send(awareness_frame(ME, 1, '{"user":{"name":"Ana"}}'))
        await ana.run("r" * 8)
        await ana.receive_saved(1)
        await host.patch(timer_s=60)
        await host.post("end")
        heard, code = await eve.rest()
        assert code == 4410
        assert {read_varint(frame, 0)[0] for frame in heard} == {STATE}
        assert SECRET.encode() not in b"".join(heard)


async def test_the_sign_of_life_of_who_waits_is_answered_so_that_their_page_does_not_hang_up(node: Node) -> None:
    host = await Host.create(node, has_lobby=True)
    async with page(node, host.candidate) as ben:
        await ben.hello(BEN, "Ben")
        for _ in ("on joining", "on hello"):
            await ben.receive_state(notice="waiting")
        for sign in (awareness_frame(ME, 1, '{"user":{"name":"Ben"}}'), varint(QUERY_AWARENESS)):
            await ben.send(sign)
            await ben.receive_state(notice="waiting")


async def test_hand_made_frames_of_who_waits_change_nothing(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    host = await Host.create(first, initial_code="", has_lobby=True)
    async with page(second, host.token) as ana, page(second, host.candidate) as eve:
        await ana.hello(ANA, "Ana")
        for _ in range(2):  # before and after saying who they are
            for frame in (
                update_frame(typed(OTHER, 0, "forged")),
                yjs.step2(typed(OTHER, 0, "forged")),
                awareness_frame(OTHER, 1, '{"user":{"name":"Ana"}}'),
                yjs.request({"type": "language", "language": "cpp"}),
                yjs.request({"type": "run.start", "run": "r" * 8, "seq": 0, "language": "python", "runtime": "x"}),
                yjs.request({"type": "paste", "characters": 1, "lines": 1, "away_ms": 0}),
            ):
                await eve.send(frame)
            await eve.hello(EVE, "Eve")
        await roster(ana, {"Eve"})
        await ana.send(update_frame(typed(ME, 0, "mine")))
        await ana.receive_saved(1)
        for node in two_nodes:
            assert await host.code(node) == "mine"
            assert (await host.read(node))["language"] == "python"


async def test_what_was_typed_while_waiting_is_taken_and_saved_on_admission(node: Node) -> None:
    host = await Host.create(node, initial_code="", has_lobby=True)
    async with page(node, host.candidate) as ben:
        await ben.hello(BEN, "Ben")
        await ben.receive_state(notice="waiting")
        await ben.send(update_frame(typed(ME, 0, "typed ")))
        await ben.send(update_frame(typed(ME, 6, "early", after=(ME, 5))))
        await ben.send(yjs.step1())
        await host.post(f"participants/{who(host, BEN)}/admit", 204)
        await ben.receive_state(notice=None)
        body = b"\x02"
        while not body.startswith(b"\x00"):
            body = await ben.receive_until(0)  # it is asked for everything
        assert await host.code(node) == ""
        await ben.send(yjs.step2(typed(ME, 0, "typed early")))
        assert await ben.receive_saved(3) == 3
    assert await host.code(node) == "typed early"


@pytest.mark.parametrize(
    "frame",
    [b"", b"\x63", b"\x00\x07\x00", b"\x00\x00\x05ab", yjs.step1(b"\x05"), yjs.step1(b"\x01" * 100_000), b"\x6e\x02[]"],
)
async def test_a_malformed_frame_closes_who_waits_and_nobody_else(node: Node, frame: bytes) -> None:
    host = await Host.create(node, has_lobby=True)
    async with page(node, host.candidate) as eve, page(node, host.candidate) as ben:
        for client in (eve, ben):
            await client.receive_state(notice="waiting")
        await eve.send(frame)
        assert await eve.close_code() == 4400
        await ben.hello(BEN, "Ben")
        assert (await ben.receive_json(STATE))["participant"] == who(host, BEN)


async def test_what_one_sent_while_they_waited_keeps_nobody_else_outside(node: Node) -> None:
    host = await Host.create(node, has_lobby=True)
    async with page(node, host.candidate) as eve, page(node, host.candidate) as ben:
        for client, key in ((eve, EVE), (ben, BEN)):
            await client.hello(key)
            await client.receive_state(notice="waiting")
        await eve.send(yjs.step1(yjs.state_vector({2**31 + client: 1 for client in range(10_800)})))
        await host.patch(has_lobby=False)
        assert (await ben.receive_state(notice=None))["can_write"]
        assert await eve.close_code() == 4400


async def test_only_so_many_wait_and_hosts_still_come_in(start_node: StartNode) -> None:
    node = await start_node(max_room_peers=3)
    host = await Host.create(node, has_lobby=True)
    async with page(node, host.candidate) as ana, page(node, host.candidate) as ben, page(node, host.token) as boss:
        for client in (ana, ben, boss):
            await client.receive_json(STATE)
        async with page(node, host.candidate) as late:
            assert await late.close_code() == 1013


async def test_a_stock_client_waits_and_is_let_in_too(node: Node) -> None:
    host = await Host.create(node, initial_code=SECRET, has_lobby=True)
    async with page(node, host.token) as ana, StockClient(node.ws_url, host.candidate) as stock:
        await ana.hello(ANA, "Ana")
        waiting = (await roster(ana, {None}))["waiting"]
        assert await stock.text() == ""
        await host.post(f"participants/{waiting[0]['participant']}/admit", 204)
        await stock.synced()
        await stock.sees(SECRET)


async def test_opening_the_lobby_leaves_those_who_are_inside_inside(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    host = await Host.create(first, initial_code="")
    async with page(second, host.candidate) as ben, page(first, host.token) as ana:
        await ana.hello(ANA, "Ana")
        await ben.hello(BEN, "Ben")
        await people(ana, {"Ana", "Ben"})
        await host.patch(has_lobby=True)
        await ben.receive_event("lobby_opened")
        await ben.send(update_frame(typed(ME, 0, "still here")))
        await ben.receive_saved(1)
        async with page(first, host.candidate) as eve:
            await eve.hello(EVE, "Eve")
            await eve.receive_state(notice="waiting")

            async def ben_comes_back() -> bool:
                async with page(first, host.candidate) as again:
                    await again.hello(BEN, "Ben")
                    await again.receive_json(STATE)
                    return (await again.receive_json(STATE))["notice"] is None

            await eventually(ben_comes_back)
            await host.patch(has_lobby=False)
            await eve.receive_state(notice=None)


async def test_the_lobby_has_an_end_and_hosts_pass_by_it(node: Node) -> None:
    host = await Host.create(node, has_lobby=True)
    async with AsyncExitStack() as stack:
        for _ in range(MAX_WAITING):
            await stack.enter_async_context(page(node, host.candidate))
        async with page(node, host.candidate) as late:
            assert await late.close_code() == 1013
        async with page(node, host.token) as ana:
            assert (await ana.receive_json(STATE))["can_write"]
