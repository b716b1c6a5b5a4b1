"""All rooms of this node: opening → live → closed. The only owner of the rooms' tasks and of their rhythm."""

import asyncio
import logging
import secrets
from collections import Counter
from collections.abc import Callable, Collection, Coroutine, Mapping, Sequence
from functools import partial
from typing import Any

from codesala.clock import milliseconds_now
from codesala.errors import Unavailable
from codesala.marks import MAX_OPENING, Marks
from codesala.records import Batch, FileText
from codesala.rooms.across.hearing import Hearing
from codesala.rooms.documents.contents import file_texts
from codesala.rooms.documents.engine import DocumentBroken
from codesala.rooms.journal.checkpointer import Checkpointer
from codesala.rooms.journal.recorder import Recorder
from codesala.rooms.node.attendance import Present
from codesala.rooms.node.catching_up import CatchingUp
from codesala.rooms.node.changes import Changes
from codesala.rooms.node.fetching import FileRows, fetch_tests
from codesala.rooms.node.opening import InThread, Line, open_room, read_texts
from codesala.rooms.node.rhythm import Rhythm
from codesala.rooms.node.sweeps import Sweeps, is_calm
from codesala.rooms.outside import RoomLimits
from codesala.rooms.peer import Peer
from codesala.rooms.ports import Broker, ProgramRunner, SessionLog
from codesala.rooms.room import Room
from codesala.wire.screening.verdicts import Bounds
from codesala.wire.siblings import channel_of

logger = logging.getLogger(__name__)


class Hub:
    """Implements what rooms ask of their Outside. Start with `start`, end with `aclose`."""

    def __init__(
        self,
        log: SessionLog,
        broker: Broker,
        *,
        languages: Mapping[str, str],
        limits: RoomLimits,
        bounds: Bounds,
        flush_interval_s: float,
        checkpoint_entries: int,
        room_idle_s: float,
        marks: Marks,
        node_id: str | None = None,
        runner: ProgramRunner | None = None,
        give_up: Callable[[], None] = lambda: None,
    ) -> None:
        """`give_up` is called when a task without which nothing works has ended: a new process is needed."""
        self.node_id = node_id or secrets.token_hex(8)
        self.languages, self.runner, self.marks = languages, runner, marks
        self.rooms: dict[str, Room] = {}
        self.recorder = Recorder(log, flush_interval_s, self._count_stored)
        self.changes = Changes(self, log, broker)
        self.session_changed = self.changes.session_changed
        self.session_deleted = self.changes.session_deleted
        self.session_rewritten = self.changes.session_rewritten
        self._log = log
        self._broker = broker
        self.node = broker.node
        self.publish = broker.publish
        self._open_anew = partial(
            open_room, log=log, broker=broker, outside=self, limits=limits, bounds=bounds, hear=self._hear
        )
        self._room_idle_s = room_idle_s
        self._checkpointer = Checkpointer(log, checkpoint_entries, marks)
        self._loop = asyncio.get_running_loop()
        self.now = self._loop.time
        self._rhythm = Rhythm(self._loop)
        self.wake = self._rhythm.wake
        self._sweeps = Sweeps(self._sweep, self.now)
        self.attend = self._sweeps.attend
        self._present = Present(self.rooms)
        self.attendance = self._present.attendance
        self._catching_up = CatchingUp(log, self._is_live)
        files = FileRows(log, self.changes, self._spawn)
        self.request_file, self.fetch_files = files.request, files.fetch
        self.fetch_tests = partial(fetch_tests, log, self._spawn)
        self._opening: dict[str, asyncio.Task[Room]] = {}
        self._wanted: Counter[str] = Counter()
        self._opening_slots = asyncio.Semaphore(MAX_OPENING)
        self._closing: dict[str, asyncio.Task[None]] = {}
        self._lines: dict[Room, Line] = {}
        self._idle_since: dict[Room, float] = {}
        self._background: set[asyncio.Task[Any]] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self._recording: asyncio.Task[None] | None = None
        self._is_closing = False
        self._give_up = give_up
        self.failed: str | None = None
        """The task that has ended although it never should."""
        self.backlog_bytes = self.frames_received = self.frames_sent = self.peers_cut = self.divergences = 0

    def start(self) -> None:
        self._recording = asyncio.create_task(self.recorder.run(), name="recorder")
        self._tasks = [
            asyncio.create_task(self._checkpointer.run(), name="checkpointer"),
            asyncio.create_task(self._sweeps.run(), name="sweep"),
            asyncio.create_task(self.changes.watch(), name="watch"),
        ]
        for task in (self._recording, *self._tasks):
            task.add_done_callback(self._ended)

    def _ended(self, task: asyncio.Task[None]) -> None:
        if self._is_closing or task.cancelled():
            return
        self.failed = task.get_name()
        logger.critical("the %s has ended: this process can do no more", self.failed, exc_info=task.exception())
        self._give_up()

    async def aclose(self, within_s: float) -> bool:
        """Say goodbye to all peers and store everything that was accepted. False if that took longer than allowed."""
        self._is_closing = True
        ends_at = self.now() + within_s
        for room in self.rooms.values():
            room.part(1012, "This server is going down. Connect again.")
            room.record.adopt_overdue(self.now())
            room.saying.bye()
        for task in self._tasks:
            task.cancel()
        try:
            if self._background:
                await asyncio.wait(self._background, timeout=within_s / 2)
            if self._recording and self._recording.done():
                logger.error("%d bytes were not stored", self.backlog_bytes)
                return False
            async with asyncio.timeout_at(ends_at):
                await self.recorder.finish()
            return True
        except TimeoutError:
            logger.error("%d bytes were not stored in time", self.backlog_bytes)
            return False
        finally:
            if self._recording:
                self._recording.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)  # slow, where a database does not answer

    # Rooms

    async def open(self, session_id: str, revision: int = 0) -> Room:
        """The session's live room, opened when it is not, which knows its row at this revision or a later one.
        Raises NotFound, Unavailable."""
        self._wanted[session_id] += 1  # whoever waits for a room finds it open
        try:
            while True:
                if self._is_closing:
                    raise Unavailable("This server is going down. Connect again.")
                if (room := self.rooms.get(session_id)) is None:
                    room = await asyncio.shield(self._opening_of(session_id))
                self._idle_since.pop(room, None)
                if room.facts.revision < revision:
                    await self.changes.read_again(room)
                if self._is_live(room):  # it may have been discarded meanwhile
                    return room
        finally:
            self._wanted[session_id] -= 1
            if not self._wanted[session_id]:
                del self._wanted[session_id]

    def _opening_of(self, session_id: str) -> asyncio.Task[Room]:
        opening = self._opening.get(session_id)
        if opening is None:
            opening = asyncio.create_task(self._open(session_id), name="opening")
            self._opening[session_id] = opening
            opening.add_done_callback(lambda _: self._opening.pop(session_id, None))
        return opening

    async def _open(self, session_id: str) -> Room:
        closing = self._closing.get(session_id)
        if closing:
            await closing
        await self.recorder.has_stored(session_id)  # else the room would lack what an earlier one has accepted
        async with self._opening_slots:
            room, line, rebuilt = await self._open_anew(session_id)
            while room.is_discarded:  # already: its log was rewritten while it was read
                await self._broker.unsubscribe(channel_of(session_id), line.receive)
                room, line, rebuilt = await self._open_anew(session_id)
        self.rooms[session_id] = room
        self._lines[room] = line
        self._sweeps.opened(room)
        self._checkpointer.opened(room, rebuilt)
        sizes = {"log_bytes": room.record.log_bytes, "uncovered_entries": rebuilt.uncovered_entries}
        logger.info("room opened", extra={"session": session_id, "damaged": room.rights.is_damaged, **sizes})
        return room

    def _hear(self, hearing: Hearing, payloads: Sequence[bytes]) -> None:
        try:
            hearing.hear(payloads)
        except DocumentBroken as error:
            hearing.room.fail(error)

    def discard(self, room: Room, reason: str, close_code: int) -> None:
        room.is_discarded = True
        self._loop.call_soon(self._discard, room, reason, close_code)

    def _discard(self, room: Room, reason: str, close_code: int) -> None:
        room.part(close_code, reason)
        if self.rooms.get(room.facts.session_id) is room:
            self._close(room)

    def _close(self, room: Room) -> None:
        """Forget a room; what it accepted is still recorded."""
        session_id = room.facts.session_id
        logger.info("room closed", extra={"session": session_id, "batches": room.record.batches})
        room.runs.close()
        room.saying.bye()
        room.is_discarded = True
        del self.rooms[session_id]
        self._idle_since.pop(room, None)
        self._sweeps.closed(room)
        self._present.note(session_id)
        self._checkpointer.closed(room)
        task = self._spawn(self._broker.unsubscribe(channel_of(session_id), self._lines.pop(room).receive))
        self._closing[session_id] = task
        task.add_done_callback(lambda _: self._closing.pop(session_id, None))

    async def runtime_of(self, language: str) -> str | None:
        """What runs programs of a language on the server, or None when nothing does now."""
        return await self.runner.version(language) if self.runner else None

    def texts(self, session_id: str) -> list[FileText] | None:
        """The files of a session as they are now, main first, deleted ones too; None when its room is not open."""
        room = self.rooms.get(session_id)
        return file_texts(room.facts, room.document.texts()) if room else None

    async def read_texts(self, session_id: str, in_thread: InThread = asyncio.to_thread) -> list[FileText]:
        """The same, read from the log where no room is open. Raises NotFound, Unavailable."""
        return self.texts(session_id) or await read_texts(self._log, session_id, self.marks, in_thread)

    def person(self, session_id: str, participant: str) -> dict[str, Any] | None:
        """An entry of the roster, or None for somebody of whom this node knows nothing now."""
        room = self.rooms.get(session_id)
        return room.people.find(participant) if room else None

    # Outside: what rooms ask for

    now_ms = staticmethod(milliseconds_now)

    def is_alone(self, room: Room) -> bool:
        return self._broker.is_alone(channel_of(room.facts.session_id))

    def record(self, room: Room) -> None:
        self.recorder.note(room)

    def _count_stored(self, room: Room, batch: Batch, body_bytes: int) -> None:
        self.backlog_bytes -= body_bytes
        self._checkpointer.count(room, batch)

    def request_language(self, room: Room, peer: Peer, language: str) -> None:
        self._spawn(self.changes.change_language(room, peer, language))

    def reload(self, room: Room) -> None:
        self._spawn(self.changes.reload(room))

    def catch_up(self, room: Room) -> None:
        if self._catching_up.is_wanted(room):
            self._spawn(self._catching_up.run(room))

    def admit(self, room: Room, participants: Collection[str]) -> None:
        self._spawn(self.changes.admit(room, participants))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._background.add(task)
        task.add_done_callback(self._background.discard)
        return task

    def wake_roster(self, room: Room) -> None:
        self._rhythm.wake_roster(room)
        self._present.note(room.facts.session_id)

    def _is_live(self, room: Room) -> bool:
        return not self._is_closing and self.rooms.get(room.facts.session_id) is room

    def _sweep(self, room: Room, now: float) -> None:
        if not self._is_live(room):
            return
        self._lines[room].sweep(now)
        if is_calm(room):
            return
        self.attend(room)
        room.sweep(now)
        self._close_if_idle(room, now)

    def _close_if_idle(self, room: Room, now: float) -> None:
        is_wanted = room.facts.session_id in self._wanted or room.connections()
        if is_wanted or not room.record.ledger.is_settled or self.recorder.is_recording(room):
            self._idle_since.pop(room, None)
        elif room.facts.status != "live" or now - self._idle_since.setdefault(room, now) >= self._room_idle_s:
            self._close(room)
