"""What one node tells another goes missing, and nobody notices at once: everybody has all of the text in the end."""

from contextlib import AsyncExitStack

from tests.conftest import StartNode
from tests.support.lossy_redis import LossyRedis
from tests.support.page import Page
from tests.support.proxy import Proxy
from tests.support.redis_server import RedisServer
from tests.support.waiting import eventually


async def test_what_one_node_is_answered_is_not_taken_for_an_answer_by_another(
    start_node: StartNode, postgres_url: str, own_redis: RedisServer
) -> None:
    """Two people type on one node. What the first types is lost on the way to Carla's, what the second types on the way
    to Ana's: hers has to ask for itself, although Carla's is answered first. Carla goes on typing, since what rooms
    compare in quiet moments would mend it, too."""
    async with AsyncExitStack() as stack:
        ways = [await stack.enter_async_context(LossyRedis(own_redis.port, seed=1)) for _ in range(3)]
        nodes = [await start_node(database_url=postgres_url, redis_url=way.url) for way in ways]
        token = (await nodes[0].create_session(initial_code=""))["room_id"]
        ana, ben, carla = [await stack.enter_async_context(Page(node.ws_url, token)) for node in nodes]
        dora = await stack.enter_async_context(Page(nodes[1].ws_url, token))
        to_ana, between, to_carla = ways

        def both_are_told_apart() -> bool:
            ben.insert(0, ".")
            return {to_ana.inbox, to_carla.inbox} <= between.addressed

        await eventually(both_are_told_apart)
        for page in (ana, carla, dora):
            await page.sees(ben.text)
        between.loses = lambda channel, message: channel == to_carla.inbox and b"by Ben" in message
        ben.insert(0, "by Ben, ")
        await ana.sees(ben.text)
        await dora.sees(ben.text)
        between.loses = lambda channel, message: channel == to_ana.inbox and b"by Dora" in message
        dora.insert(len(dora.text), ", by Dora")
        await carla.sees(dora.text)
        between.loses = lambda channel, message: False
        assert between.lost == 2

        def ana_has_it_while_carla_types_on() -> bool:
            carla.insert(len("by Ben, "), ".")
            return "by Dora" in ana.text

        await eventually(ana_has_it_while_carla_types_on, what=lambda: (ana.text, carla.text))


async def test_what_a_node_saved_that_no_other_could_hear_is_seen_once_it_is_gone(
    start_node: StartNode, postgres_url: str, own_redis: RedisServer
) -> None:
    async with Proxy(own_redis.port) as way:
        cut_off = await start_node(
            database_url=postgres_url, redis_url=own_redis.url.replace(f":{own_redis.port}", f":{way.port}")
        )
        other = await start_node(database_url=postgres_url, redis_url=own_redis.url)
        session = await cut_off.create_session(initial_code="")
        async with Page(other.ws_url, session["room_id"]) as ben:
            async with Page(cut_off.ws_url, session["room_id"]) as ana:
                ana.insert(0, "before")
                await ben.sees("before")
                way.lose("up", "down")
                ana.insert(0, "unheard, ")
                await ana.is_saved()
            await cut_off.kill()
            await ben.sees("unheard, before")


async def test_who_comes_to_a_third_node_brings_what_only_the_log_knew_to_those_who_are_there(
    start_node: StartNode, postgres_url: str, redis_url: str
) -> None:
    """Cleo goes on typing, since what rooms compare in quiet moments would bring it, too."""
    apart = await start_node(database_url=postgres_url)  # no Redis: nobody hears of it
    first, second = [await start_node(database_url=postgres_url, redis_url=redis_url) for _ in range(2)]
    token = (await first.create_session(initial_code="before"))["room_id"]
    async with Page(first.ws_url, token) as ben, Page(apart.ws_url, token) as ana:
        for page in (ben, ana):
            await page.sees("before")
        ana.insert(0, "unheard, ")
        await ana.is_saved()
        async with Page(second.ws_url, token) as cleo:
            await cleo.sees("unheard, before")

            def ben_has_it_while_cleo_types_on() -> bool:
                cleo.insert(len(cleo.text), ".")
                return ben.text.startswith("unheard, before.")

            await eventually(ben_has_it_while_cleo_types_on, what=lambda: (ben.text, cleo.text))
