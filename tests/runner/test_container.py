"""A runner under the seccomp profile of its container, without capabilities and without the right to gain any."""

import os
import sys

from tests.runner.conftest import StartRunner
from tests.support.processes import ROOT
from tests.support.runner import java, wait_until_gone

PROFILE = ROOT / "docker" / "runner-seccomp.json"
CONFINED = str(ROOT / "tests/support/confined.py")
UID = 10001 if os.geteuid() == 0 else 0

STATUS = """for (String line : Files.readAllLines(Path.of("/proc/self/status")))
        if (line.matches("(CapEff|CapBnd|Seccomp):.*")) System.out.println(line.replaceAll("\\\\s+", " "));"""


async def test_a_runner_in_walls_like_its_containers_runs_programs_and_holds_them(start_runner: StartRunner) -> None:
    confined = (sys.executable, CONFINED, str(PROFILE), str(UID))
    runner = await start_runner(command=confined, runner_cpu_s=5)  # Java alone may need 1 s on a busy machine
    program = runner.run(java(STATUS, imports="import java.nio.file.*;"))
    await program.end()
    assert program.stdout == "CapEff: 0000000000000000\nCapBnd: 0000000000000000\nSeccomp: 2\n", program.events

    loop = runner.run(java("while (true) {}", name="ConfinedLoop"))
    assert (await loop.end())["reason"] == "limit", (loop.events, runner.logs)
    bomb = runner.run(
        java(
            """String java = System.getProperty("java.home") + "/bin/java";
            while (true) try { new ProcessBuilder(java, "-Xmx16m", "-cp", "/classes", "ConfinedBomb").start(); }
            catch (Exception e) { Thread.sleep(1); }""",
            name="ConfinedBomb",
        )
    )
    assert (await bomb.end())["reason"] in {"limit", "error"}
    wait_until_gone("ConfinedLoop")
    wait_until_gone("ConfinedBomb")
