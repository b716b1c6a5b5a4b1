"""The export: all of a session in one zip file that needs no server (docs/replay.md). For hosts: it has their notes."""

import hashlib
import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from codesala.errors import NotFound
from codesala.files.recorded import exported_files, roots_of
from codesala.languages import ending_of
from codesala.links.service import resolve_link
from codesala.notes.service import NoteInfo, list_notes
from codesala.participants.service import Participant, hosts_of, participants_of
from codesala.paths import MAIN_ROOT
from codesala.questions.recorded import exported_questions, starters_in
from codesala.recordings import archive
from codesala.recordings import service as replay
from codesala.recordings.chain import START, canonical, entry_as_json, link, pretty
from codesala.recordings.export_queue import MAX_ATTEMPTS
from codesala.recordings.order import Ordered, Recorded, order
from codesala.recordings.rows import find_export
from codesala.recordings.runs import run_as_json, runs_of
from codesala.scorecards.rubrics import RubricSkill, find_rubric
from codesala.scorecards.service import Card, submitted_cards
from codesala.testreports.service import Report, list_reports, report_as_json

FORMAT = "codesala-export-1"
WRITTEN = ("notes.json", "scorecards.json", "rubric.json", "test_reports.json")
"""What hosts and their pages write, also after the end; the last two only where there is something."""
PLAYER_PLACE = '<script type="application/json" id="codesala-replay"></script>'
"""Where the page that plays a recording from disk gets it."""


@dataclass(frozen=True, slots=True)
class Material:
    """What the database holds for an export, read in one transaction."""

    stored: replay.Stored
    notes: Sequence[NoteInfo]
    scorecards: Sequence[Card]
    """All that are submitted; which of them the asker may see is decided by `shown_cards`."""
    is_wanted: bool
    """A job will make the file, and has neither done so yet nor given up."""
    made: bytes | None
    """What the job has made."""
    made_of: int | None = None
    """The number of batches that it was made of, where that is known."""
    asker: str | None = None
    """The participant who asks, None for a host of whom no more is known."""
    is_blind: bool = False
    """Whether the asker must not see what others have judged before having done so (docs/decisions/0020)."""
    rubric: Sequence[RubricSkill] = ()
    reports: Sequence[Report] = ()
    """Of hidden tests, for hosts alone."""


async def gather(
    db: AsyncSession, session_id: str, *, asker: str | None = None, is_blind: bool = False, is_for_hosts: bool = True
) -> Material:
    """Others than hosts get what the report shows them. Raises `errors.NotFound`."""
    stored = await replay.load_with_starters(db, session_id)
    file = await find_export(db, session_id, stored.ended_at) if stored.ended_at and is_for_hosts else None
    return Material(
        stored=stored,
        notes=await list_notes(db, session_id) if is_for_hosts else (),
        scorecards=await submitted_cards(db, session_id),
        is_wanted=file is not None and file.data is None and file.attempts < MAX_ATTEMPTS,
        made=file.data if file else None,
        made_of=file.batch_count if file else None,
        asker=asker,
        is_blind=is_blind,
        rubric=await find_rubric(db, session_id),
        reports=await list_reports(db, session_id) if is_for_hosts else (),
    )


async def gather_by_link(db: AsyncSession, token: str) -> Material:
    """For links to the report. Raises `errors.NotFound` for any other."""
    link = await resolve_link(db, token)
    if link.role != "report":
        raise NotFound("This link does not lead to a report. Ask the host for a link to the report.")
    return await gather(db, link.session_id, is_blind=True, is_for_hosts=False)


def shown_cards(material: Material, entries: Sequence[Recorded] | None = None) -> Sequence[Card]:
    """The scorecards that the asker may see: all once their own is among them, or once the interview is over and all
    hosts who were in the room have submitted theirs. `entries` are those of the recording, where they are at hand."""
    cards = material.scorecards
    done = {card.interviewer for card in cards}
    if not material.is_blind or not cards or material.asker in done:
        return cards
    if material.stored.status == "live":
        return []
    hosts = hosts_of(order(material.stored.batches).entries if entries is None else entries)
    return cards if done.issuperset(hosts) else []


def make_export(material: Material, player: str | None) -> tuple[str, bytes]:
    """The chain's head in hex, and the zip file: the same bytes for the same material. `player` is the HTML of the page
    that plays a recording from disk, None where none is built. Takes about 0.2 ms an entry: call it in a thread."""
    stored = material.stored
    ordered = order(stored.batches)
    log, head = _log(ordered.entries)
    texts = replay.texts_after(ordered.entries, roots_of(stored.files))
    files = {
        f"code.{ending_of(stored.language)}": texts[MAIN_ROOT].encode(),
        **exported_files(stored.files, texts),
        **exported_questions(stored.questions),
        "log.jsonl": log,
        "chain.json": pretty(
            {"algorithm": "SHA-256", "entries": len(ordered.entries), "damaged": ordered.damaged, "head": head}
        ),
        "runs.json": pretty([run_as_json(run) for run in runs_of(ordered.entries)]),
        "participants.json": pretty(
            [participant_as_json(one) for one in participants_of(ordered.entries, starters_in(stored.laid_in))]
        ),
        **_written(material, shown_cards(material, ordered.entries)),
    }
    if player is not None and PLAYER_PLACE in player:
        files["replay.html"] = with_recording(player, stored, ordered).encode()
    files["session.json"] = _session(stored, head, files)
    return head, archive.pack(files)


def current_export(material: Material, player_folder: Path) -> bytes:
    """The file that the job made, or a new one where hosts have written notes or scorecards since, or a node that could
    not reach the database has written late what it took before the end. Call it in a thread."""
    if material.made is not None and _is_current(material.made, material):
        return material.made
    return make_export(material, read_player(player_folder))[1]


def _is_current(data: bytes, material: Material) -> bool:
    if material.made_of not in (None, len(material.stored.batches)):
        return False
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        hashes = json.loads(opened.read("session.json"))["files"]
    written = _written(material, shown_cards(material))
    made = {name: hashes[name] for name in WRITTEN if name in hashes}
    return made == {name: hashlib.sha256(content).hexdigest() for name, content in written.items()}


def read_player(folder: Path) -> str | None:
    """The page that plays a recording from disk, from the folder of the built page; None when it is not built."""
    try:
        return (folder / "player.html").read_text(encoding="utf-8")
    except OSError:
        return None


def with_recording(player: str, stored: replay.Stored, ordered: Ordered) -> str:
    """The page, holding a recording. No text of it can end the element that it is in."""
    recording = replay.whole_as_json(stored, ordered).replace("<", "\\u003c")
    return player.replace(PLAYER_PLACE, PLAYER_PLACE.replace("></", f">{recording}</"), 1)


def participant_as_json(person: Participant) -> dict[str, Any]:
    told = {**asdict(person), "is_erased": person.is_erased}
    if person.characters_of_starters == 0:
        del told["characters_of_starters"]  # the file of a session without any is the one that it always was
    return told


def scorecard_as_json(card: Card) -> dict[str, Any]:
    return _told({"interviewer": card.interviewer, **asdict(card.judgement), "submitted_at": card.submitted_at})


def seal_of(session: Mapping[str, Any]) -> str:
    """The hash of session.json, which holds those of all other files: computed without itself."""
    return hashlib.sha256(canonical({key: value for key, value in session.items() if key != "seal"})).hexdigest()


def _written(material: Material, cards: Sequence[Card]) -> dict[str, bytes]:
    return {
        "notes.json": pretty([_told(asdict(note)) for note in material.notes]),
        "scorecards.json": pretty([scorecard_as_json(card) for card in cards]),
        **({"rubric.json": pretty([asdict(skill) for skill in material.rubric])} if material.rubric else {}),
        **({"test_reports.json": pretty([*map(report_as_json, material.reports)])} if material.reports else {}),
    }


def _log(entries: Sequence[Recorded]) -> tuple[bytes, str]:
    lines = []
    last = START
    for entry in entries:
        told = entry_as_json(entry)
        last = link(last, told)
        lines.append(canonical({**told, "hash": last.hex()}) + b"\n")
    return b"".join(lines), last.hex()


def _session(stored: replay.Stored, head: str, files: Mapping[str, bytes]) -> bytes:
    session: dict[str, Any] = {
        "format": FORMAT,
        **replay.session_as_json(stored),
        "live": stored.status == "live",
        "has_player": "replay.html" in files,
        "head": head,
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(files.items())},
    }
    return pretty({**session, "seal": seal_of(session)})


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value.isoformat() if isinstance(value, datetime) else value for key, value in values.items()}
