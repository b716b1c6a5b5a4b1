"""Turns figures into the Markdown between the markers of README.md."""

import json
import os
import platform
import re
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.contenders import NODE_22, PRODUCT, PYCRDT_FOLDER, SERVERS
from benchmarks.goals import GOALS, Results, reached, verdict
from benchmarks.scenarios import SCENARIOS

README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"
PACKAGES = ("uvicorn", "uvloop", "fastapi", "websockets", "pycrdt", "sqlalchemy", "aiosqlite", "asyncpg", "redis")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def number(value: float) -> str:
    """Three significant digits."""
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.{3}g}" if value < 100 else f"{value:.0f}"


def scenario_table(name: str, results: Results) -> str:
    """A row a server; behind each figure its ratio to the scenario's base, where that was measured."""
    servers, base_server = results[name], SCENARIOS[name].base
    base = servers.get(base_server, {})
    figures = list(dict.fromkeys(figure for measured in servers.values() for figure in measured))
    rows = []
    for server, measured in servers.items():
        row = [server]
        for figure in figures:
            value = measured.get(figure)
            cell = "" if value is None else number(value)
            compares = server != base_server and value is not None and base.get(figure) and "%" not in figure
            row.append(f"{cell} ({value / base[figure]:.2f}x)" if compares and value is not None else cell)
        rows.append(row)
    return f"### {SCENARIOS[name].title}\n\n{table(['server', *figures], rows)}"


def goals_table(results: Results) -> str:
    rows = []
    for goal in GOALS:
        ratio = reached(goal, results)
        if ratio is not None:
            sign = "≤" if goal.is_most else "≥"
            what = [goal.scenario, goal.figure, goal.peer, f"{sign} {goal.goal}x", f"{sign} {goal.floor}x"]
            rows.append([*what, f"{ratio:.2f}x", verdict(goal, ratio)])
    return table(["scenario", "figure", "against", "goal", "floor", PRODUCT, "verdict"], rows)


def setting(load_before: tuple[float, float, float], repeat: int, minutes: float) -> str:
    """Machine, date, versions, and how busy the machine was."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    changed = subprocess.run(
        ["git", "status", "--porcelain", "--", "backend"], capture_output=True, text=True, check=False
    )
    processor = next(
        (line.split(":")[1].strip() for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.machine(),
    )
    peers = [
        f"{name} {_npm_version(folder, name)}"
        for folder, name in (
            ("y-websocket-server", "@y/websocket-server"),
            ("y-websocket-server", "yjs"),
            ("hocuspocus", "@hocuspocus/server"),
            ("hocuspocus", "yjs"),
        )
    ]
    node = subprocess.run([NODE_22, "--version"], capture_output=True, text=True, check=False).stdout.strip()
    load = f"load average {load_before[0]:.1f} before and {os.getloadavg()[0]:.1f} after"
    own = ", ".join(f"{package} {version(package)}" for package in PACKAGES)
    return "\n".join(
        (
            f"- {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {commit.stdout.strip()}"
            + (" and changes not committed yet" if changed.stdout.strip() else "")
            + f"; medians of {repeat} interleaved repetitions where a scenario is repeated; {minutes:.0f} minutes",
            f"- {os.cpu_count()} cores ({processor}), {platform.system()} {platform.release()}, loopback; {load}",
            f"- Python {platform.python_version()}, {own}",
            f"- {', '.join(peers)}; both on Node {node}; pycrdt-websocket {_pycrdt_websocket()} on the same Python",
        )
    )


def _npm_version(folder: str, package: str) -> str:
    text = (SERVERS / folder / "node_modules" / package / "package.json").read_text()
    return str(json.loads(text)["version"])


def _pycrdt_websocket() -> str:
    found = re.search(r"^pycrdt-websocket==(\S+)", (PYCRDT_FOLDER / "requirements.lock").read_text(), re.MULTILINE)
    assert found
    return found[1]


def write(sections: Sequence[str]) -> None:
    """Replace what stands between the markers."""
    text = README.read_text()
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    README.write_text(before + "\n\n".join([BEGIN, *sections, END]) + after)
