"""What goes over the runner's socket: one JSON object a line, UTF-8. A connection is one question or one run.

To the runner, first one of:
    {"type": "version", "language": "java"}            answered by {"type": "version", "version": "Java 17 …" | null}
    {"type": "run", "language": "java", "files": {"Main.java": "…", "shop/Cart.java": "…"}, "entry": "Main.java",
     "owners": ["…"]}                                  answered by events; places are shared out fairly between owners
then, while the program runs:
    {"type": "input", "line": "…" | null}              a line without its end; null: the input ends
    {"type": "stop"}
A run whose question has `"tests": true` is compiled once, and waits for cases, one after the other:
    {"type": "case", "stdin": "…", "args": ["…"]}      the program runs with that; answered by events, `tried` last
    {"type": "case", "stdin": "{…}", "args": [], "call": true}   a function of it is called, as the JSON says
        either with "files": {"in.txt": "…"}           beside the program this once; compiled anew where it has classes
    {"type": "cut"}                                    the case that runs is ended: `tried` has the reason `stopped`
It takes one place; its cases have `RUNNER_TIME_S` together and `RUNNER_CPU_S` each. It ends when none comes for 5 s.

From the runner, in this order, `output` as often as needed and exactly one `ended`, last:
    {"type": "taken", "version": "Java 17 …"}          at once, also when it has to wait for a place
    {"type": "compiling"}
    {"type": "running"}
    {"type": "output", "stream": "stdout" | "stderr", "text": "…"}
    {"type": "tried", …}                               a case is over: fields as of `ended`
    {"type": "ended", "reason": …, "code": 0 | null, "duration_ms": 12, "message": "…" | null}

Reasons: `exited` with code 0, `error` (does not compile, another code), `stopped`, `limit`, `failed` (the runner's own
fault, or it is busy). `duration_ms` counts from `running`. Closing the connection ends the program.
"""

import asyncio
import json
from typing import Any

MAX_FILES = 60
MAX_SOURCE_BYTES = 1024 * 1024  # of all files together
MAX_MESSAGE_BYTES = 8 * 1024 * 1024  # files in which every character is escaped
MAX_WAITING_INPUT_BYTES = 1024 * 1024
TOO_LONG = f"The program is longer than {MAX_SOURCE_BYTES // 1024} KiB."


def encode(message: dict[str, Any]) -> bytes:
    return json.dumps(message, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace") + b"\n"


async def read(reader: asyncio.StreamReader) -> dict[str, Any] | None:
    """The next message, or None when the other side is gone or sends what is no message."""
    try:
        line = await reader.readline()
        message = json.loads(line) if line.endswith(b"\n") else None
    except (OSError, ValueError, RecursionError):
        return None
    return message if isinstance(message, dict) else None


def ended(reason: str, message: str | None = None, *, code: int | None = None, duration_ms: int = 0) -> dict[str, Any]:
    return {"type": "ended", "reason": reason, "code": code, "duration_ms": duration_ms, "message": message}
