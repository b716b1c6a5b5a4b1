"""A room's conversation with the rooms of the same session on other nodes (siblings.py says in which words).

The broker is a hint, never the truth: whatever it loses is found out by numbers and mended by state vectors.
"""

import json
import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from codesala.entries import NOBODY, Entry, EntryKind
from codesala.errors import BadFrame
from codesala.rooms.protocol import encode_state_vector
from codesala.rooms.screening import Gap
from codesala.rooms.siblings import EVERYBODY, ID_BYTES, PayloadKind, Sibling, Siblings, decode, encode
from codesala.varint import Malformed, read_bytes, read_varint, var_bytes, varint

if TYPE_CHECKING:
    from codesala.rooms.room import Room

logger = logging.getLogger(__name__)

HELLO_EVERY_S = 4.0
HELLO_ALONE_EVERY_S = 14.0
"""A little less than the time between two sweeps of a calm room."""
ASK_AGAIN_S = 1.0


class Across:
    """Part of its room, apart only for its size. Text is published only while somebody listens."""

    __slots__ = ("_asked_at", "_confirmed", "_hello_at", "_room", "_told", "answers", "has_news", "siblings")

    def __init__(self, room: "Room") -> None:
        self._room = room
        self.siblings = Siblings()
        self.answers = 0
        """ANSWERs received; who opens a room waits for those that it expects."""
        self.has_news = False
        """Others do not know yet who is here now."""
        self._told = 0
        self._confirmed = 0
        self._hello_at = 0.0
        self._asked_at: dict[bytes, float] = {}

    # Saying

    def _publish(self, kind: PayloadKind, body: bytes = b"") -> None:
        self._room.outside.publish(self._room, encode(self._room.id, kind, body))

    def publish_update(self, position: int, author: str, update: bytes) -> None:
        at_ms = self._room.outside.now_ms()
        head = varint(self.siblings.published) + varint(position) + varint(at_ms) + var_bytes(author.encode())
        self.siblings.published = self._told = position
        self._publish(PayloadKind.UPDATE, head + update)

    def publish_awareness(self, update: bytes) -> None:
        if self.siblings.known:
            self._publish(PayloadKind.AWARENESS, update)

    def publish_event(self, event: Mapping[str, Any]) -> None:
        self._publish(PayloadKind.EVENT, json.dumps(event).encode())

    def publish_people(self) -> None:
        """If that changed since the last time."""
        if self.siblings.known and self.has_news:
            self._publish_people()

    def _publish_people(self) -> None:
        room = self._room
        self.has_news = False
        here = {"people": room.people.here(), "waiting": room.lobby.people(), "heard": room.offline.here()}
        self._publish(PayloadKind.PEOPLE, json.dumps(here).encode())

    def publish_durable(self) -> None:
        """Confirm to others what they may have taken from here, once it is durable."""
        durable = self._room.record.ledger.durable
        if self.siblings.known and self._confirmed < min(durable, self._told):
            self._confirmed = durable
            self._publish(PayloadKind.DURABLE, varint(durable))

    def ask(self, room_id: bytes = EVERYBODY) -> None:
        """Ask what this room lacks: all siblings, or one, which is asked at most once a second."""
        now = self._room.outside.now()
        if room_id != EVERYBODY:
            if now - self._asked_at.get(room_id, -ASK_AGAIN_S) < ASK_AGAIN_S:
                return
            self._asked_at[room_id] = now
        self._publish(PayloadKind.ASK, room_id + encode_state_vector(self._room.document.known.clocks))

    def say_bye(self) -> None:
        self._publish(PayloadKind.BYE)

    def _say_hello(self) -> None:
        self._hello_at = self._room.outside.now()
        self._publish(PayloadKind.HELLO, varint(self.siblings.published))

    def _answer(self, state_vector: bytes) -> None:
        position = self._room.record.ledger.position
        self._told = max(self._told, position)
        update = self._room.document.answer(state_vector)
        self._publish(PayloadKind.ANSWER, varint(self.siblings.published) + varint(position) + update)
        mine = self._room.ownership.cursors.everybody(owned_by_peers=True)
        if mine:
            self._publish(PayloadKind.AWARENESS, mine)
        self._publish_people()
        if self._room.record.ledger.durable >= position:
            self._confirmed = position
            self._publish(PayloadKind.DURABLE, varint(position))

    # Hearing

    def hear(self, payload: bytes) -> None:
        """Handle one payload of the broker. Raises DocumentBroken, nothing else."""
        if payload[:ID_BYTES] == self._room.id:
            return  # own words come back
        try:
            self._hear(*decode(payload))
        except (ValueError, KeyError, BadFrame) as error:
            logger.error("payload not understood: %.200r", error)

    def _hear(self, sender: bytes, kind: PayloadKind, body: bytes) -> None:
        if kind is PayloadKind.CHANGED:
            for event in json.loads(body):
                self._room.record.show(event)
            self._room.outside.reload(self._room)
            return
        if kind is PayloadKind.DELETED:
            self._room.outside.discard(self._room, "This session was deleted.", 4404)
            return
        if kind is PayloadKind.REWRITTEN:
            self._room.outside.discard(self._room, "The log was rewritten. Connect again.", 1012)
            return
        if kind is PayloadKind.BYE:
            if self.siblings.known.pop(sender, None):
                self._lose(sender)
            return
        sibling = self.siblings.hear(sender, self._room.outside.now())
        if sibling is None:
            sibling = self.siblings.known[sender]
            self._room.is_shared = True
            self._room.outside.attend(self._room)
            self._say_hello()
            if self.siblings.known:
                self._publish_people()  # and when they were last heard of
            if kind is not PayloadKind.ANSWER:
                self._fall_behind(sender, sibling)
        self._hear_sibling(sender, sibling, kind, body)

    def _hear_sibling(self, sender: bytes, sibling: Sibling, kind: PayloadKind, body: bytes) -> None:
        room = self._room
        if kind is PayloadKind.UPDATE:
            self._hear_update(sender, sibling, body)
        elif kind is PayloadKind.AWARENESS:
            room.ownership.receive_foreign(sender, body)
        elif kind is PayloadKind.DURABLE:
            room.record.confirmed(sender, read_varint(body, 0)[0])
        elif kind is PayloadKind.HELLO:
            published, _ = read_varint(body, 0)
            if published != sibling.seen:
                self._fall_behind(sender, sibling)
        elif kind is PayloadKind.ASK:
            if body[:ID_BYTES] in (EVERYBODY, room.id):
                self._answer(body[ID_BYTES:])
        elif kind is PayloadKind.ANSWER:
            self._hear_answer(sender, sibling, body)
        elif kind is PayloadKind.PEOPLE:
            here = json.loads(body)
            is_news = (sibling.people, sibling.waiting) != (here["people"], here["waiting"])
            sibling.people, sibling.waiting = here["people"], here["waiting"]
            room.offline.hear(here["heard"])
            if is_news:
                room.outside.wake_roster(room)
        elif kind is PayloadKind.EVENT:
            self._hear_event(json.loads(body))

    def _hear_event(self, event: dict[str, Any]) -> None:
        self._room.record.show(event)
        if str(event.get("type")).startswith("run."):
            self._room.runs.hear(event)
        else:
            self._room.outside.reload(self._room)

    def _hear_update(self, sender: bytes, sibling: Sibling, body: bytes) -> None:
        previous, at = read_varint(body, 0)
        position, at = read_varint(body, at)
        at_ms, at = read_varint(body, at)
        author, at = read_bytes(body, at)
        update = body[at:]
        if previous != sibling.seen:
            self._fall_behind(sender, sibling)
        sibling.seen = position
        entry = Entry(EntryKind.UPDATE, at_ms, author.decode(), update)
        try:
            self._take(update, entry, sender, position)
        except Gap:
            self._fall_behind(sender, sibling)

    def _take(self, update: bytes, entry: Entry, writer: bytes, position: int) -> None:
        """Take what another node accepted. Raises Gap, BadFrame and DocumentBroken."""
        room = self._room
        verdict = room.document.screen(update, trusted=True)
        if verdict.ends:
            room.document.take(update, verdict)
        elif not verdict.delete_ranges or not room.document.take_deletions(update):
            return
        room.record.ledger.add_foreign(entry, room.outside.now(), writer, position)
        room.broadcast.update(update)

    def _fall_behind(self, sender: bytes, sibling: Sibling) -> None:
        """Something of a sibling is missing here: ask, again and again, until its ANSWER is here."""
        sibling.is_behind = True
        self.ask(sender)

    def _hear_answer(self, sender: bytes, sibling: Sibling, body: bytes) -> None:
        published, at = read_varint(body, 0)
        position, at = read_varint(body, at)
        update = body[at:]
        sibling.seen = max(sibling.seen, published)
        sibling.is_behind = False
        self.answers += 1
        entry = Entry(EntryKind.UPDATE, self._room.outside.now_ms(), NOBODY, update)
        try:
            self._take(update, entry, sender, position)
        except Gap as error:  # it was made for the state vector of this room: never seen, so worth a line
            raise Malformed(str(error)) from error

    def _lose(self, sender: bytes) -> None:
        self._room.is_shared = bool(self.siblings.known)
        self._asked_at.pop(sender, None)
        self._room.record.ledger.forget(sender)
        self._room.ownership.leave_foreign(sender)
        self._room.outside.wake_roster(self._room)

    def lost_line(self) -> None:
        """The broker's line was down and is up again."""
        self._say_hello()
        self.ask()

    def sweep(self, now: float) -> None:
        for sender in self.siblings.lose_silent(now):
            self._lose(sender)
        for sender, sibling in self.siblings.known.items():
            if sibling.is_behind:
                self.ask(sender)
        every = HELLO_EVERY_S if self.siblings.known else HELLO_ALONE_EVERY_S
        if now - self._hello_at >= every and not self._room.outside.is_alone(self._room):
            self._say_hello()
            if self.siblings.known:
                self._publish_people()  # and when they were last heard of
