"""A room in this process, whose hub and lines only remember what they are told."""

from typing import Any
from unittest.mock import MagicMock

from pycrdt import Doc, Text

from codesala.records import SessionFacts
from codesala.rooms.documents.document import Document
from codesala.rooms.documents.engine import new_doc
from codesala.rooms.outside import RoomLimits
from codesala.rooms.peer import Peer
from codesala.rooms.room import Room
from codesala.wire.screening.verdicts import Bounds

MIB = 2**20


class Line:
    """The port Sink."""

    is_behind = False
    heard_at = 0.0

    def __init__(self) -> None:
        self.charged_bytes = 0
        self.close_code: int | None = None

    def write(self, frames: bytes) -> None:
        pass

    def close(self, code: int, reason: str) -> None:
        self.close_code = code

    def abort(self) -> None:
        self.close_code = 1006

    def probe(self) -> None:
        pass

    def charge(self, size_bytes: int) -> None:
        self.charged_bytes += size_bytes

    work = compute = count = charge

    def is_stalled(self, now: float) -> bool:
        return False


def a_room(doc: "Doc[Text] | None" = None) -> Room:
    """`doc` is its document when it opens; an empty one without."""
    outside: Any = MagicMock(
        languages={"python": "browser", "lua": "browser"},
        runner=None,
        backlog_bytes=0,
        frames_received=0,
        frames_sent=0,
        peers_cut=0,
        node=b"node",
        **{"now.return_value": 0.0, "now_ms.return_value": 0, "is_alone.return_value": True},
    )
    limits = RoomLimits(
        frame_bytes=4 * MIB,
        document_bytes=2 * MIB,
        files=40,
        log_bytes=256 * MIB,
        awareness_bytes=4096,
        peers=500,
        peers_an_address=50,
        counts_addresses=True,
    )
    facts = SessionFacts("a session", None, "python", "live", links={1: False})
    return Room(facts, Document(doc or new_doc(), Bounds(20_000), limits.document_bytes), limits, outside)


def come_in(room: Room, role: str = "candidate", address: str = "203.0.113.1") -> tuple[Peer, Line]:
    line = Line()
    return room.join(line, role, 1, is_ours=True, address=address), line
