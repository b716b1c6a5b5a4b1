"""Program logging: set-up, context fields, and what must never be written. Not the log of a session.

Modules log by `logging.getLogger(__name__)` with `extra={…}`. The fields are `request_id`, which all lines of a request
have, `session` and, where a line is about one connection, `peer`: its participant. As text, each line begins with its
time, and what follows an error is set in: nobody's words can begin a line and pass for another.

Never logged: tokens, names, code, whole URLs. Session ids are shortened, since reading a session by its id tells the
candidate's link.
"""

import io
import logging
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

SHORT_ID_CHARACTERS = 8

MARGIN = "    "

# What ends a line somewhere, commands a terminal, or turns the direction of writing.
_MISLEADING = [*range(0x20), *range(0x7F, 0xA0), 0x061C, *range(0x200E, 0x2010), *range(0x2028, 0x202F)]
_SHOWN = {code: ascii(chr(code))[1:-1] for code in [*_MISLEADING, *range(0x2066, 0x206A)]}


def configure(level: str, log_format: str, node: str | None = None) -> None:
    """Send all logging of this process to standard error, as JSON lines or as text ("json", "text"). Repeatable."""
    timestamp = structlog.processors.TimeStamper(fmt="iso", utc=True)
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.ExtraAdder(),
        timestamp,
        _Node(node),
        tidy,
    ]
    ending: list[Any]
    if log_format == "json":
        ending = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer()]
    else:
        renderer = structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty(), exception_formatter=_set_in)
        ending = [_on_one_line, renderer]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ending],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    handler.addFilter(tells_no_websocket_path)
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "asyncio"):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    logging.getLogger("apscheduler").setLevel(logging.ERROR)  # each run, and each that is still running at the next
    for name in ("alembic", "aiosqlite", "asyncio", "websockets"):
        # Below warning these tell how they work; aiosqlite's debug lines hold the values of statements.
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("uvicorn.access").disabled = True  # its lines hold whole URLs, and a link is a URL
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def tells_no_websocket_path(record: logging.LogRecord) -> bool:
    """False for uvicorn's lines '… "WebSocket /ws/<token>" [accepted]', which would write links into the log."""
    return not (isinstance(record.msg, str) and '"WebSocket ' in record.msg)


def tidy(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Leaves enough of a session's id to follow it through the log, too little to open it."""
    event.pop("color_message", None)  # uvicorn's second copy of its message
    session = event.get("session")
    if isinstance(session, str):
        event["session"] = session[:SHORT_ID_CHARACTERS]
    return event


def _on_one_line(_logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for field, value in event.items():
        if isinstance(value, str):
            event[field] = value.translate(_SHOWN)
    return event


def _set_in(out: TextIO, error: Any) -> None:
    """A plain traceback: prettier ones print local variables, and with them code and tokens."""
    plain = io.StringIO()
    structlog.dev.plain_traceback(plain, error)
    out.writelines(f"\n{MARGIN}{line.translate(_SHOWN)}" for line in plain.getvalue().strip().splitlines())


class _Node:
    """Adds the name of this node to every line."""

    def __init__(self, node: str | None) -> None:
        self._node = node

    def __call__(self, _logger: object, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        if self._node is not None:
            event.setdefault("node", self._node)
        return event
