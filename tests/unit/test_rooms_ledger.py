"""What may be called saved: only what can be rebuilt from the database alone."""

from codesala.rooms.journal.ledger import Ledger
from codesala.rooms.peer import Peer
from codesala.wire.entries import Entry, EntryKind

A, B = b"node-a--", b"node-b--"


def entry(body: bytes = b"x") -> Entry:
    return Entry(EntryKind.UPDATE, 1_000, "somebody", body)


def somebody() -> Peer:
    class Nowhere:
        signs = 0

    return Peer(Nowhere(), "candidate", 1, is_ours=True, address="")  # type: ignore[arg-type]


def test_a_change_is_durable_when_it_was_stored() -> None:
    ledger, peer = Ledger(), somebody()
    ledger.add()
    assert not ledger.mark(peer, 1)
    assert ledger.stored(ledger.hand_over()) == [(peer, 1)]
    assert ledger.durable == ledger.position == 1


def test_what_brought_nothing_new_is_saved_at_once_when_all_else_is() -> None:
    assert Ledger().mark(somebody(), 3)


def test_what_builds_on_an_unconfirmed_change_of_another_node_waits_for_it() -> None:
    ledger, peer = Ledger(), somebody()
    ledger.add_foreign(entry(), 0.0, A, 7)
    ledger.add()
    assert not ledger.mark(peer, 1)
    assert ledger.stored(ledger.hand_over()) == []
    assert ledger.confirmed(A, 6) == []
    assert ledger.confirmed(B, 9) == []
    assert ledger.confirmed(A, 7) == [(peer, 1)]


def test_a_confirmation_may_come_before_the_change() -> None:
    ledger = Ledger()
    ledger.confirmed(A, 7)
    ledger.add_foreign(entry(), 0.0, A, 7)
    assert ledger.durable == 1


def test_an_unconfirmed_change_of_another_node_is_recorded_here_once() -> None:
    ledger, peer = Ledger(), somebody()
    ledger.add_foreign(entry(b"late"), 1.0, A, 1)
    ledger.add_foreign(entry(b"fresh"), 5.0, A, 2)
    ledger.mark(peer, 1)
    late = ledger.overdue(before=4.0)
    assert [body for _kind, _at_ms, _author, body in late] == [b"late"]
    assert ledger.overdue(before=4.0) == []
    assert ledger.stored(ledger.hand_over()) == []
    assert ledger.durable == 1
    assert ledger.confirmed(A, 2) == [(peer, 1)]


def test_a_change_after_the_handing_over_waits_for_its_own_commit() -> None:
    ledger, peer = Ledger(), somebody()
    ledger.add()
    ledger.mark(peer, 1)
    first = ledger.hand_over()
    ledger.add()
    ledger.mark(peer, 2)
    assert ledger.stored(first) == [(peer, 1)]
    assert (ledger.durable, ledger.position) == (1, 2)
    assert ledger.stored(ledger.hand_over()) == [(peer, 2)]
    assert ledger.is_settled


def test_changes_around_one_of_another_node_are_durable_up_to_it_until_it_is_confirmed() -> None:
    ledger, peer = Ledger(), somebody()
    ledger.add()
    ledger.mark(peer, 1)
    ledger.add_foreign(entry(), 0.0, A, 7)
    ledger.add()
    ledger.mark(peer, 2)
    assert ledger.stored(ledger.hand_over()) == [(peer, 1)]
    assert ledger.durable == 1
    assert ledger.confirmed(A, 7) == [(peer, 2)]


def test_each_person_is_told_the_highest_count_once() -> None:
    ledger, ana, ben = Ledger(), somebody(), somebody()
    for count in (1, 2):
        ledger.add()
        ledger.mark(ana, count)
    first = ledger.hand_over()
    ledger.add()
    ledger.mark(ana, 3)
    ledger.mark(ben, 1)
    assert ledger.stored(first) == [(ana, 2)]
    assert sorted(ledger.stored(ledger.hand_over()), key=lambda saved: saved[1]) == [(ben, 1), (ana, 3)]
