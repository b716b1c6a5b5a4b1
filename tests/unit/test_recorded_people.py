"""Who was there by a record, and with whom."""

from codesala.recordings.order import order
from codesala.recordings.service import people_of
from tests.support.exports import event_batch

COURSE = "ana joined, ben joined, ben left, cem joined, dora joined, cem left, ben joined"


def test_of_each_person_the_record_tells_whom_of_those_before_them_they_met() -> None:
    told = [one.split() for one in COURSE.split(", ")]
    events = [{"type": kind, "participant": who, "name": who, "role": "candidate"} for who, kind in told]
    people = people_of(order([event_batch("ana", *events)]).entries)
    assert {person.participant: person.met for person in people} == {
        "ana": [],
        "ben": [0],
        "cem": [0],
        "dora": [0, 1, 2],
    }


def test_who_left_and_of_whose_coming_nothing_is_known_was_there() -> None:
    left = {"type": "left", "participant": "ana", "name": "Ana", "role": "candidate"}
    assert [person.participant for person in people_of(order([event_batch("ana", left)]).entries)] == ["ana"]
