"""A broker over Redis pub/sub: one connection that listens, one that publishes, each reopened when it is lost.

Pub/sub promises nothing: a payload is lost without an error whenever a line breaks. So whenever one of the two was
broken and is back, every subscriber is told that it may have missed something.

What is published within a window is sent together, the payloads of one channel as one message: each with its length
before it.
"""

import asyncio
import json
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from redis.asyncio import Redis
from redis.asyncio.client import PubSub
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from codesala.errors import Unavailable

logger = logging.getLogger(__name__)

PREFIX = "codesala:"
NODES = PREFIX + "nodes"
ALIVE_S = 12
RETRY_MIN_S, RETRY_MAX_S = 0.1, 2.0
TIMEOUT_S = 2.0
WINDOW_S = 0.01
"""What comes so soon after the last sending waits for the end of this. A message costs its nodes more than 50 µs."""
LENGTH_BYTES = 4
MAX_QUEUED_BYTES = 16 * 1024 * 1024
LOST = (RedisError, OSError, asyncio.TimeoutError)


@dataclass(slots=True)
class _Subscription:
    receive: Callable[[bytes], None]
    lost: Callable[[], None]
    confirmed: asyncio.Event = field(default_factory=asyncio.Event)
    tell_when_confirmed: bool = False
    """Payloads may have been missed before the next confirmation."""


class RedisBroker:
    """Implements the ports Broker and Attendance. Made within a running event loop; needs nothing above Redis 6.2."""

    def __init__(self, url: str) -> None:
        self._redis: Redis = Redis.from_url(
            url,
            socket_timeout=TIMEOUT_S,
            socket_connect_timeout=TIMEOUT_S,
            retry=Retry(NoBackoff(), 0),
            health_check_interval=0,
        )
        self._pubsub: PubSub | None = None
        self._is_down = False
        self._subscriptions: dict[str, _Subscription] = {}
        self._queue: list[tuple[str, bytes]] = []
        self._queued_bytes = 0
        self._has_queued = asyncio.Event()
        self._has_channels = asyncio.Event()
        self._is_closing = False  # asked for in the loops too: redis-py may swallow a cancellation
        self._reported: tuple[str, Mapping[str, frozenset[str]]] | None = None
        self._found: tuple[list[bytes | str | None], Mapping[str, frozenset[str]]] = ([], {})
        self._tasks = [
            asyncio.create_task(self._listen(), name="redis-listen"),
            asyncio.create_task(self._send(), name="redis-publish"),
        ]

    # Publishing

    def publish(self, channel: str, payload: bytes) -> None:
        if self._queued_bytes > MAX_QUEUED_BYTES:
            return  # the line is down or stalled; when it is back, everybody is told
        self._queue.append((channel, payload))
        self._queued_bytes += len(payload)
        self._has_queued.set()

    async def _send(self) -> None:
        pause_s = RETRY_MIN_S
        was_broken = False
        now = asyncio.get_running_loop().time
        sent_at = 0.0
        while not self._is_closing:
            await self._has_queued.wait()
            await asyncio.sleep(max(0.0, sent_at + WINDOW_S - now()))
            sent_at = now()
            self._has_queued.clear()
            pipeline = self._redis.pipeline(transaction=False)
            for channel, message in self._take_queue().items():
                pipeline.publish(PREFIX + channel, message)
            if was_broken:
                pipeline.ping()  # also when nothing else is to be said: is it back?
            try:
                await pipeline.execute()
            except LOST as error:
                if not was_broken:
                    logger.warning("redis does not take messages: %.200r", error)
                was_broken = True
                await asyncio.sleep(pause_s)
                pause_s = min(2 * pause_s, RETRY_MAX_S)
                self._has_queued.set()
                continue
            if was_broken:
                logger.info("redis takes messages again")
                was_broken, pause_s = False, RETRY_MIN_S
                self._tell_lost()

    def _take_queue(self) -> dict[str, bytes]:
        """Channel → what is to be said there, as one message."""
        queue, self._queue, self._queued_bytes = self._queue, [], 0
        messages: dict[str, bytes] = {}
        for channel, payload in queue:
            messages[channel] = messages.get(channel, b"") + len(payload).to_bytes(LENGTH_BYTES, "big") + payload
        return messages

    # Listening

    async def subscribe(self, channel: str, receive: Callable[[bytes], None], lost: Callable[[], None]) -> None:
        subscription = _Subscription(receive, lost)
        self._subscriptions[channel] = subscription
        self._has_channels.set()
        if self._is_down:
            subscription.tell_when_confirmed = True
            return
        with suppress(*LOST):
            if self._pubsub is not None:
                await self._pubsub.subscribe(PREFIX + channel)
            async with asyncio.timeout(TIMEOUT_S):
                await subscription.confirmed.wait()
        subscription.tell_when_confirmed = True

    async def unsubscribe(self, channel: str, receive: Callable[[bytes], None]) -> None:
        subscription = self._subscriptions.get(channel)
        if subscription is None or subscription.receive != receive:
            return
        del self._subscriptions[channel]
        if self._pubsub is not None:
            with suppress(*LOST):
                await self._pubsub.unsubscribe(PREFIX + channel)

    async def subscribers(self, channel: str) -> int:
        try:
            counts = await self._redis.pubsub_numsub(PREFIX + channel)
        except LOST:
            return 0
        return int(counts[0][1]) if counts else 0

    def is_alone(self, channel: str) -> bool:
        return False

    async def _listen(self) -> None:
        pause_s = RETRY_MIN_S
        while not self._is_closing:
            await self._has_channels.wait()
            # A connection of its own, without a read timeout: silence is normal here.
            pubsub = self._redis.pubsub()
            try:
                await pubsub.subscribe(PREFIX + "all")
                for subscription in self._subscriptions.values():
                    subscription.confirmed.clear()
                self._pubsub, self._is_down = pubsub, False  # from here on, who comes subscribes by itself
                if self._subscriptions:
                    await pubsub.subscribe(*(PREFIX + channel for channel in self._subscriptions))
                await self._read(pubsub)
            except LOST as error:
                self._is_down = True
                logger.warning("redis line lost: %.200r", error)
            finally:
                self._pubsub = None
                with suppress(*LOST):
                    await pubsub.aclose()  # type: ignore[no-untyped-call,unused-ignore]
            await asyncio.sleep(pause_s)
            pause_s = min(2 * pause_s, RETRY_MAX_S) if not self._was_up() else RETRY_MIN_S

    async def _read(self, pubsub: PubSub) -> None:
        """Pass on what arrives until the line breaks. A line that says nothing is asked now and then."""
        is_waiting_for_pong = False
        while not self._is_closing:
            message: dict[str, Any] | None = await pubsub.get_message(timeout=TIMEOUT_S)
            if message is None:
                if is_waiting_for_pong:
                    raise ConnectionError("no answer to a ping")
                is_waiting_for_pong = True
                await pubsub.ping()
                continue
            is_waiting_for_pong = False
            self._hear(message["type"], message["channel"], message["data"])
            for response in _already_here(pubsub):
                if response[0] == b"message":
                    self._hear("message", response[1], response[2])
                elif (message := await pubsub.handle_message(response)) is not None:  # type: ignore[no-untyped-call]
                    self._hear(message["type"], message["channel"], message["data"])

    def _hear(self, kind: str, channel: bytes | None, data: bytes) -> None:
        subscription = self._subscriptions.get((channel or b"").decode().removeprefix(PREFIX))
        if subscription is None:
            return
        if kind == "message":
            at = 0
            while at < len(data):
                start = at + LENGTH_BYTES
                at = start + int.from_bytes(data[at:start], "big")
                subscription.receive(data[start:at])
        elif kind == "subscribe":
            subscription.confirmed.set()
            if subscription.tell_when_confirmed:  # the line broke in between, perhaps without anybody noticing
                subscription.lost()

    def _was_up(self) -> bool:
        return any(subscription.confirmed.is_set() for subscription in self._subscriptions.values())

    def _tell_lost(self) -> None:
        for subscription in list(self._subscriptions.values()):
            subscription.lost()

    # Attendance

    async def report(self, node_id: str, people: Mapping[str, frozenset[str]]) -> None:
        """Raises Unavailable."""
        key = f"{PREFIX}node:{node_id}"
        try:
            if self._reported == (key, people) and await self._redis.expire(key, ALIVE_S):
                return
            text = json.dumps({session_id: sorted(participants) for session_id, participants in people.items()})
            pipeline = self._redis.pipeline(transaction=True)
            pipeline.set(key, text, ex=ALIVE_S)
            pipeline.sadd(NODES, key)
            await pipeline.execute()
            self._reported = (key, people)
        except LOST as error:
            raise Unavailable("Redis does not answer.") from error

    async def everybody(self) -> Mapping[str, frozenset[str]]:
        found: dict[str, frozenset[str]] = {}
        try:
            keys = sorted(await self._redis.smembers(NODES))
            values = await self._redis.mget(keys) if keys else []
            dead = [key for key, value in zip(keys, values, strict=True) if value is None]
            if dead:
                await self._redis.srem(NODES, *dead)
        except LOST as error:
            raise Unavailable("Redis does not answer.") from error
        before, everybody = self._found
        if values == before:
            return everybody
        for value in values:
            for session_id, participants in json.loads(value or b"{}").items():
                found[session_id] = found.get(session_id, frozenset()) | frozenset(participants)
        self._found = (values, found)
        return found

    # Both

    async def ping(self) -> None:
        try:
            await self._redis.ping()
        except LOST as error:
            raise Unavailable("Redis does not answer.") from error

    async def aclose(self) -> None:
        """Send what is queued and let go."""
        self._is_closing = True
        with suppress(*LOST):
            async with asyncio.timeout(1.0):
                for channel, message in self._take_queue().items():
                    await self._redis.publish(PREFIX + channel, message)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        with suppress(*LOST):
            await self._redis.aclose()


def _already_here(pubsub: PubSub) -> Iterator[Any]:
    """What has arrived together with the last message. redis-py offers one message at a time, with a timer and a retry
    around each; its parser holds the others, and where a version of it does not, they come one by one."""
    reader = getattr(getattr(pubsub.connection, "_parser", None), "_reader", None)
    read = getattr(reader, "gets", None)
    while read is not None and isinstance(response := read(), (list, bytes)):  # else: no whole one is left
        yield response
