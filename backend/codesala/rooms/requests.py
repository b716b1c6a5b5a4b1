"""What pages ask for in a REQUEST message (docs/protocol.md); runs have a file of their own."""

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeGuard

from codesala.errors import BadFrame
from codesala.identity import is_participant
from codesala.rooms.offline import MAX_AGE_MS
from codesala.rooms.peer import Peer
from codesala.wire.frames import MessageType, json_frame

if TYPE_CHECKING:
    from codesala.rooms.room import Room

logger = logging.getLogger(__name__)

COST_BYTES = 20_000
WRITING_ROLES = frozenset({"host", "candidate"})
MAX_DOCUMENT = 100_000_000
MAX_AWAY_BEFORE_PASTE_MS = 10_000
MAX_AWAY_MS = 7 * 86_400_000


def receive(room: "Room", peer: Peer, request: Mapping[str, Any]) -> None:
    """Raises BadFrame."""
    kind = request.get("type")
    if isinstance(kind, str) and kind.startswith("run."):
        room.runs.request(peer, request)
        return
    peer.sink.charge(COST_BYTES)
    match kind:
        case str() if kind.startswith("file."):
            room.files.request(peer, request)
        case "language":
            _language(room, peer, request)
        case "follow":
            _follow(room, peer, request.get("participant"))
        case "paste":
            counts = _numbers(request, characters=MAX_DOCUMENT, lines=MAX_DOCUMENT, away_ms=MAX_AWAY_BEFORE_PASTE_MS)
            if room.can_write(peer):
                _tell(room, peer, request, {**counts, **room.files.named(request.get("file"))})
        case "stop":
            room.runs.ask_to_stop(peer, request.get("run"))
        case "waits":
            room.runs.waits(peer, request.get("run"))
        case "left":
            _left_page(room, peer, True)
        case "away":
            counts = _numbers(request, duration_ms=MAX_AWAY_MS)
            _left_page(room, peer, False)
            if peer.role in WRITING_ROLES:
                _tell(room, peer, request, counts)
        case "digest":
            peer.sink.charge(room.document.size_bytes)
            room.send(peer, json_frame(MessageType.DIGEST, room.document.digest()._asdict()))
        case "diverged":
            room.outside.divergences += 1
            logger.error("a page holds another text than the room", extra=room.named(peer))
        case "offline":
            room.offline.announce(peer, request)
        case _:
            raise BadFrame("An unknown request.")


def is_language(language: object, room: "Room") -> TypeGuard[str]:
    return isinstance(language, str) and language in room.outside.languages


def _language(room: "Room", peer: Peer, request: Mapping[str, Any]) -> None:
    language = request.get("language")
    if not is_language(language, room):
        raise BadFrame("An unknown language.")
    if room.can_write(peer) and language != room.facts.language:
        room.outside.request_language(room, peer, language)


def _follow(room: "Room", peer: Peer, participant: object) -> None:
    """Somebody follows another's cursor, or nobody's any more; who is not here cannot be followed."""
    if participant is not None and not (isinstance(participant, str) and is_participant(participant)):
        raise BadFrame("Whom you follow is a participant or null.")
    if participant is None or any(person["participant"] == participant for person in room.people.everywhere()):
        peer.follows = participant
        room.people.changed()


def _left_page(room: "Room", peer: Peer, is_so: bool) -> None:
    """For hosts to see, of those whose absences are recorded."""
    if peer.role in WRITING_ROLES and peer.left_page != is_so:
        peer.left_page = is_so
        room.people.changed()


def _numbers(request: Mapping[str, Any], **limits: int) -> dict[str, int]:
    """The fields of these names. Raises BadFrame for anything but whole numbers from 0 to their limit."""
    found = {}
    for name, limit in limits.items():
        value = request.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= limit:
            raise BadFrame(f"{name} is a whole number from 0 to {limit}.")
        found[name] = value
    return found


def _tell(room: "Room", peer: Peer, request: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
    """Something that the page of somebody noticed, now or offline, for everybody and the record. Raises BadFrame."""
    ago_ms = _numbers({"ago_ms": 0, **request}, ago_ms=MAX_AGE_MS)["ago_ms"]
    now = room.outside.now_ms()
    at = room.offline.moment(peer, ago_ms)
    room.people.introduce(peer)
    who = {"participant": peer.participant, "name": peer.name}
    late = {"ago_ms": now - at} if at < now else {}
    room.record.announce({"type": request["type"], "at": at, **who, **facts, **late})
