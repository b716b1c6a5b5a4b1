"""Scorecards: each interviewer's judgement, theirs alone until they submit it, then shown to those who submitted."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.clock import later_than
from codesala.errors import Conflict, InvalidInput, Outdated
from codesala.scorecards import rows
from codesala.sessions.service import lock_session, read_session

Verdict = Literal["strong_no", "no", "yes", "strong_yes"]
VERDICTS: tuple[Verdict, ...] = ("strong_no", "no", "yes", "strong_yes")

MAX_NAME_CHARACTERS = 40
MAX_SKILLS = 30
MAX_SKILL_CHARACTERS = 100
MAX_COMMENT_CHARACTERS = 10_000
MAX_SCORECARDS = 100


@dataclass(frozen=True, slots=True)
class Skill:
    """`score` is 1 to 4, or null where it was not judged."""

    name: str
    score: int | None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What an interviewer fills in."""

    name: str | None
    skills: Sequence[Skill]
    verdict: Verdict | None
    comment: str


@dataclass(frozen=True, slots=True)
class Card:
    """A scorecard. `interviewer` is the participant whose it is; while `submitted_at` is None it is theirs alone."""

    interviewer: str
    judgement: Judgement
    updated_at: datetime
    submitted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Cards:
    """What one interviewer may see: `others` only once `own` is submitted. `submitted` counts all that are."""

    own: Card | None
    submitted: int
    others: Sequence[Card]


async def read_cards(db: AsyncSession, session_id: str, interviewer: str | None) -> Cards:
    """The cards as this participant may see them; nobody's, when it is None. Raises `errors.NotFound`."""
    await read_session(db, session_id)
    cards = [_card(row) for row in await rows.list_scorecards(db, session_id)]
    own = next((card for card in cards if card.interviewer == interviewer), None)
    submitted = [card for card in cards if card.submitted_at is not None]
    may_see = own is not None and own.submitted_at is not None
    others = [card for card in submitted if card is not own] if may_see else []
    return Cards(own=own, submitted=len(submitted), others=others)


async def submitted_cards(db: AsyncSession, session_id: str) -> list[Card]:
    """All that are submitted, the first submitted first: for those who may see the whole session."""
    cards = [_card(row) for row in await rows.list_scorecards(db, session_id)]
    return [card for card in cards if card.submitted_at is not None]


async def write_card(
    db: AsyncSession, session_id: str, interviewer: str, judgement: Judgement, *, based_on: datetime | None = None
) -> tuple[Card, bool]:
    """Keep the whole card as it is given, in place of the version `based_on` or, when it is None, of whatever is there;
    True for the first time. Raises `errors.InvalidInput`, `errors.NotFound`, `errors.Outdated` when another version is
    there, and `errors.Conflict` once it is submitted or when the session holds `MAX_SCORECARDS`."""
    await lock_session(db, session_id)
    _check(judgement)
    now = datetime.now(UTC)
    last = await rows.find_scorecard(db, session_id, interviewer)
    is_first = last is None
    if last is not None and last.submitted_at is None:
        if based_on not in (None, last.updated_at):
            raise Outdated("Your scorecard was changed meanwhile, so nothing was saved. Read it again, then decide.")
        now = later_than(last.updated_at, now)
    if is_first and await rows.count_scorecards(db, session_id) >= MAX_SCORECARDS:
        raise Conflict(f"The session holds {MAX_SCORECARDS} scorecards, which is as many as it may.")
    written = await rows.write_scorecard(
        db,
        rows.Scorecard(
            session_id=session_id,
            interviewer=interviewer,
            name=judgement.name,
            skills=json.dumps([{"name": skill.name, "score": skill.score} for skill in judgement.skills]),
            verdict=judgement.verdict,
            comment=judgement.comment,
            updated_at=now,
        ),
    )
    if not written:
        raise Conflict("Your scorecard is submitted, so it can no longer change.")
    return await _own(db, session_id, interviewer), is_first


async def submit_card(db: AsyncSession, session_id: str, interviewer: str) -> tuple[Card, bool]:
    """From now on those who submitted see each other's cards; this one stays as it is. One that is submitted already is
    left alone: then False. Raises `errors.NotFound`, and `errors.Conflict` without a card or without a verdict."""
    await read_session(db, session_id)
    if await rows.find_scorecard(db, session_id, interviewer) is None:
        raise Conflict("You have no scorecard in this session yet: fill it in first.")
    is_first = await rows.submit_scorecard(db, session_id, interviewer, datetime.now(UTC))
    card = await _own(db, session_id, interviewer)
    if card.submitted_at is None:
        raise Conflict("A scorecard needs a verdict before it can be submitted.")
    return card, is_first


async def _own(db: AsyncSession, session_id: str, interviewer: str) -> Card:
    row = await rows.find_scorecard(db, session_id, interviewer)
    assert row is not None
    return _card(row)


def _check(judgement: Judgement) -> None:
    if len(judgement.skills) > MAX_SKILLS:
        raise InvalidInput(f"A scorecard has at most {MAX_SKILLS} skills.", field="body.skills")


def _card(row: rows.Scorecard) -> Card:
    skills = [Skill(name=skill["name"], score=skill["score"]) for skill in json.loads(row.skills)]
    verdict = next((known for known in VERDICTS if known == row.verdict), None)
    return Card(
        interviewer=row.interviewer,
        judgement=Judgement(name=row.name, skills=skills, verdict=verdict, comment=row.comment),
        updated_at=row.updated_at,
        submitted_at=row.submitted_at,
    )
