"""What rooms need the database for: of files, to change them as somebody asked, and to read what is lacking: rows that
another node has written, and text that the server laid in; and the tests of questions.

*Liveness:* a read of files that fails is repeated until it succeeds or the room is closed; tests that cannot be read do
not run.
"""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from codesala.errors import AppError, NotFound
from codesala.paths import writer_of
from codesala.records import FileChange, FileRefused
from codesala.rooms.documents.engine import DocumentBroken
from codesala.rooms.files import refused
from codesala.rooms.node.changes import Changes
from codesala.rooms.peer import Peer
from codesala.rooms.ports import SessionLog
from codesala.rooms.programs.stored import stored_tests
from codesala.rooms.room import Room

logger = logging.getLogger(__name__)

AGAIN_S = 1.0


Spawn = Callable[[Coroutine[Any, Any, None]], object]


def fetch_tests(log: SessionLog, spawn: Spawn, room: Room, run: str, question: int, suite: str) -> None:
    """Outside.fetch_tests."""
    spawn(_fetch_tests(log, room, run, question, suite))


async def _fetch_tests(log: SessionLog, room: Room, run: str, question: int, suite: str) -> None:
    tests = None
    try:
        tests = await asyncio.to_thread(stored_tests, await log.question(room.facts.session_id, question), suite)
    except AppError as error:
        logger.warning("tests not read: %s", error.detail, extra={"session": room.facts.session_id})
    except Exception:  # of a question that was kept before its rules: the run is told that it failed
        logger.exception("tests not understood", extra={"session": room.facts.session_id})
    if not room.is_discarded:
        room.runs.test(run, tests)


class FileRows:
    """Of the rooms of this node; which of them are being read for is known here alone."""

    def __init__(self, log: SessionLog, changes: Changes, spawn: Spawn) -> None:
        self._log = log
        self._changes = changes
        self._spawn = spawn
        self._fetching: set[Room] = set()

    def request(self, room: Room, peer: Peer, change: FileChange, nonce: str) -> None:
        """Outside.request_file."""
        self._spawn(self._change(room, peer, change, nonce))

    def fetch(self, room: Room) -> None:
        """Outside.fetch_files. At most one task a room: when there is one, it sees for itself what is lacking."""
        if room not in self._fetching:
            self._fetching.add(room)
            self._spawn(self._fetch_all(room))

    async def _change(self, room: Room, peer: Peer, change: FileChange, nonce: str) -> None:
        """The rows decide, then everybody is told."""
        notice = room.rights.notice_for(peer)
        if notice:  # by now
            _refuse(room, peer, nonce, notice)
            return
        try:
            done = await self._log.change_file(room.facts.session_id, change)
        except AppError as error:
            logger.warning("a file was not changed: %s", error.detail, extra=room.named(peer))
            _refuse(room, peer, nonce, "unavailable")
            return
        if isinstance(done, FileRefused):
            _refuse(room, peer, nonce, done.reason, done.message)
            return
        await self._changes.reload(room)
        for event in done:
            room.saying.event(event)
            room.record.show(event, peer, nonce)

    async def _fetch_all(self, room: Room) -> None:
        try:
            while not room.is_discarded and (room.files.lacking or room.files.awaited()):
                try:
                    await self._fetch(room)
                except NotFound:
                    return
                except DocumentBroken as error:
                    room.fail(error)
                    return
                except AppError as error:
                    logger.warning("files not read: %s", error.detail, extra={"session": room.facts.session_id})
                    await asyncio.sleep(AGAIN_S)
        finally:
            self._fetching.discard(room)

    async def _fetch(self, room: Room) -> None:
        awaited = room.files.awaited()
        if awaited:
            await self._changes.read_again(room)
            room.files_found(awaited)
        for file_id in list(room.files.lacking):
            batch = await self._log.load_batch(room.facts.session_id, writer_of(file_id), 1)
            if room.is_discarded:
                return
            room.lay_in(file_id, batch)


def _refuse(room: Room, peer: Peer, nonce: str, reason: str, message: str | None = None) -> None:
    """Tell the one who asked, if they are still here, and nobody else."""
    if peer in room.peers and peer.is_ours:
        room.outbox.tell(peer, refused(nonce, reason, message))
