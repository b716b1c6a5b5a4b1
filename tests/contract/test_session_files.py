"""Files of a session as rooms change them: the promises of the port SessionLog about them, on both databases."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import pytest

from codesala.db.database import Database
from codesala.errors import NotFound
from codesala.paths import mint_file_id
from codesala.recordings.rows_log import SqlSessionLog
from codesala.records import Batch, FileChange, FileFacts, FileRefused
from codesala.rooms.ports import SessionLog
from codesala.sessions import service as sessions
from codesala.sessions.changes import Actor
from codesala.sessions.life import end_session
from codesala.wire.entries import EntryKind, unpack

Kind = Literal["create", "rename", "delete", "restore"]


@pytest.fixture
def log(database: Database) -> SessionLog:
    return SqlSessionLog(database, timeout_s=10, max_files=3)


@pytest.fixture
async def session_id(database: Database) -> str:
    draft = sessions.draft_session(
        title=None, language="java", initial_code="x", default_language="python", max_code_bytes=100
    )
    await sessions.add_session(database, draft, Batch(draft.session_id, "initial", 1, 1, b"initial"))
    return draft.session_id


def change(kind: Kind, file_id: str, path: str | None = None, update: bytes = b"") -> FileChange:
    return FileChange(kind, file_id, 1_000, path, update, participant="p1", name="Ana")


async def created(log: SessionLog, session_id: str, path: str, update: bytes = b"") -> str:
    file_id = mint_file_id()
    events = await log.change_file(session_id, change("create", file_id, path, update))
    assert not isinstance(events, FileRefused)
    return file_id


async def refusal(log: SessionLog, session_id: str, wanted: FileChange) -> str:
    answer: Sequence[Mapping[str, Any]] | FileRefused = await log.change_file(session_id, wanted)
    assert isinstance(answer, FileRefused)
    assert answer.message.endswith(".")
    return answer.reason


async def test_a_file_is_created_renamed_deleted_and_brought_back(log: SessionLog, session_id: str) -> None:
    file_id = mint_file_id()
    told: list[Mapping[str, Any]] = []
    before = (await log.facts(session_id)).revision
    for wanted in (
        change("create", file_id, "util.py"),
        change("rename", file_id, "lib/util.py"),
        change("delete", file_id),
        change("restore", file_id),
    ):
        events = await log.change_file(session_id, wanted)
        assert not isinstance(events, FileRefused)
        told += events
    who = {"at": 1_000, "participant": "p1", "name": "Ana", "file": file_id}
    assert told == [
        {"type": "file.created", **who, "path": "util.py", "question": None},
        {"type": "file.renamed", **who, "path": "lib/util.py", "previous": "util.py"},
        {"type": "file.deleted", **who, "path": "lib/util.py"},
        {"type": "file.restored", **who, "path": "lib/util.py"},
    ]
    facts, stored = await log.load(session_id)
    assert facts.revision == before + 4
    assert facts.files == (FileFacts(file_id, "lib/util.py", has_text=False, is_deleted=False),)
    assert facts.files == (await log.facts(session_id)).files
    kinds = [entry.kind for batch in stored.batches[1:] for entry in unpack(batch.data)]
    assert kinds == [EntryKind.EVENT] * 4


async def test_text_that_is_laid_in_is_a_batch_that_can_be_fetched_alone(log: SessionLog, session_id: str) -> None:
    file_id = await created(log, session_id, "util.py", update=b"yjs")
    batch = await log.load_batch(session_id, f"file:{file_id}", 1)
    assert batch is not None
    event, update = unpack(batch.data)
    assert (event.kind, event.author) == (EntryKind.EVENT, "p1")
    assert (update.kind, update.author, update.body) == (EntryKind.UPDATE, "", b"yjs")
    assert (await log.facts(session_id)).files[0].has_text
    assert await log.load_batch(session_id, f"file:{file_id}", 2) is None
    assert await log.load_batch("another's", f"file:{file_id}", 1) is None


async def test_a_change_that_is_repeated_changes_nothing(log: SessionLog, session_id: str) -> None:
    file_id = await created(log, session_id, "util.py")
    before = await log.facts(session_id)
    for wanted in (
        change("create", file_id, "util.py"),
        change("rename", file_id, "util.py"),
        change("restore", file_id),
    ):
        assert await log.change_file(session_id, wanted) == ()
    assert await log.facts(session_id) == before
    await log.change_file(session_id, change("delete", file_id))
    assert await log.change_file(session_id, change("delete", file_id)) == ()


@pytest.mark.parametrize(
    ("path", "reason"),
    [("../x", "path"), ("a\0", "path"), ("main.PY", "reserved"), ("UTIL.py", "taken"), ("util.py/a", "taken")],
)
async def test_a_name_that_a_file_cannot_have_is_refused(
    log: SessionLog, session_id: str, path: str, reason: str
) -> None:
    await created(log, session_id, "util.py")
    other = await created(log, session_id, "other.py")
    before = await log.facts(session_id)
    assert await refusal(log, session_id, change("create", mint_file_id(), path)) == reason
    assert await refusal(log, session_id, change("rename", other, path)) == reason
    assert await log.facts(session_id) == before


async def test_a_file_may_change_the_capitals_of_its_own_name(log: SessionLog, session_id: str) -> None:
    file_id = await created(log, session_id, "util.py")
    await log.change_file(session_id, change("rename", file_id, "Util.py"))
    assert [file.path for file in (await log.facts(session_id)).files] == ["Util.py"]


async def test_of_two_that_create_the_same_file_at_once_one_is_refused(log: SessionLog, session_id: str) -> None:
    asked = [change("create", mint_file_id(), path) for path in ("util.py", "UTIL.py")]
    answers = await asyncio.gather(*(log.change_file(session_id, one) for one in asked))
    refused = [answer.reason for answer in answers if isinstance(answer, FileRefused)]
    assert refused == ["taken"]
    assert len((await log.facts(session_id)).files) == 1


async def test_the_name_of_a_deleted_file_is_free_and_it_cannot_come_back_while_it_is_taken(
    log: SessionLog, session_id: str
) -> None:
    first = await created(log, session_id, "util.py")
    await log.change_file(session_id, change("delete", first))
    assert await refusal(log, session_id, change("rename", first, "new.py")) == "gone"
    second = await created(log, session_id, "Util.py")
    assert await refusal(log, session_id, change("restore", first)) == "taken"
    await log.change_file(session_id, change("rename", second, "new.py"))
    assert await log.change_file(session_id, change("restore", first))


async def test_there_is_an_end_to_the_files_of_a_session(log: SessionLog, session_id: str) -> None:
    first, *_ = [await created(log, session_id, f"{number}.py") for number in range(3)]
    assert await refusal(log, session_id, change("create", mint_file_id(), "more.py")) == "too_many"
    await log.change_file(session_id, change("delete", first))
    await created(log, session_id, "more.py")
    assert await refusal(log, session_id, change("restore", first)) == "too_many"


async def test_there_is_an_end_to_the_files_that_were_deleted(log: SessionLog, session_id: str) -> None:
    for _ in range(15):
        await log.change_file(session_id, change("delete", await created(log, session_id, "again.py")))
    assert await refusal(log, session_id, change("create", mint_file_id(), "more.py")) == "too_many"


async def test_files_of_a_session_that_ended_or_is_nobodys_do_not_change(
    database: Database, log: SessionLog, session_id: str
) -> None:
    assert await refusal(log, session_id, change("delete", mint_file_id())) == "gone"
    async with database.transaction() as db:
        await end_session(db, session_id, Actor("host"))
    for one in (session_id, "nobody's"):
        with pytest.raises(NotFound):
            await log.change_file(one, change("create", mint_file_id(), "util.py"))
