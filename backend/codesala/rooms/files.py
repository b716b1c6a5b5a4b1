"""The files of a room: which there are, what people ask of them, and those who write in one that is not known yet.

*Safety:* a file exists when its row does, and not before; text that the server laid in is in the log before it is
here. *Liveness:* who writes in a file of which only another node knows is asked again as soon as its row was read, and
closed where there is no such row.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from codesala.errors import BadFrame, Corrupt
from codesala.paths import MAIN_ID, MAIN_ROOT, main_path, mint_file_id, root_of, writer_of
from codesala.records import Batch, FileChange, FileChangeKind
from codesala.rooms.peer import Peer
from codesala.rooms.rights import notice_for
from codesala.wire.entries import EntryKind, unpack
from codesala.wire.frames import MessageType, json_frame

if TYPE_CHECKING:
    from codesala.rooms.room import Room

MAX_NONCE_CHARS = 32
KINDS: Mapping[object, FileChangeKind] = {
    "file.create": "create",
    "file.rename": "rename",
    "file.delete": "delete",
    "file.restore": "restore",
}


class Files:
    """Part of its room, apart only for its size."""

    __slots__ = ("_awaited", "_room", "lacking")

    def __init__(self, room: "Room") -> None:
        self._room = room
        self._awaited: dict[Peer, str] = {}
        self.lacking: set[str] = set()
        """Ids of files whose first text is in the log and not here."""
        self._admit()

    # What there is

    def listed(self, peer: Peer) -> list[dict[str, str]]:
        """Main first; deleted ones are left out, and for who waits to come in all others: names can say much."""
        facts = self._room.facts
        main = {"id": MAIN_ID, "path": main_path(facts.language), "root": MAIN_ROOT}
        others = [
            {"id": file.file_id, "path": file.path, "root": root_of(file.file_id)}
            for file in facts.files
            if not file.is_deleted and not peer.is_waiting
        ]
        return [main, *others]

    def named(self, file_id: object) -> dict[str, str]:
        """The field of an event that names a file; nothing for what is no file here."""
        files = (MAIN_ID, *(file.file_id for file in self._room.facts.files))
        return {"file": str(file_id)} if file_id in files else {}

    def look_again(self) -> None:
        """The rows were read. Raises DocumentBroken."""
        self._admit()
        known = self._room.record.known_batches
        for file in self._room.facts.files:
            writer = writer_of(file.file_id)
            if writer not in known:
                if file.has_text:
                    self.lacking.add(file.file_id)
                else:
                    known[writer] = 1  # it holds an event, of which rooms are told otherwise
        if self.lacking:
            self._room.outside.fetch_files(self._room)

    def _admit(self) -> None:
        files = self._room.facts.files
        if files:
            deleted = [root_of(file.file_id) for file in files if file.is_deleted]
            self._room.document.admit([root_of(file.file_id) for file in files], deleted)

    # Text that the server laid in

    def lay_in(self, file_id: str, batch: Batch | None) -> None:
        """A file's first batch of the log, or None when it has none any more. Raises DocumentBroken."""
        room = self._room
        self.lacking.discard(file_id)
        room.record.known_batches[writer_of(file_id)] = 1
        try:
            entries = unpack(batch.data) if batch else []
        except Corrupt:
            room.outside.discard(room, "Stored data cannot be read.", 1011)  # opening it anew says what can be saved
            return
        for entry in entries:
            if entry.kind is EntryKind.UPDATE:
                self._take_stored(entry.body)

    def _take_stored(self, update: bytes) -> None:
        """Taken and passed on, not recorded: it is in the log. Nothing when another node has told it already."""
        room = self._room
        verdict = room.document.screen(update, trusted=True)
        if verdict.ends:
            room.document.take(update, verdict)
            room.broadcast.update(update)
            room.held.settle()

    # Who writes in a file that is not known

    def wait(self, peer: Peer, root: str) -> None:
        """What the peer sent is not taken, and it is not asked again yet: it would send the same."""
        peer.refused = True
        self._awaited[peer] = root
        self._room.outside.fetch_files(self._room)

    def is_waiting(self, peer: Peer) -> bool:
        return peer in self._awaited

    def forget(self, peer: Peer) -> None:
        self._awaited.pop(peer, None)

    def awaited(self) -> dict[Peer, str]:
        """Who writes in which root that was not known. To be read before the rows are, for `found`."""
        return dict(self._awaited)

    def found(self, awaited: Mapping[Peer, str]) -> None:
        """The rows were read since these were waiting: if they have what somebody writes in, it is asked for."""
        for peer, root in awaited.items():
            if self._awaited.get(peer) != root:
                continue
            del self._awaited[peer]
            if self._room.document.has(root):
                self._room.refuse(peer)
            else:
                self._room.cut(peer, BadFrame("This session has no such file."))

    # What people ask

    def request(self, peer: Peer, request: Mapping[str, Any]) -> None:
        """Raises BadFrame."""
        kind, nonce = KINDS.get(request.get("type")), request.get("nonce")
        if kind is None:
            raise BadFrame("An unknown request.")
        if not isinstance(nonce, str) or len(nonce) > MAX_NONCE_CHARS:
            raise BadFrame(f"A nonce is a string of up to {MAX_NONCE_CHARS} characters.")
        path = _text(request, "path") if kind in ("create", "rename") else None
        file_id = mint_file_id() if kind == "create" else _text(request, "file")
        refused = notice_for(self._room, peer) or self._reason_against(kind, file_id)
        if refused:
            self.refuse(peer, nonce, refused)
            return
        self._room.people.introduce(peer)
        at_ms = self._room.outside.now_ms()
        change = FileChange(kind, file_id, at_ms, path, participant=peer.participant, name=peer.name)
        self._room.outside.request_file(self._room, peer, change, nonce)

    def _reason_against(self, kind: FileChangeKind, file_id: str) -> str | None:
        if file_id == MAIN_ID:
            return "reserved"
        is_more = kind == "restore" and not self._room.document.has_space_for(root_of(file_id))
        return "too_big" if is_more else None

    def refuse(self, peer: Peer, nonce: str, reason: str, message: str | None = None) -> None:
        """Tell the one who asked, and nobody else."""
        event = {"type": "file.refused", "nonce": nonce, "reason": reason}
        if message:
            event["message"] = message
        if peer in self._room.peers and peer.is_ours:
            self._room.send(peer, json_frame(MessageType.EVENT, event))


def _text(request: Mapping[str, Any], field: str) -> str:
    value = request.get(field)
    if not isinstance(value, str):
        raise BadFrame(f"{field} is a string.")
    return value
