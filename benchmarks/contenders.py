"""The servers that are measured: the product, and its peers. Each starts on a loopback port of its own."""

import asyncio
import os
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.support.cluster import Node
from tests.support.databases import migrate
from tests.support.postgres import PostgresServer, create_database
from tests.support.processes import Child, free_port, is_listening
from tests.support.redis_server import RedisServer
from tests.support.waiting import eventually

SERVERS = Path(__file__).parent / "servers"
PYCRDT_FOLDER = SERVERS / "pycrdt-websocket"
PYCRDT_PYTHON = PYCRDT_FOLDER / ".venv/bin/python"
NODE_22 = SERVERS / "hocuspocus/node_modules/.bin/node"

# What hundreds of people behind one address need; everything else is as `make run` has it.
ONE_ADDRESS: dict[str, Any] = {
    "limits": "off",
    "max_address_room_peers": 500,
    "request_share": 1_000,
    "peer_messages_per_s": 1_000_000,
    "peer_bytes_per_s": 2**30,
}
CREATORS = 16  # sessions created at once

PRODUCT = "Codesala"
PRODUCT_POSTGRES = "Codesala, PostgreSQL and Redis"
PRODUCT_SPLIT = "Codesala, every room on two nodes"
Y_WEBSOCKET = "@y/websocket-server"
HOCUSPOCUS = "Hocuspocus"
PYCRDT_WEBSOCKET = "pycrdt-websocket"
PLAIN = "plain FastAPI"
PLAIN_POSTGRES = "plain FastAPI, PostgreSQL"


@dataclass(slots=True)
class Running:
    """A started server: where it is, which processes are its own, and which it leans on."""

    name: str
    dialect: str
    ports: list[int]
    """Who joins takes the next one."""
    path: str
    groups: dict[str, list[int]]
    node: Node | None = None

    @property
    def pid(self) -> int:
        return self.groups["server"][0]

    async def rooms(self, count: int, paths: Sequence[str] = ()) -> list[str]:
        """Names under which as many empty rooms are joined. The product's sessions are created over its API, with files
        of these paths beside the main one."""
        if self.node is None:
            return [f"room-{number}" for number in range(count)]
        node = self.node
        created: list[str] = []

        async def create() -> None:
            while len(created) < count:
                created.append("")
                place = len(created) - 1
                files = [{"path": path, "text": ""} for path in paths]
                session = await node.create_session(initial_code="", **({"files": files} if files else {}))
                created[place] = session["host_token"]

        await asyncio.gather(*(create() for _ in range(CREATORS)))
        return created

    async def roots(self, name: str) -> list[str]:
        """Of the texts of one of the product's rooms."""
        assert self.node
        return [file["root"] for file in (await self.node.http.get(f"/api/links/{name}/files")).json()]


@asynccontextmanager
async def started(name: str, *, ours: bool = False, **settings: Any) -> AsyncIterator[Running]:
    """A fresh server. `ours` lets members speak codesala.v1, so that they hear what is saved; `settings` are the
    product's."""
    with tempfile.TemporaryDirectory(prefix="codesala-bench-") as folder:
        async with AsyncExitStack() as stack:
            if name in {PRODUCT, PRODUCT_POSTGRES, PRODUCT_SPLIT}:
                yield await _product(stack, name, Path(folder), ours=ours, settings=settings)
            elif name in {PLAIN, PLAIN_POSTGRES}:
                yield await _plain(stack, name, Path(folder))
            else:
                yield await _peer(stack, name, Path(folder))


async def _product(stack: AsyncExitStack, name: str, folder: Path, *, ours: bool, settings: dict[str, Any]) -> Running:
    groups: dict[str, list[int]] = {}
    services: dict[str, Any] = {}
    if name != PRODUCT:
        redis = RedisServer()
        stack.callback(redis.stop)
        await asyncio.to_thread(redis.start)
        database_url, postgres_pid = await _postgres(stack)
        await migrate(database_url)
        services = {"database_url": database_url, "redis_url": redis.url}
        groups = {"postgres": [postgres_pid], "redis": [redis._child.pid]}
    chosen = ONE_ADDRESS | services | settings
    nodes = [Node(folder / str(number), by_command=True, **chosen) for number in range(1 + (name == PRODUCT_SPLIT))]
    for node in nodes:
        await node.start()
        stack.push_async_callback(node.stop)
    groups = {"server": [node.worker_pid for node in nodes]} | groups
    dialect = "codesala.v1" if ours else "y-websocket"
    return Running(name, dialect, [node.port for node in nodes], "/ws", groups, nodes[0])


async def _postgres(stack: AsyncExitStack) -> tuple[str, int]:
    """The URL of an empty database on a server of its own, and the server's process."""
    postgres = PostgresServer()
    stack.callback(postgres.stop)
    await asyncio.to_thread(postgres.start)
    return await create_database(postgres.url()), postgres._child.pid


async def _plain(stack: AsyncExitStack, name: str, folder: Path) -> Running:
    """A server on the packages that the product has, too."""
    groups: dict[str, list[int]] = {}
    database_url = f"sqlite+aiosqlite:///{folder / 'plain.db'}"
    if name == PLAIN_POSTGRES:
        url, pid = await _postgres(stack)
        database_url, groups = url.replace("postgresql://", "postgresql+asyncpg://"), {"postgres": [pid]}
    command: list[str | Path] = [sys.executable, SERVERS / "plain-fastapi/server.py"]
    port, child = await _listening(stack, name, folder, command, DATABASE_URL=database_url)
    return Running(name, "", [port], "", {"server": [child.pid]} | groups)


async def _peer(stack: AsyncExitStack, name: str, folder: Path) -> Running:
    program, dialect = NODE_22.resolve(), "y-websocket"
    if name == HOCUSPOCUS:
        script, dialect = SERVERS / "hocuspocus/server.mjs", "hocuspocus"
    elif name == PYCRDT_WEBSOCKET:
        program, script = PYCRDT_PYTHON, PYCRDT_FOLDER / "server.py"
    else:
        script = SERVERS / "y-websocket-server/node_modules/@y/websocket-server/src/server.js"
    port, child = await _listening(stack, name, folder, [program, script])
    return Running(name, dialect, [port], "", {"server": [child.pid]})


async def _listening(
    stack: AsyncExitStack, name: str, folder: Path, command: list[str | Path], **environment: str
) -> tuple[int, Child]:
    """The port on which a command listens, and its process."""
    port, child = free_port(), Child(name, folder / "server.log")
    child.start(command, env={"PATH": os.environ["PATH"], "HOST": "127.0.0.1", "PORT": str(port)} | environment)
    stack.callback(child.kill)

    async def listens() -> bool:
        assert child.is_running, child.text
        return is_listening(port)

    await eventually(listens, 20, lambda: f"{name} listens: {child.text}")
    return port, child


def install_peers() -> None:
    """The pinned packages, once."""
    for folder in sorted(SERVERS.iterdir()):
        if (folder / "package.json").exists() and not (folder / "node_modules").exists():
            subprocess.run(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], cwd=folder, check=True)
    installed = PYCRDT_PYTHON.parents[1] / "installed"
    if not installed.exists():
        subprocess.run([sys.executable, "-m", "venv", "--clear", installed.parent], check=True)
        install = ["install", "--quiet", "--require-hashes", "-r", str(PYCRDT_FOLDER / "requirements.lock")]
        subprocess.run([PYCRDT_PYTHON, "-m", "pip", "--disable-pip-version-check", *install], check=True)
        installed.touch()


def private_kib(pid: int) -> int:
    """Memory of one process: its proportional share (PSS) from smaps_rollup; sockets' kernel buffers are not in it."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1])
    raise AssertionError("no Pss")
