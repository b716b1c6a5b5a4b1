"""Whatever real Yjs writes is taken, and the server's text is the one that real Yjs has: both seen by seeded chance."""

import json
import os
import random
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from pycrdt import Doc, Text

from codesala.rooms.documents.document import Document
from codesala.rooms.documents.engine import new_doc
from codesala.rooms.documents.knowing import knowledge_of
from codesala.settings import Settings
from codesala.wire.screening.fast import screen_typing
from codesala.wire.screening.thorough import screen
from codesala.wire.screening.verdicts import Bounds
from tests.faults.rows import RUNS, Record, at_length
from tests.support.processes import ROOT
from tests.support.stock_client import node_command
from tests.support.traces import FRIENDSFOREVER, SVELTECOMPONENT, concurrent_updates, end_of

SCRIPT = ROOT / "tests/faults/corpus.mjs"
MAIN_ALONE = ["code"]
UPDATES = int(os.environ.get("FAULT_UPDATES") or (100_000 if RUNS else 1_000))

DEFAULTS = Settings.model_fields
BOUNDS = Bounds(DEFAULTS["max_update_structs"].default)
MAX_BYTES: int = DEFAULTS["max_document_bytes"].default


def records(script: Path, *arguments: object) -> Iterator[tuple[str, bytes]]:
    """What the script writes: kind and data."""
    with subprocess.Popen(
        [*node_command(), script, *map(str, arguments)], stdout=subprocess.PIPE, stdin=subprocess.DEVNULL
    ) as process:
        assert process.stdout is not None
        while head := process.stdout.read(5):
            yield chr(head[0]), process.stdout.read(int.from_bytes(head[1:], "little"))
    assert process.returncode == 0, "the corpus could not be made"


def a_room(roots: Sequence[str] = MAIN_ALONE) -> Document:
    room = Document(new_doc(), BOUNDS, MAX_BYTES)
    room.admit(roots)
    return room


def take(room: Document, update: bytes) -> None:
    room.take(update, room.screen(update))


def holds(room: Document, texts: dict[str, str]) -> bool:
    """Its own texts, and those of somebody who gets all of it as one update and screens it as a server would; and it
    knows of each character where it is, as somebody does who reads that from all of it."""
    assert room.texts() == texts
    copy: Doc[Text] = new_doc()
    whole = room.answer()
    copy.apply_update(whole)
    again = a_room(list(texts))
    take(again, whole)
    read = knowledge_of(copy)
    for client, end in room.known.clocks.items():
        for clock in range(end):
            character = (client, clock)
            places = {known.texts.of(character) for known in (room.known, again.known, read) if known.texts}
            assert len(places) <= 1, f"{character} is in {places}"
    return all(str(copy.get(root, type=Text)) == again.texts()[root] == text for root, text in texts.items())


@pytest.mark.parametrize("roots", [MAIN_ALONE, [*MAIN_ALONE, "file:aaaaaaaaaaaa", "file:bbbbbbbbbbbb"]], ids=len)
def test_every_update_of_real_yjs_is_taken_and_gives_the_same_text(
    chance: random.Random, record_property: Record, roots: list[str]
) -> None:
    seed = chance.randrange(1, 2**32)
    room, taken, rooms, updates = a_room(roots), 0, 0, list[bytes]()
    traces = [SVELTECOMPONENT] if RUNS and roots == MAIN_ALONE else []
    for kind, data in records(SCRIPT, seed, UPDATES, ",".join(roots), *traces):
        if kind == "u":
            updates.append(data)
            try:
                fast, full = screen_typing(data, room.known), screen(data, room.known, BOUNDS)
                assert fast in (None, full), "the two ways of screening disagree"
                take(room, data)
            except Exception as error:
                error.add_note(f"seed {seed}, room {rooms}, update {len(updates)}: {data.hex()}")
                raise
            continue
        assert holds(room, json.loads(data)), f"seed {seed}, room {rooms}"
        rooms, taken, room, updates = rooms + 1, taken + len(updates), a_room(roots), []
    record_property("corpus", f"{taken} updates of real Yjs in {rooms} rooms (seed {seed}): all taken, texts the same")
    assert taken >= UPDATES


@at_length
def test_every_update_of_a_recorded_conversation_is_taken(record_property: Record) -> None:
    room = a_room()
    typed = concurrent_updates(FRIENDSFOREVER)
    for one in typed:
        take(room, one.update)
    assert holds(room, {"code": end_of(FRIENDSFOREVER)})
    record_property("corpus", f"{len(typed)} updates of a recorded conversation: all taken, the text the same")
