"""Rooms of one session and stock Yjs clients in one process: each message is handed over when the test says so, so any
order, delay, repetition and loss can be drawn. Time passes when the test says so."""

from collections import deque
from collections.abc import Collection, Sequence
from typing import Any

from pycrdt import Doc, Text

from codesala.records import Batch, StoredLog
from codesala.rooms.across.hearing import Hearing
from codesala.rooms.documents.engine import new_doc
from codesala.rooms.journal.rebuilding import rebuild
from codesala.rooms.peer import Peer
from codesala.wire.entries import Entry, EntryKind, pack
from codesala.wire.frames import MessageType, SyncType, from_wire
from tests.support import yjs
from tests.support.rooms import Line, a_room

ROUNDS = 30
"""Of questions and answers, after which something goes in circles."""


class Model:
    """`nodes` rooms that were opened from what is left of the log."""

    def __init__(self, nodes: int, log: Sequence[bytes]) -> None:
        self.now = 0.0
        self.nodes = [Node(self, number, nodes, log) for number in range(nodes)]
        for node in self.nodes:
            node.room.saying.hello()
        self.talk()
        self.clients: list[Client] = []

    def talk(self) -> None:
        """What nodes have told each other arrives."""
        while said := [(node, told) for node in self.nodes for told in node.told()]:
            for other in self.nodes:
                for node, (payload, to) in said:
                    if other is not node and (not to or other.name in to):
                        other.hearing.hear([payload])
                other.room.outbox.flush()

    def second(self) -> None:
        self.now += 1.0
        for client in self.clients:
            client.is_alive()
        for node in self.nodes:
            node.hearing.sweep(self.now)
            node.room.sweep(self.now)
            node.room.outbox.flush()

    def everything_arrives(self) -> None:
        """Until nobody has anything to say; who was closed comes back."""
        for _ in range(ROUNDS):
            self.talk()
            said = [client.deliver(len(client.outgoing)) for client in self.clients]
            heard = [client.hear(len(client.incoming)) for client in self.clients]
            for client in self.clients:
                client.come()
            if not any(said + heard):
                return
        raise AssertionError("They ask each other for ever.")


class Node:
    def __init__(self, model: Model, number: int, nodes: int, log: Sequence[bytes]) -> None:
        self.name = b"node %d" % number
        self.room = a_room(doc_of_log(log))
        outside: Any = self.room.outside
        outside.node = self.name
        outside.now.side_effect = lambda: model.now
        outside.is_alone.return_value = nodes == 1
        self._publish = outside.publish
        self.hearing = Hearing(self.room)

    @property
    def text(self) -> str:
        return self.room.document.text()

    def told(self) -> list[tuple[bytes, Collection[bytes]]]:
        """What the room has told since this was last asked, and which nodes; nobody named means all."""
        calls = [call.args for call in self._publish.call_args_list]
        self._publish.reset_mock()
        return [(payload, nodes[0] if nodes else ()) for _channel, payload, *nodes in calls]


def doc_of_log(updates: Sequence[bytes]) -> "Doc[Text]":
    """What a room makes of a log that holds these, and maybe not what they stand on."""
    if not updates:
        return new_doc()
    data = pack([Entry(EntryKind.UPDATE, 0, "", update) for update in updates])
    return rebuild(StoredLog(None, [Batch("a session", "an earlier room", 1, len(updates), data)])).doc


class Client:
    """A document whose every update is kept, and a connection as y-websocket has one. Positions are code points of
    ASCII text."""

    def __init__(self, model: Model, number: int) -> None:
        self.goes_to(model, number)
        self.doc: Doc[Text] = Doc(client_id=1_000 + number)
        self.code = self.doc.get("code", type=Text)
        self.updates: list[bytes] = []
        self.outgoing: deque[bytes] = deque()
        self.incoming: deque[bytes] = deque()
        self.close_codes: list[int] = []
        self._clock = 0
        self._peer: Peer | None = None
        self._line: ModelLine | None = None

    @property
    def text(self) -> str:
        return str(self.code)

    def goes_to(self, model: Model, number: int) -> None:
        """From now on it is one of those who come to this model."""
        self._model = model
        self._node = model.nodes[number % len(model.nodes)]
        model.clients.append(self)

    def insert(self, at: int, text: str) -> None:
        before = self.doc.get_state()
        self.code.insert(at % (len(self.text) + 1), text)
        self._wrote(before)

    def delete(self, at: int, length: int) -> None:
        if self.text:
            before = self.doc.get_state()
            at %= len(self.text)
            del self.code[at : min(at + length, len(self.text))]
            self._wrote(before)

    def meets(self, other: "Client") -> None:
        """It learns what the other has, past every server."""
        self.doc.apply_update(other.doc.get_update(self.doc.get_state()))

    def come(self) -> None:
        """Connect, unless it is connected."""
        if self._peer is not None:
            return
        self._line = ModelLine(self)
        self.is_alive()
        self._peer = self._node.room.join(self._line, "candidate", 1, is_ours=False, address="203.0.113.1")
        self._clock += 1
        self.outgoing.append(yjs.step1(self.doc.get_state()))
        self.outgoing.append(yjs.awareness_frame(self.doc.client_id, self._clock, "{}"))
        self._node.room.outbox.flush()

    def deliver(self, count: int) -> bool:
        """The first so many of its messages reach the room, in one piece; whether there were any."""
        frames = [self.outgoing.popleft() for _ in range(min(count, len(self.outgoing)))]
        peer, room = self._peer, self._node.room
        if peer is not None and frames:
            for frame in frames:
                room.receive(peer, frame)
            room.received()
            room.outbox.flush()
        return bool(frames)

    def hear(self, count: int) -> bool:
        """The first so many of the room's messages reach it; whether there were any."""
        frames = [self.incoming.popleft() for _ in range(min(count, len(self.incoming)))]
        for frame in frames:
            kind, at = yjs.read_varint(frame, 0)
            if kind != MessageType.SYNC:
                continue
            step, at = yjs.read_varint(frame, at)
            body, _ = yjs.read_var_bytes(frame, at)
            if step == SyncType.STEP1:
                self.outgoing.append(yjs.step2(self.doc.get_update(body)))
            else:
                self.doc.apply_update(body)
        return bool(frames)

    def is_alive(self) -> None:
        """It answers a ping."""
        if self._line is not None:
            self._line.heard_at = self._model.now

    def repeat(self) -> None:
        """Its newest message is sent twice."""
        if self.outgoing:
            self.outgoing.append(self.outgoing[-1])

    def is_cut(self, *, is_noticed: bool) -> None:
        """Its connection is gone, with what was under way in it. The room may not notice for now."""
        peer, line = self._peer, self._line
        self.outgoing.clear()
        self.incoming.clear()
        self._peer = self._line = None
        if line is not None and peer is not None:
            line.client = None
            if is_noticed:
                self._node.room.leave(peer)
                self._node.room.outbox.flush()

    def was_closed(self, code: int) -> None:
        self.close_codes.append(code)
        self.is_cut(is_noticed=False)

    def _wrote(self, before: bytes) -> None:
        self.updates.append(self.doc.get_update(before))
        if self._peer is not None:
            self.outgoing.append(yjs.update_frame(self.updates[-1]))


class ModelLine(Line):
    """To a client; to nobody once its connection is gone."""

    def __init__(self, client: Client) -> None:
        super().__init__()
        self.client: Client | None = client

    def write(self, frames: bytes) -> None:
        if self.client is not None:
            self.client.incoming.extend(from_wire(frames))

    def close(self, code: int, reason: str) -> None:
        super().close(code, reason)
        if self.client is not None:
            self.client.was_closed(code)

    def abort(self) -> None:
        self.close(1006, "")
