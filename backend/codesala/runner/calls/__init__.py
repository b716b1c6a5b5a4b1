"""Cases that call a function of a Java program: a class of ours does it, compiled once in a runner's life."""

import asyncio
from dataclasses import replace
from pathlib import Path

from codesala.runner.java import CLASSES_INSIDE, Jdk, do_in_time
from codesala.runner.run import Compiled
from codesala.runner.sandbox import Bind, Sandbox

MAIN = "codesala.Calls"
INSIDE = "/calls"
SOURCES = sorted(Path(__file__).parent.glob("*.java"))


class Calls:
    """`folder` is where its classes are kept; it is made when they are first asked for."""

    def __init__(self, sandbox: Sandbox, jdk: Jdk, folder: Path) -> None:
        self._sandbox = sandbox
        self._jdk = jdk
        self._folder = folder
        self._lock = asyncio.Lock()
        self._is_there = False

    async def of(self, compiled: Compiled) -> tuple[Compiled, list[str]]:
        """What is started in place of a program, and its arguments; its input is the call. Raises OSError."""
        async with self._lock:
            if not self._is_there:
                await self._compile()
                self._is_there = True
        beside = (Bind(self._folder, INSIDE),)
        return replace(compiled, main=MAIN, beside=beside), [CLASSES_INSIDE, compiled.stem]

    async def _compile(self) -> None:
        self._folder.mkdir(exist_ok=True)
        words = ["-proc:none", "-encoding", "UTF-8", "-d", str(self._folder), *map(str, SOURCES)]
        await do_in_time([self._jdk.javac, *words], str(self._folder))
        self._sandbox.give(self._folder, *self._folder.rglob("*"))
