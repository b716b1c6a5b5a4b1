"""What goes wrong is told as problem details, logged once with a request id, and undone. Internals are not told."""

import json
import logging
from pathlib import Path

import pytest

from codesala.errors import Conflict
from tests.support.cluster import Node
from tests.support.databases import migrate
from tests.support.postgres import PostgresServer
from tests.support.rest import OPERATORS_KEY, Rest, bearer, serving


@pytest.mark.parametrize(
    ("method", "path", "status", "allowed"),
    [
        ("GET", "/api/nothing", 404, None),
        ("POST", "/api/nothing", 404, None),
        ("GET", "/api/sessions/a/b/c", 404, None),
        ("PUT", "/api/sessions", 405, "GET, HEAD, POST"),
        ("POST", "/api/sessions/x", 405, "GET, HEAD, PATCH, DELETE"),
        ("DELETE", "/api/languages", 405, "GET, HEAD"),
        ("GET", "/api/sessions/x/links/replay", 405, "POST, DELETE"),
        ("GET", "/api/sessions/x/links/host", 405, "POST, DELETE"),
        ("BREW", "/health", 405, "GET, HEAD"),
    ],
)
async def test_unknown_addresses_and_methods_are_problems_too(
    sqlite_url: str, tmp_path: Path, method: str, path: str, status: int, allowed: str | None
) -> None:
    async with serving(sqlite_url, tmp_path) as rest:
        answer = await rest.http.request(method, path)
        assert answer.status_code == status
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers.get("allow") == allowed
        problem = answer.json()
        assert set(problem) == {"type", "title", "status", "detail", "code", "request_id"}
        assert problem["type"] == "about:blank"


async def test_the_unexpected_is_logged_once_with_its_request_id_and_not_told(
    sqlite_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    async with serving(sqlite_url, tmp_path, cors_origins=("https://other.test",)) as rest:

        async def fail() -> None:
            raise RuntimeError("the inside of the machine")

        rest.app.add_api_route("/api/fail", fail)
        headers = {"x-request-id": "mine-1", "origin": "https://other.test"}
        with caplog.at_level(logging.INFO):
            answer = await rest.http.get("/api/fail", headers=headers)
        assert answer.status_code == 500
        problem = answer.json()
        assert problem["code"] == "error"
        assert problem["request_id"] == "mine-1"
        assert "machine" not in answer.text
        assert answer.headers["access-control-allow-origin"] == "https://other.test", "else a page cannot read it"
        assert "content-security-policy" in answer.headers
        errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
        assert len(errors) == 1
        assert errors[0].exc_info is not None
        assert errors[0].__dict__["route"] == "/api/fail"


async def test_an_expected_failure_is_told_with_its_code(sqlite_url: str, tmp_path: Path) -> None:
    async with serving(sqlite_url, tmp_path) as rest:

        async def fail() -> None:
            raise Conflict("Not now.")

        rest.app.add_api_route("/api/fail", fail)
        answer = await rest.http.get("/api/fail")
        assert answer.status_code == 409
        assert (answer.json()["code"], answer.json()["detail"]) == ("conflict", "Not now.")


async def test_a_database_that_is_gone_is_503_and_nothing_is_half_done(
    own_postgres: PostgresServer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    await migrate(own_postgres.url())
    async with serving(own_postgres.url(), tmp_path, database_timeout_s=3) as rest:
        made = await rest.create(title="before")
        url = f"/api/sessions/{made['session_id']}"
        own_postgres.kill()
        for method, path in (("POST", "/api/sessions"), ("GET", url), ("PATCH", url), ("DELETE", url)):
            caplog.clear()
            with caplog.at_level(logging.INFO):
                headers = {**bearer(made["host_token"]), "x-request-id": "mine-2"}
                answer = await rest.http.request(method, path, json={}, headers=headers)
            assert answer.status_code == 503, f"{method} {path}: {answer.text}"
            assert answer.json()["code"] == "unavailable"
            assert answer.json()["request_id"] == "mine-2"
            for inside in ("asyncpg", "127.0.0.1", "Connect", "SQL", "Traceback"):
                assert inside not in answer.text
            [error] = [record for record in caplog.records if record.levelno >= logging.ERROR]
            assert "Error" in error.__dict__["cause"]
            assert made["host_token"] not in caplog.text
        assert await readiness(rest) == (503, {"database": "failed", "broker": "ok", "rooms": "ok"})
        assert (await rest.http.get("/health")).status_code == 200
        own_postgres.start()
        assert await readiness(rest) == (200, {"database": "ok", "broker": "ok", "rooms": "ok"})
        assert (await rest.http.get(url)).json()["title"] == "before"
        total = (await rest.http.get("/api/sessions", headers=bearer(OPERATORS_KEY))).headers["x-total-count"]
        assert total == "1", "the creation that was answered with 503 left nothing behind"


async def readiness(rest: Rest) -> tuple[int, dict[str, str]]:
    answer = await rest.http.get("/ready")
    return answer.status_code, answer.json()["checks"]


async def test_a_real_node_logs_no_token_no_code_and_no_address(tmp_path: Path, own_postgres: PostgresServer) -> None:
    node = Node(tmp_path, log_format="json", log_level="debug", database_url=own_postgres.url(), database_timeout_s=3)
    try:
        await node.start()
        made = await node.create_session(initial_code="secret_code = 1", title="Secret Title")
        secrets = {made["room_id"], made["host_token"], made["observer_url"].rpartition("/")[2]}
        for token in secrets:
            await node.http.get(f"/api/links/{token}")
            await node.http.get(f"/s/{token}")
        wrong = "W" * 22
        await node.http.get(f"/api/links/{wrong}")
        await node.http.patch(f"/api/sessions/{made['session_id']}", json={}, headers=bearer(made["host_token"]))
        own_postgres.kill()
        answer = await node.http.post("/api/sessions", json={"initial_code": "secret_code = 2"})
        assert answer.status_code == 503
        request_id = answer.json()["request_id"]
        await node.stop()
    finally:
        await node.kill()
    lines = [json.loads(line) for line in node.logs.splitlines() if line.startswith("{")]
    assert any(line.get("request_id") == request_id and line["level"] == "error" for line in lines)
    for secret in (*secrets, wrong, made["session_id"], "secret_code", "Secret Title"):
        assert secret not in node.logs


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("/api/sessions", '{"title": "a%s"}', "body.title"),
        ("/api/sessions", '{"initial_code": "a%s"}', "body.initial_code"),
        ("/api/sessions", '{"guide": "a%s"}', "body.guide"),
        ("/api/sessions", '{"files": [{"path": "a.py", "text": "a%s"}]}', "body.files.0.text"),
        ("/api/sessions", '{"template_id": "a%s"}', "body.template_id"),
        ("/api/sessions", '{"rubric": [{"name": "a", "levels": ["a%s", "", "", ""]}]}', "body.rubric.0.levels.0"),
        ("/api/libraries", '{"name": "a%s"}', "body.name"),
    ],
)
@pytest.mark.parametrize(
    ("odd", "sentence"),
    [
        ("\\u0000", "The text holds the character NUL, which is not allowed."),
        ("\\ud83d", "The text holds half of a surrogate pair, which is not valid Unicode."),
    ],
)
async def test_a_text_that_cannot_be_kept_is_refused_in_words_wherever_it_stands(
    sqlite_url: str, tmp_path: Path, path: str, body: str, field: str, odd: str, sentence: str
) -> None:
    async with serving(sqlite_url, tmp_path) as rest:
        answer = await rest.http.post(path, content=body % odd, headers={"content-type": "application/json"})
        assert answer.status_code == 422
        assert answer.json()["detail"] == sentence
        assert answer.json()["errors"] == [{"field": field, "message": sentence}]
