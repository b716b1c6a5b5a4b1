"""Questions of a library: kept in versions that never change, found by search, put aside, deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.clock import later_than
from codesala.errors import Conflict, NotFound, Outdated
from codesala.links.service import is_token, mint_token
from codesala.questions import rows
from codesala.questions.content import Content, digest_of
from codesala.questions.libraries import locked
from codesala.questions.packages.zips import MAX_UNPACKED_BYTES
from codesala.questions.tables import Question, QuestionVersion
from codesala.records import WantedQuestions

MAX_QUESTIONS = 2_000
MAX_LIBRARY_BYTES = 256 * 1024 * 1024
MAX_VERSIONS = 200
UNKNOWN = "There is no such question."

Action = Literal["created", "updated", "unchanged"]


@dataclass(frozen=True, slots=True)
class Summary:
    """A question as lists show it. `version` is its newest."""

    question_id: str
    slug: str
    title: str
    difficulty: str | None
    minutes: int | None
    tags: Sequence[str]
    languages: Sequence[str]
    version: int
    is_archived: bool
    created_at: datetime | None
    updated_at: datetime | None
    titles: Mapping[str, str] = field(default_factory=dict)
    """Of the samples: by language of people, where it is called otherwise there."""


@dataclass(frozen=True, slots=True)
class Stored:
    """A question in one of its versions. `text` is its content as canonical JSON."""

    summary: Summary
    text: str
    version: int
    digest: str
    saved_at: datetime | None
    changed_by: str | None


@dataclass(frozen=True, slots=True)
class Saved:
    """One version, without what it holds."""

    version: int
    digest: str
    saved_at: datetime
    changed_by: str | None


async def list_questions(
    db: AsyncSession, library_id: str, wanted: WantedQuestions, skip: int, limit: int
) -> tuple[list[Summary], int]:
    """A page, what was changed last first, and how many there are in all."""
    found, total = await rows.list_questions(db, library_id, wanted, skip, limit)
    return [summary_of(question) for question in found], total


async def read_question(db: AsyncSession, library_id: str, question_id: str, version: int | None = None) -> Stored:
    """The newest version, or this one. Raises `errors.NotFound`."""
    question = await _find(db, library_id, question_id)
    found = await rows.find_version(db, question.id, question.version if version is None else version)
    if found is None:
        raise NotFound("There is no such version of the question.")
    return _stored(question, found)


async def list_versions(db: AsyncSession, library_id: str, question_id: str) -> list[Saved]:
    """Newest first. Raises `errors.NotFound`."""
    question = await _find(db, library_id, question_id)
    found = await rows.list_versions(db, question.id)
    return [Saved(one.version, one.digest, one.created_at, one.changed_by) for one in found]


async def newest_texts(db: AsyncSession, library_id: str) -> list[str]:
    """Of all questions that are not put aside. Raises `errors.Conflict` when they are more than can be imported."""
    if await rows.newest_bytes(db, library_id) > MAX_UNPACKED_BYTES:
        raise Conflict(
            f"The library's questions are longer than {MAX_UNPACKED_BYTES} bytes together, which is as much as one "
            "file may hold: take them one by one."
        )
    return await rows.newest_texts(db, library_id)


async def add_question(
    db: AsyncSession, library_id: str, content: Content, text: str, changed_by: str | None
) -> Stored:
    """`text` is the canonical JSON. Raises `errors.NotFound`, and `errors.Conflict` when the slug is taken or the
    library is full."""
    await locked(db, library_id)
    await _check_room(db, library_id, text, is_new=True)
    if await rows.find_by_slug(db, library_id, content.slug):
        raise Conflict(f"The library has a question “{content.slug}” already. Take another slug, or change that one.")
    at = datetime.now(UTC)
    question = Question(id=mint_token(), library_id=library_id, version=0, bytes=0, created_at=at, is_archived=False)
    _show(question, content)
    return await _save(db, question, content, text, at, changed_by)


async def change_question(
    db: AsyncSession,
    library_id: str,
    question_id: str,
    content: Content,
    text: str,
    *,
    based_on: int,
    changed_by: str | None,
) -> Stored:
    """The next version, if `based_on` is the newest; the same one when nothing is different.

    Raises `errors.NotFound`, `errors.Outdated`, and `errors.Conflict` as for a new one."""
    await locked(db, library_id)
    question = await _find(db, library_id, question_id, lock=True)
    if question.version != based_on:
        raise Outdated(f"The question was changed meanwhile: its version is {question.version}. Read it, then decide.")
    newest = await rows.find_version(db, question.id, question.version)
    if newest is not None and newest.content == text:
        return _stored(question, newest)
    await _check_room(db, library_id, text, is_new=False)
    same = await rows.find_by_slug(db, library_id, content.slug)
    if same is not None and same.id != question.id:
        raise Conflict(f"Another question of the library is called “{content.slug}”. Take another slug.")
    return await _save(db, question, content, text, later_than(question.updated_at, datetime.now(UTC)), changed_by)


async def put_by_slug(
    db: AsyncSession, library_id: str, content: Content, text: str, changed_by: str | None
) -> tuple[Action, Stored]:
    """A new question, or the next version of the one with this slug. Raises as the two above."""
    await locked(db, library_id)  # before anything is read of it: another may be importing the same
    same = await rows.find_by_slug(db, library_id, content.slug)
    if same is None:
        return "created", await add_question(db, library_id, content, text, changed_by)
    before = same.version
    stored = await change_question(db, library_id, same.id, content, text, based_on=before, changed_by=changed_by)
    return "unchanged" if stored.version == before else "updated", stored


async def archive_question(db: AsyncSession, library_id: str, question_id: str, *, is_archived: bool) -> Summary:
    """Put it aside, or take it back. Raises `errors.NotFound`."""
    question = await _find(db, library_id, question_id, lock=True)
    question.is_archived = is_archived
    await db.flush()
    return summary_of(question)


async def remove_question(db: AsyncSession, library_id: str, question_id: str) -> None:
    """With all its versions; sessions keep their copies. Raises `errors.NotFound`."""
    question = await _find(db, library_id, question_id)
    await rows.delete_question(db, question.id)


def summary_of(question: Question) -> Summary:
    return Summary(
        question_id=question.id,
        slug=question.slug,
        title=question.title,
        difficulty=question.difficulty,
        minutes=question.minutes,
        tags=rows.as_list(question.tags),
        languages=rows.as_list(question.languages),
        version=question.version,
        is_archived=question.is_archived,
        created_at=question.created_at,
        updated_at=question.updated_at,
    )


def searched_of(content: Content) -> str:
    """What a search looks through."""
    titles = (content.title, *content.titles.values())
    words = (*titles, content.slug, content.difficulty or "", *content.tags, *content.languages)
    return "\n".join(words).casefold()


async def _save(
    db: AsyncSession, question: Question, content: Content, text: str, at: datetime, changed_by: str | None
) -> Stored:
    question.version += 1
    question.bytes += len(text)
    question.updated_at = at
    _show(question, content)
    saved = QuestionVersion(
        question_id=question.id,
        version=question.version,
        content=text,
        digest=digest_of(text),
        created_at=at,
        changed_by=changed_by,
    )
    db.add(question)
    await db.flush()
    db.add(saved)
    await db.flush()
    if question.version > MAX_VERSIONS:
        await _forget(db, question)
    return _stored(question, saved)


async def _forget(db: AsyncSession, question: Question) -> None:
    """The oldest version. A session has a copy of whatever it uses."""
    oldest = await rows.find_version(db, question.id, question.version - MAX_VERSIONS)
    if oldest is not None:
        question.bytes -= len(oldest.content)
        await db.delete(oldest)
        await db.flush()


async def _check_room(db: AsyncSession, library_id: str, text: str, *, is_new: bool) -> None:
    count, size = await rows.count_and_bytes(db, library_id)
    if is_new and count >= MAX_QUESTIONS:
        raise Conflict(f"The library holds {MAX_QUESTIONS} questions, which is as many as it may: delete some.")
    if size + len(text) > MAX_LIBRARY_BYTES:
        raise Conflict(f"All versions of the library's questions are {MAX_LIBRARY_BYTES} bytes at most: delete some.")


async def _find(db: AsyncSession, library_id: str, question_id: str, *, lock: bool = False) -> Question:
    known = is_token(question_id)
    question = await rows.find_question(db, library_id, question_id, lock=lock) if known else None
    if question is None:
        raise NotFound(UNKNOWN)
    return question


def _show(question: Question, content: Content) -> None:
    question.slug, question.title = content.slug, content.title
    question.difficulty, question.minutes = content.difficulty, content.minutes
    question.tags = rows.json_list([tag.casefold() for tag in content.tags])
    question.languages = rows.json_list(sorted(content.languages))
    question.searched = searched_of(content)


def _stored(question: Question, saved: QuestionVersion) -> Stored:
    return Stored(summary_of(question), saved.content, saved.version, saved.digest, saved.created_at, saved.changed_by)
