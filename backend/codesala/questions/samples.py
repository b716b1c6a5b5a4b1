"""The library of our own questions: packages in the folder samples/, the same for everybody and for good."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.errors import NotFound
from codesala.questions.content import Content, digest_of
from codesala.questions.content.values import canonical
from codesala.questions.libraries import SAMPLES
from codesala.questions.packages.icpc import read_package
from codesala.questions.service import UNKNOWN, Stored, Summary, newest_texts, read_question, searched_of
from codesala.records import WantedQuestions

FOLDER = Path(__file__).parent / "samples"
PROBLEM = "problem.yaml"
PREFIX = "sample."
"""Before the slug, in ids: no token has a full stop."""


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@cache
def samples() -> Mapping[str, Content]:
    """By slug."""
    folders = sorted(path for path in FOLDER.iterdir() if (path / PROBLEM).is_file())
    return {folder.name: read_package(files_of(folder), folder.name)[0] for folder in folders}


def list_samples(wanted: WantedQuestions, skip: int, limit: int) -> tuple[list[Summary], int]:
    """As service.list_questions: in order of their titles, the easy ones first."""
    found = [content for content in samples().values() if _is_wanted(content, wanted)]
    order = ("easy", "medium", "hard")
    found.sort(key=lambda content: (order.index(content.difficulty or "hard"), content.title))
    return [_summary(content) for content in found[skip : skip + limit]], len(found)


def read_sample(question_id: str, version: int | None = None) -> Stored:
    """As service.read_question. Raises `errors.NotFound`."""
    content = samples().get(question_id.removeprefix(PREFIX))
    if content is None or not question_id.startswith(PREFIX) or version not in (None, 1):
        raise NotFound(UNKNOWN)
    text = canonical(content)
    return Stored(_summary(content), text, 1, digest_of(text), None, None)


async def find_question(db: AsyncSession, library_id: str, question_id: str, version: int | None = None) -> Stored:
    """A question of the samples or of another library. Raises `errors.NotFound`."""
    if library_id == SAMPLES:
        return read_sample(question_id, version)
    return await read_question(db, library_id, question_id, version)


async def all_texts(db: AsyncSession, library_id: str) -> list[str]:
    """As service.newest_texts, of the samples too."""
    if library_id == SAMPLES:
        return [canonical(content) for content in samples().values()]
    return await newest_texts(db, library_id)


def _is_wanted(content: Content, wanted: WantedQuestions) -> bool:
    searched = searched_of(content)
    return (
        not wanted.is_archived
        and all(word in searched for word in wanted.words)
        and wanted.tag in (None, *(tag.casefold() for tag in content.tags))
        and wanted.language in (None, *content.languages)
        and wanted.difficulty in (None, content.difficulty)
    )


def _summary(content: Content) -> Summary:
    return Summary(
        question_id=f"{PREFIX}{content.slug}",
        slug=content.slug,
        title=content.title,
        difficulty=content.difficulty,
        minutes=content.minutes,
        tags=[tag.casefold() for tag in content.tags],
        languages=sorted(content.languages),
        version=1,
        is_archived=False,
        created_at=None,
        updated_at=None,
        titles=content.titles,
    )
