"""What a room does about what the rooms of the same session on other nodes say (wire/siblings.py says in which words).
It stands beside the room, as a connection does.

The broker is a hint, never the truth: whatever it loses is found out by numbers and mended by state vectors.
"""

import json
import logging
import struct
from collections.abc import Sequence
from typing import Any

from codesala.errors import BadFrame
from codesala.marks import NO_MARK
from codesala.rooms.across.comparing import Comparing
from codesala.rooms.across.siblings import Sibling
from codesala.rooms.outside import REWRITTEN
from codesala.rooms.room import Room
from codesala.wire.entries import NOBODY, EntryKind, EntryTuple
from codesala.wire.screening.refusals import Gap
from codesala.wire.siblings import BODY_AT, EVERYBODY, ID_BYTES, UPDATE_HEAD, PayloadKind
from codesala.wire.varint import read_varint

logger = logging.getLogger(__name__)

HELLO_EVERY_S = 4.0
HELLO_ALONE_EVERY_S = 14.0
"""A little less than the time between two sweeps of a calm room."""

_UPDATE, _AWARENESS = int(PayloadKind.UPDATE), int(PayloadKind.AWARENESS)
_FREQUENT = (_UPDATE, _AWARENESS, int(PayloadKind.DURABLE))
"""Nearly all that siblings say, looked at first."""
_ENTRY_KIND = EntryKind.UPDATE  # looked up once: in its class it takes longer than most of what is done with it
_AUTHOR_AT = BODY_AT + UPDATE_HEAD.size


class Hearing:
    """The ear of one room."""

    __slots__ = ("_comparing", "_siblings", "answers", "room")

    def __init__(self, room: Room) -> None:
        self.room = room
        self._siblings = room.siblings
        self._comparing = Comparing(room)
        self.answers = 0
        """ANSWERs received; who opens a room waits for those that it expects."""

    def hear(self, payloads: Sequence[bytes]) -> None:
        """Handle payloads of the broker that came together. Raises DocumentBroken, nothing else."""
        room, known = self.room, self._siblings.known
        now = room.outside.now()
        room.outbox.is_held = True
        room.outside.marks.message[:] = room.mark
        try:
            for payload in payloads:
                sender = payload[:ID_BYTES]
                if sender == room.id:
                    continue  # own words come back
                try:
                    sibling = known.get(sender)
                    kind = payload[ID_BYTES]
                    if sibling is None or kind not in _FREQUENT:
                        self._hear(sender, PayloadKind(kind), payload)
                        continue
                    sibling.heard_at = now
                    if kind == _UPDATE:
                        self._hear_update(sender, sibling, payload)
                    elif kind == _AWARENESS:
                        room.ownership.receive_foreign(sender, payload[BODY_AT:])
                    else:
                        room.record.confirmed(sender, read_varint(payload, BODY_AT)[0])
                except (ValueError, LookupError, BadFrame, struct.error) as error:
                    session = {"session": room.facts.session_id}
                    logger.error("payload not understood: %.200r", error, extra=session)
            if not room.held.is_empty:
                room.settle()
        finally:
            room.outbox.release()
            room.outside.marks.message[0] = NO_MARK

    def _hear(self, sender: bytes, kind: PayloadKind, payload: bytes) -> None:
        room, body = self.room, payload[BODY_AT:]
        if kind is PayloadKind.CHANGED:
            for event in json.loads(body):
                room.record.show(event)
            room.outside.reload(room)
            return
        if kind is PayloadKind.DELETED:
            room.outside.discard(room, "This session was deleted.", 4404)
            return
        if kind is PayloadKind.REWRITTEN:
            room.outside.discard(room, REWRITTEN, 1012)
            return
        if kind is PayloadKind.BYE:
            if self._siblings.lose(sender):
                self._lose(sender)
            return
        sibling = self._siblings.hear(sender, room.outside.now())
        if sibling is None:
            sibling = self._siblings.known[sender]
            room.outside.attend(room)
            room.saying.hello()
            room.tell_siblings_who_is_here()
            if kind is not PayloadKind.ANSWER or body[:ID_BYTES] != room.id:
                self._fall_behind(sender, sibling)
        self._hear_sibling(sender, sibling, kind, payload, body)

    def _hear_sibling(self, sender: bytes, sibling: Sibling, kind: PayloadKind, payload: bytes, body: bytes) -> None:
        room = self.room
        if kind is PayloadKind.UPDATE:
            self._hear_update(sender, sibling, payload)
        elif kind is PayloadKind.AWARENESS:
            room.ownership.receive_foreign(sender, body)
        elif kind is PayloadKind.DURABLE:
            room.record.confirmed(sender, read_varint(body, 0)[0])
        elif kind is PayloadKind.HELLO:
            published, at = read_varint(body, 0)
            self._siblings.locate(sibling, body[at:])
            if published != sibling.seen:
                self._fall_behind(sender, sibling)
        elif kind is PayloadKind.ASK:
            if body[:ID_BYTES] in (EVERYBODY, room.id):
                self._answer(sender, body[ID_BYTES:])
        elif kind is PayloadKind.ANSWER:
            self._hear_answer(sender, sibling, body)
        elif kind is PayloadKind.PEOPLE:
            self._hear_people(sender, sibling, json.loads(body))
        elif kind is PayloadKind.EVENT:
            self._hear_event(sender, json.loads(body))
        elif kind is PayloadKind.DIGEST:
            self._comparing.hear(sender, body)
        elif kind is PayloadKind.QUESTION and body[:ID_BYTES] == room.id:
            self._hear_question(sender, read_varint(body, ID_BYTES)[0])
        elif kind is PayloadKind.WORD and body[:ID_BYTES] == room.id:
            client, at = read_varint(body, ID_BYTES)
            room.held.words.hear_word(client, body[at:])

    def _hear_people(self, sender: bytes, sibling: Sibling, here: dict[str, Any]) -> None:
        room = self.room
        is_news = (sibling.people, sibling.waiting) != (here["people"], here["waiting"])
        sibling.people, sibling.waiting = here["people"], here["waiting"]
        room.ownership.receive_people(sender, sibling.people)
        room.offline.hear(here["heard"])
        if is_news:
            room.outside.wake_roster(room)

    def _hear_event(self, sender: bytes, event: dict[str, Any]) -> None:
        self.room.record.show(event)
        if str(event.get("type")).startswith("run."):
            self.room.runs.hear(event, sender)
        else:
            self.room.outside.reload(self.room)

    def _hear_question(self, sender: bytes, client: int) -> None:
        """Somebody there brings text of this client."""
        room = self.room
        author = room.ownership.local_owner(client)
        if author is None:
            room.tell_siblings_who_is_here()
        else:
            room.held.hear_question(sender, client, author)

    def _hear_update(self, sender: bytes, sibling: Sibling, payload: bytes) -> None:
        previous, position, at_ms, client, clock, length, author_bytes = UPDATE_HEAD.unpack_from(payload, BODY_AT)
        at = _AUTHOR_AT + author_bytes
        author, update = payload[_AUTHOR_AT:at].decode(), payload[at:]
        if previous != sibling.seen:
            self._fall_behind(sender, sibling)
        sibling.seen = position
        entry = (_ENTRY_KIND, at_ms, author, update)
        if length and self.room.document.type(update, client, clock, length):
            self._spread(update, entry, sender, position)
            return
        try:
            self._take(update, entry, sender, position)
        except Gap:
            self._fall_behind(sender, sibling)

    def _take(self, update: bytes, entry: EntryTuple, writer: bytes, position: int) -> None:
        """Take what another node accepted. Raises Gap, BadFrame and DocumentBroken."""
        if self.room.edits.take_foreign(update):
            self._spread(update, entry, writer, position)

    def _spread(self, update: bytes, entry: EntryTuple, writer: bytes, position: int) -> None:
        room = self.room
        room.record.ledger.add_foreign(entry, room.outside.now(), writer, position)
        room.outbox.update(update)

    def _fall_behind(self, sender: bytes, sibling: Sibling) -> None:
        """Something of a sibling is missing here: ask, again and again, until its ANSWER is here."""
        sibling.is_behind = True
        self.ask(sender)

    def ask(self, room_id: bytes = EVERYBODY) -> None:
        """Ask all siblings, or one, for what is missing here."""
        self.room.saying.ask(self.room.document.known.clocks, room_id)

    def _answer(self, asker: bytes, state_vector: bytes) -> None:
        room = self.room
        ledger = room.record.ledger
        update = room.document.answer(state_vector)
        cursors = room.ownership.cursors.everybody(owned_by_peers=True)
        room.saying.answer(asker, ledger.position, ledger.durable, update, cursors)
        room.tell_siblings_who_is_here()

    def _hear_answer(self, sender: bytes, sibling: Sibling, body: bytes) -> None:
        if body[:ID_BYTES] != self.room.id:
            return
        published, at = read_varint(body, ID_BYTES)
        position, at = read_varint(body, at)
        update = body[at:]
        sibling.seen = max(sibling.seen, published)
        sibling.is_behind = False
        self.answers += 1
        entry = (EntryKind.UPDATE, self.room.outside.now_ms(), NOBODY, update)
        try:
            self._take(update, entry, sender, position)
        except Gap:  # what it was made for has changed since
            self._fall_behind(sender, sibling)

    def _lose(self, sender: bytes) -> None:
        room = self.room
        room.saying.forget(sender)
        self._comparing.lose(sender)
        room.record.ledger.forget(sender)
        room.ownership.leave_foreign(sender)
        room.outside.wake_roster(room)
        room.outside.catch_up(room)  # it may have written what it did not say, and now nobody can be asked

    def lost_line(self) -> None:
        """The broker's line was down and is up again."""
        self.room.outside.catch_up(self.room)
        self.room.saying.hello()
        self.ask()

    def sweep(self, now: float) -> None:
        room, known = self.room, self._siblings.known
        for sender in self._siblings.lose_silent(now):
            self._lose(sender)
        for sender, sibling in known.items():
            if sibling.is_behind:
                self.ask(sender)
        every = HELLO_EVERY_S if known else HELLO_ALONE_EVERY_S
        if room.record.missing.is_due(room.document.known.clocks, now):
            room.outside.catch_up(room)
        if now - room.saying.hello_at >= every and not room.outside.is_alone(room):
            room.saying.hello()
            if known:
                room.tell_siblings_who_is_here()
                self._comparing.sweep()
