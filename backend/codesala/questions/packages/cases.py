"""The cases of a package that give a program its input: data/sample and data/secret."""

import json
import re
from typing import Any

from pydantic import TypeAdapter, ValidationError

from codesala.questions.content.values import (
    MAX_CASE_BYTES,
    MAX_CASE_FILES,
    MAX_CASES,
    MAX_CASES_BYTES,
    MAX_VISIBLE_BYTES,
    CaseFiles,
)
from codesala.questions.packages.configs import arguments_of
from codesala.questions.packages.leaving import JUDGED
from codesala.questions.packages.reading import Folder

_CASE_FILES: TypeAdapter[dict[str, str]] = TypeAdapter(CaseFiles)
NEEDED = ("stdout", "input", "expected")
PAIR = "A case needs an .in and an .ans that are text, so it was left out."
NEEDS_FILES = (
    f"This case needs files of its own (.files). It can have {MAX_CASE_FILES} that are text, "
    f"{MAX_CASE_BYTES // 1024} KiB each, with names that every computer allows, so it was left out."
)
TOO_LARGE = f"A case has {MAX_CASE_BYTES // 1024} KiB of input and of output at most, so it was left out."
TOO_MANY = (
    f"A question has {MAX_CASES} cases, {MAX_CASES_BYTES // 1024} KiB together and {MAX_VISIBLE_BYTES // 1024} KiB of "
    "visible ones, at most, so this one was left out."
)


def read_cases(folder: Folder, told: object, others: list[dict[str, Any]], *, is_judged: bool) -> list[dict[str, Any]]:
    """Visible ones first, each group in order of its names, before `others`. `told` has ids and names that files cannot
    have; of a package that judges by itself (`is_judged`) none is taken."""
    known = told if isinstance(told, dict) else {}
    cases: list[dict[str, Any]] = []
    left = _Room()
    for other in others:
        left.takes(other)
    for place, letter in (("data/sample", "s"), ("data/secret", "h")):
        found = folder.under(place)
        for name, path in found.items():
            stem = name.removesuffix(".in")
            if stem == name or ".files/" in name:
                continue
            answer = found.get(f"{stem}.ans")
            case, why = (None, JUDGED) if is_judged else _read_case(folder, place, stem, letter, known)
            if case is not None and left.takes(case):
                cases.append(case)
                continue
            for part in (path, answer, *folder.under(f"{place}/{stem}.files").values()):
                if part is not None:
                    folder.note(part, why)
    return cases


class _Room:
    """How many cases there may still be, and how long."""

    def __init__(self) -> None:
        self.cases, self.bytes, self.visible_bytes = MAX_CASES, MAX_CASES_BYTES, MAX_VISIBLE_BYTES

    def takes(self, case: dict[str, Any]) -> bool:
        size = _size_of(case)
        visible = size if case.get("is_visible") else 0
        if self.cases < 1 or size > self.bytes or visible > self.visible_bytes:
            return False
        self.cases, self.bytes, self.visible_bytes = self.cases - 1, self.bytes - size, self.visible_bytes - visible
        return True


def _size_of(case: dict[str, Any]) -> int:
    """As it counts once it is part of a question: without what is left at its default."""
    kept = {name: value for name, value in case.items() if name in NEEDED or value not in ("", [], {}, False, None)}
    return len(json.dumps(kept, separators=(",", ":")))


def _read_case(
    folder: Folder, place: str, stem: str, letter: str, known: dict[str, Any]
) -> tuple[dict[str, Any] | None, str]:
    """The case, and why it is left out, if it is."""
    base = f"{place}/{stem}"
    files = _own_files(folder, base)
    if files is None:
        return None, NEEDS_FILES
    stdin = folder.text(f"{base}.in")
    stdout = folder.text(f"{base}.ans") if f"{base}.ans" in folder.files else None
    if stdin is None or stdout is None:
        return None, PAIR
    if max(len(text.encode()) for text in (stdin, stdout)) > MAX_CASE_BYTES:
        return None, TOO_LARGE
    case_id = f"{letter}-{re.sub(r'[^A-Za-z0-9_.-]', '-', stem)}"[:64]
    case: dict[str, Any] = {"id": case_id, "kind": "io", "stdin": stdin, "stdout": stdout, "name": stem[:100]}
    if letter == "s":
        case["is_visible"] = True
    if isinstance(own := known.get(base), dict):
        case |= {name: own[name] for name in ("id", "name") if isinstance(own.get(name), str)}
    if files:
        case["files"] = files
    if arguments := arguments_of(folder, base):
        case["args"] = arguments
    if hint := _hint(folder, base):
        case["hint"] = hint[:500]
    return case, TOO_MANY


def _own_files(folder: Folder, base: str) -> dict[str, str] | None:
    """What is to be beside the program in this case, or None where it cannot be."""
    found = folder.under(f"{base}.files")
    texts = {name: text for name, path in found.items() if (text := folder.text(path)) is not None}
    try:
        return dict(_CASE_FILES.validate_python(texts)) if len(texts) == len(found) else None
    except ValidationError:
        return None


def _hint(folder: Folder, base: str) -> str:
    if told := folder.yaml(f"{base}.yaml").get("hint"):
        return str(told)
    return (folder.text(f"{base}.hint") or "").strip() if f"{base}.hint" in folder.files else ""
