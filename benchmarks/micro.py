"""CPU microseconds an edit for each part of its way, with the product's own classes: screening, document, log, saved.

The edits are the recorded typing of tests/traces. Process CPU time counts the database driver's threads, but not
PostgreSQL's processes. The log is written in the rhythm of the interview: about 180 edits of 85 rooms a commit.
"""

import asyncio
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, cast

from pycrdt import Doc, Text
from tests.support.postgres import PostgresServer, create_database

from benchmarks.traces import person_updates
from codesala.db.database import open_database
from codesala.db.migrate import migrate
from codesala.languages import DEFAULT_LANGUAGE
from codesala.recordings.rows_log import SqlSessionLog
from codesala.records import Batch
from codesala.rooms.documents.document import BATCH, Document
from codesala.rooms.journal.initial import initial_batch
from codesala.rooms.journal.ledger import Ledger
from codesala.rooms.peer import Peer, Sink
from codesala.sessions.service import add_session, draft_session
from codesala.wire.entries import Entry, EntryKind, pack
from codesala.wire.frames import decode, saved_frame
from codesala.wire.screening.verdicts import Bounds
from codesala.wire.varint import var_bytes

ROOMS_A_COMMIT = 85
EDITS_A_COMMIT = 180
COMMITS = 100
TIMES = 5


class Cost(NamedTuple):
    """One part: CPU µs an edit, and a remark."""

    part: str
    us: float
    remark: str


async def measure() -> list[Cost]:
    updates = person_updates()
    costs = [*_document(updates), _saved(updates)]
    with tempfile.TemporaryDirectory(prefix="codesala-bench-") as folder:
        costs.append(await _log(f"sqlite:///{Path(folder) / 'micro.db'}", "SQLite", updates))
    postgres = PostgresServer()
    await asyncio.to_thread(postgres.start)
    try:
        costs.append(await _log(await create_database(postgres.url()), "PostgreSQL", updates))
    finally:
        await asyncio.to_thread(postgres.stop)
    return costs


def as_section(costs: list[Cost]) -> str:
    rows = "\n".join(f"| {cost.part} | {cost.us:.1f} | {cost.remark} |" for cost in costs)
    return f"### Parts of an edit's way, in one process\n\n| part | CPU µs/edit | |\n| --- | --- | --- |\n{rows}"


def _document(updates: list[bytes]) -> list[Cost]:
    frames = [b"\x00\x02" + var_bytes(update) for update in updates]

    def decoding() -> None:
        for frame in frames:
            decode(frame)

    def screening() -> float:
        document = Document(_empty(), Bounds(structs=20_000), 2**21)
        spent = 0
        for update in updates:
            began = time.process_time_ns()
            verdict = document.screen(update)
            spent += time.process_time_ns() - began
            document.take(update, verdict)
        return spent / 1000 / len(updates)

    def both() -> None:
        document = Document(_empty(), Bounds(structs=20_000), 2**21)
        for update in updates:
            document.take(update, document.screen(update))

    clock = _clock_us()
    alone = statistics.median(screening() for _ in range(TIMES)) - clock
    together = _us(both, len(updates))
    remark = f"{len(updates):,} transactions of one person"
    return [
        Cost("decode the message", _us(decoding, len(updates)), remark),
        Cost("screen", alone, "the same"),
        Cost("take into the document", together - alone, f"applied in batches of {BATCH}"),
    ]


def _saved(updates: list[bytes]) -> Cost:
    def accounting() -> None:
        ledger = Ledger()
        peer = Peer(cast("Sink", None), "host", 1, is_ours=True, address="")
        for number in range(1, len(updates) + 1):
            ledger.add()
            ledger.mark(peer, number)
            if number % 4 == 0:
                for _peer, count in ledger.stored(ledger.hand_over()):
                    saved_frame(count)

    return Cost("count what is saved", _us(accounting, len(updates)), "a commit every four edits of the room")


async def _log(url: str, name: str, updates: list[bytes]) -> Cost:
    """Pack the edits of a moment and commit them."""
    database = open_database(url, 10, 10.0)
    try:
        await migrate(database)
        sessions = []
        for _ in range(ROOMS_A_COMMIT):
            draft = draft_session(
                title=None,
                language=DEFAULT_LANGUAGE,
                initial_code="",
                default_language=DEFAULT_LANGUAGE,
                max_code_bytes=1000,
            )
            await add_session(database, draft, initial_batch(draft.session_id, ""))
            sessions.append(draft.session_id)
        log = SqlSessionLog(database, 10.0)
        waits: list[float] = []
        began = time.process_time()
        for commit in range(COMMITS):
            moment = updates[commit * EDITS_A_COMMIT : (commit + 1) * EDITS_A_COMMIT]
            entries = [Entry(EntryKind.UPDATE, 0, "somebody", update) for update in moment]
            batches = []
            for place, session_id in enumerate(sessions):
                own = entries[place::ROOMS_A_COMMIT]
                batches.append(Batch(session_id, "micro", commit + 1, len(own), pack(own)))
            started = time.perf_counter()
            await log.append(batches)
            waits.append(time.perf_counter() - started)
        spent = time.process_time() - began
    finally:
        await database.aclose()
    remark = f"a commit takes {1000 * statistics.median(waits):.1f} ms"
    return Cost(f"pack and append, {name}", spent * 1e6 / (COMMITS * EDITS_A_COMMIT), remark)


def _empty() -> "Doc[Text]":
    document: Doc[Text] = Doc()
    document.get("code", type=Text)
    return document


def _us(work: Callable[[], Any], edits: int) -> float:
    """Median CPU µs an edit."""
    costs = []
    for _ in range(TIMES):
        began = time.process_time_ns()
        work()
        costs.append((time.process_time_ns() - began) / 1000 / edits)
    return statistics.median(costs)


def _clock_us() -> float:
    """What it costs to look at the clock, which is part of what is measured edit by edit."""

    def looking() -> None:
        for _ in range(10_000):
            time.process_time_ns()

    return _us(looking, 10_000)
