"""What pages ask for in a REQUEST message (docs/protocol.md); runs have a file of their own."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from codesala.errors import BadFrame
from codesala.rooms.peer import Peer

if TYPE_CHECKING:
    from codesala.rooms.room import Room

COST_BYTES = 20_000


def receive(room: "Room", peer: Peer, request: Mapping[str, Any]) -> None:
    """Raises BadFrame."""
    kind = request.get("type")
    if isinstance(kind, str) and kind.startswith("run."):
        room.runs.request(peer, request)
        return
    peer.sink.charge(COST_BYTES)
    match kind:
        case "language":
            _language(room, peer, request)
        case _:
            raise BadFrame("An unknown request.")


def _language(room: "Room", peer: Peer, request: Mapping[str, Any]) -> None:
    language = request.get("language")
    if not isinstance(language, str) or language not in room.outside.languages:
        raise BadFrame("An unknown language.")
    if room.can_write(peer) and language != room.facts.language:
        room.outside.request_language(room, peer, language)
