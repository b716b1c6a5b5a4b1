"""A broker over Redis pub/sub: one line that hears and publishes, opened again whenever it is lost.

Pub/sub promises nothing: a payload is lost without an error whenever a line breaks. So whenever it was broken and is
back, every subscriber is told that it may have missed something.

What is published within a window is sent together (messages.py says how).
"""

import asyncio
import json
import logging
import secrets
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from redis.asyncio import Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from codesala.broker.memory import NODE_BYTES, Lost, Receive
from codesala.broker.messages import PREFIX, Queued, inbox_of, name_of, parts, payloads_in, publishing
from codesala.broker.resp_line import RespLine, command, open_line
from codesala.errors import Unavailable

logger = logging.getLogger(__name__)

NODES = PREFIX + "nodes"
ALIVE_S = 12
RETRY_MIN_S, RETRY_MAX_S = 0.1, 2.0
TIMEOUT_S = 2.0
WINDOW_S = 0.015
"""What comes so soon after the last sending waits for the end of this: who types on one node is seen on another 8 ms
later on average. A message costs its two nodes about 150 µs, with next to nothing in it."""
MAX_QUEUED_BYTES = 16 * 1024 * 1024
LOST = (RedisError, OSError, asyncio.TimeoutError)


@dataclass(slots=True)
class _Subscription:
    receive: Receive
    lost: Lost
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
        self.node = secrets.token_bytes(NODE_BYTES)
        self._inbox = inbox_of(self.node)
        self._loop = asyncio.get_running_loop()
        self._line: RespLine | None = None
        self._is_down = False
        self._subscriptions: dict[bytes, _Subscription] = {}
        self._queue: list[Queued] = []
        self._queued_bytes = 0
        self._sends_next_at = 0.0
        self._sending: asyncio.Handle | None = None
        self._reported: tuple[str, Mapping[str, frozenset[str]]] | None = None
        self._found: tuple[list[bytes | str | None], Mapping[str, frozenset[str]]] = ([], {})
        self._task = asyncio.create_task(self._keep_a_line(), name="redis")

    # Publishing

    def publish(self, channel: str, payload: bytes, nodes: Collection[bytes] = ()) -> None:
        if self._is_down or self._queued_bytes > MAX_QUEUED_BYTES:
            return  # when the line is back, everybody is told
        self._queue.append((channel, payload, nodes))
        self._queued_bytes += len(payload)
        if self._sending is None and self._line is not None:
            self._sending = self._loop.call_at(self._sends_next_at, self._send)

    def _send(self) -> None:
        """Say all that is queued, in one write."""
        self._sending = None
        line = self._line
        if line is None:
            return
        self._sends_next_at = self._loop.time() + WINDOW_S
        queue, self._queue, self._queued_bytes = self._queue, [], 0
        line.say(publishing(queue))
        if line.unsent_bytes > MAX_QUEUED_BYTES:
            line.abort("Redis takes no messages")

    # Listening

    async def subscribe(self, channel: str, receive: Receive, lost: Lost) -> None:
        name = name_of(channel)
        subscription = self._subscriptions[name] = _Subscription(receive, lost)
        if not self._is_down:
            if self._line is not None:
                self._line.say(command("SUBSCRIBE", name))
            with suppress(asyncio.TimeoutError):
                async with asyncio.timeout(TIMEOUT_S):
                    await subscription.confirmed.wait()
        subscription.tell_when_confirmed = True

    async def unsubscribe(self, channel: str, receive: Receive) -> None:
        name = name_of(channel)
        subscription = self._subscriptions.get(name)
        if subscription is None or subscription.receive != receive:
            return
        del self._subscriptions[name]
        if self._line is not None:
            self._line.say(command("UNSUBSCRIBE", name))

    async def subscribers(self, channel: str) -> int:
        if self._is_down:  # each room that opens would wait until it has not answered
            return 0
        try:
            counts = await self._redis.pubsub_numsub(PREFIX + channel)
        except LOST:
            return 0
        return int(counts[0][1]) if counts else 0

    def is_alone(self, channel: str) -> bool:
        return False

    def _hear(self, kind: bytes, channel: bytes, data: bytes) -> None:
        if kind == b"message":
            if channel == self._inbox:
                for name, payloads in parts(data):
                    if (subscription := self._subscriptions.get(name)) is not None:
                        subscription.receive(payloads)
            elif (subscription := self._subscriptions.get(channel)) is not None:
                subscription.receive(payloads_in(data))
        elif kind == b"subscribe" and (subscription := self._subscriptions.get(channel)) is not None:
            subscription.confirmed.set()
            if subscription.tell_when_confirmed:  # the line broke in between
                subscription.lost()

    # The line

    async def _keep_a_line(self) -> None:
        pause_s = RETRY_MIN_S
        while True:
            try:
                line = await open_line(self._redis.connection_pool, self._hear, TIMEOUT_S)
                pause_s = RETRY_MIN_S
                self._use(line)
                reason = await _end_of(line)
            except Exception as error:  # whatever it is, a node without a line must go on trying
                reason = repr(error)
            if not self._is_down:
                logger.warning("redis line lost, trying again: %.200s", reason)
            self._line, self._is_down = None, True
            self._queue, self._queued_bytes = [], 0
            await asyncio.sleep(pause_s)
            pause_s = min(2 * pause_s, RETRY_MAX_S)

    def _use(self, line: RespLine) -> None:
        if self._is_down:
            logger.info("redis line is back")
        for subscription in self._subscriptions.values():
            subscription.confirmed.clear()
        line.say(command("SUBSCRIBE", self._inbox, *self._subscriptions))
        self._line, self._is_down = line, False
        if self._queue:
            self._send()

    # Attendance

    async def report(self, node_id: str, people: Mapping[str, frozenset[str]]) -> None:
        """Raises Unavailable."""
        key = f"{PREFIX}node:{node_id}"
        try:
            if self._reported == (key, people):
                renewal = self._redis.pipeline(transaction=True)
                renewal.expire(key, ALIVE_S)
                renewal.sadd(NODES, key)  # somebody who found the key expired a moment ago may have removed it there
                if (await renewal.execute())[0]:
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
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
        if self._line is not None:
            self._send()
            self._line.close()
            await asyncio.wait({self._line.closed}, timeout=1.0)
            self._line = None
        with suppress(*LOST):
            await self._redis.aclose()


async def _end_of(line: RespLine) -> str:
    """Why the line broke, when it has. One that says nothing is asked now and then."""
    while not line.closed.done():
        line.has_heard = False
        await asyncio.wait({line.closed}, timeout=TIMEOUT_S)
        if not line.has_heard and not line.closed.done():
            line.say(command("PING"))
            await asyncio.wait({line.closed}, timeout=TIMEOUT_S)
            if not line.has_heard:
                line.abort("no answer to a ping")
    return line.closed.result()
