"""/api/sessions as an integrator meets it: created, read, listed, changed, deleted, refused. On both databases."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

from codesala.languages import LANGUAGES
from tests.support.rest import OPERATORS_KEY, Rest, bearer, serving

SECRETS = {"host_token", "host_url", "observer_url"}
READABLE = {"session_id", "room_id", "share_url", "title", "language", "initial_code", "status", "created_at"} | {
    *("active_users", "ended_at", "is_locked", "runs_disabled", "has_lobby", "shares_code"),
    *("timer_started_at", "timer_s", "retention_days"),
}


@pytest.fixture(scope="module")
async def rest(shared_database_url: str, shared_folder: Path) -> AsyncIterator[Rest]:
    async with serving(shared_database_url, shared_folder, max_code_bytes=1000, max_body_bytes=8192) as rest:
        yield rest


def assert_problem(answer: httpx2.Response, status: int, code: str) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem: dict[str, Any] = answer.json()
    assert problem["status"] == status
    assert problem["code"] == code
    assert problem["title"]
    assert problem["detail"]
    assert problem["request_id"] == answer.headers["x-request-id"]
    return problem


async def number_of_sessions(rest: Rest) -> int:
    listed = await rest.http.get("/api/sessions?limit=1", headers=bearer(OPERATORS_KEY))
    return int(listed.headers["x-total-count"])


async def test_a_session_is_created_without_any_body(rest: Rest) -> None:
    answer = await rest.http.post("/api/sessions")
    assert answer.status_code == 201
    made = answer.json()
    assert set(made) == READABLE | SECRETS
    assert made["language"] == "python"
    assert made["initial_code"] == LANGUAGES["python"].starter
    assert made["title"] is None
    assert made["status"] == "live"
    assert made["active_users"] == 0
    assert made["share_url"] == f"https://sala.test/s/{made['room_id']}"
    assert made["host_url"] == f"https://sala.test/h/{made['host_token']}"
    assert made["observer_url"].startswith("https://sala.test/o/")
    assert answer.headers["location"] == f"https://sala.test/api/sessions/{made['session_id']}"
    assert answer.headers["cache-control"] == "no-store"
    age = datetime.now(UTC) - datetime.fromisoformat(made["created_at"])
    assert timedelta(0) <= age < timedelta(minutes=1)


async def test_a_session_is_created_as_asked(rest: Rest) -> None:
    made = await rest.create(language="java", initial_code="class Añ {} // 🎉\n", title="Ana, second round")
    assert (made["language"], made["title"]) == ("java", "Ana, second round")
    assert made["initial_code"] == "class Añ {} // 🎉\n"


async def test_each_language_begins_with_its_starter(rest: Rest) -> None:
    for language in LANGUAGES.values():
        assert (await rest.create(language=language.id))["initial_code"] == language.starter


async def test_an_editor_may_begin_empty(rest: Rest) -> None:
    made = await rest.create(initial_code="")
    assert made["initial_code"] == ""
    assert (await rest.http.get(f"/api/sessions/{made['session_id']}/code")).text == ""


async def test_line_ends_become_newlines(rest: Rest) -> None:
    assert (await rest.create(initial_code="a\r\nb\rc\n"))["initial_code"] == "a\nb\nc\n"


async def test_ids_and_tokens_are_all_different_and_unguessable(rest: Rest) -> None:
    made = await asyncio.gather(*(rest.create() for _ in range(10)))
    tokens = [
        token
        for one in made
        for token in (one["session_id"], one["room_id"], one["host_token"], one["observer_url"].rpartition("/")[2])
    ]
    assert len(set(tokens)) == 40
    assert all(len(token) == 22 for token in tokens)


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ('{"language": "cobol"}', "body.language"),
        ('{"language": 3}', "body.language"),
        ('{"title": 3}', "body.title"),
        (json.dumps({"title": "x" * 201}), "body.title"),
        ('{"title": "a\\u0000b"}', "body.title"),
        ('{"title": "half \\ud83d"}', "body.title"),
        (json.dumps({"initial_code": "é" * 501}), "body.initial_code"),
        ('{"initial_code": ["x"]}', "body.initial_code"),
        ('{"initial_code": "a\\u0000b"}', "body.initial_code"),
        ('{"initial_code": "half \\udc00"}', "body.initial_code"),
        ('{"inital_code": "typing error"}', "body.inital_code"),
        ("[]", "body"),
        ('"text"', "body"),
        ("{not json", "body"),
    ],
)
async def test_wrong_input_is_refused_naming_the_field(rest: Rest, body: str, field: str) -> None:
    before = await number_of_sessions(rest)
    answer = await rest.http.post("/api/sessions", content=body, headers={"content-type": "application/json"})
    problem = assert_problem(answer, 422, "invalid_input")
    assert [error["field"] for error in problem["errors"]] == [field]
    assert problem["errors"][0]["message"]
    assert await number_of_sessions(rest) == before


async def test_a_body_that_is_not_called_json_is_refused_with_what_to_do(rest: Rest) -> None:
    for headers in ({}, {"content-type": "application/x-www-form-urlencoded"}, {"content-type": "text/plain"}):
        answer = await rest.http.post("/api/sessions", content=b'{"title": "Ana"}', headers=headers)
        problem = assert_problem(answer, 422, "invalid_input")
        assert problem["errors"] == [
            {"field": "body", "message": "Send JSON, with the header Content-Type: application/json."}
        ]


async def test_code_and_title_may_be_as_long_as_allowed(rest: Rest) -> None:
    made = await rest.create(initial_code="é" * 500, title="ñ" * 200)
    assert len(made["initial_code"]) == 500
    assert len(made["title"]) == 200


async def test_a_body_that_is_too_long_is_refused_whether_or_not_its_length_is_told(rest: Rest) -> None:
    body = json.dumps({"initial_code": "x" * 9000}).encode()

    async def in_pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(body), 1000):
            yield body[start : start + 1000]

    for content in (body, in_pieces()):
        answer = await rest.http.post("/api/sessions", content=content, headers={"content-type": "application/json"})
        assert_problem(answer, 413, "too_large")


async def test_a_session_is_read_without_its_secrets(rest: Rest) -> None:
    made = await rest.create(title="Ana", initial_code="x = 1\n")
    answer = await rest.http.get(f"/api/sessions/{made['session_id']}")
    assert answer.status_code == 200
    assert answer.json() == {name: made[name] for name in READABLE}
    for secret in SECRETS:
        assert made[secret].rpartition("/")[2] not in answer.text


@pytest.mark.parametrize("session_id", ["unknown", "A" * 22, "x" * 500, "%00", "a%2Fb", "ñ"])
async def test_an_unknown_session_is_not_found(rest: Rest, session_id: str) -> None:
    assert_problem(await rest.http.get(f"/api/sessions/{session_id}"), 404, "not_found")


async def test_no_other_token_of_a_session_is_its_id(rest: Rest) -> None:
    made = await rest.create()
    for token in (made["room_id"], made["host_token"], made["observer_url"].rpartition("/")[2]):
        assert_problem(await rest.http.get(f"/api/sessions/{token}"), 404, "not_found")


async def test_the_code_of_a_session_is_read_as_plain_text(rest: Rest) -> None:
    made = await rest.create(initial_code="print('ñ 🎉')\n")
    answer = await rest.http.get(f"/api/sessions/{made['session_id']}/code")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; charset=utf-8"
    assert answer.content == "print('ñ 🎉')\n".encode()
    assert_problem(await rest.http.get(f"/api/sessions/{'A' * 22}/code"), 404, "not_found")


async def test_the_operator_lists_sessions_newest_first_page_by_page(rest: Rest) -> None:
    before = await number_of_sessions(rest)
    made = [(await rest.create(title=str(number)))["session_id"] for number in range(5)]
    whole = await rest.http.get("/api/sessions", headers=bearer(OPERATORS_KEY))
    assert [one["session_id"] for one in whole.json()][:5] == made[::-1]
    assert all(set(one) == READABLE for one in whole.json())
    assert {one["initial_code"] for one in whole.json()} == {""}, "a MiB each would be a GiB"
    page = await rest.http.get("/api/sessions?skip=1&limit=2", headers=bearer(OPERATORS_KEY))
    assert [one["session_id"] for one in page.json()] == made[::-1][1:3]
    assert int(page.headers["x-total-count"]) == await number_of_sessions(rest) == before + 5
    beyond = await rest.http.get(f"/api/sessions?skip={before + 5}", headers=bearer(OPERATORS_KEY))
    assert beyond.json() == []


@pytest.mark.parametrize("query", ["skip=-1", "limit=0", "limit=1001", "skip=x", f"skip={10**30}"])
async def test_a_page_that_cannot_be_is_refused_naming_the_parameter(rest: Rest, query: str) -> None:
    answer = await rest.http.get(f"/api/sessions?{query}", headers=bearer(OPERATORS_KEY))
    problem = assert_problem(answer, 422, "invalid_input")
    assert problem["errors"][0]["field"] == f"query.{query.partition('=')[0]}"


async def test_nobody_but_the_operator_lists_sessions(rest: Rest) -> None:
    made = await rest.create()
    for headers in ({}, bearer("wrong"), bearer(made["host_token"]), {"Authorization": "Basic eDp5"}):
        answer = await rest.http.get("/api/sessions", headers=headers)
        assert_problem(answer, 401, "unauthorized")
        assert answer.headers["www-authenticate"] == "Bearer"
        assert made["session_id"] not in answer.text


async def test_without_an_operators_key_no_key_works(database_url: str, tmp_path: Path) -> None:
    async with serving(database_url, tmp_path, admin_token="") as rest:
        for headers in ({}, {"Authorization": "Bearer "}, {"Authorization": "Bearer"}, bearer("x")):
            assert_problem(await rest.http.get("/api/sessions", headers=headers), 401, "unauthorized")


async def test_host_and_operator_change_title_and_language(rest: Rest) -> None:
    made = await rest.create(title="Ana")
    url = f"/api/sessions/{made['session_id']}"
    changed = await rest.http.patch(url, json={"title": "Eva"}, headers=bearer(made["host_token"]))
    assert changed.status_code == 200
    assert changed.json() == {name: made[name] for name in READABLE} | {"title": "Eva"}
    changed = await rest.http.patch(url, json={"language": "cpp"}, headers=bearer(OPERATORS_KEY))
    assert (changed.json()["language"], changed.json()["title"]) == ("cpp", "Eva")
    changed = await rest.http.patch(url, json={"title": None}, headers=bearer(made["host_token"]))
    assert changed.json()["title"] is None
    assert (await rest.http.get(url)).json() == changed.json()


async def test_changing_nothing_is_fine(rest: Rest) -> None:
    made = await rest.create(title="Ana")
    answer = await rest.http.patch(f"/api/sessions/{made['session_id']}", json={}, headers=bearer(made["host_token"]))
    assert answer.status_code == 200
    assert answer.json()["title"] == "Ana"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"language": None}, "body.language"),
        ({"language": "cobol"}, "body.language"),
        ({"title": "x" * 201}, "body.title"),
        ({"title": "a\x00b"}, "body.title"),
        ({"initial_code": "x"}, "body.initial_code"),
        ({"status": "ended"}, "body.status"),
    ],
)
async def test_a_wrong_change_is_refused_and_changes_nothing(rest: Rest, body: dict[str, Any], field: str) -> None:
    made = await rest.create(title="Ana")
    url = f"/api/sessions/{made['session_id']}"
    answer = await rest.http.patch(url, json=body, headers=bearer(made["host_token"]))
    assert assert_problem(answer, 422, "invalid_input")["errors"][0]["field"] == field
    assert (await rest.http.get(url)).json()["title"] == "Ana"


async def test_a_deleted_session_is_gone_with_its_links(rest: Rest) -> None:
    made = await rest.create()
    url = f"/api/sessions/{made['session_id']}"
    answer = await rest.http.delete(url, headers=bearer(made["host_token"]))
    assert (answer.status_code, answer.content) == (204, b"")
    assert_problem(await rest.http.get(url), 404, "not_found")
    assert_problem(await rest.http.get(f"{url}/code"), 404, "not_found")
    for token in (made["room_id"], made["host_token"], made["observer_url"].rpartition("/")[2]):
        assert_problem(await rest.http.get(f"/api/links/{token}"), 404, "not_found")
    for key in (made["host_token"], OPERATORS_KEY):
        assert_problem(await rest.http.delete(url, headers=bearer(key)), 404, "not_found")


async def test_the_operator_deletes_any_session_and_no_other_goes_with_it(rest: Rest) -> None:
    first, second = await rest.create(), await rest.create()
    answer = await rest.http.delete(f"/api/sessions/{first['session_id']}", headers=bearer(OPERATORS_KEY))
    assert answer.status_code == 204
    assert (await rest.http.get(f"/api/sessions/{second['session_id']}")).status_code == 200


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
async def test_without_credentials_nobody_learns_whether_a_session_exists(rest: Rest, method: str) -> None:
    made = await rest.create()
    answers = []
    for session_id in (made["session_id"], "A" * 22, "nonsense"):
        answer = await rest.http.request(method, f"/api/sessions/{session_id}", json={})
        assert answer.headers["www-authenticate"] == "Bearer"
        answers.append(assert_problem(answer, 401, "unauthorized") | {"request_id": ""})
    assert answers[0] == answers[1] == answers[2]


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
async def test_with_wrong_credentials_all_sessions_look_unknown(rest: Rest, method: str) -> None:
    made, other = await rest.create(), await rest.create()
    wrong = ["wrong", "A" * 22, other["host_token"], made["room_id"], made["observer_url"].rpartition("/")[2]]
    answers = []
    for token in wrong:
        for session_id in (made["session_id"], "A" * 22):
            url = f"/api/sessions/{session_id}"
            answer = await rest.http.request(method, url, headers=bearer(token), json={})
            answers.append(assert_problem(answer, 404, "not_found") | {"request_id": ""})
    assert all(answer == answers[0] for answer in answers)
    assert (await rest.http.get(f"/api/sessions/{made['session_id']}")).status_code == 200
