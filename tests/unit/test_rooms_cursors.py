"""Awareness: the newest state a client, echoes dropped, everybody's states for whoever comes."""

import pytest

from codesala.errors import BadFrame
from codesala.rooms.cursors import NULL, Cursors, encode, parse
from codesala.rooms.peer import Peer
from codesala.rooms.people import clean_name

ANA, BEN = 1, 2
NODE = b"node-b--"


def peer() -> Peer:
    return Peer(None, "candidate", 1, is_ours=False, address="")  # type: ignore[arg-type]


def test_entries_come_back_as_they_were() -> None:
    entries = [(ANA, 3, b'{"a":1}'), (2**53 - 1, 0, NULL)]
    assert parse(encode(entries)) == entries
    with pytest.raises(BadFrame):
        parse(encode(entries) + b"\x00")


def test_only_newer_states_are_news() -> None:
    cursors, ana = Cursors(100), peer()
    assert cursors.move(ana, ANA, 5, b'{"at":1}')
    assert not cursors.move(ana, ANA, 5, b'{"at":2}')
    assert not cursors.move(ana, ANA, 4, b'{"at":2}')
    assert cursors.move(ana, ANA, 5, NULL)
    assert not cursors.move(ana, ANA, 6, NULL)
    assert cursors.move(ana, ANA, 7, b'{"at":3}')


@pytest.mark.parametrize("state", [b"[1]", b"1", b'{"a":', b"", b"{" * 300, b'{"a":"' + b"x" * 100 + b'"}', b"\xff"])
def test_a_state_is_a_small_json_object(state: bytes) -> None:
    with pytest.raises(BadFrame):
        Cursors(100).move(peer(), ANA, 1, state)


def test_who_leaves_is_told_with_the_clock_that_others_have() -> None:
    cursors, ana = Cursors(100), peer()
    cursors.move(ana, ANA, 5, b"{}")
    cursors.move(peer(), BEN, 2, b"{}")
    assert cursors.leave(ana) == [(ANA, 5, NULL)]
    assert cursors.gone_clock(ANA) == 5
    assert cursors.everybody() == encode([(BEN, 2, b"{}")])


def test_a_client_that_moved_here_is_not_taken_away_by_the_node_it_left() -> None:
    cursors, ana = Cursors(100), peer()
    cursors.move_foreign(NODE, [(ANA, 5, b"{}")])
    assert cursors.owner(ANA) == NODE
    cursors.move(ana, ANA, 5, b"{}")
    assert cursors.move_foreign(NODE, [(ANA, 5, NULL)]) == []
    assert cursors.leave(NODE) == []
    assert cursors.owner(ANA) is ana


def test_those_who_left_are_not_remembered_for_ever() -> None:
    cursors = Cursors(100)
    for client in range(3_000):
        one = peer()
        cursors.move(one, client, 1, b"{}")
        cursors.leave(one)
    assert cursors.gone_clock(0) is None
    assert cursors.gone_clock(2_999) == 1


def test_names_are_one_short_line() -> None:
    assert clean_name("  Ana\n\tMaria \u202e ") == "Ana Maria"
    assert clean_name("x" * 100) == "x" * 40
    assert clean_name("\u200b\x00") is None
    assert clean_name(None) is None
    assert clean_name("José 😀") == "José 😀"


def test_names_keep_the_joiners_that_are_letters_of_them_and_no_others() -> None:
    for name in ("مه\u200cناز", "क्\u200dष", "👩\u200d💻 Ana"):
        assert clean_name(f" {name} ") == name
    assert clean_name("\u200dAna \u200c\u200d María\u200c") == "Ana María"
    assert clean_name("\u200d") is None
    assert clean_name("x" * 39 + "\u200dyz") == "x" * 39
