"""Which room watches over a program's run: the one where it was started, or, once that is gone, one of the others."""

from codesala.rooms.journal.past_runs import PastRuns

GONE, OTHER = b"gone", b"other"


def started(run: str) -> dict[str, object]:
    return {"type": "run.started", "at": 1, "run": run, "participant": "a" * 16, "on": "browser"}


def watched(past: PastRuns) -> list[str]:
    return [run.id for run in past.active_here()]


def test_runs_of_a_room_that_is_gone_are_adopted_while_others_live() -> None:
    past = PastRuns()
    past.replay(started("of-the-gone"), GONE)
    past.replay(started("of-the-other"), OTHER)
    past.adopt_orphans({GONE: None, OTHER: None}.keys())
    assert watched(past) == []
    past.adopt_orphans({OTHER: None}.keys())
    assert watched(past) == ["of-the-gone"]


def test_a_run_that_the_log_alone_tells_of_is_adopted_only_when_nobody_else_may_watch_over_it() -> None:
    past = PastRuns()
    past.replay(started("of-somebody"))
    past.adopt_orphans({OTHER: None}.keys())
    assert watched(past) == []
    past.adopt_orphans(())
    assert watched(past) == ["of-somebody"]


def test_who_tells_of_a_run_watches_over_it() -> None:
    past = PastRuns()
    past.replay(started("found-in-the-log"))
    past.replay({"type": "run.output", "at": 2, "run": "found-in-the-log", "stream": "stdout", "text": "x"}, OTHER)
    past.adopt_orphans({OTHER: None}.keys())
    assert watched(past) == []
    past.adopt_orphans({b"third": None}.keys())
    assert watched(past) == ["found-in-the-log"]
