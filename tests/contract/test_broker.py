"""What every broker promises, held to each adapter; and what only Redis can go through."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from codesala.broker import AnyBroker, MemoryBroker, open_broker
from codesala.broker.redis import RedisBroker
from codesala.errors import Unavailable
from tests.support.redis_server import RedisServer
from tests.support.waiting import eventually


@pytest.fixture
async def brokers(broker_kind: str, request: pytest.FixtureRequest) -> AsyncIterator[tuple[AnyBroker, AnyBroker]]:
    """Those of two nodes; within one process they are the same."""
    # A Redis of the test's own: who is there is told of all sessions, also of those of other tests.
    broker_url = "memory://" if broker_kind == "memory" else request.getfixturevalue("own_redis").url
    first = open_broker(broker_url)
    second = first if isinstance(first, MemoryBroker) else open_broker(broker_url)
    yield first, second
    await first.aclose()
    await second.aclose()


def nothing() -> None:
    return


async def test_payloads_arrive_in_order_and_at_the_publisher_too(
    brokers: tuple[AnyBroker, AnyBroker],
) -> None:
    first, second = brokers
    here: list[bytes] = []
    there: list[bytes] = []
    await first.subscribe("order", here.extend, nothing)
    await second.subscribe("order", there.extend, nothing)
    await eventually(lambda: first.subscribers("order"))
    sent = [b"%d" % number for number in range(500)]
    for payload in sent:
        first.publish("order", payload)
    if first is second:
        await eventually(lambda: here == there == sent)
    else:
        await eventually(lambda: here == sent and there == sent)


async def test_what_a_node_needs_arrives_there_among_what_all_are_told_in_the_order_of_publishing(
    brokers: tuple[AnyBroker, AnyBroker],
) -> None:
    first, second = brokers
    heard: list[bytes] = []
    other: list[bytes] = []
    await second.subscribe("order", heard.extend, nothing)
    await second.subscribe("other", other.extend, nothing)
    nodes = (second.node,)
    for number in range(100):
        first.publish("order", b"%d for you" % number, nodes)
        first.publish("other", b"%d" % number, nodes)
        if number % 7 == 0:
            first.publish("order", b"%d for all" % number)
    expected = []
    for number in range(100):
        expected.append(b"%d for you" % number)
        if number % 7 == 0:
            expected.append(b"%d for all" % number)
    await eventually(lambda: heard == expected, what=lambda: str(heard))
    assert other == [b"%d" % number for number in range(100)]


async def test_a_node_is_not_told_what_only_others_need(redis_url: str) -> None:
    first, second = open_broker(redis_url), open_broker(redis_url)
    assert first.node != second.node
    here: list[bytes] = []
    there: list[bytes] = []
    await first.subscribe("news", here.extend, nothing)
    await second.subscribe("news", there.extend, nothing)
    first.publish("news", b"one", (second.node,))
    first.publish("news", b"two", (first.node, second.node))
    first.publish("news", b"three")
    await eventually(lambda: there == [b"one", b"two", b"three"] and here == [b"two", b"three"])
    await first.aclose()
    await second.aclose()


async def test_other_channels_hear_nothing_and_neither_does_who_unsubscribed(
    brokers: tuple[AnyBroker, AnyBroker],
) -> None:
    first, second = brokers
    heard: list[bytes] = []
    marker: list[bytes] = []
    gone: list[bytes] = []
    await first.subscribe("one", heard.extend, nothing)
    await first.subscribe("three", gone.extend, nothing)
    await first.subscribe("marker", marker.extend, nothing)
    await first.unsubscribe("three", heard.extend)  # not the one that was given: nothing happens
    await first.unsubscribe("three", gone.extend)
    for channel in ("two", "three", "one", "marker"):
        second.publish(channel, channel.encode())
    await eventually(lambda: marker == [b"marker"])
    assert (heard, gone) == ([b"one"], [])


async def test_subscribers_are_counted(
    brokers: tuple[AnyBroker, AnyBroker],
) -> None:
    first, second = brokers
    await first.subscribe("count", lambda _: None, nothing)
    await second.subscribe("count", lambda _: None, nothing)

    async def both() -> bool:
        return await first.subscribers("count") == 2

    await eventually(both)
    assert await second.subscribers("nobody") == 0
    assert not first.is_alone("count")


async def test_only_who_cannot_meet_others_is_told_to_be_alone() -> None:
    broker = MemoryBroker()
    here: list[bytes] = []
    there: list[bytes] = []
    await broker.subscribe("one", here.extend, nothing)
    assert broker.is_alone("one")
    await broker.subscribe("one", there.extend, nothing)
    assert not broker.is_alone("one")


async def test_people_of_all_nodes_are_known_and_each_report_replaces_the_last(
    brokers: tuple[AnyBroker, AnyBroker],
) -> None:
    first, second = brokers
    await first.report("node-1", {"s1": frozenset({"ana", "ben"})})
    await second.report("node-2", {"s1": frozenset({"ana", "carla"}), "s2": frozenset({"dan"})})
    everybody = await first.everybody()
    assert everybody == {"s1": {"ana", "ben", "carla"}, "s2": {"dan"}}
    await second.report("node-2", {})
    assert await second.everybody() == {"s1": {"ana", "ben"}}
    await first.report("node-1", {})


async def test_as_long_as_nobody_comes_or_goes_the_answer_is_the_same_object(
    brokers: tuple[AnyBroker, AnyBroker],
) -> None:
    first, second = brokers
    here, there = {"s1": frozenset({"ana"})}, {"s2": frozenset({"ben"})}
    await first.report("node-1", here)
    await second.report("node-2", there)
    everybody = await first.everybody()
    await first.report("node-1", here)
    await second.report("node-2", there)
    assert await first.everybody() is everybody
    await second.report("node-2", {"s2": frozenset({"carla"})})
    assert await first.everybody() == {"s1": {"ana"}, "s2": {"carla"}}
    await first.report("node-1", {})
    await second.report("node-2", {})


async def test_a_subscriber_is_told_when_it_may_have_missed_something(own_redis: RedisServer) -> None:
    broker = open_broker(own_redis.url)
    heard: list[bytes] = []
    losses: list[None] = []
    await broker.subscribe("c", heard.extend, lambda: losses.append(None))
    for fault in (own_redis.restart, lambda: own_redis.command("CLIENT", "KILL", "TYPE", "pubsub")):
        before = len(losses)
        await asyncio.to_thread(fault)

        def told(before: int = before) -> bool:
            return len(losses) > before

        await eventually(told)
        heard.clear()

        def arrives() -> bool:
            broker.publish("c", b"again")
            return bool(heard)

        await eventually(arrives)
    await broker.aclose()


async def test_redis_asks_for_a_password(own_redis: RedisServer) -> None:
    assert own_redis.command("CONFIG", "SET", "requirepass", "sesame & co") == "+OK"
    place = own_redis.url.removeprefix("redis://")
    stranger = open_broker(f"redis://:guessed@{place}")
    broker = open_broker(f"redis://:sesame%20%26%20co@{place}")
    heard: list[bytes] = []
    await broker.subscribe("c", heard.extend, nothing)
    stranger.publish("c", b"from a stranger")
    broker.publish("c", b"from us")
    await eventually(lambda: heard)
    assert heard == [b"from us"]
    await broker.ping()
    with pytest.raises(Unavailable):
        await stranger.ping()
    await broker.aclose()
    await stranger.aclose()


async def test_redis_that_is_away_is_unavailable_and_nothing_raises_where_nobody_waits(own_redis: RedisServer) -> None:
    own_redis.kill()
    broker = open_broker(own_redis.url)
    heard: list[bytes] = []
    await broker.subscribe("c", heard.extend, nothing)
    broker.publish("c", b"lost")
    assert await broker.subscribers("c") == 0
    for call in (broker.ping, broker.everybody, lambda: broker.report("n", {})):
        with pytest.raises(Unavailable):
            await call()
    own_redis.start()

    def arrives() -> bool:
        broker.publish("c", b"found")
        return b"found" in heard

    await eventually(arrives)
    await broker.aclose()


async def test_what_a_dead_node_reported_expires(own_redis: RedisServer) -> None:
    broker = open_broker(own_redis.url)
    await broker.report("dead", {"s": frozenset({"ana"})})
    assert 0 < int(own_redis.command("TTL", "codesala:node:dead").lstrip(":")) <= 12
    own_redis.command("DEL", "codesala:node:dead")
    assert await broker.everybody() == {}
    await broker.report("dead", {"s": frozenset({"ana"})})
    assert await broker.everybody() == {"s": {"ana"}}
    await broker.aclose()


async def test_a_node_that_somebody_took_for_dead_is_counted_again_with_its_next_report(own_redis: RedisServer) -> None:
    broker = open_broker(own_redis.url)
    people = {"s": frozenset({"ana"})}
    await broker.report("slow", people)
    own_redis.command("SREM", "codesala:nodes", "codesala:node:slow")  # whoever found its key expired did this
    assert await broker.everybody() == {}
    await broker.report("slow", people)
    assert await broker.everybody() == people
    await broker.aclose()


async def test_an_unknown_kind_of_broker_is_refused() -> None:
    with pytest.raises(ValueError, match="redis://"):
        open_broker("amqp://somewhere")


async def test_redis_that_is_known_to_be_away_is_not_asked_who_listens(
    own_redis: RedisServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each room that is opened would wait for it: of one that stands still, as long as may be waited for an answer."""
    broker = open_broker(own_redis.url)
    assert isinstance(broker, RedisBroker)
    await broker.subscribe("c", lambda _payloads: None, nothing)
    assert await broker.subscribers("c") == 1
    own_redis.stall()

    def is_known() -> bool:
        broker.publish("c", b"lost")
        return broker._is_down

    await eventually(is_known)
    asked: list[str] = []
    monkeypatch.setattr(broker._redis, "pubsub_numsub", asked.append)
    assert await broker.subscribers("c") == 0
    assert asked == []
    own_redis.resume()
    await broker.aclose()
