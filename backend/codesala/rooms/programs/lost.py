"""Runs that nobody will tell of any more: their page is gone, or the server's program is."""

from collections.abc import Container, Iterator

from codesala.rooms.journal.past_runs import RunRecord

LOST_AFTER_S = 30.0


def lost(
    going: list[RunRecord], on_server: Container[str], here: Container[str], now: float
) -> Iterator[tuple[RunRecord, str]]:
    """With why. `here` are the people of the session; notes since when a page is gone."""
    for run in going:
        if run.on_server and run.id not in on_server:
            yield run, "The server was restarted."
        elif run.participant in here:
            run.gone_since = None
        elif run.gone_since is None:
            run.gone_since = now
        elif now - run.gone_since > LOST_AFTER_S:
            yield run, "The page that ran it is gone."
