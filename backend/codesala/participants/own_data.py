"""What a session has recorded of one person, for that person: nothing of anybody else's. Pure functions."""

from collections.abc import Sequence
from typing import Any

from codesala.files.placing import Placing
from codesala.participants.service import owners_of
from codesala.paths import MAIN_ROOT, file_of
from codesala.recordings.order import Recorded
from codesala.recordings.runs import run_as_json, runs_of
from codesala.wire.updates import Update, read_update
from codesala.wire.yjs import STRING

OWN_EVENTS = frozenset(
    {
        *("joined", "renamed", "left", "paste", "away", "language"),
        *("file.created", "file.renamed", "file.deleted", "file.restored"),
    }
)


def own_data(entries: Sequence[Recorded], participant: str) -> dict[str, Any]:
    """Their comings and goings, every edit with its time and the text that it inserted, pastes, and their runs with all
    that these printed and read. Times in milliseconds since 1970."""
    updates = [(entry, read_update(entry.update)) for entry in entries if entry.update is not None]
    placing = Placing()
    places = [placing.roots_of(update) for _, update in updates]
    has_files = any(places_of - {MAIN_ROOT} for places_of in places)
    owners = owners_of((entry.author, update) for entry, update in updates)
    own_clients = frozenset(client for client, owner in owners.items() if owner == participant)
    events = [
        {**entry.event, "at": entry.at_ms}
        for entry in entries
        if entry.event is not None and entry.author == participant and entry.event["type"] in OWN_EVENTS
    ]
    names = [event.get("name") for event in events if event["type"] in ("joined", "renamed")]
    return {
        "participant": participant,
        "name": names[-1] if names else None,
        "events": events,
        "edits": [
            _edit(entry, update, own_clients) | ({"files": sorted(map(file_of, roots))} if has_files else {})
            for (entry, update), roots in zip(updates, places, strict=True)
            if entry.author == participant
        ],
        "runs": [run_as_json(run) for run in runs_of(entries) if run.participant == participant],
    }


def _edit(entry: Recorded, update: Update, own_clients: frozenset[int]) -> dict[str, Any]:
    """`deleted` counts UTF-16 units, whoever's they were."""
    inserted = [
        struct.text.decode()
        for section in update.sections
        if section.client in own_clients
        for struct in section.structs
        if struct.content == STRING
    ]
    edit = {
        "at": entry.at_ms,
        "inserted": inserted,
        "deleted": sum(length for _, ranges in update.deletes for _, length in ranges),
    }
    return edit if entry.received_ms is None else {**edit, "received_at": entry.received_ms}
