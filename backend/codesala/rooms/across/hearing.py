"""What a room does about what the rooms of the same session on other nodes say (siblings.py says in which words).

The broker is a hint, never the truth: whatever it loses is found out by numbers and mended by state vectors.
"""

import json
import logging
import struct
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from codesala.errors import BadFrame
from codesala.marks import NO_MARK
from codesala.wire.entries import NOBODY, EntryKind, EntryTuple
from codesala.wire.screening.refusals import Gap
from codesala.wire.siblings import BODY_AT, EVERYBODY, ID_BYTES, UPDATE_HEAD, PayloadKind, Sibling, Siblings
from codesala.wire.varint import read_varint

if TYPE_CHECKING:
    from codesala.rooms.room import Room

logger = logging.getLogger(__name__)

HELLO_EVERY_S = 4.0
HELLO_ALONE_EVERY_S = 14.0
"""A little less than the time between two sweeps of a calm room."""

_UPDATE, _AWARENESS = int(PayloadKind.UPDATE), int(PayloadKind.AWARENESS)
_ENTRY_KIND = EntryKind.UPDATE  # looked up once: in its class it takes longer than most of what is done with it
_AUTHOR_AT = BODY_AT + UPDATE_HEAD.size


class Across:
    """Part of its room, apart only for its size."""

    __slots__ = ("_room", "answers", "siblings")

    def __init__(self, room: "Room") -> None:
        self._room = room
        self.siblings = Siblings(self._share)
        self.answers = 0
        """ANSWERs received; who opens a room waits for those that it expects."""

    def _share(self, has_siblings: bool) -> None:
        self._room.is_shared = has_siblings

    def hear(self, payloads: Sequence[bytes]) -> None:
        """Handle payloads of the broker that came together. Raises DocumentBroken, nothing else."""
        room, known = self._room, self.siblings.known
        now = room.outside.now()
        room.broadcast.is_held = True
        room.outside.marks.message[:] = room.mark
        try:
            for payload in payloads:
                sender = payload[:ID_BYTES]
                if sender == room.id:
                    continue  # own words come back
                try:
                    sibling = known.get(sender)
                    kind = payload[ID_BYTES]
                    if sibling is not None and kind == _UPDATE:  # looked at first: these are nearly all
                        sibling.heard_at = now
                        self._hear_update(sender, sibling, payload)
                    elif sibling is not None and kind == _AWARENESS:
                        sibling.heard_at = now
                        room.ownership.receive_foreign(sender, payload[BODY_AT:])
                    else:
                        self._hear(sender, PayloadKind(kind), payload)
                except (ValueError, LookupError, BadFrame, struct.error) as error:
                    session = {"session": room.facts.session_id}
                    logger.error("payload not understood: %.200r", error, extra=session)
            if not room.held.is_empty:
                room.held.settle()
        finally:
            room.broadcast.release()
            room.outside.marks.message[0] = NO_MARK

    def _hear(self, sender: bytes, kind: PayloadKind, payload: bytes) -> None:
        body = payload[BODY_AT:]
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
            if self.siblings.lose(sender):
                self._lose(sender)
            return
        sibling = self.siblings.hear(sender, self._room.outside.now())
        if sibling is None:
            sibling = self.siblings.known[sender]
            self._room.outside.attend(self._room)
            self._room.saying.hello()
            self._room.saying.who_is_here()
            if kind is not PayloadKind.ANSWER or body[:ID_BYTES] != self._room.id:
                self._fall_behind(sender, sibling)
        self._hear_sibling(sender, sibling, kind, payload, body)

    def _hear_sibling(self, sender: bytes, sibling: Sibling, kind: PayloadKind, payload: bytes, body: bytes) -> None:
        room = self._room
        if kind is PayloadKind.UPDATE:
            self._hear_update(sender, sibling, payload)
        elif kind is PayloadKind.AWARENESS:
            room.ownership.receive_foreign(sender, body)
        elif kind is PayloadKind.DURABLE:
            room.record.confirmed(sender, read_varint(body, 0)[0])
        elif kind is PayloadKind.HELLO:
            published, at = read_varint(body, 0)
            self.siblings.locate(sibling, body[at:])
            if published != sibling.seen:
                self._fall_behind(sender, sibling)
        elif kind is PayloadKind.ASK:
            if body[:ID_BYTES] in (EVERYBODY, room.id):
                room.saying.answer(sender, body[ID_BYTES:])
        elif kind is PayloadKind.ANSWER:
            self._hear_answer(sender, sibling, body)
        elif kind is PayloadKind.PEOPLE:
            here = json.loads(body)
            is_news = (sibling.people, sibling.waiting) != (here["people"], here["waiting"])
            sibling.people, sibling.waiting = here["people"], here["waiting"]
            room.ownership.receive_people(sender, sibling.people)
            room.offline.hear(here["heard"])
            if is_news:
                room.outside.wake_roster(room)
        elif kind is PayloadKind.EVENT:
            self._hear_event(sender, json.loads(body))
        elif kind in (PayloadKind.QUESTION, PayloadKind.WORD) and body[:ID_BYTES] == room.id:
            if kind is PayloadKind.QUESTION:
                room.held.words.hear_question(sender, read_varint(body, ID_BYTES)[0])
            else:
                client, at = read_varint(body, ID_BYTES)
                room.held.words.hear_word(client, body[at:])

    def _hear_event(self, sender: bytes, event: dict[str, Any]) -> None:
        self._room.record.show(event)
        if str(event.get("type")).startswith("run."):
            self._room.runs.hear(event, sender)
        else:
            self._room.outside.reload(self._room)

    def _hear_update(self, sender: bytes, sibling: Sibling, payload: bytes) -> None:
        previous, position, at_ms, client, clock, length, author_bytes = UPDATE_HEAD.unpack_from(payload, BODY_AT)
        at = _AUTHOR_AT + author_bytes
        author, update = payload[_AUTHOR_AT:at].decode(), payload[at:]
        if previous != sibling.seen:
            self._fall_behind(sender, sibling)
        sibling.seen = position
        entry = (_ENTRY_KIND, at_ms, author, update)
        if length and self._room.document.type(update, client, clock, length):
            self._spread(update, entry, sender, position)
            return
        try:
            self._take(update, entry, sender, position)
        except Gap:
            self._fall_behind(sender, sibling)

    def _take(self, update: bytes, entry: EntryTuple, writer: bytes, position: int) -> None:
        """Take what another node accepted. Raises Gap, BadFrame and DocumentBroken."""
        room = self._room
        verdict = room.document.screen(update, trusted=True)
        if verdict.ends:
            room.document.take(update, verdict)
        elif not verdict.delete_ranges or not room.document.take_deletions(update):
            return
        self._spread(update, entry, writer, position)

    def _spread(self, update: bytes, entry: EntryTuple, writer: bytes, position: int) -> None:
        room = self._room
        room.record.ledger.add_foreign(entry, room.outside.now(), writer, position)
        room.broadcast.update(update)

    def _fall_behind(self, sender: bytes, sibling: Sibling) -> None:
        """Something of a sibling is missing here: ask, again and again, until its ANSWER is here."""
        sibling.is_behind = True
        self._room.saying.ask(sender)

    def _hear_answer(self, sender: bytes, sibling: Sibling, body: bytes) -> None:
        if body[:ID_BYTES] != self._room.id:
            return
        published, at = read_varint(body, ID_BYTES)
        position, at = read_varint(body, at)
        update = body[at:]
        sibling.seen = max(sibling.seen, published)
        sibling.is_behind = False
        self.answers += 1
        entry = (EntryKind.UPDATE, self._room.outside.now_ms(), NOBODY, update)
        try:
            self._take(update, entry, sender, position)
        except Gap:  # what it was made for has changed since
            self._fall_behind(sender, sibling)

    def _lose(self, sender: bytes) -> None:
        self._room.saying.forget(sender)
        self._room.record.ledger.forget(sender)
        self._room.ownership.leave_foreign(sender)
        self._room.outside.wake_roster(self._room)
        self._room.outside.catch_up(self._room)  # it may have written what it did not say, and now nobody can be asked

    def lost_line(self) -> None:
        """The broker's line was down and is up again."""
        self._room.outside.catch_up(self._room)
        self._room.saying.hello()
        self._room.saying.ask()

    def sweep(self, now: float) -> None:
        for sender in self.siblings.lose_silent(now):
            self._lose(sender)
        for sender, sibling in self.siblings.known.items():
            if sibling.is_behind:
                self._room.saying.ask(sender)
        every = HELLO_EVERY_S if self.siblings.known else HELLO_ALONE_EVERY_S
        if now - self._room.saying.hello_at >= every and not self._room.outside.is_alone(self._room):
            self._room.saying.hello()
            if self.siblings.known:
                self._room.saying.who_is_here()
