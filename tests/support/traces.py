"""The editing traces in tests/traces, as patches and as Yjs updates."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pycrdt import Doc, Text

FOLDER = Path(__file__).parents[1] / "traces"
SVELTECOMPONENT = FOLDER / "sveltecomponent.json.gz"
FRIENDSFOREVER = FOLDER / "friendsforever.json.gz"

Patch = tuple[int, int, str]  # position, deleted, inserted: code points (both traces are ASCII)


@cache
def load(path: Path) -> dict[str, Any]:
    with gzip.open(path) as file:
        trace: dict[str, Any] = json.load(file)
    return trace


def end_of(path: Path) -> str:
    return str(load(path)["endContent"])


def transactions(path: Path) -> Iterator[list[Patch]]:
    """A sequential trace: the patches of one transaction after the other."""
    for transaction in load(path)["txns"]:
        yield [(at, deleted, inserted) for at, deleted, inserted in transaction["patches"]]


@dataclass(frozen=True, slots=True)
class Typed:
    """One transaction of a concurrent trace as the Yjs update that its author's page would have sent.

    `needs` is how many transactions of others its author had seen."""

    agent: int
    update: bytes
    needs: int


def concurrent_updates(path: Path, count: int | None = None) -> list[Typed]:
    """The first `count` transactions of a concurrent trace, in causal order (all 26,078 take some seconds).

    Each author has one document, which holds exactly the causal past of a transaction when it is made.
    Any document that applies all of them, in any causal order, ends with the same text; all 26,078: `end_of(path)`."""
    trace = load(path)
    docs: dict[int, Doc[Text]] = {}
    known: dict[int, set[int]] = {}
    needs: dict[int, int] = {}
    typed: list[Typed] = []
    for number, transaction in enumerate(trace["txns"][:count]):
        agent = transaction["agent"]
        if agent not in docs:
            docs[agent] = Doc(client_id=1 + agent)
            known[agent] = set()
            needs[agent] = 0
        doc, seen = docs[agent], known[agent]
        for missing in sorted(_past(trace["txns"], transaction["parents"], seen)):
            doc.apply_update(typed[missing].update)
            seen.add(missing)
            needs[agent] += typed[missing].agent != agent
        text = doc.get("code", type=Text)
        sent: list[bytes] = []
        watching = doc.observe(lambda event, sent=sent: sent.append(event.update))
        with doc.transaction():
            for at, deleted, inserted in transaction["patches"]:
                if deleted:
                    del text[at : at + deleted]
                if inserted:
                    text.insert(at, inserted)
        doc.unobserve(watching)
        (update,) = sent
        typed.append(Typed(agent, update, needs[agent]))
        seen.add(number)
    return typed


def _past(transactions: list[dict[str, Any]], parents: list[int], seen: set[int]) -> set[int]:
    found: set[int] = set()
    waiting = [parent for parent in parents if parent not in seen]
    while waiting:
        number = waiting.pop()
        if number not in found:
            found.add(number)
            waiting += [parent for parent in transactions[number]["parents"] if parent not in seen]
    return found
