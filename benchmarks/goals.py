"""What is aimed at: ratios to a named peer in the same run. `goal` is what a bare prototype without authentication,
persistence and history reached; `floor` leaves room for these, and is not to be missed."""

from dataclasses import dataclass

from benchmarks.contenders import (
    HOCUSPOCUS,
    PLAIN,
    PLAIN_POSTGRES,
    PRODUCT,
    PRODUCT_POSTGRES,
    PRODUCT_SPLIT,
    PYCRDT_WEBSOCKET,
    Y_WEBSOCKET,
)
from benchmarks.scenarios import Figures

Results = dict[str, dict[str, Figures]]
"""Scenario → server → median figures."""


@dataclass(frozen=True, slots=True)
class Goal:
    """`is_most` goals are upper bounds, the others lower ones."""

    scenario: str
    figure: str
    peer: str
    goal: float
    floor: float
    is_most: bool = True
    own: str = PRODUCT


GOALS = (
    Goal("interview", "us/delivered", Y_WEBSOCKET, 0.41, 0.55),
    Goal("interview", "us/delivered", HOCUSPOCUS, 0.16, 0.25),
    Goal("interview", "us/delivered", PYCRDT_WEBSOCKET, 0.14, 0.2),
    Goal("interview", "p50 ms", Y_WEBSOCKET, 0.46, 0.8),
    Goal("interview", "p99 ms", Y_WEBSOCKET, 0.45, 0.8),
    Goal("interview", "us/edit with Redis", Y_WEBSOCKET, 1.0, 1.3, own=PRODUCT_SPLIT),
    Goal("ramp", "edits/s", Y_WEBSOCKET, 2.87, 2.0, is_most=False),
    Goal("ramp", "edits/s", HOCUSPOCUS, 8.2, 5.0, is_most=False),
    Goal("hot100", "us/delivered", Y_WEBSOCKET, 0.44, 0.55),
    Goal("hot300", "us/delivered", Y_WEBSOCKET, 0.18, 0.35),
    Goal("hot300", "us/delivered", HOCUSPOCUS, 0.22, 0.45),
    Goal("idle", "KiB/connection", Y_WEBSOCKET, 1.45, 1.6),
    Goal("idle", "KiB/connection", HOCUSPOCUS, 0.78, 0.9),
    Goal("idle", "idle CPU %", Y_WEBSOCKET, 0.53, 0.7),
    Goal("join", "CPU ms/join", Y_WEBSOCKET, 0.33, 0.5),
    Goal("join", "join ms", Y_WEBSOCKET, 0.58, 0.8),
    Goal("join", "us/edit taken in", Y_WEBSOCKET, 0.15, 0.4),
    Goal("join", "CPU ms each of 30 at once", Y_WEBSOCKET, 0.25, 0.5),
    Goal("join", "bytes", Y_WEBSOCKET, 1.01, 1.02),
    *(
        Goal(f"rest{clients}", f"{kind} CPU us", peer, goal, floor, own=own)
        for clients in (1, 8, 64)
        for own, peer in ((PRODUCT, PLAIN), (PRODUCT_POSTGRES, PLAIN_POSTGRES))
        for kind, goal, floor in (("POST", 1.1, 1.5), ("GET", 0.7, 1.0), ("health", 1.0, 1.2))
    ),
)


def reached(goal: Goal, results: Results) -> float | None:
    """The product's ratio to the peer; None when one of them was not measured."""
    servers = results.get(goal.scenario, {})
    own, peers = servers.get(goal.own, {}).get(goal.figure), servers.get(goal.peer, {}).get(goal.figure)
    return own / peers if own is not None and peers else None


def verdict(goal: Goal, ratio: float) -> str:
    """In words, with the distance to the bound that was missed."""
    for bound, word in ((goal.goal, "goal"), (goal.floor, "floor")):
        if ratio <= bound if goal.is_most else ratio >= bound:
            return f"{word} reached"
    missed = ratio / goal.floor - 1 if goal.is_most else 1 - ratio / goal.floor
    return f"**missed by {missed:.0%}**"
