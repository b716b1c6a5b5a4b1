"""REST: sessions created and read by so many clients at once, each with one connection that it keeps, and no pause."""

import asyncio
import json
import os
import statistics
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

from benchmarks.contenders import Running, started

BODY = json.dumps({"title": "Ana, Tuesday", "language": "python", "initial_code": "print('hello')\n"})
REQUESTS = {"POST": 500, "GET": 1_000, "health": 4_000}
"""The clock that counts CPU ticks every 10 ms: so many take it 50 to 100 times."""
WARM_UP = 50
TICK_US = 1_000_000 // os.sysconf("SC_CLK_TCK")
PAIR = 5
"""Of each kind, one after the other, so often: a busy moment of the machine then meets all kinds."""


class Client:
    """HTTP/1.1 written by hand, so that the client takes as little of the machine as it can."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer

    async def ask(self, method: str, path: str, body: str = "") -> bytes:
        """The body of the answer. Raises AssertionError for anything but success."""
        sent = f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n" if body else ""
        self._writer.write(f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{sent}\r\n{body}".encode())
        head = (await self._reader.readuntil(b"\r\n\r\n")).lower()
        _, _, rest = head.partition(b"content-length: ")
        answer = await self._reader.readexactly(int(rest.partition(b"\r\n")[0]))
        assert head[9:10] == b"2", head + answer
        return answer

    def close(self) -> None:
        self._writer.close()


def cpu_us(roots: list[int]) -> int:
    """User and system time of these processes, and of those that they started and that live."""
    used: dict[int, int] = {}
    children: dict[int, list[int]] = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                fields = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has ended
                continue
            children.setdefault(int(fields[1]), []).append(int(folder.name))
            used[int(folder.name)] = int(fields[11]) + int(fields[12])

    def tree(pid: int) -> int:
        return used.get(pid, 0) + sum(map(tree, children.get(pid, ())))

    return TICK_US * sum(map(tree, roots))


def rest(clients: int) -> Callable[[str], Awaitable[dict[str, float]]]:
    """POST and GET of a session, and /health: CPU of the server a request, and its median time."""

    async def run(name: str) -> dict[str, float]:
        async with started(name, limits="on") as server:
            return await _measure(server, clients)

    return run


async def _measure(server: Running, clients: int) -> dict[str, float]:
    kept = [Client(*await asyncio.open_connection("127.0.0.1", server.ports[0])) for _ in range(clients)]
    services = [pid for name, pids in server.groups.items() if name != "server" for pid in pids]
    sessions: list[str] = []

    async def create(client: Client) -> None:
        created = json.loads(await client.ask("POST", "/api/sessions", BODY))
        sessions.append(created.get("session_id") or created["id"])

    async def read(client: Client) -> None:
        await client.ask("GET", f"/api/sessions/{sessions[-1]}")

    async def health(client: Client) -> None:
        await client.ask("GET", "/health")

    kinds = {"POST": create, "GET": read, "health": health}
    for kind in kinds.values():
        await _drive(kept, kind, WARM_UP)
    used = dict.fromkeys(kinds, 0)
    used_by_services = dict.fromkeys(kinds, 0)
    times: dict[str, list[float]] = {name: [] for name in kinds}
    for _ in range(PAIR):
        for name, kind in kinds.items():
            before, services_before = cpu_us(server.groups["server"]), cpu_us(services)
            times[name] += await _drive(kept, kind, REQUESTS[name] // PAIR)
            used[name] += cpu_us(server.groups["server"]) - before
            used_by_services[name] += cpu_us(services) - services_before
    for client in kept:
        client.close()
    figures: dict[str, float] = {f"{name} CPU us": used[name] / len(times[name]) for name in kinds}
    figures |= {f"{name} p50 ms": 1000 * statistics.median(times[name]) for name in kinds}
    if services:
        figures |= {f"{name} services us": used_by_services[name] / len(times[name]) for name in ("POST", "GET")}
    return figures


async def _drive(clients: list[Client], kind: Callable[[Client], Awaitable[None]], count: int) -> list[float]:
    """Seconds that each request took."""
    taken: list[float] = []
    left = max(count, len(clients))

    async def keep_asking(client: Client) -> None:
        nonlocal left
        while left > 0:
            left -= 1
            began = time.perf_counter()
            await kind(client)
            taken.append(time.perf_counter() - began)

    await asyncio.gather(*map(keep_asking, clients))
    return taken
