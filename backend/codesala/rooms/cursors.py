"""Awareness: the newest state of each client in a room, relayed by its header, never merged or interpreted.

Format: y-protocols `awareness.js`: a count, then for each client its id, its clock and its state as a JSON string,
"null" once it is gone. Clients repeat to the server what they hear of others; such echoes are recognised and dropped.
"""

from collections.abc import Iterable

from pydantic_core import from_json

from codesala.errors import BadFrame
from codesala.rooms.peer import Cursor, Peer
from codesala.wire.screening.thorough import MAX_CLOCK
from codesala.wire.varint import Malformed, read_bytes, read_varint, var_bytes, varint

NULL = b"null"
NOBODY = b""
MAX_BRACKETS = 256
MAX_ENTRIES = 5_000
MAX_GONE = 1_000


def parse(update: bytes) -> list[tuple[int, int, bytes]]:
    """(client, clock, state) of each entry. Raises BadFrame."""
    entries: list[tuple[int, int, bytes]] = []
    try:
        count, at = read_varint(update, 0)
        if count > MAX_ENTRIES:
            raise Malformed("too many entries")
        for _ in range(count):
            client, at = read_varint(update, at)
            clock, at = read_varint(update, at)
            state, at = read_bytes(update, at)
            entries.append((client, clock, state))
    except Malformed as error:
        raise BadFrame(f"Malformed awareness: {error}.") from None
    if at != len(update):
        raise BadFrame("Bytes after the end of an awareness message.")
    return entries


def encode(entries: Iterable[tuple[int, int, bytes]]) -> bytes:
    parts = [varint(client) + varint(clock) + var_bytes(state) for client, clock, state in entries]
    return varint(len(parts)) + b"".join(parts)


class Cursors:
    """Who points where. A client id has one owner; an owner that is a peer has one client id."""

    __slots__ = ("_cursors", "_gone", "_max_state_bytes")

    def __init__(self, max_state_bytes: int) -> None:
        self._max_state_bytes = max_state_bytes
        self._cursors: dict[int, Cursor] = {}
        self._gone: dict[int, int] = {}

    def find(self, client: int) -> Cursor | None:
        return self._cursors.get(client)

    def owner(self, client: int) -> Peer | bytes | None:
        cursor = self._cursors.get(client)
        return cursor.owner if cursor else None

    def gone_clock(self, client: int) -> int | None:
        """The last clock of a client that left, while it is remembered."""
        return self._gone.get(client)

    def move(self, peer: Peer, client: int, clock: int, state: bytes) -> bool:
        """Take a peer's own state; False if it is not newer. Raises BadFrame for a state no editor would send."""
        if clock > MAX_CLOCK or len(state) > self._max_state_bytes:
            raise BadFrame("An awareness state is too large.")
        if state != NULL:
            if state.count(b"{") + state.count(b"[") > MAX_BRACKETS:
                raise BadFrame("An awareness state is nested too deeply.")
            try:
                is_object = isinstance(from_json(state, allow_inf_nan=False), dict)  # as JSON.parse
            except ValueError:
                is_object = False
            if not is_object:
                raise BadFrame("An awareness state is not a JSON object.")
        current = self._cursors.get(client)
        if current is not None and current.owner is peer and state != NULL:
            if clock <= current.clock:
                return False
            current.clock, current.state = clock, state
            current.head = b"" if b"\\" in state else b"\x01" + varint(client)
            return True
        return self._put(client, clock, state, peer)

    def move_foreign(self, owner: bytes, entries: Iterable[tuple[int, int, bytes]]) -> list[tuple[int, int, bytes]]:
        """Take states that another node accepted; returns those that are news."""
        news = []
        for client, clock, state in entries:
            current = self._cursors.get(client)
            if current and isinstance(current.owner, Peer):
                continue  # it is here now; the other node will notice
            if current and current.owner != owner and state == NULL:
                continue  # it moved on to a third node
            if self._put(client, clock, state, owner):
                news.append((client, clock, state))
        return news

    def _put(self, client: int, clock: int, state: bytes, owner: Peer | bytes) -> bool:
        current = self._cursors.get(client)
        if current and current.owner == owner:
            is_newer = clock > current.clock or (clock == current.clock and state == NULL)
            if not is_newer:
                return False
        if state == NULL:
            if current:
                self._drop(client, clock)
            return current is not None
        if current and current.owner is owner:
            current.clock, current.state = clock, state
        else:
            if current:
                current.owner = NOBODY
            self._gone.pop(client, None)
            is_plain = isinstance(owner, Peer) and b"\\" not in state
            self._cursors[client] = Cursor(clock, state, owner, b"\x01" + varint(client) if is_plain else b"")
        return True

    def _drop(self, client: int, clock: int) -> None:
        self._cursors.pop(client).owner = NOBODY
        self._gone[client] = clock
        if len(self._gone) > MAX_GONE:
            del self._gone[next(iter(self._gone))]

    def leave(self, owner: Peer | bytes) -> list[tuple[int, int, bytes]]:
        """Forget an owner's states; returns what tells others, with the clock that they have: y-protocols take a
        null at an equal clock."""
        left = [(client, cursor.clock, NULL) for client, cursor in self._cursors.items() if cursor.owner == owner]
        for client, clock, _ in left:
            self._drop(client, clock)
        return left

    def everybody(self, owned_by_peers: bool = False) -> bytes | None:
        """All states as one awareness update, or only those of this node's peers; None when there is none."""
        entries = [
            (client, cursor.clock, cursor.state)
            for client, cursor in self._cursors.items()
            if not owned_by_peers or isinstance(cursor.owner, Peer)
        ]
        return encode(entries) if entries else None
