"""Cases that call a function, in Exercism's form in .codesala/, and what they call."""

import json
from typing import Any

from codesala.questions.packages.reading import Folder, Unreadable

CALLS = ".codesala/canonical-data.json"


def read_function(ours: dict[str, Any], cases: list[dict[str, Any]]) -> dict[str, Any] | None:
    """What cases call. Exercism's form says it by the case: the first one's names, in their order."""
    if isinstance(told := ours.get("function"), dict):
        return told
    call = next((case for case in cases if case["kind"] == "call" and case.get("property")), None)
    if call is None or not isinstance(call["input"], dict):
        return None
    return {"name": call["property"], "parameters": [{"name": name} for name in call["input"]]}


def read_calls(folder: Folder) -> list[dict[str, Any]]:
    """Raises `Unreadable`."""
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
