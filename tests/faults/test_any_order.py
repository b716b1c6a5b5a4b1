"""Whoever comes back brings what they have, in any order, while they go on typing: all of it is in the room, whatever
the server lost, and nobody is closed. Histories are drawn by hypothesis, which finds the shortest that goes wrong."""

from hypothesis import given, seed, settings
from hypothesis import strategies as st

from tests.conftest import SEED
from tests.faults.model import Client, Model
from tests.faults.rows import RUNS, Record
from tests.support.coming_back import all_text
from tests.support.page import STOPS_AT

EXAMPLES = 2_000 if RUNS else 60
PEOPLE = 6
SETTLED_WITHIN_S = 2
"""All is there so soon after the last one came."""
HALF_OPEN_S = 8
"""The same where a client's earlier connection still stands at the server: only when that shows no sign of life for 5 s
is whoever comes under the same id believed, for a stock client cannot say who it is."""

WHO = st.integers(0, PEOPLE - 1)
PLACE = st.integers(0, 60)
WROTE = st.one_of(
    st.tuples(st.just("insert"), WHO, PLACE, st.text("abc\n", min_size=1, max_size=8)),
    st.tuples(st.just("delete"), WHO, PLACE, st.integers(1, 5)),
    st.tuples(st.just("meet"), WHO, WHO),
    st.tuples(st.just("all meet")),
)
"""What happens while no server hears them."""
CAME = st.one_of(
    WROTE,
    st.tuples(st.just("come"), WHO),
    st.tuples(st.just("come"), WHO),
    st.tuples(st.sampled_from(["deliver", "hear"]), WHO, st.integers(1, 4)),
    st.tuples(st.just("repeat"), WHO),
    st.tuples(st.just("cut"), WHO, st.booleans()),
    st.tuples(st.sampled_from(["talk", "second"])),
)
Steps = list[tuple[object, ...]]


def go(model: Model, steps: Steps) -> None:
    people = model.clients
    for what, *of in steps:
        match what, of:
            case "insert", [int(who), int(at), str(text)]:
                people[who % len(people)].insert(at, text)
            case "delete", [int(who), int(at), int(length)]:
                people[who % len(people)].delete(at, length)
            case "meet", [int(who), int(whom)]:
                people[who % len(people)].meets(people[whom % len(people)])
            case "all meet", []:
                for one in people:
                    for other in people:
                        one.meets(other)
            case "come", [int(who)]:
                people[who % len(people)].come()
            case "deliver", [int(who), int(count)]:
                people[who % len(people)].deliver(count)
            case "hear", [int(who), int(count)]:
                people[who % len(people)].hear(count)
            case "repeat", [int(who)]:
                people[who % len(people)].repeat()
            case "cut", [int(who), bool(is_noticed)]:
                people[who % len(people)].is_cut(is_noticed=is_noticed)
            case "talk", []:
                model.talk()
            case "second", []:
                model.second()
            case _:
                raise AssertionError(what)


def settled(model: Model) -> bool:
    return len({all_text(model.clients), *(c.text for c in model.clients), *(n.text for n in model.nodes)}) == 1


def test_whatever_the_server_lost_and_in_whatever_order_they_come_all_is_there(record_property: Record) -> None:
    seconds = dict.fromkeys(range(HALF_OPEN_S + 1), 0)

    @seed(SEED)
    @settings(max_examples=EXAMPLES, database=None)
    @given(
        st.integers(1, 2),
        st.integers(2, PEOPLE),
        st.lists(WROTE, min_size=4, max_size=40),
        st.one_of(st.just(0), st.integers(0, 2**40 - 1)),
        st.lists(CAME, max_size=60),
    )
    def all_is_there(nodes: int, count: int, wrote: Steps, kept: int, came: Steps) -> None:
        before = Model(1, [])
        for number in range(count):
            Client(before, number)
        go(before, wrote)
        written = [update for client in before.clients for update in client.updates]
        model = Model(nodes, [update for number, update in enumerate(written) if kept >> number & 1])
        for number, client in enumerate(before.clients):
            client.goes_to(model, number)
        go(model, came)
        for client in model.clients:
            client.come()
        is_half_open = any(what == "cut" and not of[-1] for what, *of in came)
        passed = 0
        model.everything_arrives()
        while not settled(model):
            assert passed < (HALF_OPEN_S if is_half_open else SETTLED_WITHIN_S), [
                client.text for client in model.clients
            ]
            model.second()
            model.everything_arrives()
            passed += 1
        assert not [code for client in model.clients for code in client.close_codes if code in STOPS_AT]
        seconds[passed] += 1

    all_is_there()
    told = ", ".join(f"{count} after {passed} s" for passed, count in seconds.items() if count)
    record_property("any order", f"{sum(seconds.values())} ways to come back, all of it there: {told}")
