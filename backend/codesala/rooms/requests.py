"""What pages ask for in a REQUEST message (docs/protocol.md); runs have a file of their own."""

import logging
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from codesala.errors import BadFrame
from codesala.identity import is_participant
from codesala.records import FileChange
from codesala.rooms.documents.document import Document
from codesala.rooms.files import Files, refused
from codesala.rooms.offline import MAX_AGE_MS, Offline
from codesala.rooms.outbox import Outbox
from codesala.rooms.outside import Clock, Counts, Programs
from codesala.rooms.peer import Peer
from codesala.rooms.people import People
from codesala.rooms.programs.runs import Runs
from codesala.rooms.record import Record
from codesala.rooms.rights import Rights
from codesala.wire.frames import MessageType, json_frame

logger = logging.getLogger(__name__)

COST_BYTES = 20_000
CHANGE_COST_BYTES = 250_000
"""Of what is a transaction of its own: as for 10 ms of work, so that a folder of 40 files still comes at once."""
DIVERGED_COST_BYTES = 2_000_000
"""A page that finds another text says so at most twice a minute, and each time is a line in the log."""
WRITING_ROLES = frozenset({"host", "candidate"})
MAX_DOCUMENT = 100_000_000
MAX_AWAY_BEFORE_MS = 10_000
MAX_AWAY_MS = 7 * 86_400_000


class Asked(Clock, Counts, Programs, Protocol):
    """What requests need of the outside."""


class Requests:
    """Each is checked, priced, and handed to whom it concerns."""

    __slots__ = (
        "_change_file",
        "_change_language",
        "_document",
        "_files",
        "_offline",
        "_outbox",
        "_outside",
        "_people",
        "_record",
        "_rights",
        "_runs",
    )

    def __init__(
        self,
        document: Document,
        rights: Rights,
        record: Record,
        outbox: Outbox,
        people: People,
        files: Files,
        offline: Offline,
        runs: Runs,
        outside: Asked,
        *,
        change_language: Callable[[Peer, str], None],
        change_file: Callable[[Peer, FileChange, str], None],
    ) -> None:
        """`change_language` and `change_file` ask the rows, which decide."""
        self._document = document
        self._rights = rights
        self._record = record
        self._outbox = outbox
        self._people = people
        self._files = files
        self._offline = offline
        self._runs = runs
        self._outside = outside
        self._change_language = change_language
        self._change_file = change_file

    def receive(self, peer: Peer, request: Mapping[str, Any]) -> None:
        """Raises BadFrame."""
        kind = request.get("type")
        if isinstance(kind, str) and kind.startswith("run."):
            self._runs.request(peer, request)
            return
        peer.sink.work(COST_BYTES)
        match kind:
            case str() if kind.startswith("file."):
                self._file(peer, request)
            case "language":
                self._language(peer, request.get("language"))
            case "follow":
                self._follow(peer, request.get("participant"))
            case "paste":
                counts = _numbers(request, characters=MAX_DOCUMENT, lines=MAX_DOCUMENT, away_ms=MAX_AWAY_BEFORE_MS)
                if self._rights.can_write(peer):
                    self._tell(peer, request, {**counts, **self._files.named(request.get("file"))})
            case "stop":
                self._runs.ask_to_stop(peer, request.get("run"))
            case "waits":
                self._runs.waits(peer, request.get("run"))
            case "left":
                self._left_page(peer, True)
            case "away":
                counts = _numbers(request, duration_ms=MAX_AWAY_MS)
                self._left_page(peer, False)
                if peer.role in WRITING_ROLES:
                    self._tell(peer, request, counts)
            case "digest":
                self._outbox.send(peer, json_frame(MessageType.DIGEST, self._document.digest()._asdict()))
            case "diverged":
                peer.sink.work(DIVERGED_COST_BYTES)
                self._outside.divergences += 1
                facts = {"session": self._rights.facts.session_id, "peer": peer.participant}
                logger.error("a page holds another text than the room", extra=facts)
            case "offline":
                self._offline.announce(peer, request)
            case _:
                raise BadFrame("An unknown request.")

    def _file(self, peer: Peer, request: Mapping[str, Any]) -> None:
        change, nonce = self._files.read(peer, request)
        reason = self._files.refusal_of(peer, change)
        if reason is None:
            peer.sink.work(CHANGE_COST_BYTES)
            self._people.introduce(peer)
            self._change_file(peer, change, nonce)
        elif peer.is_ours:
            self._outbox.tell(peer, refused(nonce, reason))

    def _language(self, peer: Peer, language: object) -> None:
        if not isinstance(language, str) or language not in self._outside.languages:
            raise BadFrame("An unknown language.")
        if self._rights.can_write(peer) and language != self._rights.facts.language:
            peer.sink.work(CHANGE_COST_BYTES)
            self._change_language(peer, language)

    def _follow(self, peer: Peer, participant: object) -> None:
        """Somebody follows another's cursor, or nobody's any more; who is not here cannot be followed."""
        if participant is not None and not (isinstance(participant, str) and is_participant(participant)):
            raise BadFrame("Whom you follow is a participant or null.")
        if participant is None or any(one["participant"] == participant for one in self._people.everywhere()):
            peer.follows = participant
            self._people.changed()

    def _left_page(self, peer: Peer, is_so: bool) -> None:
        """For hosts to see, of those whose absences are recorded."""
        if peer.role in WRITING_ROLES and peer.left_page != is_so:
            peer.left_page = is_so
            self._people.changed()

    def _tell(self, peer: Peer, request: Mapping[str, Any], facts: Mapping[str, Any]) -> None:
        """Something that a page noticed, now or offline, for everybody and the record. Raises BadFrame."""
        ago_ms = _numbers({"ago_ms": 0, **request}, ago_ms=MAX_AGE_MS)["ago_ms"]
        now = self._outside.now_ms()
        at = self._offline.moment(peer, ago_ms)
        self._people.introduce(peer)
        who = {"participant": peer.participant, "name": peer.name}
        late = {"ago_ms": now - at} if at < now else {}
        self._record.announce({"type": request["type"], "at": at, **who, **facts, **late}, now)


def _numbers(request: Mapping[str, Any], **limits: int) -> dict[str, int]:
    """The fields of these names. Raises BadFrame for anything but whole numbers from 0 to their limit."""
    found = {}
    for name, limit in limits.items():
        value = request.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= limit:
            raise BadFrame(f"{name} is a whole number from 0 to {limit}.")
        found[name] = value
    return found
