"""Changes of a session's row, and how its rooms on all nodes learn of them: they read the row again."""

import asyncio
import dataclasses
import json
import logging
import secrets
from typing import TYPE_CHECKING

from codesala.entries import NOBODY, Entry, EntryKind, pack
from codesala.errors import AppError
from codesala.rooms.opening import channel_of
from codesala.rooms.peer import Peer
from codesala.rooms.ports import Batch, Broker, SessionLog
from codesala.rooms.room import Room
from codesala.rooms.siblings import EVERYBODY, PayloadKind, encode

if TYPE_CHECKING:
    from codesala.rooms.hub import Hub

logger = logging.getLogger(__name__)


class Changes:
    """Part of the hub, apart only for its size."""

    def __init__(self, hub: "Hub", log: SessionLog, broker: Broker) -> None:
        self._hub = hub
        self._log = log
        self._broker = broker
        self._language_lock = asyncio.Lock()

    async def session_changed(self, session_id: str) -> None:
        """The row was changed by somebody who is not in the room. Never fails for the caller."""
        try:
            facts = await self._log.facts(session_id)
            event = {"type": "changed", "title": facts.title, "language": facts.language}
            entry = Entry(EntryKind.EVENT, self._hub.now_ms(), NOBODY, json.dumps(event, ensure_ascii=False).encode())
            await self._log.append([Batch(session_id, secrets.token_hex(8), 1, 1, pack([entry]))])
        except AppError as error:
            logger.warning("a change is not in the log: %s", error.detail)
        room = self._hub.rooms.get(session_id)
        if room:
            self._hub.reload(room)
        self._broker.publish(channel_of(session_id), encode(EVERYBODY, PayloadKind.CHANGED))

    async def session_deleted(self, session_id: str) -> None:
        """The row is gone: so are its rooms."""
        room = self._hub.rooms.get(session_id)
        if room:
            self._hub.discard(room, "This session was deleted.", 4404)
        self._broker.publish(channel_of(session_id), encode(EVERYBODY, PayloadKind.DELETED))

    async def change_language(self, room: Room, peer: Peer, language: str) -> None:
        """What somebody in the room asked for: stored first, then told to everybody."""
        async with self._language_lock:
            previous = room.facts.language
            try:
                await self._log.change_language(room.facts.session_id, language)
            except AppError as error:
                logger.warning("the language was not changed: %s", error.detail)
                room.send_states()  # so that the page shows what is true
                return
            room.change_facts(dataclasses.replace(room.facts, language=language))
            room.record.announce(
                {
                    "type": "language",
                    "at": self._hub.now_ms(),
                    "participant": peer.participant,
                    "name": peer.name,
                    "language": language,
                    "previous": previous,
                }
            )

    async def reload(self, room: Room) -> None:
        """Read the row again for a room."""
        try:
            room.change_facts(await self._log.facts(room.facts.session_id))
        except AppError as error:
            logger.warning("the session was not read again: %s", error.detail)
