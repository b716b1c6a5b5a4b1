"""Who took part in a recording, when, and whose text is whose. Pure functions."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from codesala.errors import Corrupt
from codesala.recordings.order import Recorded, event_of
from codesala.records import Batch
from codesala.wire.entries import Entry, EntryKind, unpack
from codesala.wire.updates import Update, read_update
from codesala.wire.yjs import STRING

ERASED = "erased-"
"""Begins the id of somebody who was erased."""


@dataclass(slots=True)
class Participant:
    """`name` and `role` are their last ones, None where nothing tells. Times in milliseconds since 1970."""

    participant: str
    name: str | None
    role: str | None
    first_at: int
    last_at: int
    characters_typed: int = 0
    characters_of_starters: int = 0

    @property
    def is_erased(self) -> bool:
        return self.participant.startswith(ERASED)


def participants_of(entries: Sequence[Recorded], starters: Collection[str] = ()) -> list[Participant]:
    """Everybody who did anything, in the order in which they first appear. What a page of theirs put in and is one of
    `starters` they have not typed."""
    found: dict[str, Participant] = {}
    for entry in entries:
        if not entry.author:
            continue
        person = found.get(entry.author)
        if person is None:
            person = found[entry.author] = Participant(entry.author, None, None, entry.at_ms, entry.at_ms)
        person.last_at = entry.at_ms
        event = entry.event
        if event is not None and event["type"] in ("joined", "renamed") and event.get("participant") == entry.author:
            person.name = event.get("name")
            person.role = event.get("role") or person.role
    laid_in = {text.encode() for text in starters}
    for participant, text, characters in _inserted(entries):
        if participant not in found:
            continue
        if text in laid_in:
            found[participant].characters_of_starters += characters
        else:
            found[participant].characters_typed += characters
    return list(found.values())


def hosts_of(entries: Iterable[Recorded]) -> set[str]:
    """Everybody who ever was in the room as a host, whatever they came as in the end."""
    return {entry.author for entry in entries if entry.event is not None and _is_of_a_host(entry.event)}


def was_host(batches: Iterable[Batch], participant: str) -> bool:
    """Whether somebody was in the room as a host: looks for one event, so it neither puts the log in order nor reads
    what was written. Rows that are damaged are passed over."""
    for batch in batches:
        with suppress(Corrupt):
            if any(entry.author == participant and _tells_of_a_host(entry) for entry in unpack(batch.data)):
                return True
    return False


def _tells_of_a_host(entry: Entry) -> bool:
    if entry.kind is not EntryKind.EVENT:
        return False
    try:
        event = event_of(entry)
    except ValueError:
        return False
    return _is_of_a_host(event)


def _is_of_a_host(event: Mapping[str, Any]) -> bool:
    return event["type"] in ("joined", "renamed") and event.get("role") == "host"


def owners_of(updates: Iterable[tuple[str, Update]]) -> dict[int, str]:
    """Yjs client id → whose it is: the author of the first update that has text of this client alone, else of the first
    that has any. (What somebody sends again after a reconnection may hold text of others, all in one update.)"""
    alone: dict[int, str] = {}
    among: dict[int, str] = {}
    for author, update in updates:
        for section in update.sections:
            (alone if len(update.sections) == 1 else among).setdefault(section.client, author)
    return among | alone


def characters_typed(entries: Sequence[Recorded]) -> dict[str, int]:
    """Participant → how many UTF-16 units of text they inserted, pasted ones and those since deleted included."""
    typed: dict[str, int] = {}
    for participant, _, characters in _inserted(entries):
        typed[participant] = typed.get(participant, 0) + characters
    return typed


def _inserted(entries: Sequence[Recorded]) -> Iterator[tuple[str, bytes, int]]:
    """Each piece of text that somebody inserted: whose it is, the text in UTF-8, and how many UTF-16 units are new."""
    updates = [(entry.author, read_update(entry.update)) for entry in entries if entry.update is not None]
    owners = owners_of(updates)
    reached: dict[int, int] = {}
    for _, update in updates:
        for section in update.sections:
            clock = section.clock
            for struct in section.structs:
                new = clock + struct.length - max(clock, reached.get(section.client, 0))
                clock += struct.length
                if struct.content == STRING and new > 0:
                    yield owners[section.client], struct.text, new
            reached[section.client] = max(reached.get(section.client, 0), clock)
