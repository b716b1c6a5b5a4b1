"""Who waits until a host lets them in. Who waits is no peer of the room: it hears how the session stands and nothing
else, and of what it sends only hello and its last SyncStep1 are kept."""

from typing import TYPE_CHECKING, Any

from codesala.errors import BadFrame, Ended, NotFound, RoomFull
from codesala.rooms.documents.engine import DocumentBroken
from codesala.rooms.peer import Peer
from codesala.rooms.people import read_hello
from codesala.rooms.rights import ENDED, WITHDRAWN
from codesala.rooms.state import state_of
from codesala.wire.frames import (
    MAX_HELLO_BYTES,
    Kind,
    MessageType,
    decode,
    decode_json,
    decode_state_vector,
    json_frame,
)

if TYPE_CHECKING:
    from codesala.rooms.room import Room

MAX_WAITING = 100
"""So that those who wait never take all places of a room."""
MAX_STATE_VECTOR_BYTES = 64 * 1024


class Lobby:
    """Part of its room, apart only for its size."""

    __slots__ = ("_room", "waiting")

    def __init__(self, room: "Room") -> None:
        self._room = room
        self.waiting: dict[Peer, bytes | None] = {}
        """With the state vector of its SyncStep1, to be answered when it comes in."""

    def receive_newcomer(self, peer: Peer) -> None:
        """Somebody connects: let them in, or let them wait. Raises Ended, after telling how the session stands,
        NotFound for a link that was withdrawn, and RoomFull."""
        room = self._room
        if room.facts.status != "live":
            self.tell(peer)
            raise Ended(ENDED)
        if peer.link_id not in room.facts.links:
            raise NotFound(WITHDRAWN)
        others = room.connections()
        if len(others) >= room.limits.peers:
            raise RoomFull("Every place in this room is taken. Try again when somebody has left.")
        if sum(other.address == peer.address for other in others) >= room.limits.peers_an_address:
            raise RoomFull("Too many connections from your network to this room.")
        if self.must_wait(peer):
            self.seat(peer)
        else:
            room.enter(peer)

    def must_wait(self, peer: Peer) -> bool:
        """Whether a host has yet to let them in, as far as the room knows."""
        if peer.role == "host":
            return False
        decided = self._room.facts.admissions.get(peer.participant)
        if decided is not None:
            return decided.state != "admitted"
        return self._room.facts.links.get(peer.link_id, True)

    def is_removed(self, peer: Peer) -> bool:
        decided = self._room.facts.admissions.get(peer.participant)
        return peer.role != "host" and decided is not None and decided.state == "removed"

    def seat(self, peer: Peer) -> None:
        """Let a connection wait. Raises RoomFull."""
        if len(self.waiting) >= MAX_WAITING:
            raise RoomFull("Too many people are waiting for this session. Try again later.")
        peer.is_waiting = True
        self.waiting[peer] = None
        self.tell(peer)
        self._room.people.changed()

    def hold(self, peer: Peer) -> None:
        """Let a peer wait after all. Raises RoomFull."""
        self._room.step_out(peer)
        peer.introduced = peer.asked = False
        peer.answers = 0
        peer.clients.clear()
        peer.cursor = peer.follows = None
        self.seat(peer)

    def leave(self, peer: Peer) -> None:
        self.waiting.pop(peer, None)
        self._room.people.changed()

    def receive(self, peer: Peer, frame: bytes) -> None:
        """One message of somebody who waits. Raises AppError for one that breaks the protocol."""
        kind, body = decode(frame)
        if kind is Kind.HELLO:
            self._hello(peer, body)
        elif kind is Kind.STEP1:
            if len(body) > MAX_STATE_VECTOR_BYTES:
                raise BadFrame("Too long a state vector.")
            decode_state_vector(body)
            self.waiting[peer] = body
        elif kind in (Kind.STEP2, Kind.UPDATE):
            peer.updates_in += 1  # not taken: asked for again when it comes in, and saved only then
            peer.refused = True
        elif kind in (Kind.AWARENESS, Kind.QUERY_AWARENESS):
            # Both want a sign of life: y-websocket hangs up after 30 s without a message, and renews its awareness
            # every 15 s; pages ask for others' when they are looked at again.
            self.tell(peer)

    def _hello(self, peer: Peer, body: bytes) -> None:
        name, key = read_hello(decode_json(body, MAX_HELLO_BYTES))
        peer.name = name
        if not peer.has_key:
            peer.identify(self._room.facts.session_id, key)
        if self.must_wait(peer):
            self.tell(peer)
            self._room.people.changed()
        else:
            self._enter(peer)

    def look_again(self) -> None:
        """The facts have changed: let in who may come in. Those who are inside stay, also when they come back."""
        for peer in [peer for peer in self.waiting if not self.must_wait(peer)]:
            self._enter(peer)
        inside = set()
        for peer in [peer for peer in self._room.peers if self.must_wait(peer)]:
            if peer.introduced:
                inside.add(peer.participant)
            else:
                self._hold_or_dismiss(peer)  # has not said who they are: hosts cannot know that they are inside
        undecided = inside - self._room.facts.admissions.keys()
        if undecided:
            self._room.outside.admit(self._room, undecided)

    def _hold_or_dismiss(self, peer: Peer) -> None:
        try:
            self.hold(peer)
        except RoomFull as error:
            self._room.dismiss(peer, error)

    def _enter(self, peer: Peer) -> None:
        state_vector = self.waiting.pop(peer)
        peer.is_waiting = False
        self._room.enter(peer)
        if peer.has_key:
            self._room.people.introduce(peer)
        if state_vector is None:
            return
        try:
            self._room.answer(peer, state_vector)
        except DocumentBroken as error:
            self._room.outside.discard(self._room, str(error), 1011)

    def tell(self, peer: Peer) -> None:
        """How the session stands."""
        if peer.is_ours:
            peer.sink.write(json_frame(MessageType.STATE, state_of(self._room, peer)))

    def people(self) -> list[dict[str, Any]]:
        """One entry a person who waits on this node, in order of arrival; pages are listed once they said hello."""
        found = {
            peer.participant: {
                "participant": peer.participant,
                "name": peer.name,
                "role": peer.role,
                "was_removed": self.is_removed(peer),
            }
            for peer in self.waiting
            if peer.has_key or not peer.is_ours
        }
        return list(found.values())
