"""The cases of a package: data/sample and data/secret, and calls in Exercism's form in .codesala/."""

import json
import re
from typing import Any

from codesala.questions.packages.reading import Folder, Unreadable, words_of

CALLS = ".codesala/canonical-data.json"
FLAGS = {"case_sensitive", "space_change_sensitive"}
TOLERANCES = {"float_tolerance", "float_relative_tolerance", "float_absolute_tolerance"}


def read_cases(folder: Folder, told: object = None) -> list[dict[str, Any]]:
    """Visible ones first, each group in order of its names. `told` has ids and names that files cannot have."""
    known = told if isinstance(told, dict) else {}
    samples, secret = _io_cases(folder, "data/sample", "s", known), _io_cases(folder, "data/secret", "h", known)
    return [*samples, *secret, *_calls(folder)]


def read_comparison(folder: Folder, problem: dict[str, Any]) -> dict[str, Any]:
    """How output is compared: `output_validator_args`, or the legacy `validator_flags`."""
    words: list[str] = []
    for path in ("data/test_group.yaml", "data/secret/test_group.yaml", "data/sample/test_group.yaml"):
        said = words_of(folder.yaml(path).get("output_validator_args"), path)
        words = words or said
    words = words or " ".join(words_of(problem.get("validator_flags"), "problem.yaml")).split()
    compare: dict[str, Any] = {}
    for word, following in zip(words, [*words[1:], ""], strict=False):
        if word in FLAGS:
            compare[word] = True
        elif word in TOLERANCES:
            compare["float_tolerance"] = _number(following)
    return compare


def read_function(ours: dict[str, Any], cases: list[dict[str, Any]]) -> dict[str, Any] | None:
    """What cases call. Exercism's form says it by the case: the first one's names, in their order."""
    if isinstance(told := ours.get("function"), dict):
        return told
    call = next((case for case in cases if case["kind"] == "call" and case.get("property")), None)
    if call is None or not isinstance(call["input"], dict):
        return None
    return {"name": call["property"], "parameters": [{"name": name} for name in call["input"]]}


def _io_cases(folder: Folder, place: str, letter: str, known: dict[str, Any]) -> list[dict[str, Any]]:
    found = folder.under(place)
    cases = []
    for name, path in found.items():
        stem = name.removesuffix(".in")
        if stem == name:
            continue
        answer = found.get(f"{stem}.ans")
        stdin, stdout = folder.text(path), folder.text(answer) if answer else None
        if stdin is None or stdout is None:
            for part in (path, answer) if answer else (path,):
                folder.note(part, "A case needs an .in and an .ans that are text, so it was left out.")
            continue
        told = folder.yaml(f"{place}/{stem}.yaml")
        case_id = f"{letter}-{re.sub(r'[^A-Za-z0-9_.-]', '-', stem)}"[:64]
        case: dict[str, Any] = {"id": case_id, "kind": "io", "stdin": stdin, "stdout": stdout, "name": stem[:100]}
        if letter == "s":
            case["is_visible"] = True
        if isinstance(own := known.get(f"{place}/{stem}"), dict):
            case |= {name: own[name] for name in ("id", "name") if isinstance(own.get(name), str)}
        if told.get("args"):
            case["args"] = words_of(told["args"], path)
        if told.get("hint"):
            case["hint"] = str(told["hint"])[:500]
        cases.append(case)
    return cases


def _calls(folder: Folder) -> list[dict[str, Any]]:
    if CALLS not in folder.files:
        return []
    try:
        found = json.loads(folder.text(CALLS) or "")
        given = found["cases"]
        return [_call(one, number) for number, one in enumerate(given, 1)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unreadable(CALLS, "This is not the JSON of cases that is expected.") from error


def _call(given: dict[str, Any], number: int) -> dict[str, Any]:
    case: dict[str, Any] = {
        "id": str(given.get("uuid") or f"c-{number}"),
        "kind": "call",
        "name": str(given.get("description") or "")[:100],
        "input": given["input"],
        "expected": given["expected"],
        "is_visible": not given.get("hidden", False),
    }
    return case | {name: given[name] for name in ("property", "hint") if given.get(name)}


def _number(word: str) -> float | None:
    try:
        return float(word)
    except ValueError:
        return None
