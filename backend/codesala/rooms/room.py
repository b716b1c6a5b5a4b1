"""One live document and the peers editing it. Synchronous: no awaits, so frames are handled in one order.

The room is the order of things: who comes and goes, which part gets a message, what follows when the session's row has
changed. Each part owns its state, is made from those above it in `Room.__init__`, and knows neither the room nor what
is made later; what concerns others it returns.

*Safety:* who is no peer is sent nothing of what peers write. *Liveness:* a peer that cannot be understood, or does not
keep up, is closed; the others never wait for it.
"""

import logging
import secrets
from collections.abc import Iterable
from functools import partial

from codesala.errors import AppError, BadFrame, Corrupt, Ended, NotFound, Removed, RoomFull, Unavailable
from codesala.marks import NO_MARK, mark_of
from codesala.records import Batch, SessionFacts
from codesala.rooms.across.saying import Saying
from codesala.rooms.across.siblings import Siblings
from codesala.rooms.across.words import Words
from codesala.rooms.asking import Asking
from codesala.rooms.cursors import parse
from codesala.rooms.documents.document import Document
from codesala.rooms.documents.engine import DocumentBroken, UpdateBroke
from codesala.rooms.edits import Edits
from codesala.rooms.files import Files
from codesala.rooms.held import Held
from codesala.rooms.journal.past_runs import PastRuns
from codesala.rooms.keystrokes import Keystrokes
from codesala.rooms.lobby import Lobby
from codesala.rooms.offline import Offline
from codesala.rooms.outbox import Outbox
from codesala.rooms.outside import REWRITTEN, Outside, RoomLimits
from codesala.rooms.ownership import Ownership
from codesala.rooms.peer import PaidBy, Peer, Sink
from codesala.rooms.people import HELLO_COST_BYTES, People, read_hello
from codesala.rooms.programs.runs import Runs
from codesala.rooms.record import CONFIRMED_WITHIN_S, Record
from codesala.rooms.requests import Requests
from codesala.rooms.rights import Rights, as_guests_see
from codesala.rooms.state import State
from codesala.wire.frames import MAX_HELLO_BYTES, MAX_REQUEST_BYTES, Kind, decode, decode_json
from codesala.wire.screening.refusals import Gap

logger = logging.getLogger(__name__)

ENDED = "This session has ended."
WITHDRAWN = "This link was withdrawn. Ask the person who invited you for a new one."
REMOVED = "A host removed you from this session."
TURNED_AWAY = "A host did not let you in."


class Room:
    """`id` is new each time a room is opened, so that what an earlier room of this node said is not taken for ours."""

    __slots__ = (
        *("asking", "document", "edits", "files", "held", "id", "is_discarded", "keystrokes"),
        *("limits", "lobby", "mark", "offline", "outbox", "outside", "ownership", "peers"),
        *("people", "record", "requests", "rights", "runs", "saying", "siblings", "state"),
    )

    def __init__(
        self,
        facts: SessionFacts,
        document: Document,
        limits: RoomLimits,
        outside: Outside["Room"],
        *,
        past_runs: PastRuns | None = None,
        log_bytes: int = 0,
        is_damaged: bool = False,
    ) -> None:
        self.id = secrets.token_bytes(8)
        self.mark = mark_of(facts.session_id)
        self.limits = limits
        self.outside = outside
        self.is_discarded = False
        """It is closed, or holds what is not true any more: nobody may come in."""
        self.peers: dict[Peer, None] = {}
        self.document = document
        peers, attend = self.peers, partial(outside.attend, self)
        self.rights = rights = Rights(facts, is_damaged=is_damaged, is_full=log_bytes > limits.log_bytes)
        self.outbox = outbox = Outbox(peers, facts.session_id, outside, partial(outside.wake, self))
        self.siblings = siblings = Siblings(self.id)
        self.saying = saying = Saying(self.id, facts.session_id, siblings, outside)
        self.record = record = Record(peers, outbox, saying, outside, partial(outside.record, self), log_bytes)
        self.lobby = Lobby(rights)
        self.people = people = People(
            peers, self.lobby, siblings, saying, record, outbox, outside, partial(outside.wake_roster, self)
        )
        self.offline = offline = Offline(peers, facts.created_at_ms, record, siblings, outside)
        self.files = files = Files(rights, document, record, outside, partial(outside.fetch_files, self))
        self.state = State(rights, files, limits, outbox, outside)
        self.ownership = ownership = Ownership(
            document, people, outbox, saying, outside, attend, max_state_bytes=limits.awareness_bytes
        )
        self.asking = asking = Asking(document, outbox, outside)
        words = Words(siblings, saying, asking, outside)
        self.held = held = Held(document, ownership, rights, asking, saying, words, outside)
        self.edits = Edits(document, rights, record, outbox, people, ownership, files, offline, asking, held, outside)
        self.keystrokes = Keystrokes(document, rights, record, outbox, ownership, siblings, outside)
        self.runs = Runs(
            past_runs or PastRuns(),
            document,
            rights,
            record,
            outbox,
            people,
            siblings,
            outside,
            attend,
            fetch_tests=partial(outside.fetch_tests, self),
            counts_addresses=limits.counts_addresses,
        )
        self.requests = Requests(
            document,
            rights,
            record,
            outbox,
            people,
            files,
            offline,
            self.runs,
            outside,
            change_language=partial(outside.request_language, self),
            change_file=partial(outside.request_file, self),
        )

    @property
    def facts(self) -> SessionFacts:
        return self.rights.facts

    # Coming and going

    def join(self, sink: Sink, role: str, link_id: int, *, is_ours: bool, address: str) -> Peer:
        """Let a connection in, or let it wait. Raises Ended, after telling how the session stands, NotFound for a link
        that was withdrawn, RoomFull, Unavailable; nobody is inside then."""
        if self.is_discarded:
            raise Unavailable("The room was closed at this moment. Connect again.")
        peer = Peer(sink, role, link_id, is_ours=is_ours, address=address)
        self._check_place(peer)
        if self.rights.must_wait(peer):
            self._seat(peer)
            return peer
        try:
            self._enter(peer)
        except Exception:
            self.leave(peer)
            raise
        return peer

    def _check_place(self, peer: Peer) -> None:
        if self.facts.status != "live":
            self.state.send(peer, at_once=True)
            raise Ended(ENDED)
        if peer.link_id not in self.facts.links:
            raise NotFound(WITHDRAWN)
        others = self.connections()
        if len(others) >= self.limits.peers:
            raise RoomFull("Every place in this room is taken. Try again when somebody has left.")
        if sum(other.address == peer.address for other in others) >= self.limits.peers_an_address:
            raise RoomFull("Too many connections from your network to this room.")

    def _enter(self, peer: Peer) -> None:
        """Make a connection a peer and greet it."""
        self.peers[peer] = None
        self.outbox.sinks.append(peer.sink)
        peer.joined_at = self.outside.now()
        self.state.send(peer)
        self.asking.ask(peer)
        self.ownership.greet(peer)
        self.runs.greet(peer)
        if not peer.is_ours:  # a stock client, which never says hello, is a person of its own from now on
            self.people.introduce(peer)
        elif not peer.introduced:
            self.outside.attend(self)  # until hello
        self.people.changed()

    def connections(self) -> list[Peer]:
        """All connections: peers, and those who wait to be peers."""
        return [*self.peers, *self.lobby.waiting]

    def leave(self, peer: Peer) -> None:
        """Forget a connection, however it ended. Does nothing the second time."""
        if peer.is_gone:
            return
        peer.is_gone = True
        if peer.is_waiting:
            self.lobby.leave(peer)
            self.people.changed()
        else:
            self._step_out(peer)

    def _step_out(self, peer: Peer) -> None:
        """From now on the connection is no peer."""
        peer.outbox.clear()
        peer.run = None
        if peer in self.peers:
            del self.peers[peer]
            self.outbox.sinks.remove(peer.sink)
        self.offline.leave(peer)
        self.ownership.leave(peer)
        self.held.forget(peer)
        self.held.words.left(peer)
        self.files.forget(peer)
        self.people.leave(peer)
        if not self.peers:
            self.outside.attend(self)  # until it is closed
        self.settle()

    def part(self, close_code: int, reason: str) -> None:
        """Close all connections."""
        for peer in self.connections():
            peer.sink.close(close_code, reason[:120])
            self.leave(peer)

    def dismiss(self, peer: Peer, error: AppError) -> None:
        """Close a connection for no fault of its own: what is queued for it arrives before the goodbye."""
        if peer.outbox:
            peer.sink.write(b"".join(peer.outbox))
        peer.sink.close(error.close_code, error.detail[:120])
        self.leave(peer)

    def cut(self, peer: Peer, error: AppError) -> None:
        """Close a connection for what it did; everybody else goes on."""
        logger.info("peer cut", extra=self.named(peer) | {"code": error.code, "reason": error.detail})
        self.outside.peers_cut += 1
        peer.sink.close(error.close_code, error.detail[:120])
        self.leave(peer)

    def _drop(self, peers: Iterable[Peer]) -> None:
        """Close connections that are dead, or replaced."""
        for peer in peers:
            peer.sink.abort()
            self.leave(peer)

    # Waiting

    def _seat(self, peer: Peer) -> None:
        """Let a connection wait. Raises RoomFull."""
        self.lobby.seat(peer)
        self.state.send(peer)
        self.people.changed()

    def _hold(self, peer: Peer) -> None:
        """Let a peer wait after all. Raises RoomFull."""
        self._step_out(peer)
        peer.introduced = peer.asked = False
        peer.answers = 0
        peer.clients.clear()
        peer.cursor = peer.follows = None
        self._seat(peer)

    def _let_in(self, peer: Peer) -> None:
        state_vector = self.lobby.leave(peer)
        self._enter(peer)
        if peer.has_key:
            self.people.introduce(peer)
        if state_vector is None:
            return
        try:
            with PaidBy(peer):
                self.edits.answer(peer, state_vector)
        except AppError as error:
            self.cut(peer, error)
        except DocumentBroken as error:
            self.fail(error)

    def _receive_waiting(self, peer: Peer, frame: bytes) -> None:
        with PaidBy(peer):
            kind, body = self.lobby.receive(peer, frame)
            hello = read_hello(decode_json(body, MAX_HELLO_BYTES)) if kind is Kind.HELLO else None
        if hello is not None:
            peer.name, key = hello
            if not peer.has_key:
                peer.identify(self.facts.session_id, key)
            if not self.rights.must_wait(peer):
                self._let_in(peer)
                return
            self.people.changed()
        if kind in (Kind.HELLO, Kind.AWARENESS, Kind.QUERY_AWARENESS):
            # The last two want a sign of life: y-websocket hangs up after 30 s without one, pages ask when seen again.
            self.state.send(peer)

    # What peers send

    def receive(self, peer: Peer, frame: bytes) -> None:
        """Handle one message of a peer. Never raises for what is in it: a bad one closes its sender. What others are
        to be sent waits for `received`."""
        if peer.is_gone:
            return
        self.outside.frames_received += 1
        if not self.outbox.is_held:  # the first of those that came in one piece
            self.outbox.is_held = True
            self.outside.marks.message[:] = self.mark
        try:
            if peer.is_waiting or not self.keystrokes.receive(peer, frame):
                self._receive(peer, frame)
        except AppError as error:
            self.cut(peer, error)
        except DocumentBroken as error:
            if isinstance(error, UpdateBroke):  # else it may be another's, and everybody comes again
                self.cut(peer, BadFrame("This update cannot be taken."))
            self.fail(error)
        except Exception:
            logger.exception("a message was not handled", extra=self.named(peer))
            self.cut(peer, AppError("A fault of this server. Connect again."))

    def _receive(self, peer: Peer, frame: bytes) -> None:
        if peer.is_waiting:
            self._receive_waiting(peer, frame)
            return
        with PaidBy(peer):
            kind, body = decode(frame)
            replaced = self._take_in(peer, kind, body, frame)
        if replaced or kind is Kind.STEP2:
            self._drop(replaced)
            if not self.held.is_empty:
                self.outside.attend(self)
                self.settle()

    def _take_in(self, peer: Peer, kind: Kind, body: bytes, frame: bytes) -> list[Peer]:
        """Returns connections that this one replaces. Raises AppError and DocumentBroken."""
        if kind is Kind.UPDATE:
            return (self.edits.receive_old if peer.made_at else self.edits.receive)(peer, body, frame)
        if kind is Kind.AWARENESS:
            entries = parse(body)
            if peer.cursor is None and not peer.answers:
                self._drop(self.ownership.in_the_way(peer, entries))
            self.ownership.receive(peer, entries, body, frame)
        elif kind is Kind.STEP2:
            return self.edits.receive(peer, body, None)
        elif kind is Kind.STEP1:
            self.edits.answer(peer, body)
        elif kind is Kind.QUERY_AWARENESS:
            self.ownership.greet(peer)
        elif kind is Kind.HELLO:
            self._hello(peer, body)
        elif kind is Kind.REQUEST:
            self.requests.receive(peer, decode_json(body, MAX_REQUEST_BYTES))
        return []

    def _hello(self, peer: Peer, body: bytes) -> None:
        """A connection says whose it is, or changes the name."""
        name, key = read_hello(decode_json(body, MAX_HELLO_BYTES))
        peer.sink.work(HELLO_COST_BYTES)
        if not peer.has_key:
            self.people.identify(peer, self.facts.session_id, key)
            if self.rights.is_removed(peer):
                peer.name = name
                self._hold(peer)
                return
            self.state.send(peer)
        self.people.name(peer, name)

    def received(self) -> None:
        """All messages that came in one piece are handled."""
        self.outbox.release()
        self.outside.marks.message[0] = NO_MARK
        if self.record.log_bytes > self.limits.log_bytes:
            self.look_again()

    def settle(self) -> None:
        """Take of the answers that are held what can be taken by now."""
        for peer, update, found in () if self.is_discarded else self.held.ready():
            try:
                if isinstance(found, Gap):
                    self.edits.refuse(peer)
                elif isinstance(found, AppError):
                    raise found
                else:
                    self._drop(self.ownership.replaced_by(peer, found.ends))
                    with PaidBy(peer):
                        self.edits.take_answer(peer, update, found)
            except AppError as error:  # in what this peer brought, whoever else's turn it is
                self.cut(peer, error)
            except DocumentBroken as error:
                self.fail(error)
                return

    def fail(self, error: DocumentBroken) -> None:
        logger.error("document broken", exc_info=error, extra={"session": self.facts.session_id})
        self.outside.discard(self, str(error), 1011)

    # What did not come from peers

    def lay_in(self, file_id: str, batch: Batch | None) -> None:
        """A file's first batch of the log, or None when it has none any more. Raises DocumentBroken."""
        try:
            updates = self.files.lay_in(file_id, batch)
        except Corrupt:
            self.outside.discard(self, "Stored data cannot be read.", 1011)  # opening it anew says what can be saved
            return
        for update in updates:
            self.edits.take_stored(update)
        self.settle()

    def files_found(self, awaited: dict[Peer, str]) -> None:
        """The rows were read since these were waiting for files."""
        honest, lost = self.files.found(awaited)
        for peer in honest:
            self.edits.refuse(peer)
        for peer in lost:
            self.cut(peer, BadFrame("This session has no such file."))

    # How the session stands

    def look_again(self) -> None:
        """Something changed that may make the room read-only, or writable again."""
        self.rights.is_full = self.record.log_bytes > self.limits.log_bytes
        if self.rights.look_again():
            self.send_states()
            self._ask_refused()

    def change(self, facts: SessionFacts) -> None:
        """The session's row as it was just read; what is older than what is known is passed over. Stop what nobody may
        do any more, send out who may not stay, let in who may come in, and tell everybody how things stand."""
        before = self.facts
        if facts.revision < before.revision or facts == before:
            return
        self.rights.facts = facts
        if facts.rewrites != before.rewrites:
            self.outside.discard(self, REWRITTEN, 1012)  # whoever comes again opens what the log is now
            return
        self.rights.look_again()
        self.files.look_again()
        self.runs.stop_refused()
        if facts.status != "live":
            self.send_states()
            self.outbox.flush()  # what happened last arrives before the goodbye
            for peer in self.connections():
                self.dismiss(peer, Ended(ENDED))
            return
        for peer in self.connections():
            if peer.link_id not in facts.links:
                self.dismiss(peer, NotFound(WITHDRAWN))
            elif self.rights.was_removed(peer, before):
                self.dismiss(peer, Removed(TURNED_AWAY if peer.is_waiting else REMOVED))
        self._look_at_doors()
        self.send_states("host" if as_guests_see(facts) == as_guests_see(before) else None)
        self._ask_refused()
        self.settle()

    def _look_at_doors(self) -> None:
        """Let in who may come in. Those who are inside stay, also when they come back."""
        for peer in [peer for peer in self.lobby.waiting if not self.rights.must_wait(peer)]:
            self._let_in(peer)
        inside = set()
        for peer in [peer for peer in self.peers if self.rights.must_wait(peer)]:
            if peer.introduced:
                inside.add(peer.participant)
                continue
            try:
                self._hold(peer)  # has not said who they are: hosts cannot know that they are inside
            except RoomFull as error:
                self.dismiss(peer, error)
        if undecided := inside - self.facts.admissions.keys():
            self.outside.admit(self, undecided)

    def _ask_refused(self) -> None:
        """Who may write (again) is asked for what was refused meanwhile."""
        for peer in self.peers:
            self.edits.ask_again(peer)

    def sweep(self, now: float) -> None:
        """Whatever time alone changes."""
        for peer in [peer for peer in self.connections() if peer.sink.is_stalled(now)]:
            logger.info("slow reader cut", extra=self.named(peer) | {"role": peer.role})
            self.outside.peers_cut += 1
            self._drop([peer])
        self.people.sweep(now)
        self._drop(self.ownership.sweep(now))
        self._drop(self.held.sweep(now))
        self.settle()
        self._ask_refused()
        self.runs.sweep(now)
        self.record.adopt_overdue(now - CONFIRMED_WITHIN_S)
        self.look_again()

    # What is told

    def named(self, peer: Peer) -> dict[str, object]:
        """How lines of the log name a peer of this room."""
        return {"session": self.facts.session_id, "peer": peer.participant}

    def send_states(self, only: str | None = None) -> None:
        """How things stand, to everybody, or to those of one role."""
        for peer in self.connections():
            if only in (None, peer.role):
                self.state.send(peer)

    def send_roster(self) -> None:
        """Who is here, to the people here, and to other nodes if that is news to them."""
        self.people.send_roster()
        if self.siblings.are_known and self.saying.has_news:
            self.tell_siblings_who_is_here()

    def tell_siblings_who_is_here(self) -> None:
        self.saying.who_is_here(self.people.here(), self.lobby.people(), self.offline.here())
