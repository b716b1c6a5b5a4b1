"""What a page tells of a run, checked."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from codesala.errors import BadFrame

# Not sets: what pages send need not be hashable.
REASONS = ("exited", "error", "stopped", "limit", "failed")
PLACES = ("browser", "server")
STREAMS = ("stdout", "stderr")
MAX_TEXT_CHARS = 32_000


class Start(NamedTuple):
    language: str
    runtime: str
    on: str
    entry: str | None


class End(NamedTuple):
    reason: str
    code: int | None
    duration_ms: float
    message: str | None


def start_in(request: Mapping[str, Any], languages: Mapping[str, str | None]) -> Start:
    """`languages`: of this server, and where programs in each run. Raises BadFrame."""
    language = request.get("language")
    runtime, on, entry = request.get("runtime"), request.get("on"), request.get("entry")
    if request.get("type") != "run.start" or not isinstance(language, str) or language not in languages:
        raise BadFrame("A run begins with its start, in a language of this server.")
    if on not in PLACES or on != languages[language]:
        raise BadFrame("A run is where programs of its language run.")
    if not isinstance(runtime, str) or len(runtime) > 100:
        raise BadFrame("A runtime is named by at most 100 characters.")
    if entry is not None and (not isinstance(entry, str) or len(entry) > 120):
        raise BadFrame("A program begins with a file, whose path has at most 120 characters.")
    return Start(language, runtime, on, entry)


def numbered(request: Mapping[str, Any]) -> tuple[str, int]:
    """The run's id, and which of its requests this is. Raises BadFrame."""
    run_id, seq = request.get("run"), request.get("seq")
    if not isinstance(run_id, str) or not 8 <= len(run_id) <= 64:
        raise BadFrame("A run is named by 8 to 64 characters.")
    if not isinstance(seq, int) or isinstance(seq, bool) or seq < 0:
        raise BadFrame("Requests of a run are numbered from 0.")
    return run_id, seq


def output_in(request: Mapping[str, Any]) -> tuple[str, str]:
    """Stream and text. Raises BadFrame."""
    stream, text = request.get("stream"), request.get("text")
    if stream not in STREAMS or not isinstance(text, str) or len(text) > MAX_TEXT_CHARS:
        raise BadFrame("Output has a stream and a text of at most 32,000 characters.")
    return stream, text


def input_in(request: Mapping[str, Any]) -> str | None:
    """A line, or None for the end of input. Raises BadFrame."""
    text = request.get("text")
    if text is not None and (not isinstance(text, str) or len(text) > MAX_TEXT_CHARS):
        raise BadFrame("Input is a line of at most 32,000 characters, or null.")
    return text


def end_in(request: Mapping[str, Any]) -> End:
    """Raises BadFrame."""
    reason, code, duration = request.get("reason"), request.get("code"), request.get("duration_ms")
    message = request.get("message")
    if reason not in REASONS or not (code is None or isinstance(code, int)) or not isinstance(duration, int | float):
        raise BadFrame("A run ends with a reason, a code and a duration.")
    if not abs(duration) < 1e12:  # also what is no number, which JSON as Python reads it can hold
        raise BadFrame("The duration of a run is in milliseconds.")
    if message is not None and (not isinstance(message, str) or len(message) > 1_000):
        raise BadFrame("The message of an end has at most 1,000 characters.")
    return End(reason, code, duration, message)
