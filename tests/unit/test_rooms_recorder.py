"""What accepted changes go through until they are on disk."""

import asyncio
import random
from collections.abc import Sequence
from unittest.mock import MagicMock

from codesala.errors import Unavailable
from codesala.records import Batch
from codesala.rooms.journal.recorder import Recorder
from codesala.wire.entries import EntryKind
from tests.support.rooms import MIB, a_room
from tests.support.waiting import eventually


async def test_what_a_slow_disk_cannot_write_in_time_is_tried_again_in_smaller_parts(chance: random.Random) -> None:
    stored: list[Batch] = []

    async def append(batches: Sequence[Batch]) -> None:
        if sum(len(batch.data) for batch in batches) > 2 * MIB:
            raise Unavailable("It took too long.")
        stored.extend(batches)

    recorder = Recorder(MagicMock(append=append), 0.0, lambda _room, _batch, _size: None)
    for _ in range(7):
        room = a_room()
        room.outside.backlog_bytes = 0
        room.record.add(EntryKind.UPDATE, 0, "ana", chance.randbytes(MIB))
        recorder.note(room)
    running = asyncio.create_task(recorder.run())
    await eventually(lambda: len(stored) == 7)
    running.cancel()


async def test_batches_of_a_room_are_stored_in_their_order_whatever_the_database_says_to_each() -> None:
    """Else a checkpoint made between two of them would cover the one that is not in it."""
    answers: list[Exception] = [*(RuntimeError("XX000") for _ in range(3)), Unavailable("Away.")]
    stored: list[int] = []
    room = a_room()
    recorder = Recorder(MagicMock(), 0.0, lambda _room, _batch, _size: None)

    def accept() -> None:
        room.record.add(EntryKind.UPDATE, 0, "ana", b"some")
        recorder.note(room)

    async def append(batches: Sequence[Batch]) -> None:
        if len(answers) == 3:  # while the first is refused alone
            accept()
        if answers:
            raise answers.pop(0)
        stored.extend(batch.number for batch in batches)

    recorder._log = MagicMock(append=append)
    accept()
    running = asyncio.create_task(recorder.run())
    await eventually(lambda: len(stored) == 2)
    assert stored == [1, 2]
    running.cancel()
