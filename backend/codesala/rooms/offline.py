"""When edits were made that were typed offline: as their page says, within what the server can check.

Nobody can have typed something before the server last heard of them (or before the session was created), nor later
than now; and what came first was typed first.
"""

from collections import deque
from collections.abc import Collection, Mapping
from typing import Any

from codesala.errors import BadFrame
from codesala.rooms.across.siblings import Siblings
from codesala.rooms.outside import Clock
from codesala.rooms.peer import Peer
from codesala.rooms.record import Record

MAX_AGES = 5_000
MAX_AGE_MS = 366 * 86_400_000
COST_BYTES_AN_AGE = 16
MAX_REMEMBERED = 1_000


class Offline:
    """Who was last heard of when, and the ages that pages announced."""

    __slots__ = ("_clock", "_created_at_ms", "_heard", "_left", "_peers", "_record", "_siblings")

    def __init__(
        self, peers: Collection[Peer], created_at_ms: int, record: Record, siblings: Siblings, clock: Clock
    ) -> None:
        """`peers` are those of the room, now and later; `created_at_ms` is when the session was created."""
        self._peers = peers
        self._created_at_ms = created_at_ms
        self._record = record
        self._siblings = siblings
        self._clock = clock
        self._heard: dict[str, int] = {}
        """Participant → when connections of theirs that are gone, or on other nodes, were last heard of."""
        self._left: dict[str, int] = {}
        """The same of those who left since others were told."""

    # What pages tell

    def announce(self, peer: Peer, request: Mapping[str, Any]) -> None:
        """The next Update messages of this connection were made so long ago. Raises BadFrame."""
        ages = request.get("ages_ms")
        if not isinstance(ages, list) or not 1 <= len(ages) <= MAX_AGES:
            raise BadFrame("Between 1 and 5,000 ages, please.")
        if not all(type(age) is int and 0 <= age <= MAX_AGE_MS for age in ages):
            raise BadFrame("An age is a number of milliseconds.")
        peer.sink.charge(COST_BYTES_AN_AGE * len(ages))
        now = self._clock.now_ms()
        moment = self.moment(peer, MAX_AGE_MS)
        moments = deque[int]()
        for age in ages:
            moment = max(moment, now - age)
            moments.append(moment)
        peer.made_at = moments

    def moment(self, peer: Peer, ago_ms: int) -> int:
        """When something was that was so long ago, says a page."""
        now = self._clock.now_ms()
        return now if ago_ms == 0 else max(min(self.last_heard(peer), now), now - ago_ms)

    def date(self, peer: Peer) -> None:
        """The update that is about to be recorded was made then: tell it in front of it."""
        now = self._clock.now_ms()
        age = now - (now if peer.making is None else peer.making)
        self._record.add_event(
            {"type": "offline", "at": now, "participant": peer.participant, "ages_ms": [max(0, age)]}, now
        )

    # When people were last heard of

    def last_heard(self, peer: Peer) -> int:
        """Of the same person, before this connection; milliseconds since 1970."""
        others = [other for other in self._peers if other is not peer and other.participant == peer.participant]
        known = (self._created_at_ms, self._heard.get(peer.participant, 0))
        return max(*known, *(self._heard_ms(other) for other in others))

    def _heard_ms(self, peer: Peer) -> int:
        """When a connection gave its last sign of life, milliseconds since 1970."""
        return self._clock.now_ms() - round((self._clock.now() - peer.sink.heard_at) * 1000)

    def leave(self, peer: Peer) -> None:
        if peer.has_key:
            heard = self._heard_ms(peer)
            self._remember(peer.participant, heard)
            if self._siblings.are_known:
                self._left[peer.participant] = heard

    def here(self) -> dict[str, int]:
        """Participant → when they were last heard of on this node; of those who left, once."""
        heard, self._left = self._left, {}
        for peer in self._peers:
            if peer.has_key:
                heard[peer.participant] = max(heard.get(peer.participant, 0), self._heard_ms(peer))
        return heard

    def hear(self, heard: Mapping[str, int]) -> None:
        """What another node knows."""
        for participant, at_ms in heard.items():
            self._remember(participant, at_ms)

    def _remember(self, participant: str, at_ms: int) -> None:
        self._heard[participant] = max(at_ms, self._heard.pop(participant, 0))
        if len(self._heard) > MAX_REMEMBERED:
            del self._heard[next(iter(self._heard))]
