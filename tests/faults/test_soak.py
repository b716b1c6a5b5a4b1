"""Two hundred people come, type and go, again and again: the node's memory and descriptors stay as they were."""

import asyncio
import os
import random
import time
from pathlib import Path
from statistics import median

import pytest

from tests.conftest import StartNode
from tests.faults.audit import audit
from tests.faults.rows import Record, at_length
from tests.faults.typist import Typist
from tests.support.cluster import Node
from tests.support.host import Host
from tests.support.metrics import all_rooms_are_closed
from tests.support.waiting import eventually, pause

SOAK_S = float(os.environ.get("SOAK_S") or 120)

ROOMS, PEOPLE_IN_EACH = 20, 10
WORDS = 4
COMING_S = 3.0
"""In which all of a wave come, one by one."""

FEWEST_WAVES = 8
MORE_DESCRIPTORS = 10
MORE_MEMORY, MORE_MIB = 1.10, 8
"""What the last third of the waves may have over the second; the first third is the warm-up."""


def memory_mib(node: Node) -> float:
    """What is resident of the process."""
    status = Path(f"/proc/{node.worker_pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS:")) / 1024


def descriptors(node: Node) -> int:
    return len(list(Path(f"/proc/{node.worker_pid}/fd").iterdir()))


async def visit(person: Typist, chance: random.Random) -> None:
    """Come, type, go; every third comes once more."""
    for _ in range(chance.choice([1, 1, 2])):
        await pause(chance.uniform(0, COMING_S))
        person.connect()
        for _ in range(WORDS):
            person.type_word()
            await pause(chance.uniform(0.05, 0.3))
        await eventually(lambda: person.has_all_saved, what=lambda: repr(person))
        await person.disconnect()


async def wave(node: Node, chance: random.Random) -> None:
    """All rooms at once; nothing of it is lost, and afterwards nobody is there."""
    hosts = [await Host.create(node, initial_code="") for _ in range(ROOMS)]
    rooms = [[Typist(name, [node.ws_url], host.candidate, chance) for name in range(PEOPLE_IN_EACH)] for host in hosts]
    await asyncio.gather(*(visit(person, chance) for people in rooms for person in people))
    for host, people in zip(hosts, rooms, strict=True):
        assert not audit(await host.code(node), people)
    await all_rooms_are_closed(node)


@pytest.mark.slow
@at_length
async def test_memory_and_descriptors_stay_flat_however_many_come_and_go(
    start_node: StartNode, chance: random.Random, record_property: Record
) -> None:
    node = await start_node(room_idle_s=0)
    began, samples = time.monotonic(), list[tuple[float, int]]()
    while time.monotonic() - began < SOAK_S or len(samples) < FEWEST_WAVES:
        await wave(node, chance)
        samples.append((memory_mib(node), descriptors(node)))
    third = len(samples) // 3
    middle, last = samples[third : 2 * third], samples[-third:]
    memory = [median(mib for mib, _ in part) for part in (middle, last)]
    open_files = [max(count for _, count in part) for part in (middle, last)]
    people = ROOMS * PEOPLE_IN_EACH
    record_property(
        "soak",
        f"soak: {len(samples)} waves of {people} people in {time.monotonic() - began:.0f} s: memory {memory[0]:.1f} → "
        f"{memory[1]:.1f} MiB, descriptors {open_files[0]} → {open_files[1]} (second and last third)",
    )
    assert open_files[1] <= open_files[0] + MORE_DESCRIPTORS, samples
    assert memory[1] <= memory[0] * MORE_MEMORY + MORE_MIB, samples
