"""What a room tells the rooms of the same session on other nodes (siblings.py says in which words)."""

import json
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from codesala.wire.frames import encode_state_vector
from codesala.wire.siblings import EVERYBODY, UPDATE_HEAD, PayloadKind, Siblings, channel_of, encode
from codesala.wire.varint import varint

if TYPE_CHECKING:
    from codesala.rooms.room import Room

ASK_AGAIN_S = 1.0


class Saying:
    """Part of its room, apart only for its size. Text is published only while somebody listens."""

    __slots__ = (
        "_asked_at",
        "_awareness_start",
        "_channel",
        "_confirmed",
        "_room",
        "_siblings",
        "_told",
        "_update_start",
        "has_news",
        "hello_at",
    )

    def __init__(self, room: "Room", siblings: Siblings) -> None:
        self._room = room
        self._siblings = siblings
        self._channel = channel_of(room.facts.session_id)
        self._update_start = encode(room.id, PayloadKind.UPDATE)
        self._awareness_start = encode(room.id, PayloadKind.AWARENESS)
        self.has_news = False
        """Others do not know yet who is here now."""
        self.hello_at = 0.0
        """When this room said that it is here; the event loop's clock."""
        self._told = 0
        self._confirmed = 0
        self._asked_at: dict[bytes, float] = {}

    def _publish(self, kind: PayloadKind, body: bytes = b"", nodes: Collection[bytes] = ()) -> None:
        self._room.outside.publish(self._channel, encode(self._room.id, kind, body), nodes)

    def update(
        self, position: int, at_ms: int, author: str, update: bytes, client: int, clock: int, length: int
    ) -> None:
        """To be called while siblings are known. The last three are as for Document.type."""
        siblings = self._siblings
        writer = author.encode()
        head = UPDATE_HEAD.pack(siblings.published, position, at_ms, client, clock, length, len(writer))
        siblings.published = self._told = position
        self._room.outside.publish(self._channel, self._update_start + head + writer + update, siblings.nodes)

    def awareness(self, update: bytes) -> None:
        if self._siblings.known:
            self._room.outside.publish(self._channel, self._awareness_start + update, self._siblings.nodes)

    def event(self, event: Mapping[str, Any]) -> None:
        self._publish(PayloadKind.EVENT, json.dumps(event).encode())

    def people(self) -> None:
        """Who is here, if that changed since the last time."""
        if self._siblings.known and self.has_news:
            self.who_is_here()

    def who_is_here(self) -> None:
        """And when they were last heard of."""
        room = self._room
        self.has_news = False
        here = {"people": room.people.here(), "waiting": room.lobby.people(), "heard": room.offline.here()}
        self._publish(PayloadKind.PEOPLE, json.dumps(here).encode())

    def durable(self) -> None:
        """Confirm to others what they may have taken from here, once it is durable."""
        durable = self._room.record.ledger.durable
        if self._siblings.known and self._confirmed < min(durable, self._told):
            self._confirmed = durable
            self._publish(PayloadKind.DURABLE, varint(durable), self._siblings.nodes)

    def ask(self, room_id: bytes = EVERYBODY) -> None:
        """Ask what this room lacks: all siblings, or one, which is asked at most once a second."""
        now = self._room.outside.now()
        if room_id != EVERYBODY:
            if now - self._asked_at.get(room_id, -ASK_AGAIN_S) < ASK_AGAIN_S:
                return
            self._asked_at[room_id] = now
        self._publish(PayloadKind.ASK, room_id + encode_state_vector(self._room.document.known.clocks))

    def question(self, room_id: bytes, client: int) -> None:
        """Ask a room what its person with this client id has written."""
        self._publish(PayloadKind.QUESTION, room_id + varint(client))

    def word(self, asker: bytes, client: int, update: bytes) -> None:
        self._publish(PayloadKind.WORD, asker + varint(client) + update)

    def bye(self) -> None:
        self._publish(PayloadKind.BYE)

    def hello(self) -> None:
        self.hello_at = self._room.outside.now()
        self._publish(PayloadKind.HELLO, varint(self._siblings.published) + self._room.outside.node)

    def answer(self, asker: bytes, state_vector: bytes) -> None:
        """What the room that asked lacks. It is for nobody else: others may lack something else."""
        position = self._room.record.ledger.position
        self._told = max(self._told, position)
        update = self._room.document.answer(state_vector)
        body = asker + varint(self._siblings.published) + varint(position) + update
        self._publish(PayloadKind.ANSWER, body)
        mine = self._room.ownership.cursors.everybody(owned_by_peers=True)
        if mine:
            self._publish(PayloadKind.AWARENESS, mine)
        self.who_is_here()
        if self._room.record.ledger.durable >= position:
            self._confirmed = position
            self._publish(PayloadKind.DURABLE, varint(position))

    def forget(self, room_id: bytes) -> None:
        """A sibling is gone."""
        self._asked_at.pop(room_id, None)
