"""What a node tells of its rooms at /metrics."""

from codesala.rooms.hub import Hub


def statistics(hub: Hub) -> dict[str, int]:
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
