"""Whatever real Yjs writes is taken, and the server's text is the one that real Yjs has: both seen by seeded chance."""

import os
import random
import subprocess
from collections.abc import Iterator
from pathlib import Path

from pycrdt import Doc, Text

from codesala.rooms.document import Document
from codesala.rooms.engine import new_doc
from codesala.rooms.screening import Bounds
from codesala.settings import Settings
from tests.faults.rows import RUNS, Record, at_length
from tests.support.processes import ROOT
from tests.support.stock_client import node_command
from tests.support.traces import FRIENDSFOREVER, SVELTECOMPONENT, concurrent_updates, end_of

SCRIPT = ROOT / "tests/faults/corpus.mjs"
UPDATES = int(os.environ.get("FAULT_UPDATES") or (100_000 if RUNS else 2_000))

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


def a_room() -> Document:
    return Document(new_doc(), BOUNDS, MAX_BYTES)


def take(room: Document, update: bytes) -> None:
    room.take(update, room.screen(update))


def holds(room: Document, text: str) -> bool:
    """Its own text, and that of somebody who gets all of it as one update and screens it as a server would."""
    assert room.text() == text
    copy: Doc[Text] = new_doc()
    whole = room.answer()
    copy.apply_update(whole)
    again = a_room()
    take(again, whole)
    return str(copy.get("code", type=Text)) == again.text() == text


def test_every_update_of_real_yjs_is_taken_and_gives_the_same_text(
    chance: random.Random, record_property: Record
) -> None:
    seed = chance.randrange(1, 2**32)
    room, taken, rooms, updates = a_room(), 0, 0, list[bytes]()
    for kind, data in records(SCRIPT, seed, UPDATES, *([SVELTECOMPONENT] if RUNS else [])):
        if kind == "u":
            updates.append(data)
            try:
                take(room, data)
            except Exception as error:
                error.add_note(f"seed {seed}, room {rooms}, update {len(updates)}: {data.hex()}")
                raise
            continue
        assert holds(room, data.decode()), f"seed {seed}, room {rooms}"
        rooms, taken, room, updates = rooms + 1, taken + len(updates), a_room(), []
    record_property("corpus", f"{taken} updates of real Yjs in {rooms} rooms (seed {seed}): all taken, texts the same")
    assert taken >= UPDATES


@at_length
def test_every_update_of_a_recorded_conversation_is_taken(record_property: Record) -> None:
    room = a_room()
    typed = concurrent_updates(FRIENDSFOREVER)
    for one in typed:
        take(room, one.update)
    assert holds(room, end_of(FRIENDSFOREVER))
    record_property("corpus", f"{len(typed)} updates of a recorded conversation: all taken, the text the same")
