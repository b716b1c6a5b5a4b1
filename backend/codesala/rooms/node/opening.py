"""Opening a room: subscribe, load its log, ask the other nodes what is not in the log yet, then it is live.

A room that cannot be loaded is not opened: "not found" and "failed" are never an empty room.
"""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence

from codesala.errors import AppError, Shut, Unavailable
from codesala.marks import Marks
from codesala.records import SHUT, SHUT_FROM, FileText, SessionFacts, StoredLog
from codesala.rooms.across.hearing import Hearing
from codesala.rooms.documents.contents import file_texts, texts_of
from codesala.rooms.documents.document import Document
from codesala.rooms.documents.knowing import knowledge_of
from codesala.rooms.journal.past_runs import PastRuns
from codesala.rooms.journal.rebuilding import Rebuilt, rebuild
from codesala.rooms.outside import Outside, RoomLimits
from codesala.rooms.ports import Broker, SessionLog
from codesala.rooms.room import Room
from codesala.wire.screening.verdicts import Bounds, Knowledge
from codesala.wire.siblings import channel_of

logger = logging.getLogger(__name__)

InThread = Callable[[Callable[[], Mapping[str, str]]], Awaitable[Mapping[str, str]]]
"""How work is done that takes long."""

THREAD_FROM_ENTRIES = 500
THREAD_FROM_BYTES = 256 * 1024
MAX_HELD_PAYLOADS = 10_000
ANSWERS_WITHIN_S = 0.5


class Line:
    """What arrives from the broker for a room: held until the room is there, then passed on."""

    def __init__(self, hear: Callable[[Hearing, Sequence[bytes]], None]) -> None:
        self._hear = hear
        self._held: list[bytes] = []
        self._hearing: Hearing | None = None
        """The room's, once there is one."""
        self._expected = 0
        self._answered = asyncio.Event()

    def receive(self, payloads: Sequence[bytes]) -> None:
        if self._hearing is not None:
            self._hear(self._hearing, payloads)
            if self._expected and self._hearing.answers >= self._expected:
                self._answered.set()
        elif len(self._held) < MAX_HELD_PAYLOADS:
            self._held += payloads  # what is dropped beyond is asked for after opening

    def lost(self) -> None:
        if self._hearing is not None:
            self._hearing.lost_line()

    def sweep(self, now: float) -> None:
        if self._hearing is not None:
            self._hearing.sweep(now)

    def connect(self, hearing: Hearing) -> None:
        self._hearing = hearing
        held, self._held = self._held, []
        self._hear(hearing, held)

    async def answers(self, hearing: Hearing, expected: int) -> None:
        """Ask the other nodes what the log does not hold yet, and wait a moment for as many answers."""
        hearing.ask()
        if expected <= 0:
            return
        self._expected = expected
        try:
            async with asyncio.timeout(ANSWERS_WITHIN_S):
                await self._answered.wait()
        except TimeoutError:
            pass  # a node that is slow or dead: what it has comes later, or was never saved


async def open_room(
    session_id: str,
    *,
    log: SessionLog,
    broker: Broker,
    outside: Outside[Room],
    limits: RoomLimits,
    bounds: Bounds,
    hear: Callable[[Hearing, Sequence[bytes]], None],
) -> tuple[Room, Line, Rebuilt]:
    """The live room of a session, its line to the broker, and what was found in the log.
    Raises NotFound, Unavailable."""
    channel = channel_of(session_id)
    line = Line(hear)
    await broker.subscribe(channel, line.receive, line.lost)
    try:
        facts, rebuilt, known = await _read(log, session_id, outside.marks)
        document = Document(rebuilt.doc, bounds, limits.document_bytes, known)
        room = _make(facts, rebuilt, document, outside, limits)
        hearing = Hearing(room)
        line.connect(hearing)
        await line.answers(hearing, await broker.subscribers(channel) - 1)
    except BaseException as error:
        await asyncio.shield(broker.unsubscribe(channel, line.receive))
        if isinstance(error, AppError) or not isinstance(error, Exception):
            raise
        logger.exception("room cannot be opened", extra={"session": session_id})
        raise Unavailable("This session cannot be opened at the moment. Try again later.") from error
    return room, line, rebuilt


def _make(
    facts: SessionFacts, rebuilt: Rebuilt, document: Document, outside: Outside[Room], limits: RoomLimits
) -> Room:
    past_runs = PastRuns()
    for entry in rebuilt.run_entries:
        past_runs.replay(json.loads(entry.body))
    room = Room(
        facts,
        document,
        limits,
        outside,
        past_runs=past_runs,
        log_bytes=rebuilt.log_bytes,
        is_damaged=rebuilt.is_damaged,
    )
    room.record.known_batches.update(rebuilt.covers)
    room.record.missing = rebuilt.missing
    return room


async def rebuilt_from(stored: StoredLog, also: Sequence[bytes] = ()) -> tuple[Rebuilt, Knowledge]:
    """Off the event loop where it takes long."""
    checkpoint = stored.checkpoint
    has_files = checkpoint is not None and b"file:" in checkpoint.update
    entries = sum(batch.entry_count for batch in stored.batches)
    size = sum(len(batch.data) for batch in stored.batches)
    if has_files or entries >= THREAD_FROM_ENTRIES or size >= THREAD_FROM_BYTES:
        return await asyncio.to_thread(_rebuild, stored, also)
    return _rebuild(stored, also)


def _rebuild(stored: StoredLog, also: Sequence[bytes]) -> tuple[Rebuilt, Knowledge]:
    rebuilt = rebuild(stored, also)
    return rebuilt, knowledge_of(rebuilt.doc)


async def _load(log: SessionLog, session_id: str) -> tuple[SessionFacts, StoredLog]:
    facts, stored = await log.load(session_id)
    if facts.deaths >= SHUT_FROM:
        raise Shut(SHUT)
    return facts, stored


async def _read(log: SessionLog, session_id: str, marks: Marks) -> tuple[SessionFacts, Rebuilt, Knowledge]:
    with marks.reading(session_id):
        facts, stored = await _load(log, session_id)
        return facts, *await rebuilt_from(stored)


async def read_texts(log: SessionLog, session_id: str, marks: Marks, in_thread: InThread) -> list[FileText]:
    """The files of a session whose room is not open, main first, deleted ones too. Raises NotFound, Unavailable."""
    with marks.reading(session_id):
        facts, stored = await _load(log, session_id)
        return file_texts(facts, await in_thread(lambda: texts_of(rebuild(stored).doc)))
