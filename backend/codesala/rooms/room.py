"""One live document and the peers editing it. Synchronous: no awaits, so frames are handled in one order.

*Safety:* what is relayed was screened, may be written by its sender, and is in the ledger before anybody else sees it.
*Liveness:* a peer that cannot be understood, or does not keep up, is closed; the others never wait for it.
"""

import logging
import secrets
import time

from codesala.errors import AppError, BadFrame, Unavailable
from codesala.marks import NO_MARK, mark_of
from codesala.records import SessionFacts
from codesala.rooms import requests
from codesala.rooms.across.hearing import Across
from codesala.rooms.across.saying import Saying
from codesala.rooms.broadcast import Broadcast
from codesala.rooms.documents.document import Document
from codesala.rooms.documents.engine import DocumentBroken
from codesala.rooms.files import Files
from codesala.rooms.held import Held
from codesala.rooms.journal.past_runs import PastRuns
from codesala.rooms.keystrokes import receive_typing
from codesala.rooms.lobby import Lobby
from codesala.rooms.offline import Offline
from codesala.rooms.outside import MAX_BACKLOG_BYTES, Outside, RoomLimits
from codesala.rooms.ownership import Ownership
from codesala.rooms.peer import Peer, Sink
from codesala.rooms.people import People
from codesala.rooms.programs.runs import Runs
from codesala.rooms.record import Record
from codesala.rooms.rights import find_notice, may_write
from codesala.rooms.state import state_of
from codesala.wire.frames import (
    MAX_HELLO_BYTES,
    MAX_REQUEST_BYTES,
    Kind,
    MessageType,
    SyncType,
    decode,
    decode_json,
    decode_state_vector,
    encode_state_vector,
    json_frame,
    sync_frame,
)
from codesala.wire.screening.refusals import Gap, UnknownRoot
from codesala.wire.screening.verdicts import Verdict
from codesala.wire.typing import run_of

logger = logging.getLogger(__name__)

COST_BYTES_PER_S = 10_000_000
"""Who sends what is slow to look at or to apply is read more slowly: with the default of PEER_BYTES_PER_S it takes a
fifth of a core. CPU time is counted, not what others keep the computer busy with."""
FREE_S = 0.0002
PRESSED_COST_BYTES = 4_000_000
"""Slows every sender while the log cannot be written fast enough."""


class Room:
    """`id` is new each time a room is opened, so that what an earlier room of this node said is not taken for ours."""

    __slots__ = (
        "across",
        "broadcast",
        "document",
        "facts",
        "files",
        "held",
        "id",
        "is_damaged",
        "is_discarded",
        "is_shared",
        "limits",
        "lobby",
        "mark",
        "notice",
        "offline",
        "outside",
        "ownership",
        "peers",
        "people",
        "record",
        "runs",
        "saying",
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
        self.facts = facts
        self.mark = mark_of(facts.session_id)
        self.document = document
        self.limits = limits
        self.outside = outside
        self.is_damaged = is_damaged
        self.is_discarded = False
        """It is closed, or holds what is not true any more: nobody may come in."""
        self.peers: dict[Peer, None] = {}
        self.record = Record(self, log_bytes)
        self.files = Files(self)
        self.broadcast = Broadcast(self)
        self.people = People(self)
        self.ownership = Ownership(self, limits.awareness_bytes)
        self.held = Held(self)
        self.across = Across(self)
        self.saying = Saying(self, self.across.siblings)
        self.is_shared = False
        """Siblings are known. Set by across.py, because each keystroke asks."""
        self.runs = Runs(self, past_runs or PastRuns())
        self.lobby = Lobby(self)
        self.offline = Offline(self)
        self.notice = find_notice(self)

    # Coming and going

    def join(self, sink: Sink, role: str, link_id: int, *, is_ours: bool, address: str) -> Peer:
        """Let a connection in, or let it wait. Raises Ended, NotFound, RoomFull, Unavailable; nobody is inside then."""
        if self.is_discarded:
            raise Unavailable("The room was closed at this moment. Connect again.")
        peer = Peer(sink, role, link_id, is_ours=is_ours, address=address)
        try:
            self.lobby.receive_newcomer(peer)
        except AppError:
            raise
        except Exception:
            self.leave(peer)
            raise
        return peer

    def part(self, close_code: int, reason: str) -> None:
        """Close all connections."""
        for peer in self.connections():
            peer.sink.close(close_code, reason[:120])
            self.leave(peer)

    def connections(self) -> list[Peer]:
        """All connections: peers, and those who wait to be peers."""
        return [*self.peers, *self.lobby.waiting]

    def enter(self, peer: Peer) -> None:
        """Make a connection a peer and greet it."""
        self.peers[peer] = None
        self.broadcast.sinks.append(peer.sink)
        peer.joined_at = self.outside.now()
        self.send_state(peer)
        self.ask(peer)
        self.ownership.greet(peer)
        self.runs.greet(peer)
        self.people.join(peer)

    def leave(self, peer: Peer) -> None:
        """Forget a connection, however it ended. Does nothing the second time."""
        if peer.is_gone:
            return
        peer.is_gone = True
        if peer.is_waiting:
            self.lobby.leave(peer)
        else:
            self.step_out(peer)

    def step_out(self, peer: Peer) -> None:
        """From now on the connection is no peer."""
        peer.outbox.clear()
        peer.run = None
        if peer in self.peers:
            del self.peers[peer]
            self.broadcast.sinks.remove(peer.sink)
        self.offline.leave(peer)
        self.ownership.leave(peer)
        self.held.forget(peer)
        self.held.words.left(peer)
        self.files.forget(peer)
        self.people.leave(peer)
        self.held.settle()

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

    # What peers send

    def receive(self, peer: Peer, frame: bytes) -> None:
        """Handle one message of a peer. Never raises for what is in it: a bad one closes its sender. What others are
        to be sent waits for `received`."""
        if peer.is_gone:
            return
        self.outside.frames_received += 1
        self.outside.marks.message[:] = self.mark
        self.broadcast.is_held = True
        try:
            if peer.is_waiting:
                self.lobby.receive(peer, frame)
                return
            if receive_typing(self, peer, frame):
                return
            kind, body = decode(frame)
            if kind is Kind.UPDATE:
                if peer.made_at:
                    self.offline.receive(peer, body, frame)
                else:
                    self.receive_update(peer, body, frame)
            elif kind is Kind.AWARENESS:
                self.ownership.receive(peer, body, frame)
            elif kind is Kind.STEP2:
                self.receive_update(peer, body, None)
            elif kind is Kind.STEP1:
                self.answer(peer, body)
            elif kind is Kind.QUERY_AWARENESS:
                self.ownership.greet(peer)
            elif kind is Kind.HELLO:
                self.people.hello(peer, decode_json(body, MAX_HELLO_BYTES))
            elif kind is Kind.REQUEST:
                requests.receive(self, peer, decode_json(body, MAX_REQUEST_BYTES))
        except AppError as error:
            self.cut(peer, error)
        except DocumentBroken as error:
            logger.exception("document broken", extra=self.named(peer))
            self.cut(peer, BadFrame("This update cannot be taken."))
            self.outside.discard(self, str(error), 1011)
        except Exception:
            logger.exception("a message was not handled", extra=self.named(peer))
            self.cut(peer, AppError("A fault of this server. Connect again."))

    def received(self) -> None:
        """All messages that came in one piece are handled."""
        self.broadcast.release()
        self.outside.marks.message[0] = NO_MARK

    def answer(self, peer: Peer, state_vector: bytes) -> None:
        """Answer SyncStep1. Raises BadFrame."""
        if len(state_vector) > self.document.max_state_vector_bytes:
            raise BadFrame("Too long a state vector.")
        started = time.thread_time()
        decode_state_vector(state_vector)
        update = self.document.answer(state_vector)
        peer.sink.charge(len(update))
        self.charge(peer, time.thread_time() - started)
        self.send(peer, sync_frame(SyncType.STEP2, update))

    def receive_update(self, peer: Peer, update: bytes, message: bytes | None) -> None:
        """`message` is the Update message as it came, to be passed on; None when it is an answer to SyncStep1. Raises
        AppError and DocumentBroken."""
        is_answer = message is None
        peer.updates_in += 1
        if self.outside.backlog_bytes > MAX_BACKLOG_BYTES:
            peer.sink.charge(PRESSED_COST_BYTES)
        if is_answer:
            peer.asked = False
            peer.answers += 1
            self.held.forget(peer)
            self.held.words.answered(peer, update)
        started = time.thread_time()
        try:
            verdict = self.document.screen(update)
        except UnknownRoot as unknown:
            self.files.wait(peer, unknown.root)
            return
        except Gap:
            self.refuse(peer)
            return
        finally:
            self.charge(peer, time.thread_time() - started)
        is_own = peer.clients.issuperset(verdict.ends)
        if verdict.ends or verdict.delete_ranges:
            if not is_own and self.ownership.is_of_others(peer, verdict.ends):
                if is_answer:
                    self.held.hold(peer, update)
                    self.held.settle()
                else:
                    self.refuse(peer)
                return
            if not self.can_write(peer):
                self.refuse(peer)
                return
        if is_answer:
            self.take_answer(peer, update, verdict)
            self.held.settle()
            return
        if verdict.ends or verdict.delete_ranges:
            if not is_own:
                self.ownership.claim(peer, verdict.ends)
            self._take(peer, update, verdict, message)
            if is_own and verdict.structs == 1 and verdict.ends:
                peer.run = run_of(update, *verdict.ends.values())
        if peer.is_ours and not peer.refused:
            self.record.acknowledge(peer)

    def take_answer(self, peer: Peer, update: bytes, verdict: Verdict) -> None:
        """An answer to SyncStep1 that may be taken. Nothing is missing of what the peer sent until then."""
        if verdict.ends or verdict.delete_ranges:
            if peer.cursor in verdict.ends:  # text of others that it brings does not become its own
                self.ownership.claim(peer, [peer.cursor])
            self._take(peer, update, verdict, None)
        if not peer.asked:  # else something that came after it was refused
            peer.refused = False
            if peer.is_ours:
                self.record.acknowledge(peer)

    def take_from_log(self, update: bytes) -> bool:
        """Take what stands in the log and was not heard of, and pass it on; False when that is nothing. It is on disk
        already. Raises DocumentBroken."""
        try:
            verdict = self.document.screen(update, trusted=True)
        except (Gap, AppError) as error:
            logger.error("log not taken: %s", error, extra={"session": self.facts.session_id})
            return False
        if verdict.ends:
            self.document.take(update, verdict)
        elif not verdict.delete_ranges or not self.document.take_deletions(update):
            return False
        self.record.ledger.has_foreign = True
        self.broadcast.update(update)
        self.held.settle()
        return True

    def refuse(self, peer: Peer) -> None:
        """What the peer sent was not taken: it is asked for everything that is missing here, and until it has
        answered, nothing that it sends counts as saved."""
        peer.refused = True
        if not peer.asked and self.can_write(peer) and not self.files.is_waiting(peer):
            self.ask(peer)

    def ask_refused(self) -> None:
        """Who may write (again) is asked for what was refused meanwhile."""
        for peer in self.peers:
            if peer.refused and not peer.asked and not self.held.has(peer):
                self.refuse(peer)

    def ask(self, peer: Peer) -> None:
        """Send SyncStep1. One is enough: whatever the peer sends before its answer is in the answer too."""
        peer.asked = True
        self.send(peer, sync_frame(SyncType.STEP1, encode_state_vector(self.document.known.clocks)))

    def _take(self, peer: Peer, update: bytes, verdict: Verdict, message: bytes | None) -> None:
        if not peer.introduced:
            self.people.introduce(peer)
        started = time.thread_time()
        part, verdict = self.document.afford(update, verdict)
        is_update = bool(verdict.ends) or message is not None
        if part is not update:  # the rest is asked for
            update, message = part, None
            self.refuse(peer)
        if is_update:
            self.ownership.count_new(peer, verdict.ends)
            is_news = True
            self.document.take(update, verdict)
        else:
            is_news = self.document.take_deletions(update)
        self.charge(peer, time.thread_time() - started)
        if not is_news:
            return
        if peer.making is not None:
            self.offline.date(peer)
        self.record.spread(peer, update, message)

    def charge(self, peer: Peer, seconds: float) -> None:
        """What a peer sent took the server so long."""
        if seconds > FREE_S:
            peer.sink.work(int(seconds * COST_BYTES_PER_S))

    def can_write(self, peer: Peer) -> bool:
        return self.notice is None and may_write(self.facts, peer.role)

    def named(self, peer: Peer) -> dict[str, object]:
        """How lines of the log name a peer of this room."""
        return {"session": self.facts.session_id, "peer": peer.participant}

    def send_state(self, peer: Peer) -> None:
        """Tell one peer how the session stands, as it may see it."""
        if peer.is_waiting:
            self.lobby.tell(peer)
        elif peer.is_ours:
            self.send(peer, json_frame(MessageType.STATE, state_of(self, peer)))

    def send_states(self, only: str | None = None) -> None:
        """How things stand, to everybody, or to those of one role."""
        for peer in self.connections():
            if only in (None, peer.role):
                self.send_state(peer)

    def send(self, peer: Peer, frame: bytes) -> None:
        """Queue a ready WebSocket frame for one peer; it leaves at the end of this tick."""
        peer.outbox.append(frame)
        self.broadcast.has_queued = True
        self.outside.wake(self)
