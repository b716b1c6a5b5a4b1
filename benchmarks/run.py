"""`make bench`: measures the product beside its peers and writes the tables of README.md.

    python benchmarks/run.py --only interview,join --repeat 1     some of it, printed only

Servers take turns within each repetition, so that a busy moment of the machine meets all of them. Linux only (/proc).
"""

import argparse
import asyncio
import os
import resource
import signal
import statistics
import sys
import time
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "backend")]  # started as a script; tests/support starts servers for it

from benchmarks import micro, report  # noqa: E402
from benchmarks.contenders import install_peers  # noqa: E402
from benchmarks.goals import Results  # noqa: E402
from benchmarks.scenarios import SCENARIOS, Figures  # noqa: E402

MICRO = "micro"


async def measure(names: list[str], repeat: int) -> Results:
    """Median figures of each server in each scenario."""
    results: Results = {}
    for name in names:
        scenario = SCENARIOS[name]
        runs: dict[str, list[Figures]] = defaultdict(list)
        for turn in range(scenario.repeat or repeat):
            servers = scenario.servers if turn % 2 == 0 else scenario.servers[::-1]
            for server in servers:
                began = time.monotonic()
                try:
                    figures = await scenario.run(server)
                except Exception as error:  # one server that gives up must not cost the others their figures
                    print(f"{name}: {server} failed: {error!r:.500}", file=sys.stderr, flush=True)
                    continue
                runs[server].append(figures)
                shown = "  ".join(f"{figure} {report.number(value)}" for figure, value in figures.items())
                print(f"{name}: {server} ({time.monotonic() - began:.0f} s)  {shown}", flush=True)
        results[name] = {server: median(runs[server]) for server in scenario.servers if runs[server]}
    return results


def median(runs: list[Figures]) -> Figures:
    names = dict.fromkeys(figure for figures in runs for figure in figures)
    return {name: statistics.median(figures[name] for figures in runs if name in figures) for name in names}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help=f"of {', '.join([*SCENARIOS, MICRO])}; writes no README")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    chosen = options.only.split(",") if options.only else [*SCENARIOS, MICRO]
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that the servers are ended too
    install_peers()
    load, began = os.getloadavg(), time.monotonic()
    results = asyncio.run(measure([name for name in chosen if name in SCENARIOS], options.repeat))
    small = asyncio.run(micro.measure()) if MICRO in chosen else []
    minutes = (time.monotonic() - began) / 60
    sections = [report.setting(load, options.repeat, minutes), report.goals_table(results)]
    sections += [report.scenario_table(name, results) for name in results]
    if small:
        sections.append(micro.as_section(small))
    print("\n\n".join(sections))

    if not options.only:
        report.write(sections)


if __name__ == "__main__":
    main()
