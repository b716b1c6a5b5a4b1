"""What a member makes the server do is priced or bounded, and others are not refused for it."""

import json
from dataclasses import replace
from itertools import count
from typing import Any

import pytest
from pycrdt import Text

from codesala.rooms.documents import document as rooms_document
from codesala.rooms.documents.engine import new_doc
from codesala.rooms.outbox import WRITE_COST_BYTES
from codesala.wire.screening.thorough import screen
from codesala.wire.screening.verdicts import Bounds, Knowledge, Verdict
from tests.support.rooms import MIB, a_room, come_in
from tests.support.yjs import (
    Section,
    awareness_frame,
    hello,
    request,
    step1,
    step2,
    text,
    typed,
    update,
    update_frame,
    var_bytes,
    varint,
)


def state_vector(clients: int) -> bytes:
    return varint(clients) + b"".join(varint(2**30 + client) + varint(1) for client in range(clients))


def test_a_state_vector_of_far_more_clients_than_are_known_closes_its_sender() -> None:
    room = a_room()
    honest, line = come_in(room)
    room.receive(honest, step1(state_vector(1_000)))
    assert line.close_code is None
    observer, line = come_in(room, "observer")
    room.receive(observer, step1(state_vector(100_000)))
    assert line.close_code == 4400


def test_an_answer_is_paid_by_who_asks_for_what_it_holds() -> None:
    room = a_room()
    writer, _line = come_in(room)
    room.receive(writer, update_frame(typed(1, 0, "x" * 20_000)))
    observer, line = come_in(room, "observer")
    before = line.charged_bytes
    room.receive(observer, step1())
    whole = line.charged_bytes - before
    assert whole >= 20_000
    room.receive(observer, step1(varint(1) + varint(1) + varint(20_000)))
    assert line.charged_bytes - before - whole < 20_000, "less where nothing is lacking"


def test_what_takes_the_server_time_is_paid_by_its_sender_whatever_it_is() -> None:
    room = a_room()
    peer, line = come_in(room)
    room.receive(peer, update_frame(typed(1, 0, "x" * 20_001)))
    cheap = line.charged_bytes
    room.receive(peer, update_frame(update(deletes=[(1, [(at, 1) for at in range(0, 20_000, 2)])])))
    deleted = line.charged_bytes
    assert deleted > cheap
    room.receive(peer, step2(update(deletes=[(1, [(at, 1) for at in range(0, 20_000, 2)])])))
    assert line.charged_bytes > deleted
    assert line.close_code is None


NULLS = b"".join(varint(client) + varint(1) + var_bytes(b"null") for client in range(5_000))
HALF_A_PAIR = {"type": "left", "x": ["\ud800", *([],) * 50_000]}


@pytest.mark.parametrize(
    ("message", "has_lobby"),
    [
        pytest.param(varint(1) + var_bytes(varint(5_000) + NULLS), False, id="states that say nothing"),
        pytest.param(
            varint(111) + var_bytes(json.dumps(HALF_A_PAIR).encode()), False, id="lists with half a character"
        ),
        pytest.param(step1(state_vector(10_000)), True, id="a state vector of who waits"),
    ],
)
def test_whatever_is_read_of_whomever_is_paid_by_its_sender(message: bytes, has_lobby: bool) -> None:
    room = a_room()
    room.rights.facts = replace(room.facts, links={1: has_lobby})
    peer, line = come_in(room, "observer")
    assert peer.is_waiting == has_lobby
    before = line.charged_bytes
    for _ in range(5):
        room.receive(peer, message)
    assert line.charged_bytes > before + 5 * len(message), "it costs more than its size"


def test_who_inserts_and_deletes_by_turns_in_a_full_session_pays_for_each_time_that_it_is_measured() -> None:
    doc = new_doc()
    doc.get("code", type=Text).insert(0, "x" * (2 * MIB - 1))
    room = a_room(doc)
    peer, line = come_in(room)
    after = (doc.client_id, 2 * MIB - 2)
    for clock in range(4):
        before = line.charged_bytes
        room.receive(peer, update_frame(typed(1, clock, "a", after=after)))
        assert line.close_code is None, "there is space for one"
        assert clock == 0 or line.charged_bytes > before
        room.receive(peer, update_frame(update(deletes=[(1, [(clock, 1)])])))
        after = (1, clock)


def ids_between(first: int, count: int) -> bytes:
    """Text of so many new clients, each between two characters that stand side by side, and few at one place."""
    places = [(first + at) % 4_000 for at in range(count)]
    return update(
        *(
            Section(first + at, 0, [text("-", origin=(1, place), right_origin=(1, place + 1))])
            for at, place in enumerate(places)
        )
    )


def test_too_many_clients_are_refused_to_who_brings_them_and_to_nobody_else() -> None:
    room = a_room()
    ana, anas = come_in(room, address="203.0.113.1")
    room.receive(ana, update_frame(typed(1, 0, "x" * 4_001)))
    mallory, mallorys = come_in(room, address="203.0.113.66")
    for first in range(10_000, 200_000, 1_000):  # of each the room takes what is soon done
        if mallorys.close_code is None:
            room.receive(mallory, step2(ids_between(first, 1_000)))
    assert mallorys.close_code in (4413, 4400)  # for how many they are, or for what the last of them cost the engine
    ben, bens = come_in(room, address="203.0.113.2")
    room.receive(ben, update_frame(typed(2, 0, "new")))
    room.receive(ana, update_frame(typed(1, 4_001, "y", after=(1, 4_000))))
    assert (anas.close_code, bens.close_code) == (None, None)
    assert "new" in room.document.text()
    assert "y" in room.document.text()


def test_what_is_held_until_its_author_speaks_is_not_read_anew_whenever_somebody_else_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    room = a_room()
    ana, _line = come_in(room)
    room.receive(ana, update_frame(typed(1, 0, "a")))
    more = [text("a"), text("b", origin=(1, 0))]
    for client in range(10, 15):
        held, line = come_in(room)
        pieces = [text("-", origin=(client, at - 1)) if at else text("-", origin=(1, 0)) for at in range(10_000)]
        room.receive(held, step2(update(Section(client, 0, pieces), Section(1, 0, more))))
        assert line.close_code is None
        assert line.charged_bytes > 100_000
        assert room.held.has(held)
    screened: list[int] = []

    def counting(update: bytes, known: Knowledge, bounds: Bounds) -> Verdict:
        screened.append(len(update))
        return screen(update, known, bounds)

    monkeypatch.setattr(rooms_document, "screen", counting)
    monkeypatch.setattr(rooms_document, "AFFORDABLE_S", 60)  # else a slow computer takes a part, and asks for the rest
    ben, _line = come_in(room)
    for clock in range(10):
        room.receive(ben, step2(typed(2, clock, "b", after=(2, clock - 1) if clock else (1, 0))))
        room.sweep(0.0)
    assert "b" * 10 in room.document.text()
    assert max(screened, default=0) < 1_000
    room.receive(ana, step2(update(Section(1, 0, more))))
    for _ in range(5):  # one after the other, with the turns of others between
        room.sweep(0.0)
    assert room.held.is_empty, "all that is in them is Ana's word now"
    assert room.document.text().count("-") == 50_000


@pytest.mark.parametrize("others", [5, 30])
@pytest.mark.parametrize(("keys_per_s", "is_charged"), [(500, True), (3, False)])
def test_what_is_written_to_many_is_paid_by_who_sends_much_and_not_by_who_reads(
    others: int, keys_per_s: int, *, is_charged: bool
) -> None:
    now = count(0, 1 / keys_per_s)
    room = a_room()
    outside: Any = room.outside
    writer, line = come_in(room)
    readers = [come_in(room)[1] for _ in range(others)]
    before = [reader.charged_bytes for reader in readers]
    own = line.charged_bytes
    for clock in range(1_000):
        outside.now.return_value = next(now)
        room.receive(writer, update_frame(typed(1, clock, "x", after=(1, clock - 1) if clock else None)))
        room.outbox.release()
        room.outbox.flush()
    charged_writes = (line.charged_bytes - own) / WRITE_COST_BYTES
    assert (charged_writes > 500 * others) == is_charged
    assert [reader.charged_bytes for reader in readers] == before


def test_names_are_paid_for_so_that_an_observer_cannot_fill_the_record() -> None:
    room = a_room()
    observer, line = come_in(room, "observer")
    for number in range(100):
        room.receive(observer, hello("a secret of a browser", f"name {number}"))
    assert line.charged_bytes > 1_000 * room.record.log_bytes


@pytest.mark.parametrize(
    "asked",
    [
        {"type": "file.create", "path": "a.py", "nonce": "1"},
        {"type": "language", "language": "lua"},
        {"type": "diverged"},
    ],
)
def test_what_is_a_transaction_or_a_line_of_the_log_is_paid_as_for_its_work(asked: dict[str, str]) -> None:
    room = a_room()
    peer, line = come_in(room)
    before = line.charged_bytes
    room.receive(peer, request(asked))
    assert line.close_code is None
    assert line.charged_bytes - before >= 250_000, "of 2 MiB a second"


def of_a_run(kind: str, seq: int, **more: object) -> bytes:
    return request({"type": kind, "run": "a program", "seq": seq, **more})


def test_what_a_program_is_told_has_a_limit_as_what_it_prints() -> None:
    room = a_room()
    peer, line = come_in(room)
    room.receive(peer, of_a_run("run.start", 0, language="python", runtime="Python", on="browser"))
    for seq in range(1, 200):
        room.receive(peer, of_a_run("run.input", seq, text="x" * 30_000))
    assert line.close_code is None
    assert room.record.log_bytes < 400_000
    room.receive(peer, of_a_run("run.end", 200, reason="exited", code=0, duration_ms=1))
    assert not room.runs.is_active


def test_numbers_that_browsers_cannot_read_are_no_awareness() -> None:
    for number in ("NaN", "Infinity", "-Infinity"):
        room = a_room()
        peer, line = come_in(room)
        room.receive(peer, awareness_frame(7, 1, f'{{"at": {number}}}'))
        assert line.close_code == 4400


def test_an_answer_that_was_held_and_is_too_big_by_now_closes_who_brought_it_and_nobody_else() -> None:
    room = a_room()
    ana, anas = come_in(room)
    ben, bens = come_in(room)
    cleo, cleos = come_in(room)
    room.receive(ana, update_frame(typed(1, 0, "a")))
    of_ana = Section(1, 1, [text("bc", origin=(1, 0))])  # which is news, and which she has not brought herself
    room.receive(ben, step2(update(Section(2, 0, [text("x" * 1_500_000)]), of_ana)))
    assert "x" not in room.document.text()
    room.receive(cleo, step2(typed(3, 0, "y" * 1_500_000)))
    room.receive(ana, step2(update(of_ana)))
    assert "bc" in room.document.text()
    assert (anas.close_code, bens.close_code, cleos.close_code) == (None, 4413, None)
