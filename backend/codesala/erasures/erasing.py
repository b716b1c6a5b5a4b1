"""A log without one of its people: their identity gone and, if wanted, the text that they typed. Pure functions.

Their text becomes deleted text of the same length, so that everything which builds on it still applies, and other
people's text stays where it is.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from codesala.errors import Corrupt
from codesala.files.naming import called_by, paths_of
from codesala.participants.service import characters_typed, owners_of
from codesala.recordings.order import order
from codesala.recordings.runs import runs_of
from codesala.records import Batch
from codesala.wire.entries import Entry, EntryKind, pack, unpack
from codesala.wire.updates import Update, read_update, write_update
from codesala.wire.varint import Malformed
from codesala.wire.yjs import DELETED, STRING


@dataclass(slots=True)
class Erasure:
    """What erasing somebody changes, or would change."""

    characters: int = 0
    """UTF-16 units that they typed: gone, or left without their name."""
    entries: int = 0
    """Updates and events of theirs."""
    events: int = 0
    """Events that name them, whoever's they are."""
    runs: int = 0
    files: frozenset[str] = frozenset()
    """Files whose last name is theirs, and goes."""
    changed: list[Batch] = field(default_factory=list)
    """The batches that are not as they were."""
    unreadable: list[Batch] = field(default_factory=list)
    """Damaged rows: nobody knows what they hold, so they go."""


def erase(batches: Sequence[Batch], participant: str, replacement: str, *, with_text: bool) -> Erasure:
    """Replace somebody's id in a log, and remove their name; with `with_text` also what they typed, names of
    files too, and what their runs printed and read."""
    entries = order(batches).entries
    updates = [(entry.author, read_update(entry.update)) for entry in entries if entry.update is not None]
    runs = [run.run for run in runs_of(entries) if run.participant == participant]
    person = _Person(
        participant,
        replacement,
        with_text,
        clients=frozenset(client for client, owner in owners_of(updates).items() if owner == participant),
        runs=frozenset(runs),
        paths=paths_of(entries, participant),
    )
    erasure = Erasure(
        characters=characters_typed(entries).get(participant, 0),
        entries=sum(entry.author == participant for entry in entries),
        runs=len(runs),
        files=called_by(entries, person.paths) if with_text else frozenset(),
    )
    for batch in batches:
        try:
            stored = unpack(batch.data)
        except Corrupt:
            erasure.unreadable.append(batch)
            continue
        _erase_from(batch, stored, person, erasure)
    return erasure


def without_text_of(update: Update, clients: Iterable[int]) -> Update:
    """The update with all text of these clients deleted: the same clocks and lengths, the same places."""
    gone = frozenset(clients)
    for section in update.sections:
        if section.client in gone:
            section.structs = [
                replace(struct, content=DELETED, text=b"") if struct.content == STRING else struct
                for struct in section.structs
            ]
    return update


@dataclass(frozen=True, slots=True)
class _Person:
    participant: str
    replacement: str
    with_text: bool
    clients: frozenset[int]
    """Yjs client ids of theirs."""
    runs: frozenset[str]
    paths: Mapping[str, frozenset[str]]
    """File → the names that they gave it, and nobody else."""


def _erase_from(batch: Batch, stored: Sequence[Entry], person: _Person, erasure: Erasure) -> None:
    left: list[Entry] = []
    for entry in stored:
        changed = _without(entry, person)
        if changed is None:
            continue
        if entry.kind is EntryKind.EVENT and changed.body != entry.body:
            erasure.events += 1
        left.append(changed)
    if not left:
        erasure.unreadable.append(batch)
    elif left != stored:
        erasure.changed.append(batch._replace(entry_count=len(left), data=pack(left)))


def _without(entry: Entry, person: _Person) -> Entry | None:
    """None for an entry that cannot be read, and so not be searched either."""
    author = person.replacement if entry.author == person.participant else entry.author
    try:
        body = _update(entry.body, person) if entry.kind is EntryKind.UPDATE else _event(entry, person)
    except (Malformed, ValueError):
        return None
    return entry if (author, body) == (entry.author, entry.body) else entry._replace(author=author, body=body)


def _update(body: bytes, person: _Person) -> bytes:
    update = read_update(body)
    if not person.with_text or not any(section.client in person.clients for section in update.sections):
        return body
    return write_update(without_text_of(update, person.clients))


def _event(entry: Entry, person: _Person) -> bytes:
    event = json.loads(entry.body)
    if not isinstance(event, dict):
        raise Malformed("an event is an object")
    changed = {key: person.replacement if value == person.participant else value for key, value in event.items()}
    if person.participant in (event.get("participant"), entry.author) and "name" in event:
        changed["name"] = None
    if event.get("who") == person.participant and "who_name" in event:
        changed["who_name"] = None
    if person.with_text and event.get("run") in person.runs:
        changed |= _without_words(event)
    if person.with_text:
        changed |= _without_paths(event, person.paths.get(str(event.get("file")), ()))
        if any(event.get("entry") in names for names in person.paths.values()):
            changed["entry"] = ""  # a run says by this name alone which file it began with
    if changed == event:
        return entry.body
    return json.dumps(changed, ensure_ascii=False, separators=(",", ":")).encode()


def _without_words(event: Mapping[str, Any]) -> dict[str, Any]:
    """What of a run's event is replaced: all that its program printed or read. That there was something is left."""
    return {key: "" for key in ("text", "message") if isinstance(event.get(key), str)}


def _without_paths(event: Mapping[str, Any], paths: Collection[str]) -> dict[str, Any]:
    """What they called a file is a text of theirs, in whoever's events it stands."""
    return {key: "" for key in ("path", "previous") if isinstance(event.get(key), str) and event[key] in paths}
