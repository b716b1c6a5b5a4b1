"""What a program writes, on its way out: decoded, gathered into few events, of much output the first and the last, and
never more than a program may write."""

import asyncio
import codecs
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from codesala.runner.meter import GOES_ON, Meter, Piece

READ_BYTES = 64 * 1024
GATHER_S = 0.1  # at most one event a stream in this time: 20 a second
QUIET_S = 0.5  # who prints nothing for so long may wait for an answer
MOST_LINES = 200_000

Emit = Callable[[dict[str, Any]], Awaitable[None]]


class Output:
    """Both streams of one program. Text of one stream stays in order; between streams only roughly, since they are two
    pipes. `on_full` is called once, with a sentence, when the program writes more than `most_bytes` or MOST_LINES; the
    rest is read and dropped."""

    def __init__(self, most_bytes: int, emit: Emit, on_full: Callable[[str], None]) -> None:
        self._most_bytes = self._left = most_bytes
        self._emit = emit
        self._on_full = on_full
        self._meter = Meter()
        self._waiting: dict[tuple[str, bool], list[str]] = {}  # in the order in which the streams began to wait
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
                self._on_full(f"Stopped after {self._most_bytes / 1_000_000:g} MB of output.")
            elif self._meter.lines > MOST_LINES:
                self._left = -1
                self._on_full(f"Stopped after {MOST_LINES} lines of output.")
        if self._left >= 0:
            self._add(stream, decoder.decode(b"", final=True))

    def _add(self, stream: str, text: str) -> None:
        for shown_on, shown in self._meter.take(stream, text) if text else []:
            # Once the meter holds back there is its notice alone, which comes after both streams.
            self._waiting.setdefault((shown_on, shown.endswith(GOES_ON)), []).append(shown)
        self._something.set()

    async def _emit_often(self) -> None:
        while not self._closed.is_set() or self._waiting:
            try:
                async with asyncio.timeout(QUIET_S if self._meter.holds_back else None):
                    await self._something.wait()
            except TimeoutError:
                await self._emit_pieces(self._meter.quiet())
                continue
            self._something.clear()
            waiting, self._waiting = self._waiting, {}
            await self._emit_pieces((stream, "".join(texts)) for (stream, _), texts in waiting.items())
            try:
                await asyncio.wait_for(self._closed.wait(), GATHER_S)
            except TimeoutError:
                continue
        await self._emit_pieces(self._meter.end())

    async def _emit_pieces(self, pieces: Iterable[Piece]) -> None:
        for stream, text in pieces:
            await self._emit({"type": "output", "stream": stream, "text": text})
