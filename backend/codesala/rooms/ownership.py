"""Who owns which Yjs client id in a room, and whose awareness is whose.

An id belongs to the first live connection that uses it. A client that lost its line and came back may find its id
still owned by its old, dead connection: then the owner is asked for a sign of life, and a dead one is cut. Text of
somebody who is here, brought by somebody else, is for held.py to decide.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from codesala.errors import BadFrame, DocumentFull
from codesala.rooms.across.saying import Saying
from codesala.rooms.cursors import NULL, Cursors, encode, parse
from codesala.rooms.documents.document import Document
from codesala.rooms.outbox import CursorEntry, Outbox
from codesala.rooms.outside import Clock
from codesala.rooms.peer import Peer
from codesala.rooms.people import People
from codesala.wire.frames import awareness_frame, awareness_message

MAX_IDS_A_PEER = 100
MAX_NEW_IDS_AN_ADDRESS = 5_000
"""Each is in every state vector. Each page that is loaded and writes is one."""
MAX_CLIENT_IDS = 50_000
"""In a session. Those who are known may go on."""
PROBE_S = 5.0


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Somebody on another node."""

    room_id: bytes
    participant: str


@dataclass(slots=True)
class Contest:
    """`client` is owned by `owner`, who was asked for a sign of life at `since` and was `heard_at` last until then."""

    client: int
    owner: Peer
    since: float
    heard_at: float


class Ownership:
    """Of client ids that write, and of those that point."""

    __slots__ = (
        "_attend",
        "_brought",
        "_clock",
        "_contests",
        "_document",
        "_elsewhere",
        "_outbox",
        "_people",
        "_saying",
        "_writers",
        "cursors",
    )

    def __init__(
        self,
        document: Document,
        people: People,
        outbox: Outbox,
        saying: Saying,
        clock: Clock,
        attend: Callable[[], None],
        *,
        max_state_bytes: int,
    ) -> None:
        """`attend` asks for a `sweep` each second until nothing is contested."""
        self._document = document
        self._people = people
        self._outbox = outbox
        self._saying = saying
        self._clock = clock
        self._attend = attend
        self._writers: dict[int, Peer] = {}
        self._elsewhere: dict[int, Elsewhere] = {}
        self._contests: dict[Peer, Contest] = {}
        self._brought: dict[str, int] = {}
        """Address → new client ids since the room was opened."""
        self.cursors = Cursors(max_state_bytes)

    @property
    def is_contested(self) -> bool:
        return bool(self._contests)

    # Text

    def is_of_others(self, peer: Peer, clients: Iterable[int]) -> bool:
        """Whether one of these clients is somebody else who is here."""
        return any(self.other_owner(peer, client) is not None for client in clients)

    def other_owner(self, peer: Peer, client: int) -> Peer | Elsewhere | None:
        """Who is here, or on another node, and writes with this id; None when it is the peer itself, another
        connection of the same person, or nobody."""
        owner = self.local_owner(client)
        if owner is None:
            elsewhere = self._owner_elsewhere(client)
            is_same = elsewhere is not None and peer.has_key and peer.participant == elsewhere.participant
            return None if is_same else elsewhere
        return None if owner is peer or _is_same_person(peer, owner) else owner

    def replaced_by(self, peer: Peer, clients: Iterable[int]) -> list[Peer]:
        """Older connections of the same person, with these ids: a person's new connection replaces their old one."""
        owners = dict.fromkeys(owner for client in clients if (owner := self.local_owner(client)) is not None)
        return [owner for owner in owners if owner is not peer and _is_same_person(peer, owner)]

    def local_owner(self, client: int) -> Peer | None:
        """Who on this node writes with this id, or points with it."""
        owner = self._writers.get(client) or self.cursors.owner(client)
        return owner if isinstance(owner, Peer) else None

    def _owner_elsewhere(self, client: int) -> Elsewhere | None:
        """As other nodes say; who points is known before who it is."""
        known = self._elsewhere.get(client)
        pointing = self.cursors.owner(client)
        return known or (Elsewhere(pointing, "") if isinstance(pointing, bytes) and pointing else None)

    def receive_people(self, room_id: bytes, people: Iterable[Mapping[str, Any]]) -> None:
        """Who is on another node, and with which ids."""
        self._elsewhere = {client: one for client, one in self._elsewhere.items() if one.room_id != room_id}
        for person in people:
            owner = Elsewhere(room_id, person["participant"])
            self._elsewhere.update(dict.fromkeys(person["clients"], owner))

    def claim(self, peer: Peer, clients: Iterable[int]) -> None:
        """From now on these ids are the peer's. Raises BadFrame for too many."""
        for client in clients:
            if client not in peer.clients:
                if len(peer.clients) >= MAX_IDS_A_PEER:
                    raise BadFrame("Too many client ids on one connection.")
                peer.clients.add(client)
                self._writers[client] = peer
                self._people.changed()

    def count_new(self, peer: Peer, clients: Iterable[int]) -> None:
        """The peer brings text of these clients, of which some may be new to the session. Raises DocumentFull for too
        many from its address, whoever else has brought how many."""
        known = self._document.known.clocks
        new = sum(client not in known for client in clients)
        if new:
            brought = self._brought[peer.address] = self._brought.get(peer.address, 0) + new
            if brought > MAX_NEW_IDS_AN_ADDRESS or len(known) + new > MAX_CLIENT_IDS:
                raise DocumentFull("Too many different clients have written in this session.")

    def _contest(self, peer: Peer, client: int, owner: Peer) -> None:
        if peer not in self._contests:
            self._contests[peer] = Contest(client, owner, self._clock.now(), owner.sink.heard_at)
        self._attend()
        owner.sink.probe()

    # Awareness

    def greet(self, peer: Peer) -> None:
        """Send everybody's awareness."""
        everybody = self.cursors.everybody()
        if everybody:
            peer.sink.charge(len(everybody))
            self._outbox.send(peer, awareness_frame(everybody))

    def in_the_way(self, peer: Peer, entries: Iterable[CursorEntry]) -> list[Peer]:
        """Who is to go before `receive`: older connections of the same person that point with an id that the peer, new
        here, is about to announce."""
        return self.replaced_by(peer, [client for client, _clock, state in entries if state != NULL])

    def receive(self, peer: Peer, entries: list[CursorEntry], update: bytes, message: bytes) -> None:
        """A peer's awareness: its entries, the update, and the whole message that held it. Raises BadFrame."""
        for entry in entries:
            client, clock, state = entry
            if client != peer.cursor:
                if not self._announces(peer, client, clock, state):
                    continue
                peer.cursor = client
                self._people.changed()
            if self.cursors.move(peer, client, clock, state):
                peer.moving = self.cursors.find(client)
                if len(entries) > 1:
                    update = encode([entry])
                    message = awareness_message(update)
                self.relay(entry, update, message, peer)

    def _announces(self, peer: Peer, client: int, clock: int, state: bytes) -> bool:
        """Whether this is the peer's first state of its own, not the echo of another's. Raises BadFrame."""
        owner = self._writers.get(client) or self.cursors.owner(client)
        gone_clock = self.cursors.gone_clock(client)
        is_echo = owner not in (None, peer) or state == NULL or (gone_clock is not None and clock <= gone_clock)
        if peer.cursor is not None:
            if not is_echo:
                raise BadFrame("A connection has one awareness state.")
            return False
        if peer.answers and is_echo:
            return False
        if state == NULL:
            return False
        if isinstance(owner, Peer) and owner is not peer:
            self._contest(peer, client, owner)
            return False
        if gone_clock is not None and clock <= gone_clock:
            self._ask_again(peer, client, gone_clock)
        return True

    def _ask_again(self, peer: Peer, client: int, clock: int) -> None:
        """Others believe that this client is gone and would ignore its clock. Told so, y-protocols answer with a
        newer one."""
        self._outbox.send(peer, awareness_frame(encode([(client, clock, NULL)])))

    def relay(self, entry: CursorEntry, update: bytes, message: bytes, sender: Peer) -> None:
        """Tell others where a cursor is now; `update` and `message` hold this entry alone."""
        self._outbox.cursors([entry], message, self._outbox.all_but(sender))
        self._saying.awareness(update)

    def receive_foreign(self, room_id: bytes, update: bytes) -> None:
        entries = parse(update)
        news = self.cursors.move_foreign(room_id, entries)
        if news:
            self._outbox.cursors(news, awareness_message(update) if len(news) == len(entries) else None)

    # Leaving

    def leave(self, peer: Peer) -> None:
        for client in peer.clients:
            if self._writers.get(client) is peer:
                del self._writers[client]
        self._contests.pop(peer, None)
        gone = self._forget(peer)
        for challenger, contest in list(self._contests.items()):
            if contest.owner is peer:
                del self._contests[challenger]
                if challenger.cursor is None and contest.client in gone:
                    self._ask_again(challenger, contest.client, gone[contest.client])

    def leave_foreign(self, room_id: bytes) -> None:
        self.receive_people(room_id, ())
        self._forget(room_id)

    def _forget(self, owner: Peer | bytes) -> dict[int, int]:
        """Take an owner's cursors from everybody's screen; client id → clock."""
        left = self.cursors.leave(owner)
        if left:
            self._outbox.cursors(left)
            if isinstance(owner, Peer):
                self._saying.awareness(encode(left))
        return {client: clock for client, clock, _ in left}

    def sweep(self, now: float) -> list[Peer]:
        """Owners who are dead, to be dropped. A living one stays, and its challenger may try again with its next
        state."""
        dead = []
        for challenger, contest in list(self._contests.items()):
            if contest.owner.sink.heard_at > contest.heard_at:
                del self._contests[challenger]
            elif now - contest.since > PROBE_S:
                dead.append(contest.owner)
        return dead


def _is_same_person(peer: Peer, owner: Peer) -> bool:
    return peer.has_key and owner.has_key and peer.participant == owner.participant
