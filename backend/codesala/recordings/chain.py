"""Entries of a recording as JSON, and the chain of hashes over them (docs/replay.md). Pure functions, and no more of
the service than that: `codesala verify` needs them without a database.
"""

import base64
import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from codesala.recordings.order import Recorded

START = bytes(32)
"""What the first entry's hash is chained to."""


def entry_as_json(entry: Recorded) -> dict[str, Any]:
    told: dict[str, Any] = {"n": entry.n, "at": entry.at_ms, "by": entry.author}
    if entry.received_ms is not None:
        told["received_at"] = entry.received_ms
    if entry.update is not None:
        told["update"] = base64.b64encode(entry.update).decode()
    else:
        told["event"] = entry.event
    return told


def canonical(value: Mapping[str, Any]) -> bytes:
    """The one way to write a value: keys sorted, no spaces, everything beyond ASCII escaped."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), allow_nan=False).encode()


def pretty(value: Any) -> bytes:
    """For people to read too; like `canonical`, the same bytes for the same value."""
    return json.dumps(value, indent=1, sort_keys=True).encode() + b"\n"


def link(previous: bytes, entry: Mapping[str, Any]) -> bytes:
    """The hash of an entry (as JSON) that follows the one with the hash `previous`."""
    return hashlib.sha256(previous + canonical(entry)).digest()


def head(entries: Iterable[Recorded]) -> bytes:
    """The hash of the last of these entries, which are the first of a recording: it stands for all of them."""
    found = START
    for entry in entries:
        found = link(found, entry_as_json(entry))
    return found
