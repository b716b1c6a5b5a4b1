"""Calls a function of the program with the arguments of each case, and writes behind a mark what came of it. The file's
own name begins with "<", so that tracebacks leave it out."""

import json
import math
import sys
import time
import traceback
import types
from collections.abc import Iterable, Mapping
from enum import Enum
from inspect import isawaitable
from itertools import zip_longest
from pathlib import Path

GIVEN = json.loads(__GIVEN__)  # noqa: F821 - the page writes it here
MAX_SAFE = 2**53 - 1
console = sys.__stdout__


def mark(what, ms, said):
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    console.write(f"\x1e{GIVEN['nonce']} {what} {ms:.3f} {json.dumps(said)}\n")
    console.flush()


class ListNode:
    def __init__(self, val=0, next=None):  # noqa: A002 - as candidates know it
        self.val = val
        self.next = next


class TreeNode:
    def __init__(self, val=0, left=None, right=None):
        self.val = val
        self.left = left
        self.right = right


def linked(kind, values):
    nodes = [kind(value) for value in values]
    for at, node in enumerate(nodes, 1):
        node.next = nodes[at] if at < len(nodes) else None
    return nodes[0] if nodes else None


def tree(kind, values):
    """By levels: None is a child that is not there."""
    nodes = [None if value is None else kind(value) for value in values]
    children = iter(nodes[1:])
    for node in nodes:
        if node is not None:
            node.left, node.right = next(children, None), next(children, None)
    return nodes[0] if nodes else None


KINDS = {"ListNode": linked, "TreeNode": tree}


def taken(value, what, module):
    """An argument, as its type in the question says."""
    if what.startswith("list<"):
        return [taken(one, what[5:-1], module) for one in value]
    if what not in KINDS or not (value is None or isinstance(value, list)):
        return value
    return KINDS[what](getattr(module, what), value or [])


def once(node, seen, name):
    if id(node) in seen:
        raise ValueError(f"{name} has a cycle, so it cannot be compared")
    seen[id(node)] = node


def told(value):
    """A linked list, or a tree by its levels, as JSON has it."""
    values, seen = [], {}
    if type(value).__name__ == "ListNode":
        while value is not None:
            once(value, seen, "The linked list")
            values.append(plain(value.val))
            value = value.next
        return values
    nodes = [value]
    for node in nodes:
        if node is not None:
            once(node, seen, "The tree")
            nodes += [node.left, node.right]
        values.append(None if node is None else plain(node.val))
    while values and values[-1] is None:
        values.pop()
    return values


def plain(value):
    """As JSON holds it."""
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, (bool, str)):
        return value
    if type(value).__name__ in KINDS:
        return told(value)
    if isinstance(value, int):
        return int(value) if abs(value) <= MAX_SAFE else str(value)
    if isinstance(value, float):
        if math.isfinite(value):
            return float(value)
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if isinstance(value, Mapping):
        return {key if isinstance(key, str) else str(key): plain(one) for key, one in value.items()}
    if isinstance(value, (set, frozenset)):
        try:
            return [plain(one) for one in sorted(value)]
        except TypeError:
            return [plain(one) for one in value]
    if isinstance(value, Iterable) and not isinstance(value, (bytes, bytearray)):
        return [plain(one) for one in value]
    raise TypeError(f"{type(value).__name__} cannot be written as JSON, so it cannot be compared")


def found(module, names):
    """The function, or a method of a new `Solution`; None if there is neither."""
    for name in names:
        if callable(one := getattr(module, name, None)):
            return one
    kind = getattr(module, "Solution", None)
    for name in names:
        if isinstance(kind, type) and callable(getattr(kind, name, None)):
            return getattr(kind(), name)
    return None


def outcome(module, case):
    function = found(module, case["names"])
    if function is None:
        return {"missing": True}
    takes, gives = [], ""
    if "nodes" in case:
        takes, gives = case["nodes"]["takes"], case["nodes"]["gives"]
    args = [taken(value, what, module) for value, what in zip_longest(case["args"], takes, fillvalue="")]
    returned = function(*args)
    if isawaitable(returned):
        import asyncio

        async def wait():
            return await returned

        returned = asyncio.run(wait())
    judged = plain(returned if case["judged"] is None else args[case["judged"]])
    return {"value": [] if judged is None and gives else judged}


def report(error):
    frames = error.__traceback__
    while frames and frames.tb_frame.f_code.co_filename.startswith("<"):
        frames = frames.tb_next
    traceback.print_exception(type(error), error, frames)


def main():
    entry = GIVEN["entry"]
    module = types.ModuleType("solution")
    module.__file__ = entry
    sys.modules["solution"] = module
    if any("nodes" in case for case in GIVEN["cases"]):
        module.ListNode, module.TreeNode = ListNode, TreeNode  # unless it has its own
    source = Path(entry).read_text(encoding="utf-8")
    exec(compile(source, entry, "exec", dont_inherit=True), module.__dict__)
    mark("ready", 0, None)
    for number, case in enumerate(GIVEN["cases"]):
        began = time.perf_counter()
        try:
            said = outcome(module, case)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            report(error)
            said = {"error": f"{type(error).__name__}: {error}"}
        mark(number, (time.perf_counter() - began) * 1000, said)


main()
