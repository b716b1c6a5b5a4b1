"""What a node tells of its rooms at /metrics."""

from typing import Protocol

from codesala.rooms.journal.recorder import Recorder
from codesala.rooms.room import Room


class Counting(Protocol):
    """What is asked of the hub."""

    rooms: dict[str, Room]
    recorder: Recorder
    frames_received: int
    frames_sent: int
    peers_cut: int
    divergences: int

    @property
    def backlog_bytes(self) -> int: ...


def statistics(hub: Counting) -> dict[str, int]:
    """Numbers by name; those that end in `_total` only grow."""
    rooms = hub.rooms.values()
    return {
        "rooms": len(rooms),
        "peers": sum(len(room.peers) for room in rooms),
        "log_backlog_bytes": hub.backlog_bytes,
        "log_failing": int(hub.recorder.is_failing),
        "log_entries_total": hub.recorder.entries_total,
        "log_commits_total": hub.recorder.commits_total,
        "frames_received_total": hub.frames_received,
        "frames_sent_total": hub.frames_sent,
        "peers_cut_total": hub.peers_cut,
        "divergence_total": hub.divergences,
    }
