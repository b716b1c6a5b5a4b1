"""Whatever people do in documents of real Yjs, the room takes it and has their text; what it takes of others has one
text everywhere. Histories are drawn by hypothesis, which finds the shortest of those that go wrong."""

import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from hypothesis import given, seed, settings
from hypothesis import strategies as st

from codesala.errors import BadFrame
from tests.conftest import SEED
from tests.faults.rows import RUNS, Record
from tests.faults.test_real_yjs import a_room, holds, take
from tests.support.processes import ROOT
from tests.support.stock_client import node_command

SCRIPT = ROOT / "tests/faults/histories.mjs"
EXAMPLES = 3_000 if RUNS else 60

History = list[tuple[object, ...]]

WHO = st.integers(0, 2)
PLACE = st.integers(0, 40)
KEYS = st.sampled_from([*"ab \n", "é", "漢", "😀", "\r\n"])
PASTED = st.text("xyz\n😀", min_size=2, max_size=30)

STEP = st.one_of(
    st.tuples(WHO, st.just("put"), PLACE, KEYS),
    st.tuples(WHO, st.just("put"), PLACE, PASTED),
    st.tuples(WHO, st.just("remove"), PLACE, st.integers(1, 8)),
    st.tuples(WHO, st.just("replace"), PLACE, PLACE, KEYS),
    st.tuples(WHO, st.sampled_from(["undo", "redo", "hear", "hear", "leave", "come_back"])),
    st.tuples(WHO, st.just("forge"), st.integers(0, 1), PLACE, PLACE),
)


class Players:
    """The process that plays histories."""

    def __init__(self, to: IO[bytes], back: IO[bytes]) -> None:
        self._to, self._back = to, back

    def play(self, history: History) -> Iterator[tuple[str, bytes]]:
        """Kind and data of each record."""
        self._to.write(json.dumps(history).encode() + b"\n")
        self._to.flush()
        kind = ""
        while kind not in ("w", "d"):
            head = self._back.read(5)
            assert head, "the history could not be played"
            kind = chr(head[0])
            yield kind, self._back.read(int.from_bytes(head[1:], "little"))


@contextmanager
def players() -> Iterator[Players]:
    with subprocess.Popen([*node_command(), SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin
        assert process.stdout
        yield Players(process.stdin, process.stdout)
        process.stdin.close()


def test_the_room_and_real_yjs_agree_about_every_history(record_property: Record) -> None:
    ends = dict.fromkeys(("no forger", "forged text taken", "refused", "refused for a reason"), 0)

    @seed(SEED)
    @settings(max_examples=EXAMPLES, database=None)
    @given(st.lists(STEP, min_size=1, max_size=40))
    def agree(history: History) -> None:
        room, forged = a_room(), ""
        text = b""
        for kind, data in [*people.play(history)]:
            if kind == "u":
                take(room, data)
            elif kind == "f":
                try:
                    take(room, data)
                    forged = "taken"
                except BadFrame:
                    forged = "refused"
            elif kind == "t":
                text = data
            else:
                assert not (forged == "taken" and kind == "d"), "taken, and real Yjs disagrees"
                assert holds(room, {"code": (data if forged == "taken" else text).decode()})
                ends["refused for a reason"] += forged == "refused" and kind == "d"
        ends["no forger" if not forged else "forged text taken" if forged == "taken" else "refused"] += 1

    with players() as people:
        agree()
    assert all(ends.values()) or not RUNS, ends
    told = ", ".join(f"{end}: {count}" for end, count in ends.items())
    record_property("histories", f"{sum(ends.values())} histories drawn by hypothesis, one text everywhere ({told})")
