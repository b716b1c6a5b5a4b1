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
