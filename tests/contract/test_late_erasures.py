"""What nodes write late of people who were erased goes as well, whatever else happens at that moment."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from codesala.db.database import Database, open_database
from codesala.erasures import rows_log
from codesala.erasures.late import Cleaned, Late, clean, find_late
from codesala.identity import participant_of
from codesala.jobs import late_erasures
from codesala.recordings.rows import read_batches
from codesala.recordings.rows_log import add_batches
from codesala.records import Batch
from codesala.wire.entries import NOBODY, Entry, EntryKind, pack, unpack
from tests.contract.test_rest_participants import erase, settle
from tests.support.rest import Rest, serving
from tests.support.yjs import typed

AT_MS = 1_790_000_000_000


class Interview:
    """One that has ended, in which Ana typed "early Ana" (client 7) and Ben "early Ben" (client 8)."""

    def __init__(self, rest: Rest, database: Database, database_url: str, session: dict[str, Any]) -> None:
        self.rest = rest
        self.database = database
        self.database_url = database_url
        self.session = session
        self.session_id: str = session["session_id"]
        self.ana, self.ben = (participant_of(self.session_id, letter * 32) for letter in "ab")

    def of_ana(self, text: str, author: str | None = None) -> Entry:
        """What Ana typed behind "early Ana"; by `author`, who brought it."""
        by = self.ana if author is None else author
        return Entry(EntryKind.UPDATE, AT_MS + 9, by, typed(7, 9, text, after=(7, 8)))

    def of_ben(self, text: str) -> Entry:
        return Entry(EntryKind.UPDATE, AT_MS + 9, self.ben, typed(8, 9, text, after=(8, 8)))

    def joined(self, participant: str, name: str) -> Entry:
        event = {"type": "joined", "participant": participant, "name": name, "role": "candidate"}
        return Entry(EntryKind.EVENT, AT_MS, participant, json.dumps(event).encode())

    async def write(self, writer: str, *entries: Entry, data: bytes | None = None) -> None:
        batch = Batch(self.session_id, writer, 1, max(1, len(entries)), pack(entries) if data is None else data)
        async with self.database.transaction() as db:
            await add_batches(db, [batch])

    async def erase(self, participant: str, text: str = "remove") -> str:
        """Who they are from then on."""
        await settle(self.database_url, self.session)
        who: str = (await erase(self.rest, self.session, participant, text))["participant"]
        return who

    async def sweep(self) -> None:
        await late_erasures.erase_late_ones(self.rest.app.state.parts.hub, self.database)

    async def is_looked_for(self) -> bool:
        async with self.database.transaction(read_only=True) as db:
            return self.session_id in await find_late(db, datetime.now(UTC))

    async def found(self, *words: str) -> list[str]:
        """Which of these are in the log."""
        async with self.database.transaction(read_only=True) as db:
            batches = await read_batches(db, self.session_id)
        log = b"\n".join(entry.author.encode() + b" " + entry.body for one in batches for entry in unpack(one.data))
        return [word for word in words if word.encode() in log]


@pytest.fixture
async def interview(database_url: str, tmp_path: Path) -> AsyncIterator[Interview]:
    database = open_database(database_url, pool_size=5, timeout_s=10)
    async with serving(database_url, tmp_path, job_interval_s=600) as rest:
        interview = Interview(rest, database, database_url, await rest.create(initial_code=""))
        ana, ben = interview.ana, interview.ben
        await interview.write(
            "early",
            interview.joined(ana, "Anastasia"),
            interview.joined(ben, "Benedict"),
            Entry(EntryKind.UPDATE, AT_MS + 1, ana, typed(7, 0, "early Ana")),
            Entry(EntryKind.UPDATE, AT_MS + 2, ben, typed(8, 0, "early Ben")),
        )
        host = {"Authorization": f"Bearer {interview.session['host_token']}"}
        await rest.http.post(f"/api/sessions/{interview.session_id}/end", headers=host)
        yield interview
    await database.aclose()


async def test_who_is_erased_while_late_text_of_another_is_looked_through_does_not_come_back(
    interview: Interview, monkeypatch: pytest.MonkeyPatch
) -> None:
    ben = (interview.ben, "Benedict", "early Ben", "late Ben")
    await interview.erase(interview.ana)
    late_ben = (interview.joined(interview.ben, "Benedict"), interview.of_ben("late Ben"))
    await interview.write("late", interview.of_ana("late Ana"), *late_ben)
    loop = asyncio.get_running_loop()

    def clean_slowly(late: Late) -> Cleaned:
        asyncio.run_coroutine_threadsafe(interview.erase(interview.ben), loop).result()
        return clean(late)

    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(late_erasures, "clean", clean_slowly)
        await interview.sweep()
    assert not await interview.found(*ben)
    await interview.sweep()
    assert not await interview.found(*ben, interview.ana, "late Ana")
    assert not await interview.is_looked_for()


@pytest.mark.parametrize("is_damaged", [False, True])
async def test_late_text_is_erased_although_another_is_erased_before_anybody_looked(
    interview: Interview, is_damaged: bool
) -> None:
    await interview.erase(interview.ana)
    if is_damaged:  # a row that goes with Ben, so that the log has as many batches again
        await interview.write("damaged", data=b"no row of a log")
    await interview.write("late", interview.joined(interview.ana, "Anastasia"), interview.of_ana("late Ana"))
    await interview.erase(interview.ben)
    await interview.sweep()
    assert not await interview.found(interview.ana, "Anastasia", "late Ana")
    assert not await interview.is_looked_for()


@pytest.mark.databases("postgres")  # SQLite has one writer at a time
@pytest.mark.parametrize("meanwhile", ["erase", "sweep"])
async def test_what_is_written_while_somebody_is_erased_is_found_by_the_next_look(
    interview: Interview, monkeypatch: pytest.MonkeyPatch, meanwhile: str
) -> None:
    if meanwhile == "sweep":
        await interview.erase(interview.ana)
        await interview.write("late", interview.of_ana("late Ana"))
    rewrite_log = rows_log.rewrite_log

    async def rewrite_slowly(*given: Any) -> None:
        await rewrite_log(*given)
        await interview.write("later", interview.joined(interview.ana, "Anastasia"), interview.of_ana("later Ana"))

    with monkeypatch.context() as patched:
        patched.setattr(rows_log, "rewrite_log", rewrite_slowly)
        await (interview.erase(interview.ana) if meanwhile == "erase" else interview.sweep())
    assert await interview.found("later Ana"), "else this test could not fail"
    await interview.sweep()
    assert not await interview.found(interview.ana, "Anastasia", "late Ana", "later Ana")
    assert not await interview.is_looked_for()


@pytest.mark.parametrize("bringer", [lambda interview: interview.ben, lambda interview: NOBODY], ids=["ben", "nobody"])
async def test_late_text_that_another_brought_is_erased_as_well(
    interview: Interview, bringer: Callable[[Interview], str]
) -> None:
    await interview.erase(interview.ana)
    await interview.write("late", interview.of_ana("late Ana", bringer(interview)), interview.of_ben("late Ben"))
    await interview.sweep()
    assert await interview.found("late Ana", "early Ben", "late Ben") == ["early Ben", "late Ben"]
    assert not await interview.is_looked_for()


async def test_late_text_of_one_who_was_erased_first_without_and_then_with_their_text_is_erased(
    interview: Interview,
) -> None:
    once = await interview.erase(interview.ana, "keep")
    await interview.erase(once)
    await interview.write("late", interview.joined(interview.ana, "Anastasia"), interview.of_ana("late Ana"))
    await interview.sweep()
    assert not await interview.found(interview.ana, once, "Anastasia", "early Ana", "late Ana")
    assert not await interview.is_looked_for()
