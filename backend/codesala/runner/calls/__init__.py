"""Cases that call a function of a Java program: a class of ours does it, compiled once in a runner's life."""

import asyncio
from dataclasses import replace
from pathlib import Path

from codesala.runner.java import CLASSES_INSIDE, Jdk, do_in_time
from codesala.runner.run import Compiled
from codesala.runner.sandbox import Bind, Sandbox

CALLS = "calls"  # a folder beside those of runs
MAIN = "codesala.Calls"
INSIDE = "/calls"
SOURCES = sorted(Path(__file__).parent.glob("*.java"))


class Calls:
    """Its classes are made when they are first asked for, and again when they are gone."""

    def __init__(self, sandbox: Sandbox, jdk: Jdk) -> None:
        self._sandbox = sandbox
        self._jdk = jdk
        self._lock = asyncio.Lock()
        self._made: list[Path] = []

    async def of(self, compiled: Compiled, within: Path) -> tuple[Compiled, list[str]]:
        """What is started in place of a program, and its arguments; its input is the call. Raises OSError."""
        folder = within / CALLS
        async with self._lock:
            if folder not in self._made or not all(path.exists() for path in self._made):
                await self._compile(folder)
        beside = (Bind(folder, INSIDE),)
        return replace(compiled, main=MAIN, beside=beside), [CLASSES_INSIDE, compiled.stem]

    async def _compile(self, folder: Path) -> None:
        await asyncio.to_thread(folder.mkdir, exist_ok=True)
        words = ["-proc:none", "-encoding", "UTF-8", "-d", str(folder), *map(str, SOURCES)]
        await do_in_time([self._jdk.javac, *words], str(folder))
        made = _with_all_in(folder)
        self._sandbox.give(*made)
        self._made = made


def _with_all_in(folder: Path) -> list[Path]:
    return [folder, *folder.rglob("*")]
