"""What a program writes, on its way out: decoded, gathered into few events, and never more than a program may write."""

import asyncio
import codecs
from collections.abc import Awaitable, Callable
from typing import Any

READ_BYTES = 64 * 1024
GATHER_S = 0.1  # at most one event a stream in this time: 20 a second

Emit = Callable[[dict[str, Any]], Awaitable[None]]


class Output:
    """Both streams of one program. Text of one stream stays in order; between streams only roughly, since they are two
    pipes. `on_full` is called once, when the program writes more than `most_bytes`; the rest is read and dropped."""

    def __init__(self, most_bytes: int, emit: Emit, on_full: Callable[[], None]) -> None:
        self._left = most_bytes
        self._emit = emit
        self._on_full = on_full
        self._waiting: dict[str, list[str]] = {}  # in the order in which the streams began to wait
        self._something = asyncio.Event()
        self._closed = asyncio.Event()

    async def send(self, process: asyncio.subprocess.Process) -> None:
        """Until both pipes are closed, which is when nobody is left who could write, and all of it is emitted."""
        assert process.stdout is not None
        assert process.stderr is not None
        emitting = asyncio.create_task(self._emit_often())
        try:
            await asyncio.gather(self._read("stdout", process.stdout), self._read("stderr", process.stderr))
        finally:
            self._closed.set()
            self._something.set()
            await emitting

    async def _read(self, stream: str, pipe: asyncio.StreamReader) -> None:
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        while data := await pipe.read(READ_BYTES):
            if self._left < 0:
                continue
            self._add(stream, decoder.decode(data[: self._left]))
            self._left -= len(data)
            if self._left < 0:
                self._on_full()
        if self._left >= 0:
            self._add(stream, decoder.decode(b"", final=True))

    def _add(self, stream: str, text: str) -> None:
        if text:
            self._waiting.setdefault(stream, []).append(text)
            self._something.set()

    async def _emit_often(self) -> None:
        while True:
            await self._something.wait()
            self._something.clear()
            waiting, self._waiting = self._waiting, {}
            for stream, texts in waiting.items():
                await self._emit({"type": "output", "stream": stream, "text": "".join(texts)})
            if self._closed.is_set() and not self._waiting:
                return
            try:
                await asyncio.wait_for(self._closed.wait(), GATHER_S)
            except TimeoutError:
                continue
