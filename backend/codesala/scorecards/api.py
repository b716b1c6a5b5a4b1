"""/api/sessions/{session_id}/scorecards: interviewers' judgements, each known by the key of their browser. …/rubric:
what they judge."""

from fastapi import APIRouter

from codesala.clock import milliseconds_now
from codesala.errors import Conflict
from codesala.participants.service import was_host
from codesala.recordings import service as replay
from codesala.scorecards import rubrics, service
from codesala.scorecards.schemas import Rubric, Scorecard, Scorecards, Skill, WriteRubric, WriteScorecard
from codesala.scorecards.shapes import RubricSkill
from codesala.web.access import FOR_HOSTS, HostDb, HostReadDb, KnownParticipant, Participant, check_host, require_host
from codesala.web.before_body import PROSE_BODY_BYTES, CheckedRoute, before_body
from codesala.web.deps import Address, AppParts, Credential, Parts
from codesala.web.heavy import in_thread
from codesala.web.problems import responses

router = APIRouter(prefix="/api/sessions/{session_id}", tags=["scorecards"], route_class=CheckedRoute)


@router.get("/scorecards", responses=responses(401, 404, 422, 429, 503), openapi_extra=FOR_HOSTS)
async def read_scorecards(db: HostReadDb, participant: Participant, session_id: str) -> Scorecards:
    """One's own card, and those of others once one's own is submitted. Without a key: only how many are. With the
    rubric, along which a new card begins."""
    cards = await service.read_cards(db, session_id, participant)
    return Scorecards(
        own=None if cards.own is None else _scorecard(cards.own),
        submitted=cards.submitted,
        others=[_scorecard(card) for card in cards.others],
        rubric=_shown(await rubrics.find_rubric(db, session_id)),
    )


@router.get("/rubric", responses=responses(401, 404, 429, 503), openapi_extra=FOR_HOSTS)
async def read_rubric(db: HostReadDb, session_id: str) -> Rubric:
    """The skills that interviewers of this session judge, and what the scores mean. For hosts alone."""
    return _rubric(await rubrics.read_rubric(db, session_id))


@router.put("/rubric", responses=responses(401, 404, 409, 413, 422, 429, 503), openapi_extra=FOR_HOSTS)
@before_body(check_host, max_bytes=PROSE_BODY_BYTES)
async def write_rubric(db: HostDb, session_id: str, body: WriteRubric) -> Rubric:
    """Keep it as it is sent; an empty one takes it away. Scorecards that are begun stay as they are. For hosts alone,
    also after the end."""
    rubric = [skill.as_rubric() for skill in body.skills]
    await rubrics.write_rubric(db, session_id, rubric, based_on=body.based_on)
    return _rubric(rubric)


@router.put("/scorecards/own", responses=responses(401, 404, 409, 413, 422, 429, 503), openapi_extra=FOR_HOSTS)
@before_body(check_host, max_bytes=PROSE_BODY_BYTES)
async def write_own_scorecard(
    parts: AppParts,
    db: HostDb,
    address: Address,
    participant: KnownParticipant,
    session_id: str,
    body: WriteScorecard,
) -> Scorecard:
    """Keep one's own card as it is sent. Nobody else sees it until it is submitted."""
    judgement = service.Judgement(
        name=body.name,
        skills=[service.Skill(skill.name, skill.score) for skill in body.skills],
        verdict=body.verdict,
        comment=body.comment,
    )
    card, is_first = await service.write_card(db, session_id, participant, judgement, based_on=body.based_on)
    if is_first:
        parts.limits.count_kept_bytes(address, service.MAX_COMMENT_CHARACTERS)
    return _scorecard(card)


@router.post("/scorecards/own/submit", responses=responses(401, 404, 409, 422, 429, 503), openapi_extra=FOR_HOSTS)
async def submit_own_scorecard(
    parts: AppParts, address: Address, credential: Credential, participant: KnownParticipant, session_id: str
) -> Scorecard:
    """Show one's own card to those who have submitted theirs. It needs a recommendation (`verdict`), and never changes
    again. Only who was in the room as a host may submit one: else another browser would be enough to read what others
    have judged. The hosts in the room are told that it was submitted and by whom, nobody what it says."""
    await require_host(parts, address, session_id, credential)
    present = parts.hub.person(session_id, participant)
    if (present is None or present["role"] != "host") and not await _was_host(parts, session_id, participant):
        raise Conflict("Only who was in the room as a host, in this browser, can submit a scorecard.")
    async with parts.database.transaction() as db:
        await require_host(parts, address, session_id, credential, db)
        card, is_first = await service.submit_card(db, session_id, participant)
    if is_first:
        name = present["name"] if present else None  # not the card's: what stands there is the card's own
        event = {"type": "scorecard", "at": milliseconds_now(), "participant": participant, "name": name}
        await parts.hub.session_changed(session_id, [event])
    return _scorecard(card)


async def _was_host(parts: Parts, session_id: str, participant: str) -> bool:
    async with parts.recordings.turn():
        async with parts.database.transaction(read_only=True) as db:
            stored = await replay.load(db, session_id)
        return await in_thread(was_host, stored.batches, participant)


def _rubric(rubric: rubrics.Rubric) -> Rubric:
    return Rubric(skills=_shown(rubric), version=rubrics.version_of(rubric))


def _shown(rubric: rubrics.Rubric) -> list[RubricSkill]:
    return [RubricSkill(name=skill.name, levels=list(skill.levels)) for skill in rubric]


def _scorecard(card: service.Card) -> Scorecard:
    judgement = card.judgement
    return Scorecard(
        name=judgement.name,
        skills=[Skill(name=skill.name, score=skill.score) for skill in judgement.skills],
        verdict=judgement.verdict,
        comment=judgement.comment,
        updated_at=card.updated_at,
        submitted_at=card.submitted_at,
    )
