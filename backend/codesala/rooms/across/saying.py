"""What a room tells the rooms of the same session on other nodes (siblings.py says in which words)."""

import json
from collections.abc import Collection, Mapping
from typing import Any, Protocol

from codesala.rooms.across.siblings import Siblings
from codesala.rooms.outside import Clock, Publisher
from codesala.wire.frames import encode_state_vector
from codesala.wire.siblings import EVERYBODY, UPDATE_HEAD, PayloadKind, channel_of, encode
from codesala.wire.varint import varint

ASK_AGAIN_S = 1.0


class Telling(Clock, Publisher, Protocol):
    """What telling other nodes needs of the outside."""


class Saying:
    """Text is published only while somebody listens."""

    __slots__ = (
        "_asked_at",
        "_awareness_start",
        "_channel",
        "_confirmed",
        "_outside",
        "_room_id",
        "_siblings",
        "_told",
        "_update_start",
        "has_news",
        "hello_at",
    )

    def __init__(self, room_id: bytes, session_id: str, siblings: Siblings, outside: Telling) -> None:
        self._room_id = room_id
        self._siblings = siblings
        self._outside = outside
        self._channel = channel_of(session_id)
        self._update_start = encode(room_id, PayloadKind.UPDATE)
        self._awareness_start = encode(room_id, PayloadKind.AWARENESS)
        self.has_news = False
        """Others do not know yet who is here now."""
        self.hello_at = 0.0
        """When this room said that it is here; the event loop's clock."""
        self._told = 0
        self._confirmed = 0
        self._asked_at: dict[bytes, float] = {}

    def _publish(self, kind: PayloadKind, body: bytes = b"", nodes: Collection[bytes] = ()) -> None:
        self._outside.publish(self._channel, encode(self._room_id, kind, body), nodes)

    def update(
        self, position: int, at_ms: int, author: str, update: bytes, client: int, clock: int, length: int
    ) -> None:
        """The last three are as for Document.type."""
        siblings = self._siblings
        if not siblings.are_known:  # who was thought to be gone, and was not, finds out that it missed this
            siblings.published = position
            return
        writer = author.encode()
        head = UPDATE_HEAD.pack(siblings.published, position, at_ms, client, clock, length, len(writer))
        siblings.published = self._told = position
        self._outside.publish(self._channel, self._update_start + head + writer + update, siblings.nodes)

    def awareness(self, update: bytes) -> None:
        if self._siblings.are_known:
            self._outside.publish(self._channel, self._awareness_start + update, self._siblings.nodes)

    def event(self, event: Mapping[str, Any]) -> None:
        self._publish(PayloadKind.EVENT, json.dumps(event).encode())

    def who_is_here(self, people: Collection[Any], waiting: Collection[Any], heard: Mapping[str, int]) -> None:
        """Who is on this node, who waits there, and when they were last heard of."""
        self.has_news = False
        here = {"people": people, "waiting": waiting, "heard": heard}
        self._publish(PayloadKind.PEOPLE, json.dumps(here).encode())

    def durable(self, position: int) -> None:
        """Confirm to others what they may have taken from here, once everything up to there is durable."""
        if self._siblings.are_known and self._confirmed < min(position, self._told):
            self._confirmed = position
            self._publish(PayloadKind.DURABLE, varint(position), self._siblings.nodes)

    def ask(self, clocks: Mapping[int, int], room_id: bytes = EVERYBODY) -> None:
        """Ask for what this room lacks, which knows these clocks: all siblings, or one, at most once a second."""
        now = self._outside.now()
        if room_id != EVERYBODY:
            if now - self._asked_at.get(room_id, -ASK_AGAIN_S) < ASK_AGAIN_S:
                return
            self._asked_at[room_id] = now
        self._publish(PayloadKind.ASK, room_id + encode_state_vector(clocks))

    def question(self, room_id: bytes, client: int) -> None:
        """Ask a room what its person with this client id has written."""
        self._publish(PayloadKind.QUESTION, room_id + varint(client))

    def word(self, asker: bytes, client: int, update: bytes) -> None:
        self._publish(PayloadKind.WORD, asker + varint(client) + update)

    def bye(self) -> None:
        self._publish(PayloadKind.BYE)

    def hello(self) -> None:
        self.hello_at = self._outside.now()
        self._publish(PayloadKind.HELLO, varint(self._siblings.published) + self._outside.node)

    def digest(self, body: bytes) -> None:
        self._publish(PayloadKind.DIGEST, body, self._siblings.nodes)

    def answer(self, asker: bytes, position: int, durable: int, update: bytes, cursors: bytes | None) -> None:
        """What the room that asked lacks. It is for nobody else: others may lack something else. `position` is that of
        the last change in it, `cursors` are those of people here, None where there are none."""
        self._told = max(self._told, position)
        self._publish(PayloadKind.ANSWER, asker + varint(self._siblings.published) + varint(position) + update)
        if cursors:
            self._publish(PayloadKind.AWARENESS, cursors)
        if durable >= position:
            self._confirmed = position
            self._publish(PayloadKind.DURABLE, varint(position))

    def forget(self, room_id: bytes) -> None:
        """A sibling is gone."""
        self._asked_at.pop(room_id, None)
