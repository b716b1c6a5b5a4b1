"""Packages into a library: each question all or nothing, with a report that names every file that was not taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.errors import Conflict, NotFound
from codesala.questions import service
from codesala.questions.content import Content
from codesala.questions.content.values import canonical
from codesala.questions.packages.icpc import read_package
from codesala.questions.packages.reading import Note, Unreadable
from codesala.questions.packages.zips import unpack


@dataclass(frozen=True, slots=True)
class Read:
    """A package as a question, or why it is none."""

    folder: str
    slug: str
    content: Content | None
    notes: Sequence[Note]
    text: str = ""
    """The content as canonical JSON."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of a package; `version` is None where nothing was kept."""

    folder: str
    slug: str
    title: str | None
    action: str
    version: int | None
    notes: Sequence[Note]


def read_zip(data: bytes) -> tuple[list[Read], list[Note]]:
    """What is in a zip file, and notes on what belongs to no package. Call it in a thread. Raises
    `errors.InvalidInput`."""
    packages, notes = unpack(data)
    found: list[Read] = []
    for package in packages:
        try:
            content, own = read_package(package.files, package.slug)
        except Unreadable as error:
            found.append(Read(package.folder, package.slug, None, [Note(error.path, error.message)]))
            continue
        same = next((one for one in found if one.content and one.content.slug == content.slug), None)
        if same is not None:
            why = Note("problem.yaml", f"“{same.folder}” has the slug {content.slug} already.")
            found.append(Read(package.folder, content.slug, None, [why]))
        else:
            found.append(Read(package.folder, content.slug, content, own, canonical(content)))
    return found, notes


async def take(
    db: AsyncSession, library_id: str, packages: Sequence[Read], changed_by: str | None, *, is_dry_run: bool
) -> list[Imported]:
    """Save what was read; of a dry run nothing stays. Raises `errors.NotFound`."""
    return [await _take(db, library_id, package, changed_by, is_dry_run) for package in packages]


async def _take(db: AsyncSession, library_id: str, package: Read, changed_by: str | None, is_dry_run: bool) -> Imported:
    content, notes = package.content, list(package.notes)
    if content is None:
        return Imported(package.folder, package.slug, None, "refused", None, notes)
    trial = await db.begin_nested()
    try:
        action, stored = await service.put_by_slug(db, library_id, content, package.text, changed_by)
    except (Conflict, NotFound) as error:
        await trial.rollback()
        if isinstance(error, NotFound):
            raise
        why = Note("problem.yaml", error.detail)
        return Imported(package.folder, content.slug, content.title, "refused", None, [*notes, why])
    version = stored.version
    if is_dry_run:
        await trial.rollback()
    else:
        await trial.commit()
    return Imported(package.folder, content.slug, content.title, action, version, notes)
