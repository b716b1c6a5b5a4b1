"""Cases that call a function: what is called, and what came of it, by the rule of pages (frontend/src/tests/calls.ts).
Both are held to the table of compare.cases.json. Pure."""

import json
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from codesala.rooms.programs.compare import Comparison, is_equal_json

NODES = re.compile(r"(list<)?(ListNode|TreeNode)\??>?\??")
MARK = re.compile(r"(\S+) (\S+) (.*)", re.DOTALL)


class Came(NamedTuple):
    """What came of a call: a `value`, an `error`, or it is `missing`."""

    kind: str
    value: Any = None

    @property
    def text(self) -> str:
        """For people."""
        if self.kind == "error":
            return str(self.value)
        return json.dumps(self.value, ensure_ascii=False) if self.kind == "value" else ""


def call_of(function: Mapping[str, Any], case: Mapping[str, Any]) -> dict[str, Any]:
    """Both as a question has them."""
    names = parameters_of(function)
    return {
        "names": spellings_of(case.get("property") or function["name"]),
        "args": [_plain(case["input"].get(name)) for name in names],
        "judged": names.index(function["result"]) if function.get("result") else None,
    }


def parameters_of(function: Mapping[str, Any]) -> list[str]:
    return [one["name"] for one in function.get("parameters", ())]


def spellings_of(name: str) -> list[str]:
    """As it is written, then in snake_case and in camelCase."""
    snake = re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", name).lower()
    camel = re.sub(r"(?<=[^_])_+([A-Za-z0-9])", lambda found: found[1].upper(), name)
    return list(dict.fromkeys((name, snake, camel)))


def _plain(value: Any) -> Any:
    """As pages write it: languages tell 1 from 1.0, and JavaScript does not."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e21:
        return int(value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return {name: _plain(one) for name, one in value.items()} if isinstance(value, dict) else value


def expected_of(function: Mapping[str, Any], expected: Any) -> Any:
    """Without empty places at the end of trees, which say nothing."""
    judged = function.get("result")
    types = {one["name"]: one.get("type", "") for one in function.get("parameters", ())}
    found = NODES.fullmatch((types[judged] if judged else function.get("returns", "")).replace(" ", ""))
    if found is None or found[2] != "TreeNode" or not isinstance(expected, list):
        return expected
    return [_shortened(one) for one in expected] if found[1] else _shortened(expected)


def _shortened(tree: Any) -> Any:
    if not isinstance(tree, list):
        return tree
    kept = list(tree)
    while kept and kept[-1] is None:
        kept.pop()
    return kept


def came_of(printed: str, nonce: str) -> Came | None:
    """By the first mark that tells it; None if there is none."""
    before = f"\x1e{nonce} "
    for line in printed.split("\n")[:-1]:
        if (at := line.find(before)) < 0:
            continue
        found = MARK.fullmatch(line[at + len(before) :])
        if found is None:
            return Came("missing")
        if found[1] != "ready":
            return _came(found[3])
    return None


def _came(said: str) -> Came:
    """A program can know its marks and write others: they say no more than that its result is none."""
    try:
        told = json.loads(said, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return Came("missing")
    if isinstance(told, dict) and "value" in told:
        return Came("value", told["value"])
    is_error = isinstance(told, dict) and isinstance(told.get("error"), str)
    return Came("error", told["error"]) if is_error else Came("missing")


def _refuse(constant: str) -> None:
    """NaN and infinities, which JSON does not know."""
    raise ValueError(constant)


def is_right(expected: Any, came: Came, how: Comparison) -> bool:
    """Whether it is what was expected; `{"error": …}` means that the function must fail."""
    if isinstance(expected, dict) and expected.keys() == {"error"}:
        return came.kind == "error"
    return came.kind == "value" and is_equal_json(expected, came.value, how)
