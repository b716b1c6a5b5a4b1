"""The files of a room: which there are, what people ask of them, and those who write in one that is not known yet.

*Safety:* a file exists when its row does, and not before; text that the server laid in is in the log before it is
here. *Liveness:* who writes in a file of which only another node knows is asked again as soon as its row was read, and
closed where there is no such row.
"""

from collections.abc import Callable, Mapping
from typing import Any

from codesala.errors import BadFrame
from codesala.paths import MAIN_ID, MAIN_ROOT, main_path, mint_file_id, root_of, writer_of
from codesala.records import Batch, FileChange, FileChangeKind
from codesala.rooms.documents.document import Document
from codesala.rooms.outside import Clock
from codesala.rooms.peer import Peer
from codesala.rooms.record import Record
from codesala.rooms.rights import Rights
from codesala.wire.entries import EntryKind, unpack

MAX_NONCE_CHARS = 32
KINDS: Mapping[object, FileChangeKind] = {
    "file.create": "create",
    "file.rename": "rename",
    "file.delete": "delete",
    "file.restore": "restore",
}


class Files:
    """Which there are is in the rows; here is what of them the room has, and lacks."""

    __slots__ = ("_awaited", "_clock", "_document", "_fetch", "_record", "_rights", "lacking")

    def __init__(
        self, rights: Rights, document: Document, record: Record, clock: Clock, fetch: Callable[[], None]
    ) -> None:
        """`fetch` asks for what is lacking, and for the rows if somebody is awaited. Raises DocumentBroken."""
        self._rights = rights
        self._document = document
        self._record = record
        self._clock = clock
        self._fetch = fetch
        self._awaited: dict[Peer, str] = {}
        self.lacking: set[str] = set()
        """Ids of files whose first text is in the log and not here."""
        self._admit()

    # What there is

    def listed(self, peer: Peer) -> list[dict[str, str]]:
        """Main first; deleted ones are left out, and for who waits to come in all others: names can say much."""
        facts = self._rights.facts
        main = {"id": MAIN_ID, "path": main_path(facts.language), "root": MAIN_ROOT}
        others = [
            {"id": file.file_id, "path": file.path, "root": root_of(file.file_id)}
            for file in facts.files
            if not file.is_deleted and not peer.is_waiting
        ]
        return [main, *others]

    def named(self, file_id: object) -> dict[str, str]:
        """The field of an event that names a file; nothing for what is no file here."""
        files = (MAIN_ID, *(file.file_id for file in self._rights.facts.files))
        return {"file": str(file_id)} if file_id in files else {}

    def look_again(self) -> None:
        """The rows were read. Raises DocumentBroken."""
        self._admit()
        known = self._record.known_batches
        for file in self._rights.facts.files:
            writer = writer_of(file.file_id)
            if writer not in known:
                if file.has_text:
                    self.lacking.add(file.file_id)
                else:
                    known[writer] = 1  # it holds an event, of which rooms are told otherwise
        if self.lacking:
            self._fetch()

    def _admit(self) -> None:
        files = self._rights.facts.files
        if files:
            deleted = [root_of(file.file_id) for file in files if file.is_deleted]
            self._document.admit([root_of(file.file_id) for file in files], deleted)

    # Text that the server laid in

    def lay_in(self, file_id: str, batch: Batch | None) -> list[bytes]:
        """A file's first batch of the log, or None when it has none any more. Returns the updates that are to be taken
        and passed on, not recorded: they are in the log. Raises Corrupt."""
        self.lacking.discard(file_id)
        self._record.known_batches[writer_of(file_id)] = 1
        entries = unpack(batch.data) if batch else []
        return [entry.body for entry in entries if entry.kind is EntryKind.UPDATE]

    # Who writes in a file that is not known

    def wait(self, peer: Peer, root: str) -> None:
        """What the peer sent is not taken, and it is not asked again yet: it would send the same."""
        peer.refused = True
        self._awaited[peer] = root
        self._fetch()

    def is_waiting(self, peer: Peer) -> bool:
        return peer in self._awaited

    def forget(self, peer: Peer) -> None:
        self._awaited.pop(peer, None)

    def awaited(self) -> dict[Peer, str]:
        """Who writes in which root that was not known. To be read before the rows are, for `found`."""
        return dict(self._awaited)

    def found(self, awaited: Mapping[Peer, str]) -> tuple[list[Peer], list[Peer]]:
        """The rows were read since these were waiting. Returns who writes in what there is, and is to be asked for it,
        and who writes in what there is not."""
        honest: list[Peer] = []
        lost: list[Peer] = []
        for peer, root in awaited.items():
            if self._awaited.get(peer) == root:
                del self._awaited[peer]
                (honest if self._document.has(root) else lost).append(peer)
        return honest, lost

    # What people ask

    def read(self, peer: Peer, request: Mapping[str, Any]) -> tuple[FileChange, str]:
        """What a page asks for, and the name that it gave to its request. Raises BadFrame."""
        kind, nonce = KINDS.get(request.get("type")), request.get("nonce")
        if kind is None:
            raise BadFrame("An unknown request.")
        if not isinstance(nonce, str) or len(nonce) > MAX_NONCE_CHARS:
            raise BadFrame(f"A nonce is a string of up to {MAX_NONCE_CHARS} characters.")
        path = _text(request, "path") if kind in ("create", "rename") else None
        file_id = mint_file_id() if kind == "create" else _text(request, "file")
        at_ms = self._clock.now_ms()
        return FileChange(kind, file_id, at_ms, path, participant=peer.participant, name=peer.name), nonce

    def refusal_of(self, peer: Peer, change: FileChange) -> str | None:
        """Why that may not be, as far as the room knows; None when the rows are to be asked."""
        notice = self._rights.notice_for(peer)
        if notice or change.file_id == MAIN_ID:
            return notice or "reserved"
        is_more = change.kind == "restore" and not self._document.has_space_for(root_of(change.file_id))
        return "too_big" if is_more else None


def refused(nonce: str, reason: str, message: str | None = None) -> dict[str, Any]:
    """The event for the one who asked, and for nobody else."""
    return {"type": "file.refused", "nonce": nonce, "reason": reason, **({"message": message} if message else {})}


def _text(request: Mapping[str, Any], field: str) -> str:
    value = request.get(field)
    if not isinstance(value, str):
        raise BadFrame(f"{field} is a string.")
    return value
