"""A stock y-websocket client in a Node process, as a person with verbs: joins by URL alone, types, goes offline."""

import asyncio
import base64
import itertools
import json
import shutil
import subprocess
from functools import cache
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.support.processes import ROOT
from tests.support.waiting import WITHIN_S, deadline, eventually

SCRIPT = ROOT / "tests" / "support" / "stock_client.mjs"


class StockClient:
    """`async with StockClient(node.ws_url, token) as client: await client.insert(0, "…")`. Positions are UTF-16 units.

    `statuses` and `close_codes` are what the provider reported so far, oldest first."""

    def __init__(self, ws_url: str, token: str) -> None:
        self._address = (ws_url, token)
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.statuses: list[str] = []
        self.close_codes: list[int | None] = []

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            *node_command(),
            SCRIPT,
            *self._address,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            limit=64 * 2**20,
        )
        self._reader = asyncio.create_task(self._read())
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.returncode is None:
            self._process.kill()
        await self._process.wait()
        await self._reader

    async def insert(self, at: int, text: str, root: str = "code") -> None:
        await self._ask("insert", at=at, text=text, root=root)

    async def write_line(self, line: str, share: float) -> None:
        """Type it key by key at the start of another line: `share` (0 to 1) of the lines stand before it."""
        await self._ask("writeLine", line=f"{line}\n", share=share)

    async def delete(self, at: int, length: int) -> None:
        await self._ask("delete", at=at, length=length)

    async def text(self, root: str = "code") -> str:
        return str((await self._ask("text", root=root))["text"])

    async def update(self) -> bytes:
        """The whole document as one Yjs update v1."""
        return base64.b64decode((await self._ask("update"))["update"])

    async def awareness(self) -> dict[int, dict[str, Any]]:
        """Client id → state, as this client sees them."""
        return {int(client): state for client, state in (await self._ask("awareness"))["states"].items()}

    async def set_awareness(self, state: dict[str, Any] | None) -> None:
        await self._ask("awareness", set=state)

    async def client_id(self) -> int:
        return int((await self._ask("state"))["client"])

    async def is_synced(self) -> bool:
        return bool((await self._ask("state"))["synced"])

    async def is_connected(self) -> bool:
        return bool((await self._ask("state"))["connected"])

    async def replay(self, trace: Path, first: int = 0, last: int | None = None, root: str = "code") -> str:
        """Type a sequential trace as fast as it goes; the text that the whole trace ends with."""
        answer = await self._ask("replay", within_s=120, file=str(trace), **{"from": first}, to=last, root=root)
        return str(answer["end"])

    async def disconnect(self) -> None:
        await self._ask("disconnect")

    async def connect(self) -> None:
        await self._ask("connect")

    async def synced(self, within_s: float = WITHIN_S) -> Self:
        await eventually(self.is_synced, within_s, lambda: f"synced; statuses {self.statuses}, {self.close_codes}")
        return self

    async def sees(self, text: str, within_s: float = WITHIN_S, root: str = "code") -> None:
        """Wait until the whole text is this."""

        async def same() -> bool:
            seen = await self.text(root)
            assert seen == text
            return True

        await eventually(same, within_s, "the stock client has the same text")

    async def _ask(self, command: str, within_s: float = WITHIN_S, **options: Any) -> dict[str, Any]:
        number = next(self._numbers)
        answer = self._waiting[number] = asyncio.get_running_loop().create_future()
        assert self._process.stdin is not None
        line = {"id": number, "do": command, **{name: value for name, value in options.items() if value is not None}}
        if command == "awareness" and "set" in options:
            line["set"] = options["set"]
        self._process.stdin.write(json.dumps(line).encode() + b"\n")
        async with deadline(within_s):
            result = await answer
        assert "error" not in result, result["error"]
        return dict(result)

    async def _read(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            said = json.loads(line)
            match said.pop("event", None):
                case None:
                    self._waiting.pop(said["id"]).set_result(said)
                case "status":
                    self.statuses.append(said["status"])
                case "close":
                    self.close_codes.append(said["code"])
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(ConnectionError("the stock client's process has ended"))


@cache
def node_command() -> tuple[str, ...]:
    """Node with a WebSocket of its own: version 22 has one, version 20 behind a flag."""
    node = shutil.which("node")
    assert node, "Node 20.19 or newer is needed by the tests: https://nodejs.org"
    version = subprocess.run([node, "--version"], check=True, capture_output=True, text=True).stdout
    return (node, "--experimental-websocket") if int(version.lstrip("v").split(".")[0]) < 22 else (node,)
