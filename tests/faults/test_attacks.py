"""Whatever one attacker sends, two people in another room type on: nothing is lost, and their keystrokes arrive."""

import asyncio
import os
import sys
import time
from pathlib import Path
from statistics import quantiles
from typing import Any

import pytest

from tests.conftest import SEED, StartNode
from tests.faults.attacks import ATTACKS
from tests.faults.rows import RUNS, Record, as_cells, at_length
from tests.support.cluster import Node, python_environment
from tests.support.host import Host
from tests.support.page import Page
from tests.support.processes import ROOT
from tests.support.waiting import deadline, eventually, pause

SECONDS = float(os.environ.get("ATTACK_S") or (12 if RUNS else 1.5))
"""Of which the first half uses up what may come at once."""
BETWEEN_KEYS_S = 0.05
FEWEST_KEYS = 20

LIMITS: dict[str, Any] = {
    "link_failure_rate": "30/minute",
    "request_share": 0.125,
    "max_address_room_peers": 50,
    "max_address_peers": 200,
}
"""As they are by default."""
ONE_TRY_S = 0.25
"""Of CPU time, on average: what one try costs is some milliseconds, and was minutes once."""
AT_ONCE_S, SHARE = 5.0, 0.25
"""So much CPU time may an attack take before it is slowed, and of a core from then on, with some to spare."""

BRIEF = (
    "bad frames, each on a new connection",
    "updates: 50,000 deletions in one text",
    "requests: bodies of unknown fields",
)
IN_A_ROOM = [name for name in ATTACKS if not name.startswith("requests")]


OTHER_WAY_IN = """
import os, uvicorn
from codesala.main import create_app
from codesala.settings import Settings
uvicorn.run(create_app(Settings()), port=int(os.environ["PORT"]), ws="websockets-sansio", ws_max_size=2**22)
raise SystemExit
"""
"""The same app under uvicorn's own protocols (web/socket/fallback.py)."""


def cpu_s(node: Node) -> float:
    """That the server's processes have used until now."""
    return sum(map(_cpu_s_of, [node.pid, *node.worker_pids]))


def _cpu_s_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Typing:
    """Ana types one key after the other, each when Ben has the one before; how long each took is kept."""

    def __init__(self, ana: Page, ben: Page) -> None:
        self.ana, self.ben = ana, ben
        self.typed = ""
        self.took_ms: list[float] = []
        self._arrived = asyncio.Event()
        self._subscription = ben.code.observe(lambda _: self._arrived.set())

    async def go_on(self, is_over: asyncio.Event) -> None:
        while not is_over.is_set() or len(self.took_ms) < FEWEST_KEYS:
            key = chr(ord("a") + len(self.typed) % 26)
            self._arrived.clear()
            began = time.perf_counter()
            self.ana.insert(len(self.typed), key)
            self.typed += key
            async with deadline():
                while self.ben.text != self.typed:
                    await self._arrived.wait()
                    self._arrived.clear()
            self.took_ms.append(1000 * (time.perf_counter() - began))
            await pause(BETWEEN_KEYS_S)


async def under_attack(node: Node, name: str, record: Record, way: str = "") -> None:
    host, target = await Host.create(node, initial_code=""), await Host.create(node, initial_code="")
    async with Page(node.ws_url, host.candidate) as ana, Page(node.ws_url, host.candidate) as ben:
        await eventually(lambda: ana.saved and ben.saved)
        typing, is_over = Typing(ana, ben), asyncio.Event()
        people = asyncio.create_task(typing.go_on(is_over))
        attacker = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.faults.attacks"),
            *(name, str(node.port), target.candidate, str(SECONDS), f"{SEED} {name}"),
            stdout=asyncio.subprocess.PIPE,
            cwd=ROOT,
            env=python_environment(),
        )
        before = cpu_s(node)
        ending = asyncio.ensure_future(attacker.communicate())
        await asyncio.wait([ending], timeout=SECONDS / 2)
        half, used = time.monotonic(), cpu_s(node)
        async with deadline():
            told, _ = await ending
        share, used = (cpu_s(node) - used) / (time.monotonic() - half), cpu_s(node) - before
        is_over.set()
        await people
        assert attacker.returncode == 0
        tried = int(told)
        assert not ana.close_codes
        assert not ben.close_codes
        await ana.is_saved()
    assert await host.code(node) == typing.typed
    median, slow = (quantiles(typing.took_ms, n=100, method="inclusive")[at] for at in (49, 98))
    each_ms = 1000 * used / max(tried, 1)
    spent = f"{each_ms:.2f}" if tried else "–"
    figures = as_cells(tried or "–", spent, f"{100 * share:.0f}", f"{median:.0f}", f"{slow:.0f}")
    record("attack", as_cells(name + way, figures))
    assert used < max(1, tried) * ONE_TRY_S + 1
    assert used < AT_ONCE_S + SHARE * SECONDS


@pytest.mark.parametrize("name", [pytest.param(name, marks=() if name in BRIEF else at_length) for name in ATTACKS])
async def test_people_in_another_room_type_on_under_attack(
    start_node: StartNode, name: str, record_property: Record
) -> None:
    await under_attack(await start_node(**LIMITS), name, record_property)


@at_length
@pytest.mark.parametrize("name", IN_A_ROOM)
async def test_people_in_another_room_type_on_under_attack_on_the_other_way_in(
    start_node: StartNode, name: str, record_property: Record
) -> None:
    await under_attack(await start_node(fault=OTHER_WAY_IN, **LIMITS), name, record_property, " (other way in)")
