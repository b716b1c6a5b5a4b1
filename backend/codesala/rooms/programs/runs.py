"""Runs of code: what people in a room see of them. The program runs in the page of whoever started it, or in the
server's runner; here its events are stamped, capped, recorded, relayed, and kept for newcomers.

A page numbers the requests of a run from 0 (`seq`). What was lost with a connection is asked for with `run.resend`,
so output arrives when the line is back, in order and once.

*Safety:* of a run on the server nothing is taken from a page but input and stop: what runs it, what it prints and how
it ends is told by the runner alone, and whether tests passed by the room. What is over for it has its program stopped.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Protocol

from codesala.errors import BadFrame
from codesala.rooms.across.siblings import Siblings
from codesala.rooms.documents.document import Document
from codesala.rooms.journal.past_runs import INPUT_CHARS, PastRuns, RunRecord
from codesala.rooms.outbox import Outbox
from codesala.rooms.outside import Clock, Programs
from codesala.rooms.peer import Peer
from codesala.rooms.people import People
from codesala.rooms.programs.cases import Suite, may_hear, refusal_of
from codesala.rooms.programs.choosing import NotStarted, program_of
from codesala.rooms.programs.lost import lost
from codesala.rooms.programs.on_server import ServerRuns
from codesala.rooms.programs.requested import end_in, input_in, numbered, output_in, start_in
from codesala.rooms.programs.stored import StoredTests
from codesala.rooms.programs.suites import FetchTests, Suites
from codesala.rooms.record import Record
from codesala.rooms.rights import Rights
from codesala.wire.frames import MessageType, json_frame

MAX_ACTIVE_A_PERSON = 4
TOLD_OF_SERVER_RUNS = frozenset({"run.input", "run.stop"})
COST_MESSAGES = 8


class Running(Clock, Programs, Protocol):
    """What runs need of the outside."""


class Runs:
    """Those of a session, of all nodes; this node watches over those that began here."""

    __slots__ = (
        "_attend",
        "_counts_addresses",
        "_document",
        "_on_server",
        "_outbox",
        "_outside",
        "_past",
        "_people",
        "_record",
        "_rights",
        "_siblings",
        "_suites",
    )

    def __init__(
        self,
        past: PastRuns,
        document: Document,
        rights: Rights,
        record: Record,
        outbox: Outbox,
        people: People,
        siblings: Siblings,
        outside: Running,
        attend: Callable[[], None],
        *,
        fetch_tests: FetchTests,
        counts_addresses: bool,
    ) -> None:
        """`attend` asks for a `sweep` each second until no run goes on. With `counts_addresses`, places for programs on
        the server are shared out by address, too."""
        self._past = past
        self._document = document
        self._rights = rights
        self._record = record
        self._outbox = outbox
        self._people = people
        self._siblings = siblings
        self._outside = outside
        self._attend = attend
        self._counts_addresses = counts_addresses
        self._on_server = ServerRuns(outside.runner, past)
        self._suites = Suites(self._on_server, past, outbox, fetch_tests, self._publish)

    def greet(self, peer: Peer) -> None:
        """Show a newcomer the last runs."""
        events = self._past.events()
        if peer.is_ours and events:
            self._outbox.send(peer, json_frame(MessageType.HISTORY, {"events": events}))

    # What pages ask for

    def request(self, peer: Peer, request: Mapping[str, Any]) -> None:
        """A request whose type begins with "run.". Raises BadFrame."""
        peer.sink.count(COST_MESSAGES)
        run_id, seq = numbered(request)
        run = self._past.find(run_id)
        if run is not None and run.is_over and run.participant == peer.participant:
            return  # its end is told; what its page said on the way there is of no use any more
        if (refusal := self._rights.refusal_of_runs(peer)) is not None:
            self._outbox.tell(peer, {"type": "run.refused", "run": run_id, "reason": refusal})
            return
        if run is not None and run.participant != peer.participant:
            raise BadFrame("This run belongs to somebody else.")
        if run is not None and run.on_server and run.peer is not peer and may_hear(run.tests, peer.role):
            run.peer = peer
            self._on_server.page_is_back(run.id)
        if seq != (expected := run.next_seq if run else 0):
            self._outbox.tell(peer, {"type": "run.resend", "run": run_id, "from": expected})
        elif run is None:
            self._start(peer, run_id, request)
        else:
            self._go_on(peer, run, request)
            run.next_seq += 1

    def _start(self, peer: Peer, run_id: str, request: Mapping[str, Any]) -> None:
        language, runtime, on, entry = start_in(request, self._outside.languages)
        tests = Suite.of(request)
        refusal = refusal_of(tests, peer.role, self._rights.facts.questions)
        if self._past.active_of(peer.participant) >= MAX_ACTIVE_A_PERSON:
            refusal = "too_many"
        if refusal is not None:
            self._outbox.tell(peer, {"type": "run.refused", "run": run_id, "reason": refusal})
            return
        self._people.introduce(peer)
        self._attend()
        run = self._past.begin(run_id, peer.participant, on_server=on == "server")
        run.next_seq, run.tests = 1, tests
        who = {"participant": peer.participant, "name": peer.name}
        started = {"type": "run.started", **who, "language": language, "runtime": runtime, "on": on}
        told = ({} if entry is None else {"entry": entry}) | ({"tests": tests.started()} if tests else {})
        if run.on_server:
            run.held, run.peer = [{**started, "runtime": language, **told}], peer
            self._start_on_server(run, language, entry, peer)
        else:
            self._publish(run, started | told)

    def _go_on(self, peer: Peer, run: RunRecord, request: Mapping[str, Any]) -> None:
        """The next request of a run that goes on."""
        kind = request.get("type")
        if run.tests is not None:
            run.tests.allow(kind, on_server=run.on_server)
        elif run.on_server and kind not in TOLD_OF_SERVER_RUNS:
            raise BadFrame("Of a run on the server its page tells input and stop, and nothing else.")
        match kind:
            case "run.output":
                self._output(run, *output_in(request))
            case "run.input":
                if self._has_space(run, len((text := input_in(request)) or "") + INPUT_CHARS):
                    self._publish(run, {"type": "run.input", "text": text})
                self._on_server.input(run.id, text)
            case "run.stop":
                if not self._on_server.stop(run.id):  # it goes on on another node, where its page was before
                    self.ask_to_stop(peer, run.id)
            case "run.try" | "run.cut" | "run.case" if run.tests is not None:
                self._suites.go_on(run, run.tests, request)
            case "run.end":
                self._end(run, *self._suites.end_of(run, end_in(request)))
            case _:
                raise BadFrame("An unknown request of a run.")

    # What happens

    def _output(self, run: RunRecord, stream: str, text: str) -> None:
        """Record and relay output, up to the limits of a run and of a session; beyond, once, a notice."""
        if self._has_space(run, len(text)):
            self._publish(run, {"type": "run.output", "stream": stream, "text": text})

    def _has_space(self, run: RunRecord, chars: int) -> bool:
        """Whether what a run prints or is told may still be kept."""
        if run.is_capped:
            return False
        scope = self._past.count(run, chars)
        if scope is not None:
            run.is_capped = True
            self._publish(run, {"type": "run.capped", "scope": scope})
        return not run.is_capped

    def _end(self, run: RunRecord, reason: str, code: int | None, duration_ms: float, message: str | None) -> None:
        if run.is_over:
            return
        run.is_over = True
        self._on_server.end(run.id)  # does nothing when it has ended by itself
        self._name(run, None)
        end = {"reason": reason, "code": code, "duration_ms": max(0, round(duration_ms)), "message": message}
        self._publish(run, {"type": "run.ended", **end, **({"tests": run.tests.ended()} if run.tests else {})})

    def _publish(self, run: RunRecord, event: dict[str, Any]) -> None:
        """Stamp, record and tell everybody on all nodes; of a program that is not named yet once it is."""
        if run.held is not None:
            run.held.append(event)
            return
        event = {"at": self._outside.now_ms(), "run": run.id, **event}
        self._past.add(run, event)
        self._record.announce(event)

    def _show(self, run: RunRecord, event: dict[str, Any]) -> None:
        """Tell everybody on all nodes, and do not record it."""
        self._record.mention({"at": self._outside.now_ms(), "run": run.id, **event})

    def waits(self, peer: Peer, run_id: object) -> None:
        """The program of a page stands still until somebody gives it a line."""
        run = self._going(run_id)
        if run is None or run.participant != peer.participant or run.on_server:
            return
        if run.waited_at != run.next_seq:  # everybody is told, so once until something happens
            run.waited_at = run.next_seq
            self._show(run, {"type": "run.waits"})

    def ask_to_stop(self, peer: Peer, run_id: object) -> None:
        """A host, or its owner in another page, wants a program to end: the page or the runner that has it ends it."""
        run = self._going(run_id)
        if run is not None and (peer.role == "host" or run.participant == peer.participant):
            if peer.participant in run.asked_by:  # everybody was told
                return
            run.asked_by.add(peer.participant)
            self._on_server.stop(run.id)
            self._show(run, {"type": "run.stop", "participant": peer.participant, "name": peer.name})

    def _going(self, run_id: object) -> RunRecord | None:
        run = self._past.find(run_id) if isinstance(run_id, str) else None
        return None if run is None or run.is_over else run

    def hear(self, event: Mapping[str, Any], sender: bytes) -> None:
        """An event of a run that another node watches over, or whose page is there now."""
        self._on_server.hear(event)
        self._past.replay(event, sender)
        self._attend()

    # On the server

    def _start_on_server(self, run: RunRecord, language: str, entry: str | None, peer: Peer) -> None:
        facts = self._rights.facts
        owners = [f"session {facts.session_id}", *([f"address {peer.address}"] if self._counts_addresses else ())]
        try:
            program = program_of(facts, self._document.texts(), language, entry)
            self._suites.prepare(run)
            self._on_server.start(run.id, language, program, owners, partial(self._hear_runner, run))
        except NotStarted as error:
            self._end(run, "failed", None, 0, str(error))
        else:
            self._suites.read(run, peer)

    def test(self, run_id: str, stored: StoredTests | None) -> None:
        """The tests of a run on the server, as the question has them, or None when nobody could read them."""
        run = self._going(run_id)
        if run is not None and (why_not := self._suites.begin(run, stored)) is not None:
            self._end(run, "failed", None, 0, why_not)

    def _hear_runner(self, run: RunRecord, event: Mapping[str, Any]) -> None:
        kind = event["type"]
        if run.is_over:
            return
        self._name(run, event.get("version"))
        if kind == "output":
            self._output(run, event["stream"], event["text"])
        elif kind == "ended":
            self._end(run, event["reason"], event["code"], event["duration_ms"], event["message"])
        elif kind in ("compiling", "running"):
            self._show(run, {"type": "run.stage", "stage": kind})

    def _name(self, run: RunRecord, runtime: str | None) -> None:
        """The runner said what it is, first of all that it says, or will never say it: tell what was held back."""
        held, run.held = run.held or [], None
        for event in held:
            is_start = event["type"] == "run.started" and runtime is not None
            self._publish(run, {**event, "runtime": runtime} if is_start else event)

    # Time

    @property
    def is_active(self) -> bool:
        return self._past.has_active

    def sweep(self, now: float) -> None:
        """End runs whose page has been gone for too long."""
        if self._siblings.is_first:
            self._past.adopt_orphans(self._siblings.known)
        here = {person["participant"] for person in self._people.everywhere()} if self._past.has_active else set()
        for run, why in lost(self._past.active_here(), self._on_server, here, now):
            self._end(run, "failed", None, 0, why)

    def stop_refused(self) -> None:
        """Stop what is not allowed any more."""
        for run in self._past.active_here():
            if self._rights.must_stop(run.participant, self._people.of(run.participant)):
                began_at = run.events[0]["at"] if run.events else self._outside.now_ms()
                self._end(run, "stopped", None, self._outside.now_ms() - began_at, None)

    def close(self) -> None:
        """The room closes: programs in the runner are stopped."""
        self._on_server.close()
