"""What a node writes late of somebody who was erased meanwhile is erased as well: it could not reach the database.

Nobody's id is kept for that, only a hash, by which it is recognised when it comes again. Once the session is reopened
the erasures are forgotten: whoever comes then is recorded like everybody.
"""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.erasures import rows as erasures
from codesala.erasures import rows_log as rows
from codesala.erasures.erasing import erase
from codesala.erasures.subject import Subject, lock_unchanged, read_subject
from codesala.recordings.order import order
from codesala.records import Batch

LATE = timedelta(days=1)
"""For how long after somebody was erased the log is counted again."""


@dataclass(frozen=True, slots=True)
class Late:
    """An ended session to whose log something was added after somebody was erased from it."""

    subject: Subject
    erased: Sequence[erasures.ErasedPerson]


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What is to be done: batches to replace, others to remove, and who is whom from now on."""

    late: Late
    changed: Sequence[Batch]
    unreadable: Sequence[Batch]
    replacements: dict[str, str]
    files: frozenset[str]
    """Whose names go."""


def hash_of(session_id: str, participant: str) -> str:
    return hashlib.sha256(f"{session_id} {participant}".encode()).hexdigest()


async def find_late(db: AsyncSession, at: datetime) -> Sequence[str]:
    """Ids of sessions that are to be looked at."""
    return await erasures.list_outgrown(db, at - LATE)


async def read_late(db: AsyncSession, session_id: str) -> Late:
    """Raises `errors.NotFound`, and `errors.Conflict` for a session that was reopened."""
    return Late(await read_subject(db, session_id), await erasures.list_erasures(db, session_id))


def clean(late: Late) -> Cleaned:
    """Takes about 0.1 ms an entry and erased person: call it in a thread, outside of any transaction."""
    before = {(batch.writer, batch.number): batch for batch in late.subject.batches}
    kept = dict(before)
    unreadable: list[Batch] = []
    files: frozenset[str] = frozenset()
    # Who was erased may be erased once more, with what they wrote.
    people = {*_people(late.subject.batches), *(erased.replacement for erased in late.erased)}
    hashes = {hash_of(late.subject.session_id, participant): participant for participant in people}
    replacements: dict[str, str] = {}
    for erased in late.erased:
        passes = [(erased.replacement, erased.with_text)]
        if participant := hashes.get(erased.person_hash):
            # First they become who they are since they were erased.
            passes.insert(0, (participant, False))
            replacements[participant] = erased.replacement
        # Then all that they wrote is theirs, whenever it came and whoever brought it.
        for who, with_text in passes:
            erasure = erase(list(kept.values()), who, erased.replacement, with_text=with_text)
            kept |= {(batch.writer, batch.number): batch for batch in erasure.changed}
            files |= erasure.files
            unreadable += [kept.pop((batch.writer, batch.number)) for batch in erasure.unreadable]
    changed = [batch for place, batch in kept.items() if batch is not before[place]]
    return Cleaned(late, changed, unreadable, replacements, files)


async def carry_out_late(db: AsyncSession, cleaned: Cleaned) -> bool:
    """Whether anything of somebody was found, and is gone: then rooms must be told, after the commit. Raises as
    `read_late`, and `errors.Conflict` when the session has changed since: the next run finds what there is now."""
    subject = cleaned.late.subject
    session_id = subject.session_id
    await lock_unchanged(db, subject)
    is_found = bool(cleaned.changed or cleaned.unreadable)
    if is_found:
        await rows.rewrite_log(db, session_id, cleaned.changed, cleaned.unreadable)
        for participant, replacement in cleaned.replacements.items():
            await rows.replace_person(db, session_id, participant, replacement)
        await rows.forget_names(db, session_id, cleaned.files)
        await rows.want_export_again(db, session_id)
    await erasures.set_count(db, session_id, len(subject.batches) - len(cleaned.unreadable))
    return is_found


def _people(batches: Sequence[Batch]) -> Iterator[str]:
    """Everybody who is named anywhere in the log."""
    for entry in order(batches).entries:
        yield entry.author
        if entry.event is not None:
            yield from (value for value in entry.event.values() if isinstance(value, str))
