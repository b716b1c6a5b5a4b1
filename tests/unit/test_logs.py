"""Program logging: fields on every line, and no token on any."""

import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from codesala import logs


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)
    logging.getLogger("uvicorn.access").disabled = False
    structlog.reset_defaults()


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().err.splitlines()]


def test_json_lines_carry_the_fields_of_the_call_the_context_and_the_node(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("info", "json", node="n1")
    with structlog.contextvars.bound_contextvars(request_id="r1"):
        logging.getLogger("codesala.rooms").info("room opened", extra={"peers": 2})
    [line] = lines(capsys)
    assert line.pop("timestamp")
    assert line == {
        "event": "room opened",
        "level": "info",
        "logger": "codesala.rooms",
        "peers": 2,
        "request_id": "r1",
        "node": "n1",
    }


def test_a_session_is_named_by_too_little_to_open_it(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("info", "json")
    logging.getLogger("codesala").info("room opened", extra={"session": "q3ZK1v0sT4mYxNf0w2bLcA"})
    assert lines(capsys)[0]["session"] == "q3ZK1v0s"


@pytest.mark.parametrize("log_format", ["json", "text"])
def test_the_paths_of_websockets_and_requests_are_not_logged(
    capsys: pytest.CaptureFixture[str], log_format: str
) -> None:
    logs.configure("debug", log_format)
    logging.getLogger("uvicorn.error").info('%s - "WebSocket %s" [accepted]', "192.0.2.1:9", "/ws/the-token")
    logging.getLogger("uvicorn.error").info('%s - "WebSocket %s" 403', "192.0.2.1:9", "/ws/the-token")
    logging.getLogger("uvicorn.access").info('%s - "GET %s HTTP/1.1" 200', "192.0.2.1:9", "/s/the-token")
    logging.getLogger("uvicorn.error").info("Application startup complete.")
    written = capsys.readouterr().err
    assert "the-token" not in written
    assert "Application startup complete." in written


@pytest.mark.parametrize("log_format", ["json", "text"])
def test_a_traceback_shows_no_variables(capsys: pytest.CaptureFixture[str], log_format: str) -> None:
    logs.configure("info", log_format)
    code = "the candidate's " + "code"
    try:
        raise RuntimeError("boom")
    except RuntimeError:
        logging.getLogger("codesala").exception("request failed")
    written = capsys.readouterr().err
    assert "RuntimeError: boom" in written
    assert code not in written


@pytest.mark.parametrize("log_format", ["json", "text"])
def test_no_words_begin_a_line_or_command_a_terminal(capsys: pytest.CaptureFixture[str], log_format: str) -> None:
    logs.configure("info", log_format)
    hostile = "\n[error] FAKE\r\x1b[31m\x9b2J\u2028[error] FAKE\x85[error] FAKE\u202e"
    logger = logging.getLogger("codesala")
    logger.warning("refused: %s", hostile, extra={"reason": hostile, "all": [hostile]})
    try:
        raise RuntimeError(hostile)
    except RuntimeError:
        logger.exception("request failed")
    written = capsys.readouterr().err
    assert written.count("[error] FAKE") >= 9, "what was sent is told"
    assert not [line for line in written.splitlines() if line.startswith(("[error] FAKE", "FAKE"))]
    assert all(sign == "\n" or sign.isprintable() for sign in written)


def test_the_level_is_kept(capsys: pytest.CaptureFixture[str]) -> None:
    logs.configure("warning", "json")
    logging.getLogger("codesala").info("quiet")
    logging.getLogger("codesala").warning("loud")
    assert [line["event"] for line in lines(capsys)] == ["loud"]
