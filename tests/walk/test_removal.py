"""Removal in real rooms: who was removed is out on every node, and waits when they return."""

from tests.conftest import StartNode
from tests.support import yjs
from tests.support.cluster import Node
from tests.support.host import Host
from tests.support.raw import ROSTER, STATE
from tests.support.redis_server import RedisServer
from tests.support.yjs import typed, update_frame
from tests.walk.test_lobby import ANA, BEN, EVE, ME, SECRET, page, people, roster, who


async def test_who_is_removed_is_out_everywhere_and_waits_when_they_return(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    host = await Host.create(first, initial_code=SECRET)
    async with (
        page(first, host.token) as ana,
        page(first, host.candidate) as eve,
        page(second, host.candidate) as eves_other_tab,
        page(second, host.candidate) as ben,
    ):
        await ana.hello(ANA, "Ana")
        await ben.hello(BEN, "Ben")
        for tab in (eve, eves_other_tab):
            await tab.hello(EVE, "Eve")
        await people(ana, {"Ana", "Ben", "Eve"})
        await host.post(f"participants/{who(host, EVE)}/remove", 204)
        for tab in (eve, eves_other_tab):
            assert await tab.close_code() == 4403
        assert (await ben.receive_event("removed"))["who"] == who(host, EVE)
        for node, key in ((first, EVE), (second, EVE), (second, "f" * 32)):  # also as somebody new
            async with page(node, host.candidate) as back:
                await back.hello(key, "Eve again")
                await back.receive_state(notice="waiting")
                await back.send(yjs.step1())
                await roster(ana, {"Eve again"})
            await roster(ana, set())
        async with page(second, host.observer) as back:
            await back.hello(EVE, "Eve watches")
            await back.receive_state(notice="waiting")
        await ben.send(update_frame(typed(ME, 0, "here ")))
        await ben.receive_saved(1)
        async with page(second, host.candidate) as back:
            await back.hello(EVE, "Eve")
            await back.receive_state(notice="waiting")
            await host.post(f"participants/{who(host, EVE)}/remove", 204)
            assert await back.close_code() == 4403
        async with page(second, host.candidate) as back:
            await back.hello(EVE, "Eve")
            await back.receive_state(notice="waiting")
            await host.post(f"participants/{who(host, EVE)}/admit", 204)
            assert (await back.receive_state(notice=None))["can_write"]


async def test_who_never_says_who_they_are_is_listed_and_does_not_outlast_a_removal(node: Node) -> None:
    host = await Host.create(node)
    async with page(node, host.token) as ana, page(node, host.candidate) as silent:
        await ana.hello(ANA, "Ana")
        await people(ana, {"Ana", None})
        async with page(node, host.candidate) as eve, page(node, host.candidate) as newcomer:
            await eve.hello(EVE, "Eve")
            await newcomer.receive_json(STATE)
            await people(ana, {"Ana", None, "Eve"})
            await host.post(f"participants/{who(host, EVE)}/remove", 204)
            assert await eve.close_code() == 4403
            await newcomer.receive_state(notice="waiting")
        await silent.send(b"\x03")


async def test_a_removal_by_a_node_without_the_room_guards_the_right_link(two_nodes: tuple[Node, Node]) -> None:
    first, second = two_nodes
    host = await Host.create(first)
    async with page(second, host.token) as ana, page(second, host.candidate) as eve:
        await ana.hello(ANA, "Ana")
        await eve.hello(EVE, "Eve")
        await people(ana, {"Ana", "Eve"})
        await host.post(f"participants/{who(host, EVE)}/remove", 204)
        assert (await ana.receive_event("removed"))["who_name"] == "Eve"
        assert await eve.close_code() == 4403
        async with page(first, host.observer) as olga, page(first, host.candidate) as newcomer:
            assert (await olga.receive_json(STATE))["notice"] == "observer"
            assert (await newcomer.receive_json(STATE))["notice"] == "waiting"


async def test_a_host_cannot_be_removed(node: Node) -> None:
    host = await Host.create(node)
    async with page(node, host.token) as ana:
        await ana.hello(ANA, "Ana")
        await people(ana, {"Ana"})
        await host.post(f"participants/{who(host, ANA)}/remove", 409)
        await ana.send(b"\x03")
        await ana.hello(ANA, "Ana B.")
        await people(ana, {"Ana B."})


async def test_a_removal_is_found_out_where_the_brokers_word_was_lost(
    start_node: StartNode, postgres_url: str, own_redis: RedisServer
) -> None:
    first = await start_node(database_url=postgres_url, redis_url=own_redis.url)
    second = await start_node(database_url=postgres_url, redis_url=own_redis.url)
    host = await Host.create(first)
    async with page(second, host.candidate) as eve:
        await eve.hello(EVE, "Eve")
        await eve.receive_json(ROSTER)
        own_redis.kill()
        await host.post(f"participants/{who(host, EVE)}/remove", 204)
        assert await eve.close_code() == 4403
        async with page(second, host.candidate) as back:
            await back.hello(EVE, "Eve")
            await back.receive_state(notice="waiting")


async def test_who_was_removed_or_waits_still_does_after_kill_9(start_node: StartNode) -> None:
    node = await start_node()
    host = await Host.create(node, has_lobby=True)
    for key, verb in ((BEN, "admit"), (EVE, "admit"), (EVE, "remove")):
        await host.post(f"participants/{who(host, key)}/{verb}", 204)
    await node.kill()
    await node.start()
    for key, notice in ((BEN, None), (EVE, "waiting"), ("f" * 32, "waiting")):
        async with page(node, host.candidate) as client:
            await client.hello(key, "Somebody")
            await client.receive_json(STATE)
            assert (await client.receive_json(STATE))["notice"] == notice
