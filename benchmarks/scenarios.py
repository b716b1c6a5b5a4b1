"""What is done to each server: one fresh server and one generator a run, and the figures that come out of it."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from benchmarks.contenders import (
    HOCUSPOCUS,
    PLAIN,
    PLAIN_POSTGRES,
    PRODUCT,
    PRODUCT_POSTGRES,
    PRODUCT_SPLIT,
    PYCRDT_WEBSOCKET,
    Y_WEBSOCKET,
    private_kib,
    started,
)
from benchmarks.generator import driving
from benchmarks.rest import rest
from benchmarks.traces import updates_of_one_person

Figures = dict[str, float]
PEERS = (Y_WEBSOCKET, HOCUSPOCUS)

RAMP_START = 1_500
RAMP_FACTOR = 1.3
RAMP_P99_MS = 100
RAMP_MOST = 60_000
GENERATOR_FULL = 0.93
"""Share of a core from which the generator itself is the limit."""


def typing_figures(result: dict[str, Any]) -> Figures:
    """Per delivered edit, and what the wires say."""
    delivered = max(1, result["delivered"])
    seconds = result["ms"] / 1000
    services = sum(used for name, used in result["cpu_us"].items() if name != "server")
    figures = {
        "us/delivered": result["cpu_us"]["server"] / delivered,
        "us/edit": result["cpu_us"]["server"] / max(1, result["offered"]),
        "p50 ms": result["latency"]["p50"] or 0.0,
        "p99 ms": result["latency"]["p99"] or 0.0,
        "bytes/delivered": result["bytes_in"] / delivered,
        "delivered %": 100 * result["share"],
        "edits/s": result["offered"] / seconds,
        "server CPU %": result["cpu_us"]["server"] / result["ms"] / 10,
        "generator CPU %": result["own_us"] / result["ms"] / 10,
    }
    if services:
        figures["services us/edit"] = services / max(1, result["offered"])
    return figures


async def interview(name: str) -> Figures:
    """100 rooms of three, of whom one or two type."""
    async with started(name) as server, driving(server) as generator:
        await generator.open(await server.rooms(100), [3])
        result = await generator.ask("type", active=100, typists=[1, 2], rate=8, seconds=7, warm_s=2)
        redis = result["cpu_us"].get("redis", 0) / max(1, result["offered"])
        figures = typing_figures(result)
        return figures | {"us/edit with Redis": figures["us/edit"] + redis}


ONE_FILE, FIVE_FILES = "one file", "five files"


async def files(name: str) -> Figures:
    """The interview again, in Codesala alone: all people of a room are in one file, or each is in one of five."""
    async with started(PRODUCT) as server, driving(server) as generator:
        paths = [f"part{number}.py" for number in range(4)] if name == FIVE_FILES else []
        rooms = await server.rooms(100, paths)
        await generator.open(rooms, [3], [await server.roots(room) for room in rooms])
        result = await generator.ask("type", active=100, typists=[1, 2], rate=8, seconds=7, warm_s=2)
        return typing_figures(result)


async def saved(name: str) -> Figures:
    """The same with clients that hear what is on disk: milliseconds from sending an edit to "saved"."""
    async with started(name, ours=True) as server, driving(server) as generator:
        await generator.open(await server.rooms(100), [3])
        result = await generator.ask("type", active=100, typists=[1, 2], rate=8, seconds=7, warm_s=2)
        latency = result["saved"]
        return {
            "saved p50 ms": latency["p50"],
            "saved p95 ms": latency["p95"],
            "saved p99 ms": latency["p99"],
            "us/delivered": typing_figures(result)["us/delivered"],
        }


def hot(people: int, typists: int) -> Callable[[str], Awaitable[Figures]]:
    """One room full of people."""

    async def run(name: str) -> Figures:
        async with started(name) as server, driving(server) as generator:
            await generator.open(await server.rooms(1), [people])
            result = await generator.ask("type", active=1, typists=[typists], rate=4, seconds=5, warm_s=2)
            return typing_figures(result)

    return run


async def ramp(name: str) -> Figures:
    """1,500 rooms of three, more and more of them active: the last step whose p99 stayed below 100 ms with everything
    delivered."""
    rooms = 1_500
    best: Figures = {"edits/s": 0.0}
    async with started(name) as server, driving(server) as generator:
        await generator.open(await server.rooms(rooms), [3])
        wanted = float(RAMP_START)
        while wanted < RAMP_MOST:
            active = min(rooms, round(wanted / 12))
            rate = wanted / (active * 1.5)
            for _try in range(3):  # a busy moment of the machine is not the server's end
                result = await generator.ask("type", active=active, typists=[1, 2], rate=rate, seconds=3, warm_s=1)
                step = typing_figures(result)
                is_kept_up = step["delivered %"] >= 99.99 and step["edits/s"] >= 0.95 * wanted
                if is_kept_up and step["p99 ms"] < RAMP_P99_MS:
                    break
            else:
                best["next p99 ms"] = step["p99 ms"]
                best["generator full"] = float(step["generator CPU %"] >= 100 * GENERATOR_FULL)
                break
            best = step
            wanted *= RAMP_FACTOR
    return best


async def idle(name: str) -> Figures:
    """5,000 people in 2,000 rooms who do nothing but renew their awareness every 15 s."""
    async with started(name) as server, driving(server) as generator:
        names = await server.rooms(2_000)
        await asyncio.sleep(1)
        empty = private_kib(server.pid)
        opened = await generator.open(names, [3, 2])
        await asyncio.sleep(3)
        full = private_kib(server.pid)
        rest = await generator.ask("idle", seconds=20)
        return {
            "KiB/connection": (full - empty) / opened["connections"],
            "KiB/room": (full - empty) / len(names),
            "start MiB": empty / 1024,
            "full MiB": full / 1024,
            "idle CPU %": rest["cpu_us"]["server"] / rest["ms"] / 10,
            "CPU ms to open one": opened["cpu_us"]["server"] / opened["connections"] / 1000,
        }


async def join(name: str) -> Figures:
    """A document of 100,000 edits is brought in, then joined."""
    edits, times, crowd = 100_000, 11, 30
    async with started(name) as server, driving(server) as generator:
        await generator.open(await server.rooms(1), [1])
        taken = await generator.ask("flood", edits=edits)
        joined = await generator.ask("join", times=times, crowd=crowd)
        return {
            "us/edit taken in": taken["cpu_us"]["server"] / edits,
            "join ms": joined["join_ms"],
            "CPU ms/join": joined["single"]["cpu_us"]["server"] / times / 1000,
            "CPU ms each of 30 at once": joined["together"]["cpu_us"]["server"] / crowd / 1000,
            "bytes": joined["size"],
            "process MiB": private_kib(server.pid) / 1024,
        }


async def trace(name: str) -> Figures:
    """20 rooms of three in which one person each replays the recorded typing of tests/traces, 100 edits/s a room."""
    async with started(name) as server, driving(server) as generator:
        await generator.open(await server.rooms(20), [3])
        return typing_figures(await generator.ask("replay", updates=updates_of_one_person(1_000), rate=100, seconds=7))


async def memory(name: str) -> Figures:
    """100 rooms with one person and a document of 100 kB each."""
    rooms = 100
    async with started(name) as server, driving(server) as generator:
        names = await server.rooms(rooms)
        await generator.open(names, [1])
        await asyncio.sleep(1)
        empty = private_kib(server.pid)
        await generator.ask("paste", size=100_000)
        await asyncio.sleep(2)
        return {"KiB/room of 100 kB": (private_kib(server.pid) - empty) / rooms}


@dataclass(frozen=True, slots=True)
class Scenario:
    """`repeat` of 0 means as often as the caller says; the others take too long, or vary too little. Ratios are to
    `base`."""

    run: Callable[[str], Awaitable[Figures]]
    servers: tuple[str, ...]
    repeat: int
    title: str
    base: str = Y_WEBSOCKET


SCENARIOS: dict[str, Scenario] = {
    "interview": Scenario(
        interview,
        (PRODUCT, Y_WEBSOCKET, HOCUSPOCUS, PYCRDT_WEBSOCKET, PRODUCT_POSTGRES, PRODUCT_SPLIT),
        0,
        "Interview: 100 rooms of three, 1,200 edits/s, a cursor move with each",
    ),
    "files": Scenario(files, (ONE_FILE, FIVE_FILES), 0, "The interview in one file and in five", ONE_FILE),
    "saved": Scenario(saved, (PRODUCT, PRODUCT_POSTGRES), 1, "The same, with clients that hear what is saved"),
    "hot100": Scenario(hot(100, 20), (PRODUCT, *PEERS), 0, "Hot room: 100 people, 20 of them type 4 edits/s"),
    "hot300": Scenario(hot(300, 50), (PRODUCT, *PEERS), 0, "Hot room: 300 people, 50 of them type 4 edits/s"),
    "ramp": Scenario(ramp, (PRODUCT, *PEERS), 1, "Ramp: 1,500 rooms of three, the last step with p99 below 100 ms"),
    "idle": Scenario(idle, (PRODUCT, *PEERS), 1, "Idle: 5,000 connections in 2,000 rooms"),
    "join": Scenario(join, (PRODUCT, *PEERS), 1, "Join: a document of 100,000 edits"),
    "trace": Scenario(trace, (PRODUCT, *PEERS), 1, "Recorded typing: 20 rooms of three, 100 edits/s a room"),
    "memory": Scenario(memory, (PRODUCT, *PEERS), 1, "Memory: 100 rooms with a document of 100 kB"),
    **{
        f"rest{clients}": Scenario(
            rest(clients),
            (PRODUCT, PLAIN, PRODUCT_POSTGRES, PLAIN_POSTGRES),
            0,
            f"REST: sessions created and read by {clients} client{'s' * (clients > 1)}",
            PLAIN,
        )
        for clients in (1, 8, 64)
    },
}
