"""A session's rubric: the skills that its interviewers judge, with what the scores 1 to 4 mean. It is the session's
own, for hosts alone, and no change of it changes a scorecard."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.errors import InvalidInput, Outdated
from codesala.scorecards import rows
from codesala.scorecards.service import MAX_SKILLS
from codesala.sessions.service import lock_session, read_session

MAX_LEVEL_CHARACTERS = 200
SCORES = 4


@dataclass(frozen=True, slots=True)
class RubricSkill:
    """`levels`: what 1, 2, 3 and 4 mean, each empty where nobody said."""

    name: str
    levels: Sequence[str]


Rubric = Sequence[RubricSkill]


def check_rubric(rubric: Rubric, field: str) -> None:
    """`field` names the list for whoever sent it. Raises `errors.InvalidInput`."""
    names: set[str] = set()
    for index, skill in enumerate(rubric):
        if skill.name.casefold() in names:
            message = f"“{skill.name}” is in the rubric twice: name each skill once."
            raise InvalidInput(message, field=f"{field}.{index}.name")
        names.add(skill.name.casefold())


def united(*rubrics: Iterable[RubricSkill]) -> Rubric:
    """The skills of all of them in order, of those with the same name the first, as many as a scorecard may have."""
    found: dict[str, RubricSkill] = {}
    for rubric in rubrics:
        for skill in rubric:
            found.setdefault(skill.name.casefold(), skill)
    return list(found.values())[:MAX_SKILLS]


def inserts(session_id: str, rubric: Rubric) -> Sequence[tuple[Any, Sequence[Mapping[str, Any]]]]:
    """What a new session needs, for `sessions.add_session`."""
    return [(rows.NEW_RUBRIC, [{"session_id": session_id, "skills": _written(rubric)}])] if rubric else []


async def read_rubric(db: AsyncSession, session_id: str) -> Rubric:
    """Raises `errors.NotFound`."""
    await read_session(db, session_id)
    return await find_rubric(db, session_id)


async def find_rubric(db: AsyncSession, session_id: str) -> Rubric:
    """The same of a session that there is."""
    skills = await rows.find_rubric(db, session_id)
    return [RubricSkill(skill["name"], skill["levels"]) for skill in json.loads(skills or "[]")]


def version_of(rubric: Rubric) -> str:
    """Made of what it says: who saves the same as somebody else has overwritten nobody."""
    return hashlib.sha256(_written(rubric).encode()).hexdigest()[:16]


async def write_rubric(db: AsyncSession, session_id: str, rubric: Rubric, *, based_on: str | None = None) -> None:
    """In place of the one that there is, if `based_on` is its version or None.

    Raises `errors.InvalidInput`, `errors.NotFound`, and `errors.Outdated` when another version is there."""
    await lock_session(db, session_id)
    check_rubric(rubric, "body.skills")
    if based_on is not None and version_of(await find_rubric(db, session_id)) not in (based_on, version_of(rubric)):
        raise Outdated("The rubric was changed meanwhile, so nothing was saved. Read it again, then decide.")
    await rows.write_rubric(db, session_id, _written(rubric) if rubric else None)


async def extend_rubric(db: AsyncSession, session_id: str, rubric: Rubric) -> None:
    """Add what it does not have yet. The session's row is to be locked."""
    if rubric:
        own = await find_rubric(db, session_id)
        await rows.write_rubric(db, session_id, _written(united(own, rubric)))


def _written(rubric: Rubric) -> str:
    return json.dumps([asdict(skill) for skill in rubric])
