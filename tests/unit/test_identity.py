"""Who somebody is, derived from session and key."""

from codesala.identity import participant_of

SESSION, KEY = "q3ZK1v0sT4mYxNf0w2bLcA", "0123456789abcdef0123456789abcdef"


def test_a_person_stays_the_same_over_releases() -> None:
    # Admissions, notes and logs are kept under it: another derivation would make strangers of everybody.
    assert participant_of(SESSION, KEY) == "onJZmUZCIvyxhiQU"


def test_a_person_is_somebody_else_in_each_session_and_with_each_key() -> None:
    others = {participant_of("another session", KEY), participant_of(SESSION, KEY[:-1]), participant_of(SESSION, KEY)}
    assert len(others) == 3
