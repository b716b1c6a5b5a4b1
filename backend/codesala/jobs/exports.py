"""Makes the files of sessions that have ended: one at a time on each node, each on one node."""

import asyncio
import logging
from datetime import UTC, datetime
from pathlib import Path

from codesala.errors import NotFound
from codesala.jobs.schedule import Database
from codesala.marks import Marks
from codesala.recordings.export import gather, make_export, read_player
from codesala.recordings.export_queue import (
    Claim,
    claim_export,
    drop_export,
    give_back_export,
    store_export,
    want_late_ones_again,
)

logger = logging.getLogger(__name__)


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
        try:
            with marks.reading(claim.session_id):
                await _make(database, claim, player_folder)
        except NotFound:
            logger.info("export not wanted any more", extra=facts)  # its session was deleted, and the wish with it
        except Exception:
            async with database.transaction() as db:
                is_tried_again = await give_back_export(db, claim, datetime.now(UTC))
            logger.exception("export failed" if is_tried_again else "export given up", extra=facts)


async def _make(database: Database, claim: Claim, player_folder: Path) -> None:
    async with database.transaction(read_only=True) as db:
        material = await gather(db, claim.session_id)
    facts = {"session": claim.session_id, "attempt": claim.attempt}
    if material.stored.ended_at != claim.ended_at:
        async with database.transaction() as db:
            await drop_export(db, claim)
        logger.info("export not wanted any more", extra=facts)
        return
    head, data = await asyncio.to_thread(lambda: make_export(material, read_player(player_folder)))
    async with database.transaction() as db:
        is_stored = await store_export(
            db, claim, head, data, datetime.now(UTC), batch_count=len(material.stored.batches)
        )
    logger.info("export made" if is_stored else "export thrown away", extra={**facts, "bytes": len(data)})
