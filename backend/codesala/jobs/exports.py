"""Makes the files of sessions that have ended: one at a time on each node, each on one node."""

import asyncio
import logging
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from codesala.errors import NotFound, Unavailable
from codesala.jobs.schedule import Database
from codesala.marks import Marks
from codesala.recordings.export import gather, make_export, read_player
from codesala.recordings.export_queue import (
    Claim,
    claim_export,
    drop_export,
    give_back_export,
    renew_export,
    store_export,
    want_late_ones_again,
)

logger = logging.getLogger(__name__)

RENEW_EVERY_S = 20.0
"""A claim, while its file is made: two renewals may fail before its lease ends."""


async def make_exports(marks: Marks, database: Database, player_folder: Path) -> None:
    """One run: until nothing is wanted. Raises Unavailable."""
    async with database.transaction() as db:
        late = await want_late_ones_again(db, datetime.now(UTC))
    for session_id in late:
        logger.info("export outdated by a late batch", extra={"session": session_id})
    while True:
        async with database.transaction() as db:
            claim = await claim_export(db, datetime.now(UTC))
        if claim is None:
            return
        facts = {"session": claim.session_id, "attempt": claim.attempt}
        held = _Held(database, claim)
        try:
            with marks.reading(claim.session_id):
                await _make(database, held, player_folder)
        except NotFound:
            logger.info("export not wanted any more", extra=facts)  # its session was deleted, and the wish with it
        except Exception:
            async with database.transaction() as db:
                is_tried_again = await give_back_export(db, held.claim, datetime.now(UTC))
            logger.exception("export failed" if is_tried_again else "export given up", extra=facts)


class _Held:
    """A claim as it is now; in the block of `async with` its lease is renewed, and nothing else is to be done with
    it."""

    def __init__(self, database: Database, claim: Claim) -> None:
        self.claim = claim
        self._database = database
        self._is_made = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._renewing = asyncio.create_task(self._renew())
        return self

    async def __aexit__(self, *_failure: object) -> None:
        self._is_made.set()
        await self._renewing

    async def _renew(self) -> None:
        """Until it is made or the claim is lost: then what is made is thrown away."""
        while not await self._is_made_soon():
            try:
                async with self._database.transaction() as db:
                    renewed = await renew_export(db, self.claim, datetime.now(UTC))
            except Unavailable:
                continue
            if renewed is None:
                return
            self.claim = renewed

    async def _is_made_soon(self) -> bool:
        try:
            async with asyncio.timeout(RENEW_EVERY_S):
                return await self._is_made.wait()
        except TimeoutError:
            return False


async def _make(database: Database, held: _Held, player_folder: Path) -> None:
    claim = held.claim
    async with database.transaction(read_only=True) as db:
        material = await gather(db, claim.session_id)
    facts = {"session": claim.session_id, "attempt": claim.attempt}
    if material.stored.ended_at != claim.ended_at:
        async with database.transaction() as db:
            await drop_export(db, claim)
        logger.info("export not wanted any more", extra=facts)
        return
    async with held:
        head, data = await asyncio.to_thread(lambda: make_export(material, read_player(player_folder)))
    async with database.transaction() as db:
        is_stored = await store_export(
            db, held.claim, head, data, datetime.now(UTC), batch_count=len(material.stored.batches)
        )
    logger.info("export made" if is_stored else "export thrown away", extra={**facts, "bytes": len(data)})
