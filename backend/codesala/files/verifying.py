"""Whether the files of an export, beside the main one, are those that its log leads to."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from codesala.files.recorded import FOLDER, LIST
from codesala.paths import root_of
from codesala.recordings.order import Recorded
from codesala.recordings.service import texts_after


def check_more_files(files: Mapping[str, bytes], entries: Sequence[Recorded], findings: list[str]) -> None:
    """Add what is wrong to the findings."""
    created = {
        str(entry.event.get("file")) for entry in entries if entry.event and entry.event["type"] == "file.created"
    }
    if LIST not in files:
        if created:
            findings.append(f"{LIST}: it is missing, though the log tells of more files.")
        return
    listed = _read_list(files[LIST])
    if listed is None:
        findings.append(f"{LIST}: it is no list of files.")
        return
    if lacking := created.difference(str(one["id"]) for one in listed):
        findings.append(f"{LIST}: it does not list {', '.join(sorted(lacking))}, of which the log tells.")
    texts = texts_after(entries, [root_of(str(one["id"])) for one in listed])
    kept = {FOLDER + str(one["path"]): root_of(str(one["id"])) for one in listed if not one.get("deleted")}
    for name, root in kept.items():
        if name not in files:
            findings.append(f"{name}: it is missing.")
        elif files[name] != texts[root].encode():
            findings.append(f"{name}: it is not the text that the log leads to.")
    unknown = [name for name in files if name.startswith(FOLDER) and name not in kept]
    findings += [f"{name}: {LIST} does not know it." for name in unknown]


def _read_list(content: bytes) -> list[dict[str, Any]] | None:
    try:
        listed = json.loads(content)
    except (ValueError, RecursionError):
        return None
    is_list = isinstance(listed, list) and all(isinstance(one, dict) and {"id", "path"} <= one.keys() for one in listed)
    return listed if is_list else None
