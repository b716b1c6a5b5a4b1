"""/ws/libraries/{library_id}/check: a solution runs once a case in the server's runner, before it is saved.

*Safety:* only who may change the library starts programs here. Nobody else hears what they print, and nothing is kept.
"""

import asyncio
import contextlib
import json
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter
from starlette.routing import WebSocketRoute
from starlette.websockets import WebSocket, WebSocketDisconnect

from codesala.errors import AppError, BadFrame
from codesala.languages import LANGUAGES
from codesala.questions.access import require_library
from codesala.questions.content.values import MAX_CASES, MAX_CASES_BYTES
from codesala.questions.libraries import require_edit
from codesala.rooms.peer import COST_BYTES_PER_S, PaidBy
from codesala.rooms.ports import ProgramRun
from codesala.rooms.programs.tried import Trials
from codesala.web.deps import parts_of
from codesala.web.socket.connection import connection_of
from codesala.web.socket.fallback import MessageSink
from codesala.wire.frames import decode_json

router = APIRouter()

SILENT_S = 120.0
"""A page that says nothing for so long has nothing to run any more."""
OPENING_S = 10.0
"""So soon says who may check that they may."""
MAX_OPENING_BYTES = 2_048
"""Nothing longer is read of anybody else."""
MAX_MESSAGE_BYTES = MAX_CASES_BYTES * 3 // 2
"""Of who may check: one case may be all that a question may have, and is somewhat longer as JSON."""


async def check(websocket: WebSocket) -> None:
    """What is said on it: docs/protocol.md."""
    sockets = parts_of(websocket).sockets
    address = websocket.client.host if websocket.client else ""
    await websocket.accept()
    try:
        sockets.check(address)
        sockets.take(address)
        try:
            await _Check(websocket, address).go()
        finally:
            sockets.give_back(address)
    except WebSocketDisconnect:
        pass
    except TimeoutError:
        await websocket.close(1000)
    except AppError as error:
        await websocket.close(error.close_code, error.detail)


router.routes.append(WebSocketRoute("/ws/libraries/{library_id}/check", check))


class _Check:
    def __init__(self, websocket: WebSocket, address: str) -> None:
        self._websocket = websocket
        self._address = address
        self._connection = connection_of(websocket.scope)
        self._messages = MessageSink(websocket) if self._connection is None else None
        """Under other servers."""
        self._told: asyncio.Queue[Mapping[str, Any]] = asyncio.Queue()

    async def go(self) -> None:
        """Raises BadFrame and other `AppError`s, TimeoutError, WebSocketDisconnect."""
        await self._let_in()
        run, trials = self._start(await self._begin())
        telling = asyncio.create_task(self._tell())
        try:
            while True:
                request = await self._next()
                with PaidBy(self):
                    self._do(request, run, trials)
                await self._told.join()  # who reads nothing is asked nothing more
        finally:
            telling.cancel()
            run.stop()

    def _do(self, request: Mapping[str, Any], run: ProgramRun, trials: Trials) -> None:
        if request.get("type") == "run.stop":
            run.stop()
        elif request.get("type") in ("run.try", "run.cut"):
            trials.ask(request, MAX_CASES)
        else:
            raise BadFrame("An unknown request of a check.")

    async def _let_in(self) -> None:
        """By the first message: whoever may change the library, as often as it may be checked."""
        token = (await self._next(OPENING_S, MAX_OPENING_BYTES)).get("token")
        if not isinstance(token, str):
            raise BadFrame("A check begins with a token.")
        parts, library_id = parts_of(self._websocket), self._websocket.path_params["library_id"]
        require_edit(await require_library(parts, self._address, library_id, token))
        parts.limits.count_check(library_id)
        if self._connection is not None:
            self._connection.expect(MAX_MESSAGE_BYTES)

    async def _begin(self) -> Mapping[str, Any]:
        """The second message: what runs."""
        begin = await self._next()
        files, entry = begin.get("files"), begin.get("entry")
        if not (isinstance(files, dict) and isinstance(entry, str) and entry in files):
            raise BadFrame("What is checked has files, and one of them begins.")
        if not all(isinstance(text, str) for text in files.values()):
            raise BadFrame("Files are texts by their paths.")
        language = LANGUAGES.get(str(begin.get("language")))
        if language is None or language.runs != "server":
            raise BadFrame("Only languages that run on the server are checked here.")
        return begin

    def _start(self, begin: Mapping[str, Any]) -> tuple[ProgramRun, Trials]:
        trials = Trials(self._told.put_nowait)

        def hear(event: Mapping[str, Any]) -> None:
            if event["type"] == "compiling":
                self._told.put_nowait({"type": "run.stage", "stage": "compiling"})
            trials.hear(event)

        owners = [f"library {self._websocket.path_params['library_id']}", f"address {self._address}"]
        runner = parts_of(self._websocket).runner
        run = runner.start(begin["language"], begin["files"], begin["entry"], hear, owners, is_tested=True)
        trials.program = run
        return run, trials

    async def _tell(self) -> None:
        while True:
            event = await self._told.get()
            with contextlib.suppress(WebSocketDisconnect, RuntimeError):  # it is gone, as the next message says
                await self._websocket.send_text(json.dumps(event))
            self._told.task_done()

    async def _next(self, within_s: float = SILENT_S, max_bytes: int = MAX_MESSAGE_BYTES) -> Mapping[str, Any]:
        async with asyncio.timeout(within_s):
            message = await (self._messages.next() if self._messages else self._websocket.receive())
        if message["type"] == "websocket.disconnect":
            raise WebSocketDisconnect(message.get("code") or 1005)
        with PaidBy(self):
            return decode_json((message.get("text") or "").encode(), max_bytes)

    def pay_for(self, seconds: float) -> None:
        """What it sent took this thread so long."""
        if sink := self._connection or self._messages:
            sink.compute(int(seconds * COST_BYTES_PER_S))
