"""Runs of tests of a question: what their page says, and on the server what it and everybody else are told.

*Safety:* what a program prints there goes to their page alone, and whether it is right is not asked of that.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from codesala.rooms.journal.past_runs import PastRuns, RunRecord
from codesala.rooms.outbox import Outbox
from codesala.rooms.peer import Peer
from codesala.rooms.programs.cases import Suite
from codesala.rooms.programs.on_server import ServerRuns, Tested
from codesala.rooms.programs.requested import End
from codesala.rooms.programs.stored import StoredTests
from codesala.rooms.programs.tried import UNANSWERED

COST_BYTES = 1_000_000
"""Of reading them: as for 40 ms of work."""

UNREAD = str(UNANSWERED["message"])

FetchTests = Callable[[str, int, str], None]
"""Asks for those of a run: of a question, and a suite (Runs.test gets them)."""


class Suites:
    """Of the runs of a room."""

    __slots__ = ("_fetch", "_on_server", "_outbox", "_past", "_publish")

    def __init__(
        self,
        on_server: ServerRuns,
        past: PastRuns,
        outbox: Outbox,
        fetch: FetchTests,
        publish: Callable[[RunRecord, dict[str, Any]], None],
    ) -> None:
        """`publish` tells everybody."""
        self._on_server = on_server
        self._past = past
        self._outbox = outbox
        self._fetch = fetch
        self._publish = publish

    def prepare(self, run: RunRecord) -> None:
        """What is started next for this run is tested. Nothing happens, here and in `read`, of a run without tests."""
        if run.tests is not None:
            self._on_server.prepare(run.id, partial(self._tell, run), partial(_pay, run))

    def read(self, run: RunRecord, peer: Peer) -> None:
        """Let them be read, at the expense of who runs them."""
        if run.tests is not None:
            peer.sink.work(COST_BYTES)
            self._fetch(run.id, run.tests.question, run.tests.suite)

    def begin(self, run: RunRecord, stored: StoredTests | None) -> str | None:
        """They were read, or nobody could. Returns why they do not run."""
        if stored is None or run.tests is None or len(stored.cases) != run.tests.cases:
            return UNREAD
        self._on_server.test(run.id, stored)
        return None

    def go_on(self, run: RunRecord, tests: Suite, request: Mapping[str, Any]) -> None:
        """A page wants a case to run, or to end, or says that it is over. Raises BadFrame."""
        if not run.on_server:
            self._publish_case(run, tests.take(request))
        elif request["type"] == "run.case":
            self._is_over(run, tests, tests.index_in(request))
        else:
            self._of(run).trials.ask(request, tests.cases)

    def end_of(self, run: RunRecord, told: End) -> End:
        """As far as it is its page's to tell."""
        if run.tests is None:
            return told
        return run.tests.end(told, self._of(run).source.tried.values() if run.on_server else None)

    def _of(self, run: RunRecord) -> Tested:
        return self._on_server.tested(run.id, partial(self._tell, run), partial(_pay, run))

    def _is_over(self, run: RunRecord, tests: Suite, index: int) -> None:
        """A case on the server: everybody is told, once. Of one that was stopped when its page says so, which alone
        knows whether it was late, or somebody has stopped all of them."""
        if index not in tests.passed:
            self._publish_case(run, tests.note(index, self._of(run).source.of(index)))

    def _publish_case(self, run: RunRecord, event: dict[str, Any]) -> None:
        is_too_much = self._past.count(run, len(event.get("text", "")))
        self._publish(run, event | ({"text": ""} if is_too_much and "text" in event else {}))

    def _tell(self, run: RunRecord, event: dict[str, Any]) -> None:
        """Its page: nobody else hears of it, and no record."""
        if run.peer is not None:
            self._outbox.tell(run.peer, {"run": run.id, **event})
        if run.tests is not None and event["type"] == "run.tried" and event["reason"] != "stopped":
            self._is_over(run, run.tests, event["index"])


def _pay(run: RunRecord, seconds: float) -> None:
    if run.peer is not None and not run.peer.is_gone:
        run.peer.pay_for(seconds)
