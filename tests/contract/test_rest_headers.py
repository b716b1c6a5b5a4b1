"""The headers of every answer, CORS, HEAD, the documentation pages, health, metrics and the API's description."""

import re
from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest

from codesala.web.policies import DOCS_PATHS
from tests.support.rest import OPERATORS_KEY, Rest, bearer, serving


@pytest.fixture(scope="module")
async def rest(shared_sqlite_url: str, shared_folder: Path) -> AsyncIterator[Rest]:
    async with serving(
        shared_sqlite_url, shared_folder, max_body_bytes=2048, cors_origins=("https://other.test",)
    ) as rest:
        yield rest


def policy(answer: httpx2.Response) -> dict[str, str]:
    directives = answer.headers["content-security-policy"].split("; ")
    return {name: value for name, _, value in (directive.partition(" ") for directive in directives)}


@pytest.mark.parametrize("path", ["/", "/api/languages", "/api/nothing", "/health", "/docs", "/redoc", "/assets/x.js"])
async def test_every_answer_has_the_security_headers(rest: Rest, path: str) -> None:
    answer = await rest.http.get(path)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["cross-origin-opener-policy"] == "same-origin"
    assert re.fullmatch("[0-9a-f]{16}", answer.headers["x-request-id"])
    rules = policy(answer)
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == "'self'"
    assert rules["frame-ancestors"] == "'none'"


async def test_metrics_are_for_the_operator_unless_set_otherwise(sqlite_url: str, tmp_path: Path) -> None:
    async with serving(sqlite_url, tmp_path, metrics_for="operator", link_failure_rate="2/minute") as rest:
        assert (await rest.http.get("/metrics")).status_code == 401
        made = await rest.create()
        statuses = [(await rest.http.get("/metrics", headers=bearer(made["host_token"]))).status_code for _ in range(3)]
        assert statuses == [401, 401, 429]
        assert "codesala_rooms 0.0" in (await rest.http.get("/metrics", headers=bearer(OPERATORS_KEY))).text
    async with serving(sqlite_url, tmp_path, metrics_for="everybody") as rest:
        assert (await rest.http.get("/metrics")).status_code == 200


async def test_no_header_holds_an_id_or_a_token(rest: Rest) -> None:
    """Files are named by headers, and headers are kept by proxies. The one exception tells whoever created a session
    where it is."""
    made = await rest.create()
    links = {role: made[f"{role}_url"].rpartition("/")[2] for role in ("host", "observer")}
    secrets = {made["session_id"], made["room_id"], *links.values()}
    for path, operations in rest.app.openapi()["paths"].items():
        if "get" not in operations:
            continue
        for token in (made["room_id"], *links.values()):
            filled = path.replace("{session_id}", made["session_id"]).replace("{token}", token)
            headers = bearer(made["host_token"]) | {"Codesala-Key": "k" * 32}
            answer = await rest.http.get(filled.format_map(defaultdict(lambda: "x", file="main")), headers=headers)
            assert not [secret for secret in secrets if secret in str(answer.headers)], path


async def test_browsers_come_by_https_where_people_do(rest: Rest, sqlite_url: str, tmp_path: Path) -> None:
    assert (await rest.http.get("/health")).headers["strict-transport-security"] == "max-age=31536000"
    async with serving(sqlite_url, tmp_path, public_url="http://127.0.0.1:8000") as plain:
        assert "strict-transport-security" not in (await plain.http.get("/health")).headers


@pytest.mark.parametrize("base", ["https://sala.test", "https://sala.test/interviews"])
async def test_a_slash_too_many_leads_to_nobody_elses_host(sqlite_url: str, tmp_path: Path, base: str) -> None:
    async with serving(sqlite_url, tmp_path, public_url=base) as rest:
        for path, there in (
            (f"/s/{'A' * 22}/", f"/s/{'A' * 22}"),
            ("/api/sessions/?skip=1", "/api/sessions?skip=1"),
            ("/docs/", "/docs"),
        ):
            answer = await rest.http.get(path, headers={"Host": "192.0.2.66", "X-Forwarded-Proto": "http"})
            assert answer.status_code == 307, path
            assert answer.headers["location"] == base.removeprefix("https://sala.test") + there
        for path in ("//evil.example/", "//evil.example/s/", "/s//evil.example/"):
            answer = await rest.http.get(httpx2.URL("http://sala.test").copy_with(raw_path=path.encode()))
            assert not answer.headers.get("location", "/x").startswith("//"), path


async def test_a_refused_body_has_the_security_headers_too(rest: Rest) -> None:
    answer = await rest.http.post("/api/sessions", content=b"x" * 3000)
    assert answer.status_code == 413
    assert policy(answer)["default-src"] == "'none'"


async def test_the_page_may_reach_its_own_server_and_no_other(rest: Rest) -> None:
    rules = policy(await rest.http.get("/", headers={"host": "localhost:8000"}))
    assert rules["connect-src"] == "'self' wss://sala.test ws://localhost:8000 wss://localhost:8000"
    for strange in ("evil.test; script-src *", "a b", "*", "x" * 3 + ","):
        rules = policy(await rest.http.get("/", headers={"host": strange}))
        assert rules["connect-src"] == "'self' wss://sala.test"
        assert rules["script-src"] == "'self'"


async def test_a_request_id_is_kept_if_it_is_harmless(rest: Rest) -> None:
    kept = await rest.http.get("/health", headers={"x-request-id": "trace-1.2_3"})
    assert kept.headers["x-request-id"] == "trace-1.2_3"
    for strange in ("a b", "x" * 65, '"><script>'):
        answer = await rest.http.get("/health", headers={"x-request-id": strange})
        assert answer.headers["x-request-id"] != strange


async def test_head_is_answered_like_get_without_a_body(rest: Rest) -> None:
    for path in ("/health", "/api/languages", "/docs", "/"):
        get, head = await rest.http.get(path), await rest.http.head(path)
        assert head.status_code == get.status_code
        assert head.headers["content-length"] == get.headers["content-length"]
        assert head.content == b""


async def test_pages_of_chosen_origins_may_call_the_api_and_read_its_headers(rest: Rest) -> None:
    headers = {**bearer(OPERATORS_KEY), "origin": "https://other.test"}
    answer = await rest.http.get("/api/sessions", headers=headers)
    assert answer.headers["access-control-allow-origin"] == "https://other.test"
    exposed = answer.headers["access-control-expose-headers"]
    assert {"X-Total-Count", "Location", "Retry-After", "X-Request-ID"} <= set(exposed.split(", "))
    preflight = await rest.http.options(
        "/api/sessions/x",
        headers={
            "origin": "https://other.test",
            "access-control-request-method": "PUT",
            "access-control-request-headers": "authorization, codesala-key, content-type",
        },
    )
    assert preflight.status_code == 200
    assert preflight.headers["access-control-allow-origin"] == "https://other.test"


async def test_pages_of_other_origins_may_not(rest: Rest) -> None:
    answer = await rest.http.get("/api/languages", headers={"origin": "https://evil.test"})
    assert "access-control-allow-origin" not in answer.headers


async def test_the_documentation_pages_load_nothing_from_elsewhere_and_run_nothing_inline(rest: Rest) -> None:
    for path in DOCS_PATHS:
        page = (await rest.http.get(path)).text
        sources = re.findall(r'(?:src|href|spec-url)="([^"]+)"', page)
        assert len(sources) >= 3
        for source in sources:
            assert "//" not in source
            loaded = await rest.http.get(f"/{source}")
            assert loaded.status_code == 200, source
        assert re.findall(r"<script[^>]*>([^<]+)</script>", page) == []
        assert " on" not in re.sub(r">[^<]*<", "><", page)
    redoc = (await rest.http.get("/docs/redoc.standalone.js")).text
    assert "cdn.redoc" not in redoc
    assert (await rest.http.get("/docs/../settings.py")).status_code == 404
    assert (await rest.http.get("/docs/core.py")).status_code == 404


async def test_health_is_told_without_asking_anybody(rest: Rest) -> None:
    assert (await rest.http.get("/health")).json() == {"status": "ok"}
    ready = await rest.http.get("/ready")
    assert ready.json() == {"status": "ready", "checks": {"database": "ok", "broker": "ok", "rooms": "ok"}}


async def test_metrics_count_requests_by_route_and_never_by_session(rest: Rest) -> None:
    made = await rest.create()
    await rest.http.get(f"/api/sessions/{made['session_id']}")
    await rest.http.get(f"/api/links/{made['room_id']}")
    await rest.http.get("/api/made-up-by-a-scanner")
    metrics = (await rest.http.get("/metrics")).text
    assert 'codesala_http_requests_total{method="GET",route="/api/sessions/{session_id}",status="200"}' in metrics
    assert 'codesala_http_request_seconds_count{method="GET",route="/api/links/{token}"}' in metrics
    for told in (made["session_id"], made["room_id"], "scanner"):
        assert told not in metrics


async def test_the_description_documents_every_answer(rest: Rest) -> None:
    description = (await rest.http.get("/openapi.json")).json()
    assert description["info"]["title"] == "Coding Interview Platform API"
    schemas = description["components"]["schemas"]
    assert "code" in schemas["Problem"]["properties"]
    assert "HTTPValidationError" not in str(description)
    create = description["paths"]["/api/sessions"]["post"]["responses"]
    assert {"201", "413", "422", "429", "503"} <= set(create)
    assert "application/problem+json" in create["422"]["content"]
    assert description["paths"]["/api/sessions/{session_id}"]["delete"]["security"] == [{"host": []}, {"operator": []}]
    for schema in schemas.values():
        for name, described in schema["properties"].items():
            assert described, f"{name} has no type"


async def test_examples_of_the_description_are_accepted(rest: Rest) -> None:
    schemas = (await rest.http.get("/openapi.json")).json()["components"]["schemas"]
    for example in schemas["CreateSession"]["examples"]:
        made = await rest.create(**example)
        for change in schemas["ChangeSession"]["examples"]:
            url = f"/api/sessions/{made['session_id']}"
            answer = await rest.http.patch(url, json=change, headers=bearer(made["host_token"]))
            assert answer.status_code == 200
