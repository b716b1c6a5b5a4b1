"""What a keystroke must not cost: lines of Python that a room runs for it, which add up unseen, a few a change."""

import sys
from collections import Counter
from pathlib import Path
from types import FrameType
from typing import Any

import codesala
from codesala.wire.entries import pack
from tests.support.rooms import a_room, come_in
from tests.support.yjs import awareness_frame, typed, update_frame

PRODUCT = str(Path(codesala.__file__).parent)
CLIENT, KEYS, ROUNDS = 1_234_567, 200, 3
MOST_LINES = 280
"""For a key, the cursor behind it and a row of the log. It costs what it costs all servers at all times: whoever needs
more finds out first what can be left out."""


def _cursor(clock: int) -> bytes:
    place = f'{{"type":null,"tname":"code","item":{{"client":{CLIENT},"clock":{10_000 + clock}}},"assoc":0}}'
    state = f'{{"user":{{"name":"Ada","color":"#30bced"}},"cursor":{{"anchor":{place},"head":{place}}}}}'
    return awareness_frame(CLIENT, clock + 1, state)


def test_a_keystroke_takes_no_more_lines_of_python_than_it_did() -> None:
    room = a_room()
    typist, *_others = [come_in(room, address=f"203.0.113.{number}")[0] for number in range(3)]
    sent = [
        (update_frame(typed(CLIENT, key, "a", after=(CLIENT, key - 1) if key else None)), _cursor(key))
        for key in range(KEYS + ROUNDS * KEYS)
    ]
    lines: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _argument: Any) -> Any:
        if not frame.f_code.co_filename.startswith(PRODUCT):
            return None
        if event == "line":
            lines[frame.f_code.co_qualname] += 1
        return count

    def press(keys: list[tuple[bytes, bytes]]) -> None:
        for edit, cursor in keys:
            room.receive(typist, edit)
            room.receive(typist, cursor)
            room.received()
            entries, spans = room.record.hand_over()
            assert len(pack(entries)) > 20
            room.record.stored(spans)

    press(sent[:KEYS])  # what is done once is done
    taken: list[dict[str, float]] = []
    before = sys.gettrace()
    for start in range(KEYS, ROUNDS * KEYS + KEYS, KEYS):
        lines.clear()
        sys.settrace(count)
        try:
            press(sent[start : start + KEYS])
        finally:
            sys.settrace(before)
        taken.append({name: number / KEYS for name, number in lines.most_common()})
    assert room.document.known.clocks[CLIENT] == len(sent)
    least = min(taken, key=lambda each: sum(each.values()))
    assert sum(least.values()) <= MOST_LINES, least
