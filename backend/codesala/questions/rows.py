"""Queries on libraries, their links and their questions. Each takes the open transaction first and never commits."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, bindparam, delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.sql.elements import ColumnElement

from codesala.questions.tables import Library, LibraryLink, Question, QuestionVersion
from codesala.records import WantedQuestions

OPENED = (
    select(Library.id.label("library_id"), Library.name, Library.created_at, LibraryLink.opens_for)
    .join(LibraryLink, LibraryLink.library_id == Library.id)
    .where(LibraryLink.token_hash == bindparam("token_hash"), LibraryLink.revoked_at.is_(None))
)
"""What a library's token opens."""

NAMED = select(Library.id.label("library_id"), Library.name, Library.created_at).where(
    Library.id == bindparam("library_id")
)


def json_list(values: Sequence[str]) -> str:
    return json.dumps(list(values))


def as_list(text: str) -> list[str]:
    values: list[str] = json.loads(text)
    return values


async def list_libraries(db: AsyncSession) -> list[Library]:
    return list((await db.execute(select(Library).order_by(Library.created_at.desc(), Library.id))).scalars())


async def lock_library(db: AsyncSession, library_id: str) -> Library | None:
    """The row, which nobody changes or deletes before this transaction ends."""
    return (await db.execute(select(Library).where(Library.id == library_id).with_for_update())).scalar_one_or_none()


async def delete_library(db: AsyncSession, library_id: str) -> bool:
    deleted = await db.execute(delete(Library).where(Library.id == library_id).returning(Library.id))
    return deleted.first() is not None


async def live_links(db: AsyncSession, library_id: str, opens_for: str) -> list[LibraryLink]:
    statement = select(LibraryLink).where(
        LibraryLink.library_id == library_id, LibraryLink.opens_for == opens_for, LibraryLink.revoked_at.is_(None)
    )
    return list((await db.execute(statement)).scalars())


async def list_questions(
    db: AsyncSession, library_id: str, wanted: WantedQuestions, skip: int, limit: int
) -> tuple[list[Question], int]:
    """A page, what was changed last first, and how many there are in all."""
    conditions: list[ColumnElement[bool]] = [
        Question.library_id == library_id,
        Question.is_archived.is_(wanted.is_archived),
        *(Question.searched.contains(word, autoescape=True) for word in wanted.words),
    ]
    if wanted.tag is not None:
        conditions.append(Question.tags.contains(json.dumps(wanted.tag), autoescape=True))
    if wanted.language is not None:
        conditions.append(Question.languages.contains(json.dumps(wanted.language), autoescape=True))
    if wanted.difficulty is not None:
        conditions.append(Question.difficulty == wanted.difficulty)
    page = (
        select(Question).where(*conditions).order_by(Question.updated_at.desc(), Question.id).offset(skip).limit(limit)
    )
    total = (await db.execute(select(func.count()).select_from(Question).where(*conditions))).scalar_one()
    return list((await db.execute(page)).scalars()), total


async def count_and_bytes(db: AsyncSession, library_id: str) -> tuple[int, int]:
    """How many questions a library holds, archived ones included, and how many bytes all their versions."""
    statement = select(func.count(), func.coalesce(func.sum(Question.bytes), 0)).where(
        Question.library_id == library_id
    )
    count, size = (await db.execute(statement)).one()
    return count, int(size)


async def find_question(db: AsyncSession, library_id: str, question_id: str, *, lock: bool = False) -> Question | None:
    statement = select(Question).where(Question.id == question_id, Question.library_id == library_id)
    if lock:
        statement = statement.with_for_update().execution_options(populate_existing=True)
    return (await db.execute(statement)).scalar_one_or_none()


async def find_by_slug(db: AsyncSession, library_id: str, slug: str) -> Question | None:
    statement = select(Question).where(Question.library_id == library_id, Question.slug == slug)
    return (await db.execute(statement)).scalar_one_or_none()


async def find_version(db: AsyncSession, question_id: str, version: int) -> QuestionVersion | None:
    return await db.get(QuestionVersion, (question_id, version))


async def list_versions(db: AsyncSession, question_id: str) -> list[QuestionVersion]:
    """Newest first."""
    statement = (
        select(QuestionVersion)
        .where(QuestionVersion.question_id == question_id)
        .order_by(QuestionVersion.version.desc())
    )
    return list((await db.execute(statement)).scalars())


async def delete_question(db: AsyncSession, question_id: str) -> None:
    await db.execute(delete(Question).where(Question.id == question_id))


async def newest_bytes(db: AsyncSession, library_id: str) -> int:
    """Of the newest versions of all questions that are not put aside."""
    statement = select(func.coalesce(func.sum(func.length(QuestionVersion.content)), 0))
    return int((await db.execute(_of_newest(statement, library_id))).scalar_one())


async def newest_texts(db: AsyncSession, library_id: str) -> list[str]:
    """The same texts, what was changed last first."""
    statement = _of_newest(select(QuestionVersion.content), library_id)
    return list((await db.execute(statement.order_by(Question.updated_at.desc(), Question.id))).scalars())


def _of_newest(statement: Select[Any], library_id: str) -> Select[Any]:
    newest = (QuestionVersion.question_id == Question.id) & (QuestionVersion.version == Question.version)
    return (
        statement.select_from(Question)
        .join(QuestionVersion, newest)
        .where(Question.library_id == library_id, Question.is_archived.is_(False))
    )
