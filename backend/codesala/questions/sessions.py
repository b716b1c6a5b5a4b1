"""Questions of a session: its own copies, prepared by hosts, shown to everybody, hidden again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, cast

from sqlalchemy import bindparam, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.clock import milliseconds_now
from codesala.errors import Conflict, Forbidden, NotFound
from codesala.languages import DEFAULT_LANGUAGE
from codesala.links.rows import is_admitted
from codesala.links.service import LinkInfo
from codesala.questions.content import Content, digest_of, public_part
from codesala.questions.content.values import written
from codesala.questions.service import Stored
from codesala.questions.tables import SessionQuestion
from codesala.records import Batch
from codesala.scorecards.rubrics import SCORES, Rubric, RubricSkill, extend_rubric
from codesala.sessions.changes import Actor, Change, Changed, begin
from codesala.sessions.life import require_live
from codesala.sessions.lobby import may_read_code
from codesala.sessions.service import read_session
from codesala.wire.entries import event_batch

MAX_QUESTIONS = 20
State = Literal["prepared", "shown", "hidden"]
UNKNOWN = "There is no such question in this session."

_COLUMNS = tuple(column.name for column in SessionQuestion.__table__.columns)
NEW_QUESTION = insert(SessionQuestion).inline().values({name: bindparam(name) for name in _COLUMNS})


@dataclass(frozen=True, slots=True)
class Wish:
    """A question that a session is to have."""

    stored: Stored
    content: Content
    library_id: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class OfSession:
    """A session's question, with all that only hosts may see."""

    number: int
    title: str
    state: State
    digest: str
    text: str
    """Its content as canonical JSON."""
    library_id: str | None
    question_id: str | None
    version: int | None
    added_at: datetime
    shown_at: datetime | None
    folder: str | None


def row_of(session_id: str, number: int, wish: Wish, at: datetime) -> dict[str, Any]:
    """For NEW_QUESTION."""
    public = written(public_part(wish.content))
    return {
        "session_id": session_id,
        "number": number,
        "library_id": wish.library_id,
        "question_id": wish.stored.summary.question_id,
        "version": wish.stored.version,
        "title": wish.content.title,
        "content": wish.stored.text,
        "public": public,
        "digest": digest_of(public),
        "state": "shown" if wish.is_shown else "prepared",
        "added_at": at,
        "shown_at": at if wish.is_shown else None,
        "folder": None,
    }


def kept_bytes(wish: Wish) -> int:
    """That the session's copy takes, at most: the whole, and what candidates see of it."""
    return 2 * len(wish.stored.text)


def skills_of(content: Content) -> Rubric:
    """What a question brings to the session's rubric."""
    return [RubricSkill(one.name, [*one.levels, *[""] * (SCORES - len(one.levels))]) for one in content.skills]


def starting(wishes: Sequence[Wish], language: str | None, code: str | None) -> tuple[str | None, str | None]:
    """With which language and code a new session begins: those that are asked for, else those of the first question, if
    it has a single file to begin with."""
    languages = wishes[0].content.languages if wishes else {}
    first = DEFAULT_LANGUAGE if DEFAULT_LANGUAGE in languages else next(iter(languages), None)
    chosen = language or first
    files = languages[chosen].files if chosen in languages else {}
    if code is None and len(files) == 1:
        code = next(iter(files.values()))
    return chosen, code


def first_batch(session_id: str, rows: Sequence[Mapping[str, Any]]) -> Batch | None:
    """What the log of a new session tells of questions that it shows at once."""
    actor = {"at": milliseconds_now(), "participant": None, "name": None}
    events = [{"type": "question.shown", **actor, **_facts(row)} for row in rows if row["state"] == "shown"]
    return event_batch(session_id, events) if events else None


async def list_questions(db: AsyncSession, session_id: str) -> list[OfSession]:
    """In order of their numbers. Raises `errors.NotFound`."""
    await read_session(db, session_id)
    statement = select(SessionQuestion).where(SessionQuestion.session_id == session_id)
    return [_info(one) for one in (await db.execute(statement.order_by(SessionQuestion.number))).scalars()]


async def list_shown(db: AsyncSession, link: LinkInfo, participant: str | None) -> list[OfSession]:
    """The questions that are shown, for whoever is inside by this link, or may have the code after the end. Raises
    `errors.Forbidden`."""
    if not await _may_read(db, link, participant):
        raise Forbidden("The questions are not shown to you.")
    return [one for one in await list_questions(db, link.session_id) if one.state == "shown"]


async def add_question(db: AsyncSession, session_id: str, actor: Actor, wish: Wish) -> tuple[Changed, OfSession]:
    """A copy for the session, of which only hosts know unless it is shown at once; its skills extend the rubric. Raises
    `errors.NotFound`, and `errors.Conflict` for an ended session and one that has enough."""
    change = await begin_change(db, session_id, actor)
    counted = select(func.count(), func.coalesce(func.max(SessionQuestion.number), 0))
    count, last = (await db.execute(counted.where(SessionQuestion.session_id == session_id))).one()
    if count >= MAX_QUESTIONS:
        raise Conflict(f"The session has {MAX_QUESTIONS} questions, which is as many as it may: remove one.")
    question = SessionQuestion(**row_of(session_id, last + 1, wish, datetime.now(UTC)))
    db.add(question)
    await db.flush()
    await extend_rubric(db, session_id, skills_of(wish.content))
    _tell(change, question)
    return await change.finish(), _info(question)


async def show_question(db: AsyncSession, session_id: str, actor: Actor, number: int) -> tuple[Changed, OfSession]:
    """From now on everybody sees it. Raises `errors.NotFound`, `errors.Conflict`."""
    return await _set(db, session_id, actor, number, "shown")


async def hide_question(db: AsyncSession, session_id: str, actor: Actor, number: int) -> tuple[Changed, OfSession]:
    """From now on only hosts see it. Raises `errors.NotFound`, and `errors.Conflict` for one that was never shown."""
    return await _set(db, session_id, actor, number, "hidden")


async def remove_question(db: AsyncSession, session_id: str, actor: Actor, number: int) -> Changed:
    """Take away what nobody but hosts has seen. Raises `errors.NotFound`, `errors.Conflict`."""
    change = await begin_change(db, session_id, actor)
    question = await find_question(db, session_id, number)
    if question.state != "prepared":
        raise Conflict("The question was shown, so it is part of the session: hide it instead.")
    where = (SessionQuestion.session_id == session_id, SessionQuestion.number == number)
    await db.execute(delete(SessionQuestion).where(*where))
    change.is_new = True
    return await change.finish()


async def _set(db: AsyncSession, session_id: str, actor: Actor, number: int, state: str) -> tuple[Changed, OfSession]:
    change = await begin_change(db, session_id, actor)
    question = await find_question(db, session_id, number)
    if state == "hidden" and question.state == "prepared":
        raise Conflict("Nobody but hosts has seen the question yet.")
    if question.state != state:
        question.state = state
        if state == "shown":
            question.shown_at = datetime.now(UTC)
        await db.flush()
        _tell(change, question)
    return await change.finish(), _info(question)


async def begin_change(db: AsyncSession, session_id: str, actor: Actor) -> Change:
    """Raises `errors.NotFound`, `errors.Conflict`."""
    change = await begin(db, session_id, actor)
    require_live(change.row)
    return change


async def find_question(db: AsyncSession, session_id: str, number: int) -> SessionQuestion:
    """Raises `errors.NotFound`."""
    question = await db.get(SessionQuestion, (session_id, number))
    if question is None:
        raise NotFound(UNKNOWN)
    return question


def _tell(change: Change, question: SessionQuestion) -> None:
    change.is_new = True
    if question.state != "prepared":
        facts = {"number": question.number, "title": question.title, "digest": question.digest}
        change.add(f"question.{question.state}", **_facts(facts))


def _facts(row: Mapping[str, Any]) -> dict[str, Any]:
    return {"question": row["number"], "title": row["title"], "digest": row["digest"]}


async def _may_read(db: AsyncSession, link: LinkInfo, participant: str | None) -> bool:
    if link.role == "observer" and link.status == "live":
        known = participant and await is_admitted(db, link.session_id, participant)
        return bool(known) if link.needs_admission else known is not False
    return await may_read_code(db, link, participant)


def _info(question: SessionQuestion) -> OfSession:
    return OfSession(
        number=question.number,
        title=question.title,
        state=cast(State, question.state),
        digest=question.digest,
        text=question.content,
        library_id=question.library_id,
        question_id=question.question_id,
        version=question.version,
        added_at=question.added_at,
        shown_at=question.shown_at,
        folder=question.folder,
    )
