"""Who is in a room: names, roles and client ids of its people, on this node and on others.

The role comes from the link. A name is only ever shown, never trusted.
"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

from codesala.errors import BadFrame
from codesala.identity import KEY_CHARS
from codesala.rooms.across.saying import Saying
from codesala.rooms.across.siblings import Siblings
from codesala.rooms.lobby import Lobby
from codesala.rooms.outbox import Outbox
from codesala.rooms.outside import Clock
from codesala.rooms.peer import Peer
from codesala.rooms.record import Record
from codesala.wire.frames import MessageType, json_frame

HELLO_COST_BYTES = 20_000
RENAMED_COST_BYTES = 500_000
"""It stays in the record for ever, and everybody may, also who may not write."""
MAX_NAME_CHARS = 40
JOINERS = "\u200c\u200d"
UNSEEN_JOINER = re.compile(rf"(?<![^\s{JOINERS}])[{JOINERS}]|[{JOINERS}](?![^\s{JOINERS}])")
HELLO_WITHIN_S = 3.0
REMEMBERED = 1_000
"""Of so many people it is known when they came first: who reloads the page is no newcomer."""
STRENGTH = {"host": 0, "candidate": 1, "observer": 2}


class People:
    """Their roster, and who has come and gone."""

    __slots__ = ("_clock", "_lobby", "_outbox", "_peers", "_record", "_saying", "_siblings", "_since", "_wake_roster")

    def __init__(
        self,
        peers: Collection[Peer],
        lobby: Lobby,
        siblings: Siblings,
        saying: Saying,
        record: Record,
        outbox: Outbox,
        clock: Clock,
        wake_roster: Callable[[], None],
    ) -> None:
        """`peers` are those of the room, now and later. `wake_roster` asks for a `send_roster` soon."""
        self._peers = peers
        self._lobby = lobby
        self._siblings = siblings
        self._saying = saying
        self._record = record
        self._outbox = outbox
        self._clock = clock
        self._wake_roster = wake_roster
        self._since: dict[str, int] = {}
        """Participant → when they came first, milliseconds since 1970."""

    def identify(self, peer: Peer, session_id: str, key: str) -> None:
        """A connection says whose it is."""
        if peer.introduced:  # as nobody in particular
            self._event("left", peer)
            peer.introduced = False
        peer.identify(session_id, key)

    def name(self, peer: Peer, name: str | None) -> None:
        """Somebody who is here has a name, or another one."""
        was_introduced, old_name = peer.introduced, peer.name
        for other in self.of(peer.participant):
            other.name = name
        if not was_introduced:
            self.introduce(peer)
        elif name != old_name:
            peer.sink.work(RENAMED_COST_BYTES)
            self._event("renamed", peer)
        self.changed()

    def leave(self, peer: Peer) -> None:
        if peer.introduced and not any(other.introduced for other in self.of(peer.participant)):
            self._event("left", peer)
        self.changed()

    def introduce(self, peer: Peer) -> None:
        """From now on the connection counts as somebody who is here: before the first thing that it does."""
        if peer.introduced:
            return
        is_new = not any(other.introduced for other in self.of(peer.participant))
        peer.introduced = True
        if is_new:
            self._since[peer.participant] = self._since.pop(peer.participant, self._clock.now_ms())
            if len(self._since) > REMEMBERED:
                del self._since[next(iter(self._since))]
            self._event("joined", peer)
        self.changed()

    def sweep(self, now: float) -> None:
        """Who is here is listed, also who does not say hello."""
        for peer in [peer for peer in self._peers if not peer.introduced]:
            if now - peer.joined_at > HELLO_WITHIN_S:
                self.introduce(peer)

    def _event(self, kind: str, peer: Peer) -> None:
        self._record.add_event(
            {"type": kind, "participant": peer.participant, "name": peer.name, "role": peer.role},
        )

    def of(self, participant: str) -> list[Peer]:
        """Their connections on this node."""
        return [peer for peer in self._peers if peer.participant == participant]

    def changed(self) -> None:
        """The list is to be sent again, to the people here and to other nodes."""
        self._saying.has_news = True
        self._wake_roster()

    def participants(self) -> frozenset[str]:
        """Ids of the people on this node."""
        return frozenset(peer.participant for peer in self._peers if peer.introduced)

    def here(self) -> list[dict[str, Any]]:
        """One entry a person on this node, in order of arrival."""
        found: dict[str, dict[str, Any]] = {}
        for peer in self._peers:
            if not peer.introduced:
                continue
            person = {
                "participant": peer.participant,
                "name": peer.name,
                "role": peer.role,
                "since": self._since.get(peer.participant, 0),
                "follows": peer.follows,
                "left_page": peer.left_page,
                "clients": sorted(peer.clients | ({peer.cursor} if peer.cursor is not None else set())),
            }
            _merge(found, person)
        return list(found.values())

    def everywhere(self) -> list[dict[str, Any]]:
        """One entry a person, on all nodes."""
        found = {person["participant"]: person for person in self.here()}
        for sibling in self._siblings.known.values():
            for person in sibling.people:
                _merge(found, dict(person))
        for person in found.values():
            if person["follows"] not in found:
                person["follows"] = None  # they have left
        return list(found.values())

    def waiting(self) -> list[dict[str, Any]]:
        """One entry a person who waits in the lobby, on all nodes."""
        found = {person["participant"]: person for person in self._lobby.people()}
        for sibling in self._siblings.known.values():
            for person in sibling.waiting:
                found.setdefault(person["participant"], person)
        return list(found.values())

    def find(self, participant: str) -> dict[str, Any] | None:
        """Somebody who is here or waits, on whichever node, with which of the two in `is_here`."""
        here, waiting = self.everywhere(), self.waiting()
        known = [one | {"is_here": True} for one in here] + [one | {"is_here": False} for one in waiting]
        return next((person for person in known if person["participant"] == participant), None)

    def send_roster(self) -> None:
        people = self.everywhere()
        told_to_all = [{key: value for key, value in one.items() if key != "left_page"} for one in people]
        frame = json_frame(MessageType.ROSTER, {"people": told_to_all})
        for_hosts = json_frame(MessageType.ROSTER, {"people": people, "waiting": self.waiting()})
        for peer in self._peers:
            if peer.is_ours:
                self._outbox.send(peer, for_hosts if peer.role == "host" else frame)


def _merge(found: dict[str, dict[str, Any]], person: dict[str, Any]) -> None:
    """Two connections of one person are one entry, with the stronger of their roles."""
    known = found.setdefault(person["participant"], person)
    if known is person:
        return
    known["clients"] = sorted({*known["clients"], *person["clients"]})
    known["name"] = known["name"] or person["name"]
    known["since"] = min(one.get("since", 0) for one in (known, person))  # an older node does not say
    known["follows"] = known["follows"] or person["follows"]
    known["left_page"] = known["left_page"] and person["left_page"]
    known["role"] = min(known["role"], person["role"], key=lambda role: STRENGTH.get(role, 9))


def read_hello(hello: Mapping[str, Any]) -> tuple[str | None, str]:
    """The name as it may be shown, and the key. Raises BadFrame."""
    name, key = hello.get("name"), hello.get("key")
    if name is not None and not isinstance(name, str):
        raise BadFrame("A name is a string or null.")
    if not isinstance(key, str) or len(key) not in KEY_CHARS:
        raise BadFrame("A key is a string of 16 to 64 characters.")
    return clean_name(name), key


def clean_name(name: str | None) -> str | None:
    """The name as it may be shown: one line, no control or direction characters, at most 40 characters. Joiners stay
    between two that are shown: those are letters of Persian, of Hindi and of emoji."""
    if name is None:
        return None
    shown = UNSEEN_JOINER.sub(" ", "".join(one if one.isprintable() or one in JOINERS else " " for one in name))
    return " ".join(shown.split())[:MAX_NAME_CHARS].strip(" " + JOINERS) or None
