"""Whether the questions of an export are those that its log tells of."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from codesala.questions.recorded import FOLDER, LIST, markdown_of, name_of, told_of
from codesala.recordings.chain import canonical
from codesala.recordings.order import Recorded


def check_questions(files: Mapping[str, bytes], entries: Sequence[Recorded], findings: list[str]) -> None:
    """Add what is wrong to the findings."""
    shown = {
        (entry.event.get("question"), entry.event.get("digest"))
        for entry in entries
        if entry.event and entry.event["type"] == "question.shown"
    }
    if LIST not in files:
        if shown:
            findings.append(f"{LIST}: it is missing, though the log tells of questions.")
        return
    try:
        listed = json.loads(files[LIST])
        texts = {name_of(one): markdown_of(one) for one in listed}
        wrong = [_problem_of(one, shown) for one in listed]
        lacking = shown - {(one["number"], one["digest"]) for one in listed}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        findings.append(f"{LIST}: it is no list of questions.")
        return
    findings += [f"{LIST}: {problem}" for problem in wrong if problem]
    findings += [
        f"{LIST}: it lacks question {number}, of which the log tells." for number, _ in sorted(lacking, key=str)
    ]
    for name, text in texts.items():
        if files.get(name) != text:
            findings.append(f"{name}: it is not the statement that {LIST} holds.")
    findings += [f"{name}: {LIST} does not know it." for name in files if name.startswith(FOLDER) and name not in texts]


def told_in(files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    """What the replay of this export tells of questions. Raises ValueError, KeyError, TypeError, AttributeError or
    RecursionError where LIST is none."""
    return [told_of(one) for one in json.loads(files.get(LIST, b"[]"))]


def _problem_of(listed: Mapping[str, Any], shown: set[tuple[Any, Any]]) -> str | None:
    number, digest = listed["number"], listed["digest"]
    if hashlib.sha256(canonical(listed["asked"])).hexdigest() != digest:
        return f"question {number} is not what its digest stands for."
    if (number, digest) not in shown:
        return f"question {number} is not the one that the log tells was shown."
    return None
