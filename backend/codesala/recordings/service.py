"""The recording of a session: everything that its log holds, in order, and the text at any moment of it.

Reading only: no room is opened and nothing is written. Besides the rooms, this is where documents are touched.
"""

import json
import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any

from pycrdt import Doc, Text
from sqlalchemy.ext.asyncio import AsyncSession

from codesala.errors import Conflict, NotFound
from codesala.files.recorded import files_as_json
from codesala.links.service import hash_token, is_token
from codesala.paths import MAIN_ROOT
from codesala.questions.recorded import questions_as_json
from codesala.recordings import rows
from codesala.recordings.chain import entry_as_json, head
from codesala.recordings.order import Ordered, Recorded, order
from codesala.records import AskedQuestion, Batch, FileFacts
from codesala.sessions.rows import Session, find_link, find_session
from codesala.sessions.service import no_such_session

logger = logging.getLogger(__name__)

MET_AT_MOST = 24
"""Of those whom somebody met. Players have ten colours."""

REPLAY_ROLES = frozenset({"host", "replay"})
CURSOR_HASH_CHARS = 16
CURSOR = re.compile(rf"[0-9]{{1,9}}-[0-9a-f]{{{CURSOR_HASH_CHARS}}}")
MAX_PAGE_CHARS = 32 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Stored:
    """What of a session the database holds for its replay; not put in order yet."""

    session_id: str
    title: str | None
    language: str
    status: str
    created_at: datetime
    ended_at: datetime | None
    batches: Sequence[Batch]
    deaths: int = 0
    """How many workers died at it."""
    files: Sequence[FileFacts] = ()
    """Beside the main one."""
    questions: Sequence[AskedQuestion] = ()
    laid_in: Sequence[str] = ()
    """The contents of questions whose starter came into the main file, where they were asked for."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who was in the session. `name` is their last one; both are None for who only left text behind. `met`:
    who appeared before them and was there with them, by place among all; so that players give them other colours."""

    participant: str
    name: str | None
    role: str | None
    met: list[int] = field(default_factory=list)


async def load(db: AsyncSession, session_id: str) -> Stored:
    """Raises `errors.NotFound`."""
    found = await find_session(db, session_id)
    if found is None:
        raise no_such_session()
    return await _read(db, found[0])


async def load_with_starters(db: AsyncSession, session_id: str) -> Stored:
    """As `load`, with what tells starter code from what people typed: contents of questions, of up to megabytes."""
    return replace(await load(db, session_id), laid_in=await rows.read_laid_in(db, session_id))


async def load_by_link(db: AsyncSession, token: str) -> Stored:
    """For the host's link and replay links. Raises `errors.NotFound` for any other."""
    found = await find_link(db, hash_token(token)) if is_token(token) else None
    if found is None or found[0].role not in REPLAY_ROLES:
        raise NotFound("This link does not lead to a replay. Ask the host for the replay link.")
    return await _read(db, found[1])


async def _read(db: AsyncSession, session: Session) -> Stored:
    return Stored(
        session_id=session.id,
        title=session.title,
        language=session.language,
        status=session.status,
        created_at=session.created_at,
        ended_at=session.ended_at,
        batches=await rows.read_batches(db, session.id),
        deaths=session.deaths,
        files=await rows.read_files(db, session.id),
        questions=await rows.read_questions(db, session.id),
    )


def people_of(entries: Iterable[Recorded]) -> list[Person]:
    """In the order in which they first appear."""
    people: dict[str, Person] = {}
    here: set[str] = set()
    together: set[tuple[str, str]] = set()
    for entry in entries:
        event = entry.event or {}
        participant = event.get("participant")
        if event.get("type") == "joined" and isinstance(participant, str):
            people[participant] = Person(participant, event.get("name"), event.get("role"))
            together.update((participant, other) for other in here if other != participant)
            here.add(participant)
        elif event.get("type") == "renamed" and isinstance(participant, str):
            known = people.get(participant)
            people[participant] = Person(participant, event.get("name"), known.role if known else event.get("role"))
        elif entry.author and entry.author not in people:
            people[entry.author] = Person(entry.author, None, None)
        if event.get("type") == "left":
            here.discard(str(participant))
    places = {participant: place for place, participant in enumerate(people)}
    met: list[set[int]] = [set() for _ in people]
    for one, other in together:
        earlier, later = sorted((places[one], places[other]))
        met[later].add(earlier)
    return [replace(person, met=sorted(met[places[person.participant]])[:MET_AT_MOST]) for person in people.values()]


def page_as_json(stored: Stored, after: str | None, limit: int) -> bytes:
    """A page of the recording as docs/replay.md describes it: at most `limit` entries behind the cursor `after`.
    Takes about 30 µs an entry of the log: call it in a thread.

    Raises `errors.Conflict` when what the cursor followed is not what is there now: a live session goes on, and edits
    made offline come in between.
    """
    ordered = order(stored.batches)
    done = _entries_done(ordered, after)
    page: list[dict[str, Any]] = []
    size = 0
    for entry in ordered.entries[done : done + limit]:
        size += len(entry.update or b"") * 4 // 3
        if page and size > MAX_PAGE_CHARS:
            break
        page.append(entry_as_json(entry))
    end = done + len(page)
    return _as_json(stored, ordered, page, _cursor(ordered, end) if end < len(ordered.entries) else None).encode()


def whole_as_json(stored: Stored, ordered: Ordered) -> str:
    """As `page_as_json`, with all entries on one page whatever their number."""
    return _as_json(stored, ordered, [entry_as_json(entry) for entry in ordered.entries], None)


def _as_json(stored: Stored, ordered: Ordered, page: list[dict[str, Any]], next_cursor: str | None) -> str:
    files = files_as_json(stored.language, stored.files)
    questions = questions_as_json(stored.questions) if not page or page[0]["n"] == 1 else []
    answer = {
        "session": session_as_json(stored),
        **({"files": files} if files else {}),
        **({"questions": questions} if questions else {}),
        "people": [asdict(person) for person in people_of(ordered.entries)],
        "entries": page,
        "next": next_cursor,
        "total": len(ordered.entries),
        "damaged": ordered.damaged,
    }
    return json.dumps(answer, separators=(",", ":"))


def session_as_json(stored: Stored) -> dict[str, Any]:
    return {
        "title": stored.title,
        "language": stored.language,
        "created_at": stored.created_at.isoformat(),
        "status": stored.status,
        "ended_at": stored.ended_at.isoformat() if stored.ended_at else None,
    }


def _cursor(ordered: Ordered, done: int) -> str:
    """How many entries somebody has, and a hash by which to know them again."""
    return f"{done}-{head(ordered.entries[:done]).hex()[:CURSOR_HASH_CHARS]}"


def _entries_done(ordered: Ordered, cursor: str | None) -> int:
    if cursor is None:
        return 0
    done = int(cursor.partition("-")[0]) if CURSOR.fullmatch(cursor) else 0
    if not 0 < done <= len(ordered.entries) or _cursor(ordered, done) != cursor:
        raise Conflict("The recording has changed since: read it again from its beginning.")
    return done


# The text


def text_after(entries: Iterable[Recorded]) -> str:
    """The main file's text once all these entries, the first of a recording, have happened."""
    return texts_after(entries, [MAIN_ROOT])[MAIN_ROOT]


def texts_after(entries: Iterable[Recorded], roots: Iterable[str]) -> dict[str, str]:
    """The text of each of these roots once all these entries, the first of a recording, have happened."""
    doc: Doc[Text] = Doc()
    found = {root: doc.get(root, type=Text) for root in roots}
    for entry in entries:
        _apply(doc, entry)
    with doc.transaction():
        return {root: str(text) for root, text in found.items()}


def _apply(doc: "Doc[Text]", entry: Recorded) -> None:
    if entry.update is None:
        return
    try:
        doc.apply_update(entry.update)
    except BaseException as error:  # for some input pycrdt raises PanicException, which is no Exception
        if isinstance(error, KeyboardInterrupt | SystemExit):
            raise
        logger.error("entry %d cannot be applied: %.200r", entry.n, error)
