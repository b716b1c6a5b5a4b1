"""Changes of a session's row, and how its rooms on all nodes learn of them: they read the row again."""

import asyncio
import json
import logging
from collections.abc import Collection, Mapping, Sequence
from typing import Any, Protocol

from codesala.errors import AppError, Forbidden, NotFound
from codesala.rooms.documents.engine import DocumentBroken
from codesala.rooms.outside import REWRITTEN
from codesala.rooms.peer import Peer
from codesala.rooms.ports import Broker, SessionLog
from codesala.rooms.room import Room
from codesala.wire.siblings import EVERYBODY, PayloadKind, channel_of, encode

logger = logging.getLogger(__name__)

DELETED = "This session was deleted."
WATCH_EVERY_S = 2.0


class Rooms(Protocol):
    """What is asked of the hub."""

    rooms: dict[str, Room]

    def now_ms(self) -> int: ...

    def discard(self, room: Room, reason: str, close_code: int) -> None: ...


class Changes:
    """Of rows, by people in rooms and by others, one language at a time."""

    def __init__(self, hub: Rooms, log: SessionLog, broker: Broker) -> None:
        self._hub = hub
        self._log = log
        self._broker = broker
        self._language_lock = asyncio.Lock()

    async def session_changed(self, session_id: str, events: Sequence[Mapping[str, Any]]) -> None:
        """The row was changed by somebody who is not in the room, and these events are in its log. On return this
        node's room has acted; the others hear of it, or find it out. Never fails for the caller."""
        room = self._hub.rooms.get(session_id)
        sender = room.id if room else EVERYBODY
        self._broker.publish(
            channel_of(session_id), encode(sender, PayloadKind.CHANGED, json.dumps(list(events)).encode())
        )
        if room:
            for event in events:
                room.record.show(event)
            await self.reload(room)

    async def session_deleted(self, session_id: str) -> None:
        """The row is gone: so are its rooms."""
        room = self._hub.rooms.get(session_id)
        if room:
            self._hub.discard(room, DELETED, 4404)
        self._broker.publish(channel_of(session_id), encode(EVERYBODY, PayloadKind.DELETED))

    async def session_rewritten(self, session_id: str) -> None:
        """The log is not what it was: rooms that were opened from it go, and whoever comes opens a new one."""
        room = self._hub.rooms.get(session_id)
        if room:
            self._hub.discard(room, REWRITTEN, 1012)
        self._broker.publish(channel_of(session_id), encode(EVERYBODY, PayloadKind.REWRITTEN))

    async def change_language(self, room: Room, peer: Peer, language: str) -> None:
        """What somebody in the room asked for: stored with its event first, then told to everybody."""
        async with self._language_lock:
            if language == room.facts.language:  # two asked for it
                return
            event = {
                "type": "language",
                "at": self._hub.now_ms(),
                "participant": peer.participant,
                "name": peer.name,
                "language": language,
                "previous": room.facts.language,
            }
            try:
                if not room.rights.can_write(peer):  # any more
                    raise Forbidden("Editing is locked.")
                await self._log.change_language(room.facts.session_id, event)
            except AppError as error:
                logger.warning("the language was not changed: %s", error.detail, extra=room.named(peer))
                room.send_states()  # so that the page shows what is true
                return
            await self.reload(room)
            room.saying.event(event)
            room.record.show(event, asked_by=peer)

    async def admit(self, room: Room, participants: Collection[str]) -> None:
        """These people are inside: the lobby that was opened is not for them, also when they come back."""
        session_id = room.facts.session_id
        try:
            await self._log.admit(session_id, participants)
        except AppError as error:
            logger.warning("people were not let in for good: %s", error.detail, extra={"session": session_id})
            return
        await self.session_changed(session_id, ())

    async def reload(self, room: Room) -> None:
        """Read the row again for a room, if that can be done now: `watch` finds out what was not."""
        try:
            await self.read_again(room)
        except NotFound:
            return
        except AppError as error:
            logger.warning("session not read again: %s", error.detail, extra={"session": room.facts.session_id})

    async def read_again(self, room: Room) -> None:
        """Read the row again for a room. Raises Unavailable, and NotFound after discarding the room."""
        try:
            room.change(await self._log.facts(room.facts.session_id))
        except NotFound:
            self._hub.discard(room, DELETED, 4404)
            raise
        except DocumentBroken as error:
            room.fail(error)

    async def watch(self) -> None:
        """Find out what the broker did not tell, until cancelled: at most one query now and then, for all rooms."""
        while True:
            await asyncio.sleep(WATCH_EVERY_S)
            rooms = dict(self._hub.rooms)
            try:
                revisions = {session_id: room.facts.revision for session_id, room in rooms.items()}
                outdated = await self._log.outdated(revisions) if rooms else ()
            except AppError:
                continue  # the recorder says already that the database is away
            except Exception:
                logger.exception("nobody knows whether sessions have changed")
                continue
            for session_id in outdated:
                if self._hub.rooms.get(session_id) is rooms[session_id]:
                    await self.reload(rooms[session_id])
