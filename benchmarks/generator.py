"""The load generator in load/, as a process that takes commands."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from benchmarks.contenders import Running

SCRIPT = Path(__file__).parent / "load/main.mjs"


class Generator:
    """One process drives one server. Its answers are those of load/main.mjs."""

    def __init__(self, server: Running, process: asyncio.subprocess.Process) -> None:
        self._server = server
        self._process = process

    async def open(self, names: list[str], sizes: list[int], roots: list[list[str]] | None = None) -> dict[str, Any]:
        """Join rooms: the nth has `sizes[n % len(sizes)]` people, who type in turns in the texts with these `roots`."""
        server = self._server
        target = {"ports": server.ports, "path": server.path, "dialect": server.dialect}
        return await self.ask("open", names=names, sizes=sizes, roots=roots, **target)

    async def ask(self, command: str, **options: object) -> dict[str, Any]:
        """One command; raises AssertionError when it failed."""
        assert self._process.stdin
        assert self._process.stdout
        line = json.dumps({"do": command, "groups": self._server.groups} | options)
        self._process.stdin.write(line.encode() + b"\n")
        async with asyncio.timeout(180):
            answer = await self._process.stdout.readline()
        result: dict[str, Any] = json.loads(answer)
        assert "error" not in result, f"{self._server.name}, {command}: {result['error']}"
        return result


@asynccontextmanager
async def driving(server: Running) -> AsyncIterator[Generator]:
    """A generator for this server, which ends with the block."""
    process = await asyncio.create_subprocess_exec(
        "node",
        SCRIPT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=2**26,
    )
    try:
        yield Generator(server, process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()
